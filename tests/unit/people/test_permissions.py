"""Who may do what: the one table, what may not meet, and what nobody gets round."""

import itertools
from pathlib import Path

import pytest
from msgspec.structs import replace

from answerable.errors import NotPermitted
from answerable.people.model import SIGNERS, Account, Role
from answerable.people.permissions import FOR_MACHINES, NEVER_TOGETHER, PERMITTED, Act, may, page, require, wrong_with

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "permissions.md"
APPROVING = {Act.JUDGE, Act.RECOMMEND, Act.DECIDE, Act.SIGN}


def somebody(*roles: Role, **more: object) -> Account:
    return Account(id="a", name="Anna Adler", email="anna@example.org", roles=roles, **more)


def every_set_of_roles() -> list[tuple[Role, ...]]:
    return [some for size in range(len(Role) + 1) for some in itertools.combinations(Role, size)]


def test_the_page_of_permissions_is_that_of_the_table():
    # Write it anew with: python -c "from answerable.people.permissions import page; print(page(), end='')" into that file
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_act_is_in_the_table_and_somebody_may_do_it():
    assert set(PERMITTED) == set(Act)
    assert all(PERMITTED.values())


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("role", Role)
def test_a_role_permits_what_the_table_says_and_no_more(role: Role, act: Act):
    assert may(somebody(role), act) is (role in PERMITTED[act])


def test_an_administrator_can_never_approve_whatever_other_roles_are_held():
    for roles in every_set_of_roles():
        if Role.ADMINISTRATOR in roles:
            assert not any(may(somebody(*roles), act) for act in APPROVING), roles


def test_an_administrator_is_not_made_a_medical_editor():
    assert wrong_with({Role.ADMINISTRATOR, Role.MEDICAL_EDITOR, Role.AUTHOR}) == "an administrator can never approve"


def test_nobody_who_may_sign_holds_roles_that_may_not_meet():
    for roles in every_set_of_roles():
        if may(somebody(*roles), Act.SIGN) and not wrong_with(roles):
            assert not {Role.ADMINISTRATOR, Role.AUDITOR} & set(roles)
            assert SIGNERS & set(roles)


def test_a_machine_never_holds_a_persons_role():
    for role in set(Role) - FOR_MACHINES:
        assert wrong_with({role}, machine=True)
        assert not any(may(somebody(role, machine=True), act) for act in Act)
    assert not wrong_with(FOR_MACHINES, machine=True)


def test_who_is_deactivated_may_do_nothing():
    assert not any(may(somebody(*Role, active=False), act) for act in Act)


def test_who_has_no_role_may_do_nothing_at_the_desk():
    assert not any(may(somebody(), act) for act in Act)
    assert not any(may(somebody(Role.READER), act) for act in Act)


def test_a_change_of_role_counts_at_once():
    anna = somebody(Role.EDITOR)
    require(anna, Act.ASSIGN)
    with pytest.raises(NotPermitted, match="do not permit you to assign reviewers"):
        require(replace(anna, roles=(Role.AUTHOR,)), Act.ASSIGN)


def test_roles_that_may_meet_may():
    assert not wrong_with({Role.EDITOR, Role.AUTHOR, Role.CLINICAL_REVIEWER})
    assert all(len(together) == 2 for together, _ in NEVER_TOGETHER)

"""Accounts, invitations and sign-in, as an administrator and the people that are let in meet them."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from desk_people import PASSWORD, Clock, code_of, people_in, signs_in, somebody, with_factor
from desks import KINDS, opened
from tampering import Hand

from answerable.app.people import People
from answerable.app.people.acts import secret_id
from answerable.app.people.sessions import SignedIn
from answerable.errors import (
    NotPermitted,
    Problem,
    SignInRefused,
    SpentInvitation,
    TooManyRequests,
    UsageProblem,
    VersionConflict,
    WeakPassword,
)
from answerable.ledger.chain import check
from answerable.people.model import Account, Credential, Role
from answerable.people.permissions import Act, may
from answerable.people.session import Stage


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=KINDS)
def people(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[People]:
    desk = opened(request, tmp_path)
    yield people_in(tmp_path, clock, desk)
    desk.close()


@pytest.fixture
def admin(people: People):
    return people.accounts.create_admin(name="Ada Adler", email="ada@example.org", password=PASSWORD, door="command line")


def acts(people: People) -> list[str]:
    with people.desk.view() as view:
        return [entry.act.what for entry in view.ledger.entries()]


# -- the first administrator, and invitations


def test_the_first_administrator_is_made_by_the_operator(people, admin):
    assert admin.roles == (Role.ADMINISTRATOR,)
    assert people.accounts.has_administrator()
    assert people.accounts.find("ADA@example.org") == people.accounts.find(admin.id) == admin
    with people.desk.view() as view:
        (entry,) = view.ledger.entries()
    assert (entry.act.actor, entry.act.what, entry.act.about) == ("operator", "account made", admin.id)
    assert entry.act.facts == {"roles": "administrator"}


def test_a_weak_password_makes_no_administrator(people):
    with pytest.raises(WeakPassword):
        people.accounts.create_admin(name="Ada", email="ada@example.org", password="ada", door="command line")
    assert people.accounts.all() == ()


def test_an_invitation_is_good_once(people, admin):
    invited = people.invitations.invite(name="Eva", email="eva@example.org", roles=[Role.EDITOR], by=admin, door="web")
    assert invited.path == f"/desk/invitations/{invited.secret}"
    assert not invited.mailed
    eva = people.invitations.accept(invited.secret, name="Eva Eder", password=PASSWORD, door="web")
    assert (eva.name, eva.email, eva.roles) == ("Eva Eder", "eva@example.org", (Role.EDITOR,))
    with pytest.raises(SpentInvitation):
        people.invitations.accept(invited.secret, name="Mallory", password=PASSWORD, door="web")
    assert people.invitations.all() == ()


def test_an_invitation_is_over_after_its_days(people, admin, clock):
    invited = people.invitations.invite(name="Eva", email="eva@example.org", roles=[], by=admin, door="web")
    clock.on(days=7)
    with pytest.raises(SpentInvitation):
        people.invitations.look_at(invited.secret)


def test_a_weak_password_does_not_use_an_invitation_up(people, admin):
    invited = people.invitations.invite(name="Eva", email="eva@example.org", roles=[], by=admin, door="web")
    with pytest.raises(WeakPassword):
        people.invitations.accept(invited.secret, name="", password="eva.example12", door="web")
    assert people.invitations.accept(invited.secret, name="", password=PASSWORD, door="web").name == "Eva"


def test_of_two_invitations_of_one_person_the_newest_counts(people, admin):
    first, second = (
        people.invitations.invite(name="Eva", email=email, roles=[], by=admin, door="web")
        for email in ("eva@example.org", "EVA@example.org")
    )
    with pytest.raises(SpentInvitation):
        people.invitations.look_at(first.secret)
    people.invitations.take_back(second.invitation.id, by=admin, door="web")
    with pytest.raises(SpentInvitation):
        people.invitations.look_at(second.secret)


def test_the_secret_of_an_invitation_is_kept_nowhere(people, admin):
    invited = people.invitations.invite(name="Eva", email="eva@example.org", roles=[], by=admin, door="web")
    with people.desk.view() as view:
        (kept,) = view.people.invitations()
    assert kept.id == secret_id(invited.secret)
    assert invited.secret not in str(kept)


def test_who_has_an_account_is_not_invited_again(people, admin):
    with pytest.raises(VersionConflict):
        people.invitations.invite(name="Ada", email="ADA@example.org", roles=[], by=admin, door="web")


def test_only_an_administrator_invites_and_gives_roles(people, admin):
    eva = somebody(people, "Eva", Role.EDITOR)
    with pytest.raises(NotPermitted):
        people.invitations.invite(name="X", email="x@example.org", roles=[], by=eva, door="web")
    with pytest.raises(NotPermitted):
        people.accounts.change_roles(eva.id, [Role.MEDICAL_EDITOR], by=eva, door="web")
    with pytest.raises(NotPermitted):
        people.accounts.set_active(admin.id, False, by=eva, door="web")


def test_roles_that_may_not_meet_are_not_given(people, admin):
    with pytest.raises(UsageProblem, match="an administrator can never approve"):
        people.accounts.change_roles(admin.id, [Role.ADMINISTRATOR, Role.MEDICAL_EDITOR], by=admin, door="web")
    with pytest.raises(UsageProblem):
        people.invitations.invite(
            name="X", email="x@example.org", roles=[Role.AUDITOR, Role.MEDICAL_EDITOR], by=admin, door="web"
        )


def test_the_last_administrator_stays(people, admin):
    for act in (
        lambda: people.accounts.change_roles(admin.id, [], by=admin, door="web"),
        lambda: people.accounts.set_active(admin.id, False, by=admin, door="web"),
        lambda: people.accounts.erase(admin.id, by=admin, door="web"),
    ):
        with pytest.raises(NotPermitted, match="last administrator"):
            act()
    other = somebody(people, "Otto", Role.ADMINISTRATOR)
    people.accounts.set_active(admin.id, False, by=other, door="web")
    assert not people.accounts.find(admin.id).active


# -- sign-in


def test_a_wrong_name_and_a_wrong_password_have_the_same_answer(people):
    somebody(people, "Eva", Role.AUTHOR)
    said = []
    for email, password in (("eva@example.org", "not this kettle"), ("nobody@example.org", PASSWORD), ("", ""), ("\x00'", "x")):
        with pytest.raises(SignInRefused) as refused:
            people.sign_ins.sign_in(email, password, address="192.0.2.1")
        said.append(str(refused.value))
    assert len(set(said)) == 1


def test_an_unknown_name_costs_as_much_hashing_as_a_known_one(people, monkeypatch):
    somebody(people, "Eva", Role.AUTHOR)
    asked: list[str] = []
    verify = type(people.hasher._hasher).verify
    monkeypatch.setattr(type(people.hasher._hasher), "verify", lambda *given: asked.append(given[1]) or verify(*given))
    for email in ("eva@example.org", "nobody@example.org"):
        with pytest.raises(SignInRefused):
            people.sign_ins.sign_in(email, "not this kettle", address="192.0.2.1")
    assert len(asked) == 2
    assert all(kept.startswith("$argon2id$") for kept in asked)


def test_who_needs_no_second_factor_is_signed_in_with_the_password(people, clock):
    eva = somebody(people, "Eva", Role.AUTHOR)
    begun = signs_in(people, eva)
    assert begun.session.stage is Stage.WHOLE
    session, account = people.sign_ins.session_of(begun.token)
    assert account == eva
    assert session.browser == "Test"
    assert people.sign_ins.session_of("x") is people.sign_ins.session_of("") is None


def test_the_token_of_a_session_is_kept_nowhere(people):
    begun = signs_in(people, somebody(people, "Eva"))
    with people.desk.view() as view:
        (kept,) = view.people.sessions(begun.account.id)
    assert kept.id == secret_id(begun.token)
    assert begun.token not in str(kept)
    assert len(begun.token) >= 43


def test_a_session_ends_when_it_is_idle_and_when_it_is_old(people, clock):
    eva = somebody(people, "Eva")
    begun = signs_in(people, eva)
    clock.on(minutes=59)
    assert people.sign_ins.session_of(begun.token)
    clock.on(minutes=59)
    assert people.sign_ins.session_of(begun.token)
    clock.on(minutes=60)
    assert people.sign_ins.session_of(begun.token) is None
    begun = signs_in(people, eva)
    for _ in range(13):
        clock.on(minutes=55)
        people.sign_ins.session_of(begun.token)
    clock.on(minutes=10)
    assert people.sign_ins.session_of(begun.token) is None
    assert people.sign_ins.tidy() >= 1


def test_all_sessions_are_ended_at_will(people):
    eva = somebody(people, "Eva")
    here, there = signs_in(people, eva), signs_in(people, eva)
    assert len(people.sign_ins.own(eva)) == 2
    assert people.sign_ins.end_own(eva, but=here.session.id, door="web") == 1
    assert people.sign_ins.session_of(there.token) is None
    assert people.sign_ins.session_of(here.token)
    people.sign_ins.sign_out(here.token)
    assert people.sign_ins.session_of(here.token) is None


def test_who_is_deactivated_is_out_at_once(people, admin):
    eva = somebody(people, "Eva", Role.EDITOR)
    begun = signs_in(people, eva)
    people.accounts.set_active(eva.id, False, by=admin, door="web")
    assert people.sign_ins.session_of(begun.token) is None
    with pytest.raises(SignInRefused):
        signs_in(people, eva)
    people.accounts.set_active(eva.id, True, by=admin, door="web")
    assert signs_in(people, eva)


def test_a_role_that_is_lost_is_lost_at_the_next_request(people, admin):
    eva = somebody(people, "Eva", Role.EDITOR, Role.AUTHOR)
    begun = signs_in(people, eva)
    people.accounts.change_roles(eva.id, [Role.AUTHOR], by=admin, door="web")
    _, now = people.sign_ins.session_of(begun.token)
    assert may(now, Act.SUBMIT)
    assert not may(now, Act.ASSIGN)


def test_a_role_that_is_gained_asks_for_a_new_sign_in(people, admin):
    eva = somebody(people, "Eva", Role.AUTHOR)
    begun = signs_in(people, eva)
    people.accounts.change_roles(eva.id, [Role.AUTHOR, Role.CLINICAL_REVIEWER], by=admin, door="web")
    assert people.sign_ins.session_of(begun.token) is None
    assert signs_in(people, eva).session.stage is Stage.SETTING_UP


# -- lock-out


def fails(people: People, email: str, times: int, address: str = "192.0.2.1") -> None:
    for _ in range(times):
        with pytest.raises(SignInRefused):
            people.sign_ins.sign_in(email, "not this kettle", address=address)


@pytest.mark.parametrize("email", ["eva@example.org", "nobody@example.org"])
def test_too_many_failures_lock_out_for_minutes_whoever_it_is(people, clock, email):
    eva = somebody(people, "Eva")
    fails(people, email, 10)
    with pytest.raises(TooManyRequests) as refused:
        people.sign_ins.sign_in(email, PASSWORD, address="192.0.2.2")
    assert 0 < refused.value.seconds <= 360
    clock.on(seconds=refused.value.seconds)
    if email == eva.email:
        assert signs_in(people, eva)


def test_an_address_written_in_another_way_is_counted_as_the_same(people):
    somebody(people, "Eva")
    for number in range(10):
        blanks = "".join(" \t"[number >> bit & 1] for bit in range(8))
        fails(people, f"eva@example.org{blanks}{' ' * 300}x", 1, address=f"192.0.2.{number}")
    with pytest.raises(TooManyRequests):
        people.sign_ins.sign_in("eva@example.org", PASSWORD, address="198.51.100.1")


def test_one_network_that_tries_many_names_is_locked_out(people):
    eva = somebody(people, "Eva")
    for number in range(50):
        fails(people, f"n{number}@example.org", 1)
    with pytest.raises(TooManyRequests):
        signs_in(people, eva)
    assert people.sign_ins.sign_in(eva.email, PASSWORD, address="198.51.100.1")


def test_who_signs_in_rightly_is_never_locked_out(people):
    eva = somebody(people, "Eva")
    for _ in range(60):
        signs_in(people, eva)


def test_a_lock_out_stands_in_the_ledger_once_and_strangers_cannot_make_it_grow(people):
    somebody(people, "Eva")
    before = len(acts(people))
    fails(people, "nobody@example.org", 10)
    assert len(acts(people)) == before
    fails(people, "eva@example.org", 10)
    assert acts(people)[before:] == ["sign-ins locked out for a while"]


def test_what_failures_are_counted_under_names_nobody(people, request, tmp_path):
    fails(people, "eva@example.org", 1)
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("desk.sqlite3*"))
    if request.node.callspec.params["people"] == "postgresql":
        with Hand(tmp_path, request.getfixturevalue("database")) as hand:
            kept = b" ".join(key.encode() for (key,) in hand.does("SELECT key FROM tries").fetchall())
            assert kept
    assert b"192.0.2.1" not in kept
    assert b"eva@example.org" not in kept


# -- passwords


def test_a_changed_password_ends_the_other_sessions(people):
    eva = somebody(people, "Eva")
    here, there = signs_in(people, eva), signs_in(people, eva)
    with pytest.raises(SignInRefused):
        people.accounts.change_password(eva, "wrong", "maple harbour quince", session=here.session.id, door="web")
    people.accounts.change_password(eva, PASSWORD, "maple harbour quince", session=here.session.id, door="web")
    assert people.sign_ins.session_of(there.token) is None
    assert people.sign_ins.session_of(here.token)
    with pytest.raises(SignInRefused):
        signs_in(people, eva)
    assert people.sign_ins.sign_in(eva.email, "maple harbour quince", address="192.0.2.1")


def test_a_password_hashed_with_older_parameters_is_hashed_anew_at_sign_in(people):
    from argon2 import PasswordHasher

    eva = somebody(people, "Eva")
    with people.desk.work() as work:
        work.people.put_password(eva.id, PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(PASSWORD))
    signs_in(people, eva)
    with people.desk.view() as view:
        assert not people.hasher.is_dated(view.people.password(eva.id))
    assert signs_in(people, eva)


def test_a_way_back_in_sets_password_and_factors_anew(people, admin, clock):
    rita = somebody(people, "Rita", Role.CLINICAL_REVIEWER)
    whole, _ = with_factor(people, rita, clock)
    back = people.invitations.let_back_in(rita.id, by=admin, door="web")
    assert people.sign_ins.session_of(whole.token)
    people.invitations.accept(back.secret, name="", password="maple harbour quince", door="web")
    assert people.sign_ins.session_of(whole.token) is None
    begun = people.sign_ins.sign_in(rita.email, "maple harbour quince", address="192.0.2.1")
    assert begun.session.stage is Stage.SETTING_UP
    assert people.accounts.find(rita.id) == rita
    with pytest.raises(SpentInvitation):
        people.invitations.look_at(back.secret)


def test_of_several_ways_back_in_one_counts_and_none_outlives_its_use_or_the_account(people, admin):
    rita = somebody(people, "Rita", Role.CLINICAL_REVIEWER)
    older, newer = (people.invitations.let_back_in(rita.id, by=admin, door="web") for _ in range(2))
    people.invitations.accept(newer.secret, name="", password="maple harbour quince", door="web")
    left = people.invitations.let_back_in(rita.id, by=admin, door="web")
    people.accounts.set_active(rita.id, False, by=admin, door="web")
    again = people.invitations.let_back_in(rita.id, by=admin, door="web")
    people.accounts.erase(rita.id, by=admin, door="web")
    for one in (older, left, again):
        with pytest.raises(SpentInvitation):
            people.invitations.accept(one.secret, name="Rita", password="quince harbour maple", door="web")
    with people.desk.view() as view:
        assert not any("rita" in one.email or "Rita" in one.name for one in view.people.invitations())


def test_who_came_back_in_by_a_link_of_an_administrator_vouches_for_nothing_before_an_editor_looked_again(people, admin):
    carl, eva = somebody(people, "Carl", Role.MEDICAL_EDITOR), somebody(people, "Eva", Role.EDITOR)
    people.board.put_credential(Credential(account=carl.id, degree="MD", specialties=("surgery",)), by=carl, door="web")
    people.board.verify(carl.id, by=eva, door="web")
    assert not people.board.standing(carl.id).wrong
    back = people.invitations.let_back_in(carl.id, by=admin, door="web")
    assert not people.board.standing(carl.id).wrong
    people.invitations.accept(back.secret, name="", password="maple harbour quince", door="web")
    assert people.board.standing(carl.id).wrong == "nobody has verified the credential"


def test_nobody_changes_their_own_roles(people, admin):
    otto = somebody(people, "Otto", Role.ADMINISTRATOR)
    for wanted in ([Role.MEDICAL_EDITOR], [Role.ADMINISTRATOR, Role.EDITOR], []):
        with pytest.raises(NotPermitted, match="own roles"):
            people.accounts.change_roles(otto.id, wanted, by=otto, door="web")
    assert people.accounts.find(otto.id).roles == (Role.ADMINISTRATOR,)
    assert people.accounts.change_roles(otto.id, [], by=admin, door="web").roles == ()


# -- erasing, and the ledger


def test_who_is_erased_leaves_no_name_and_the_ledger_holds(people, admin, clock):
    rita = somebody(people, "Rita", Role.CLINICAL_REVIEWER)
    with_factor(people, rita, clock)
    people.accounts.erase(rita.id, by=admin, door="web")
    erased = people.accounts.find(rita.id)
    assert (erased.name, erased.email, erased.employer, erased.roles, erased.active) == ("", "", "", (), False)
    with people.desk.view() as view:
        assert view.people.factors(rita.id) == ()
        assert view.people.password(rita.id) == ""
        entries = tuple(view.ledger.entries())
    assert check(entries).holds
    assert not any(word in str(entries) for word in ("Rita", "rita@", "Adler", "example.org"))
    assert entries[-1].act.what == "account erased"


def test_every_change_leaves_its_line(people, admin, clock):
    invited = people.invitations.invite(name="Eva", email="eva@example.org", roles=[Role.EDITOR], by=admin, door="web")
    eva = people.invitations.accept(invited.secret, name="", password=PASSWORD, door="web")
    people.accounts.change_roles(eva.id, [Role.EDITOR, Role.AUTHOR], by=admin, door="web")
    people.accounts.set_active(eva.id, False, by=admin, door="web")
    people.accounts.set_active(eva.id, True, by=admin, door="web")
    people.accounts.end_sessions(eva.id, by=None, door="command line")
    assert acts(people) == [
        "account made",
        "person invited",
        "account made",
        "roles changed",
        "account deactivated",
        "account activated",
        "sessions ended",
    ]


# -- many at once


def at_once(many: int, act) -> list[object]:
    """What many threads get who do the same at the same time: a result, or the problem that they were told."""

    def tried(_: int) -> object:
        try:
            return act()
        except Problem as problem:
            return problem

    with ThreadPoolExecutor(many) as threads:
        return list(threads.map(tried, range(many)))


def test_of_many_who_use_one_invitation_at_once_one_gets_in(people, admin):
    invited = people.invitations.invite(name="Eva", email="eva@example.org", roles=[], by=admin, door="web")
    told = at_once(8, lambda: people.invitations.accept(invited.secret, name="", password=PASSWORD, door="web"))
    assert sum(isinstance(one, Account) for one in told) == 1
    assert all(isinstance(one, Account | SpentInvitation | VersionConflict) for one in told)
    assert len(people.accounts.all()) == 2


def test_many_guesses_at_once_do_not_get_past_the_count(people):
    somebody(people, "Eva")
    told = at_once(24, lambda: people.sign_ins.sign_in("eva@example.org", "not this kettle", address="192.0.2.1"))
    assert sum(isinstance(one, SignInRefused) for one in told) == 10
    assert sum(isinstance(one, TooManyRequests) for one in told) == 14


def test_of_two_who_use_one_code_at_once_one_gets_in(people, clock):
    rita = somebody(people, "Rita", Role.CLINICAL_REVIEWER)
    _, secret = with_factor(people, rita, clock)
    clock.on(minutes=1)
    sessions = [signs_in(people, rita).session for _ in range(4)]
    code, waiting = code_of(secret, clock), iter(sessions)
    told = at_once(4, lambda: people.factors.give_code(next(waiting), rita, code))
    assert sum(isinstance(one, SignedIn) for one in told) == 1
    assert sum(isinstance(one, SignInRefused) for one in told) == 3

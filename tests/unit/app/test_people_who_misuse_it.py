"""People who try what they should not: another name, a credential changed under an editor's eyes, links of who was shut out."""

from pathlib import Path

import pytest
from desk_people import PASSWORD, Clock, code_of, people_in, signs_in, somebody, with_factor

from answerable.app.people import People
from answerable.errors import SignInRefused, SpentInvitation, TooManyRequests, UsageProblem, VersionConflict
from answerable.people.model import Account, Credential, Licence, Role

LICENCE = Licence(authority="GMC", number="Reg 77", country="UK", expires="2026-12-31")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def people(tmp_path: Path, clock: Clock) -> People:
    return people_in(tmp_path, clock)


@pytest.fixture
def rita(people: People) -> Account:
    return somebody(people, "Rita", Role.CLINICAL_REVIEWER)


@pytest.fixture
def eva(people: People) -> Account:
    return somebody(people, "Eva", Role.EDITOR)


def written(people: People, account: Account, degree: str = "MD") -> None:
    made = Credential(account=account.id, degree=degree, specialties=("Cardiology",), licence=LICENCE)
    people.board.put_credential(made, by=account, door="web")


def admin(people: People, name: str) -> Account:
    return people.accounts.create_admin(name=name, email=f"{name}@example.org", password=PASSWORD, door="command line")


# -- names and credentials


def test_under_another_name_a_credential_has_to_be_verified_again(people, rita, eva):
    written(people, rita)
    people.board.verify(rita.id, by=eva, door="web")
    people.accounts.change_own(rita, name="Rita Adler", employer="The Other Hospital", door="web")
    assert not people.board.standing(rita.id).wrong
    people.accounts.change_own(rita, name="Professor Known", employer="The Other Hospital", door="web")
    assert people.board.standing(rita.id).wrong == "nobody has verified the credential"


def test_an_editor_verifies_the_credential_that_they_looked_at_and_no_other(people, rita, eva):
    written(people, rita)
    seen = people.board.standing(rita.id).mark
    written(people, rita, "Professor of everything")
    with pytest.raises(VersionConflict, match="changed since"):
        people.board.verify(rita.id, by=eva, door="web", seen=seen)
    people.accounts.change_own(rita, name="Professor Known", employer="", door="web")
    seen, renamed = people.board.standing(rita.id).mark, people.accounts.find(rita.id)
    people.accounts.change_own(renamed, name="Professor Unknown", employer="", door="web")
    with pytest.raises(VersionConflict):
        people.board.verify(rita.id, by=eva, door="web", seen=seen)
    people.board.verify(rita.id, by=eva, door="web", seen=people.board.standing(rita.id).mark)
    assert not people.board.standing(rita.id).wrong


def test_one_discloses_for_an_assignment_of_ones_own_and_for_nothing_that_one_types(people, rita):
    with pytest.raises(UsageProblem, match="assignment"):
        people.board.disclose((), (), by=rita, door="web", assignment="Jane Doe, born in 1970")


# -- links


@pytest.mark.parametrize("how", ["deactivated", "made a reader", "erased"])
def test_what_an_administrator_gave_away_who_was_shut_out_since_opens_nothing(how, people, rita):
    ada, bea = admin(people, "ada"), admin(people, "bea")
    given = people.invitations.invite(name="Mal", email="mal@example.org", roles=[Role.ADMINISTRATOR], by=ada, door="web")
    way_back = people.invitations.let_back_in(rita.id, by=ada, door="web")
    kept = people.invitations.invite(name="Ned", email="ned@example.org", roles=[Role.EDITOR], by=bea, door="web")
    if how == "deactivated":
        people.accounts.set_active(ada.id, False, by=bea, door="web")
    elif how == "erased":
        people.accounts.erase(ada.id, by=bea, door="web")
    else:
        people.accounts.change_roles(ada.id, [Role.READER], by=bea, door="web")
    for secret in (given.secret, way_back.secret):
        with pytest.raises(SpentInvitation):
            people.invitations.look_at(secret)
        with pytest.raises(SpentInvitation):
            people.invitations.accept(secret, name="Mal", password=PASSWORD, door="web")
    assert [one.email for one in people.invitations.all()] == ["ned@example.org"]
    assert people.invitations.accept(kept.secret, name="", password=PASSWORD, door="web").roles == (Role.EDITOR,)


# -- factors


def test_who_takes_out_a_lost_factor_shuts_out_who_signed_in_with_it(people, rita, clock):
    signed, lost = with_factor(people, rita, clock)
    clock.on(minutes=1)
    new = people.factors.begin_totp(signed.session, rita, name="New phone")
    owner = people.factors.confirm_totp(signed.session, rita, new.factor, code_of(new.secret, clock)).signed_in
    clock.on(minutes=1)
    thief = people.factors.give_code(signs_in(people, rita).session, rita, code_of(lost, clock))
    assert people.sign_ins.session_of(thief.token)
    first = next(one for one in people.factors.of(rita) if getattr(one, "name", "") == "Phone")
    people.factors.remove(owner.session, rita, first.id)
    assert people.sign_ins.session_of(thief.token) is None
    assert people.sign_ins.session_of(owner.token)


# -- failing on purpose


def test_who_fails_on_purpose_in_somebodys_name_keeps_them_waiting_in_no_browser_of_theirs(people, rita, eva):
    known = people.sign_ins.known(rita)
    for number in range(20):
        with pytest.raises((SignInRefused, TooManyRequests)):
            people.sign_ins.sign_in(rita.email, "guessed by a stranger", address=f"198.51.100.{number}")
    for theirs in ("", people.sign_ins.known(eva), "x.y", f"{known}0"):
        with pytest.raises(TooManyRequests):
            people.sign_ins.sign_in(rita.email, PASSWORD, address="192.0.2.1", known=theirs)
    assert people.sign_ins.sign_in(rita.email, PASSWORD, address="192.0.2.1", known=known)


def test_a_known_browser_is_counted_too(people, rita):
    known = people.sign_ins.known(rita)
    for _ in range(people.settings.sign_in_tries):
        with pytest.raises(SignInRefused):
            people.sign_ins.sign_in(rita.email, "guessed at her computer", address="192.0.2.1", known=known)
    with pytest.raises(TooManyRequests):
        people.sign_ins.sign_in(rita.email, PASSWORD, address="192.0.2.1", known=known)

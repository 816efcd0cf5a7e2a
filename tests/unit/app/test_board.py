"""The board: whose credential counts, what is disclosed, and what everybody sees of it."""

from pathlib import Path

import pytest
from desk_people import Clock, people_in, somebody
from msgspec.structs import replace

from answerable.app.people import People
from answerable.errors import NotPermitted, UsageProblem
from answerable.people.model import Credential, DisclosedInterest, Interest, Licence, Role
from answerable.review.model import Assignment, AssignmentState

LICENCE = Licence(authority="GMC", number="Reg 77", country="UK", expires="2026-12-31")
PAID = DisclosedInterest(category=Interest.CONSULTING, company=" Oats  Ltd ", product="Porridge")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def people(tmp_path: Path, clock: Clock) -> People:
    return people_in(tmp_path, clock)


@pytest.fixture
def rita(people):
    return somebody(people, "Rita", Role.CLINICAL_REVIEWER)


@pytest.fixture
def eva(people):
    return somebody(people, "Eva", Role.EDITOR)


def written(people: People, account, **more: object) -> Credential:
    made = Credential(account=account.id, degree="MD", specialties=("Cardiology",), licence=LICENCE, **more)
    return people.board.put_credential(made, by=account, door="web")


def test_a_credential_counts_once_another_editor_has_verified_it(people, rita, eva):
    assert people.board.standing(rita.id).wrong == "no credential is on file"
    written(people, rita)
    assert people.board.standing(rita.id).wrong == "nobody has verified the credential"
    verified = people.board.verify(rita.id, by=eva, door="web")
    assert (verified.verified_by, verified.verified) == (eva.id, "2026-11-23")
    assert not people.board.standing(rita.id).wrong


def test_a_licence_expires_by_itself(people, rita, eva, clock):
    written(people, rita)
    people.board.verify(rita.id, by=eva, door="web")
    clock.on(days=39)
    assert people.board.standing(rita.id).wrong == "the licence expired on 2026-12-31"


def test_nobody_verifies_or_writes_what_is_not_theirs_to(people, rita, eva):
    written(people, rita)
    for who, act in (
        (rita, lambda who: people.board.verify(rita.id, by=who, door="web")),
        (
            rita,
            lambda who: people.board.put_credential(Credential(account=eva.id, degree="MD", specialties=()), by=who, door="web"),
        ),
    ):
        with pytest.raises(NotPermitted):
            act(who)
    chair = somebody(people, "Carl", Role.MEDICAL_EDITOR)
    written(people, chair)
    with pytest.raises(NotPermitted, match="own credential"):
        people.board.verify(chair.id, by=chair, door="web")
    admin = somebody(people, "Ada", Role.ADMINISTRATOR)
    both = somebody(people, "Bo", Role.ADMINISTRATOR, Role.EDITOR)
    for one in (admin, both):
        with pytest.raises(NotPermitted):
            people.board.verify(rita.id, by=one, door="web")


def test_nobody_writes_that_they_are_verified(people, rita):
    kept = written(people, rita, verified_by="x", verified="2026-01-01")
    assert kept.verified_by == kept.verified == ""


def test_a_change_has_to_be_verified_again_and_what_is_shown_has_not(people, rita, eva):
    written(people, rita)
    people.board.verify(rita.id, by=eva, door="web")
    assert written(people, rita, shown=("name", "shoe size")).shown == ("name",)
    assert not people.board.standing(rita.id).wrong
    people.board.put_credential(
        Credential(account=rita.id, degree="MD", specialties=("Cardiology", "Surgery"), licence=LICENCE), by=rita, door="web"
    )
    assert people.board.standing(rita.id).wrong == "nobody has verified the credential"


@pytest.mark.parametrize(
    "wrong",
    [
        {"degree": " "},
        {"orcid": "0000-0002-1825-0098"},
        {"licence": replace(LICENCE, expires="soon")},
        {"licence": replace(LICENCE, country=" ")},
    ],
)
def test_a_credential_that_cannot_be_so_is_refused(people, rita, wrong):
    made = Credential(account=rita.id, degree="MD", specialties=(), licence=LICENCE)
    with pytest.raises(UsageProblem):
        people.board.put_credential(replace(made, **wrong), by=rita, door="web")
    assert people.board.standing(rita.id).credential is None


def test_a_disclosure_counts_for_a_year(people, rita, clock):
    assert people.board.standing(rita.id).disclosure is None
    made = people.board.disclose([PAID], ["B. C.", " "], by=rita, door="web")
    assert made.interests[0].company == "Oats Ltd"
    assert made.coauthors == ("B. C.",)
    assert people.board.standing(rita.id).disclosure == made
    clock.on(days=366)
    assert people.board.standing(rita.id).disclosure is None


def test_who_has_nothing_to_disclose_says_so(people, rita):
    made = people.board.disclose([], [], by=rita, door="web")
    assert people.board.standing(rita.id).disclosure == made
    assert people.board.disclosures(rita.id) == (made,)


def test_one_for_an_assignment_does_not_stand_for_the_year(people, rita):
    role, state = Role.CLINICAL_REVIEWER, AssignmentState.INVITED
    place = Assignment(id="x", submission="s", reviewer=rita.id, role=role, state=state, invited="", due="", by="")
    with people.desk.work() as work:
        work.review.add_assignment(place)
    people.board.disclose([], [], by=rita, door="web", assignment="x")
    assert people.board.standing(rita.id).disclosure is None


def test_everybody_sees_what_was_agreed_to_and_no_more(people, rita, eva):
    written(people, rita, orcid="0000-0002-1825-0097", shown=("degree", "orcid"))
    people.board.verify(rita.id, by=eva, door="web")
    assert people.board.members() == ()
    written(people, rita, orcid="0000-0002-1825-0097", shown=("name", "licence"))
    [member] = people.board.members()
    assert (member.name, member.licence) == ("Rita Adler", "GMC, UK")
    assert (member.degree, member.orcid, member.employer, member.specialties, member.disclosure) == ("", "", "", (), None)


def test_the_chair_stands_first_and_who_left_or_expired_does_not(people, rita, eva, clock):
    carl = somebody(people, "Carl", Role.MEDICAL_EDITOR)
    for one in (rita, carl):
        written(people, one, shown=("name",))
        people.board.verify(one.id, by=eva, door="web")
    assert [one.name for one in people.board.members()] == ["Carl Adler", "Rita Adler"]
    people.accounts.set_active(carl.id, False, by=None, door="test")
    assert [one.name for one in people.board.members()] == ["Rita Adler"]
    clock.on(days=39)
    assert people.board.members() == ()


def test_what_is_done_on_the_board_stands_in_the_ledger_without_names(people, rita, eva):
    written(people, rita)
    people.board.verify(rita.id, by=eva, door="web")
    people.board.disclose([PAID], [], by=rita, door="web")
    with people.desk.view() as view:
        entries = [one.act for one in view.ledger.about(rita.id)]
    assert [one.what for one in entries] == ["account made", "credential changed", "credential verified", "interests disclosed"]
    assert entries[2].actor == eva.id
    assert not any(word in str(entries) for word in ("Rita", "Oats", "GMC", LICENCE.number))

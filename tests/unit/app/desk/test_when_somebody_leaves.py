"""When somebody leaves, all that they had goes over in one act; what the heir may not take is a task with why and who may."""

import pytest
from cases import AUTHOR, CHAIR, CLINICIAN, EDITOR, LAY, METHODS, a_credential
from editorial import ADDRESS, SPECIALTY, EditedDesk, in_memory, keep_account
from msgspec.structs import replace

from answerable.app.ledger import LedgerRoom
from answerable.errors import UsageProblem
from answerable.people.model import Account, Disclosure, Role
from answerable.review.model import AssignmentState
from answerable.review.tasks import TaskKind
from answerable.review.transitions import Step

HEIR = Account(id="he", name="Hedda Whisk", email="he@example.org", roles=(Role.CLINICAL_REVIEWER,), employer="Moor Hospital")
SECOND = replace(HEIR, id="se", name="Selma Cup", email="se@example.org", employer="Fen Hospital")
SPARE = replace(EDITOR, id="sp", name="Spiro Dish", email="sp@example.org", employer="Rice Press")


@pytest.fixture
def edited(tmp_path) -> EditedDesk:
    desk = in_memory(tmp_path)
    joins(desk, HEIR)
    joins(desk, SECOND)
    yield desk
    faults = LedgerRoom(tmp_path, desk.desk, desk.clock).verify().faults
    assert [one for one in faults if "credential" not in one and "disclosure" not in one] == []


def joins(edited: EditedDesk, account: Account, *, disclosed: bool = True) -> None:
    """Somebody joins the board."""
    with edited.desk.work() as work:
        keep_account(work, account, edited.clock())
        if disclosed:
            work.people.add_disclosure(Disclosure(account=account.id, made="2026-02-01", until="2027-12-01"))
        if Role.CLINICAL_REVIEWER in account.roles:
            work.people.put_credential(a_credential(account))


def test_what_the_heir_may_take_is_theirs_and_they_are_told(edited):
    found = edited.under_review()
    given, left = edited.editorial.reassign(CLINICIAN.id, HEIR.id, by=EDITOR.id)
    assert (given, left) == ((found.latest.answer.title,), ())
    states = {one.reviewer: one.state for one in edited.editorial.case(found.id).assignments}
    assert (states[CLINICIAN.id], states[HEIR.id]) == (AssignmentState.RECUSED, AssignmentState.INVITED)
    assert "You are asked to review" in edited.editorial.notifications(HEIR.id)[0].words
    assert edited.editorial.tasks() == ()


def test_of_two_places_the_one_with_a_conflict_is_left_with_why_and_who_may_take_it(edited):
    joins(edited, replace(HEIR, id="co", name="Cora Sieve", email="co@example.org", employer=AUTHOR.employer))
    first = edited.under_review([CLINICIAN])
    joins(edited, replace(AUTHOR, id="ot", name="Otto Pan", email="ot@example.org", employer="Kiln College"))
    edited.article("B" * 22)
    second = edited.editorial.submit("B" * 22, by="ot", specialty=SPECIALTY)
    edited.take(second, Step.START_REVIEW)
    place = edited.editorial.assign(second.id, CLINICIAN.id, Role.CLINICAL_REVIEWER, by=EDITOR.id)
    edited.editorial.accept(place.id, by=CLINICIAN.id)
    given, left = edited.editorial.reassign(CLINICIAN.id, "co", by=EDITOR.id)
    assert len(given) == len(left) == 1
    assert "Cora Sieve" in left[0]
    assert "It may be taken by Hedda Whisk, Selma Cup." in left[0]
    (task,) = edited.editorial.tasks()
    assert (task.kind, task.article, task.submission, task.account) == (TaskKind.REASSIGN, ADDRESS, first.id, "ed")
    assert task.words in left[0]
    assert {one.reviewer: one.state for one in edited.editorial.case(first.id).assignments} == {
        CLINICIAN.id: AssignmentState.RECUSED
    }


def test_where_nobody_may_take_it_the_task_says_so(edited):
    edited.under_review([METHODS])
    _, left = edited.editorial.reassign(METHODS.id, LAY.id, by=EDITOR.id)
    assert "Lale Spoon does not hold the role of methods reviewer." in left[0]
    assert left[0].endswith("Nobody of the board may take it as they are.")


def test_what_an_editor_handles_goes_over_or_is_left_with_who_may_handle_it(edited):
    joins(edited, SPARE)
    found = edited.under_review([CLINICIAN])
    edited.take(found, Step.REQUEST_CHANGES, words="Say which age.")
    assert edited.editorial.submission(found.id).editor == EDITOR.id
    given, left = edited.editorial.reassign(EDITOR.id, LAY.id, by=SPARE.id)
    assert given == ()
    assert "Lale Spoon may not decide on it." in left[0]
    assert "Spiro Dish" in left[0].partition("taken by")[2]
    assert EDITOR.name not in left[0].partition("taken by")[2]
    assert edited.editorial.tasks()[0].account == ""
    given, left = edited.editorial.reassign(EDITOR.id, SPARE.id, by=SPARE.id)
    assert (len(given), left) == (1, ())
    assert edited.editorial.submission(found.id).editor == SPARE.id


def test_tasks_go_to_an_heir_who_may_decide_and_else_to_every_editor(edited):
    edited.approved()
    edited.clock.go_on(days=340)
    edited.editorial.by_the_hour()
    assert edited.editorial.tasks()[0].account == EDITOR.id
    assert edited.editorial.reassign(EDITOR.id, LAY.id, by=EDITOR.id)[0] == ()
    assert edited.editorial.tasks()[0].account == ""


def test_there_has_to_be_somebody_to_take_it_over(edited):
    for nobody in (METHODS.id, "none"):
        with pytest.raises(UsageProblem, match="Nobody is there"):
            edited.editorial.reassign(METHODS.id, nobody, by=EDITOR.id)
    assert CHAIR.id not in {one.account for one in edited.editorial.tasks()}

"""Who may fill a reviewer's place, and how an assignment goes on by a clock that can be moved."""

from itertools import pairwise

import pytest
from cases import (
    ADMINISTRATOR,
    AUTHOR,
    BEFORE,
    CHAIR,
    CLINICIAN,
    EDITOR,
    LAY,
    METHODS,
    NOW,
    a_case,
    a_disclosure,
    a_submission,
    an_assignment,
)
from msgspec.structs import replace

from answerable.errors import GuardFailed, NotPermitted
from answerable.people.model import Account, DisclosedInterest, Interest, Role
from answerable.review.assigning import ROWS, AssignmentStep, assign, is_over, moved, reminders
from answerable.review.case import Case
from answerable.review.model import Assignment, AssignmentState, RevisionState

EMPTY = a_case(reviewers=())


def invited(case: Case = EMPTY, account: Account = CLINICIAN, role: Role | None = None, by: Account = EDITOR) -> Assignment:
    return assign(case, account, role or account.roles[0], assignment_id="a1", by=by, now=NOW)


def refusal(*args: object, **more: object) -> str:
    with pytest.raises(GuardFailed) as failed:
        invited(*args, **more)  # type: ignore[arg-type]
    return str(failed.value)


def test_an_editor_invites_a_reviewer_for_two_weeks():
    assignment = invited()
    assert assignment.state is AssignmentState.INVITED
    assert assignment.due == "2026-12-07T09:00:00+00:00"


def test_a_reviewer_with_a_conflict_is_refused_and_told_why():
    interest = DisclosedInterest(category=Interest.STOCK, company="Oats Ltd", product="porridge")
    case = replace(EMPTY, disclosures=(a_disclosure(CLINICIAN, interests=(interest,)),))
    assert "Clara Ladle has an interest in what the article is about: the disclosure tells of stock" in refusal(case)


def test_without_a_disclosure_there_is_no_place():
    assert "has disclosed nothing" in refusal(replace(EMPTY, disclosures=()))


def test_only_who_holds_the_role_fills_its_place():
    assert "does not hold the role of methods reviewer" in refusal(EMPTY, CLINICIAN, Role.METHODS_REVIEWER)
    assert "does not hold the role of editor" in refusal(EMPTY, EDITOR)
    assert "does not hold the role" in refusal(EMPTY, replace(CLINICIAN, active=False))


def test_who_else_is_kept_from_a_place():
    both = replace(EDITOR, roles=(Role.EDITOR, Role.METHODS_REVIEWER))
    assert "handles it as its editor" in refusal(EMPTY, both, Role.METHODS_REVIEWER)
    assert "has a place in it already" in refusal(a_case())
    writer = replace(AUTHOR, roles=(Role.AUTHOR, Role.LAY_REVIEWER))
    assert "wrote or asked for it" in refusal(a_case(a_submission(author=AUTHOR.id), reviewers=()), writer, Role.LAY_REVIEWER)
    root = replace(ADMINISTRATOR, roles=(Role.ADMINISTRATOR, Role.LAY_REVIEWER))
    assert "administers the system" in refusal(EMPTY, root, Role.LAY_REVIEWER)
    assert "has no credential" in refusal(replace(EMPTY, credentials={}))
    assert invited(replace(EMPTY, credentials={}), LAY).role is Role.LAY_REVIEWER


def test_nobody_chooses_the_reviewers_of_their_own_article():
    assert "somebody else has to choose" in refusal(a_case(a_submission(author=EDITOR.id, editor=CHAIR.id), reviewers=()))


def test_nobody_is_assigned_to_what_is_decided():
    assert "nobody is assigned to it now" in refusal(a_case(a_submission(state=RevisionState.APPROVED), reviewers=()))


def test_assigning_takes_its_permission():
    with pytest.raises(NotPermitted):
        invited(by=METHODS)


def test_whoever_declined_can_be_asked_again():
    case = a_case(reviewers=(), assignments=(an_assignment(CLINICIAN, state=AssignmentState.DECLINED),))
    assert invited(case).state is AssignmentState.INVITED


# -- how it goes on ------------------------------------------------------------------------------------------------


def test_a_place_is_accepted_handed_in_and_asked_for_again():
    assignment = invited()
    for step, by, state in (
        (AssignmentStep.ACCEPT, CLINICIAN, AssignmentState.ACCEPTED),
        (AssignmentStep.HAND_IN, CLINICIAN, AssignmentState.SUBMITTED),
        (AssignmentStep.ASK_AGAIN, EDITOR, AssignmentState.ACCEPTED),
        (AssignmentStep.HAND_IN, CLINICIAN, AssignmentState.SUBMITTED),
    ):
        assignment = moved(assignment, step, by.id, NOW)
        assert assignment.state is state


@pytest.mark.parametrize("step", [AssignmentStep.ACCEPT, AssignmentStep.DECLINE, AssignmentStep.RECUSE, AssignmentStep.HAND_IN])
def test_nobody_answers_for_somebody_else(step: AssignmentStep):
    state = next(iter(next(row for row in ROWS if row.step is step).origin))
    with pytest.raises(GuardFailed, match="Only the person who was asked"):
        moved(an_assignment(CLINICIAN, state=state), step, EDITOR.id, NOW, why="Because.")


def test_a_reviewer_gives_themselves_no_more_time():
    with pytest.raises(GuardFailed, match="An editor does that"):
        moved(invited(), AssignmentStep.EXTEND, CLINICIAN.id, NOW, due="2027-01-01T00:00:00+00:00")


def test_whoever_recuses_themselves_says_why():
    with pytest.raises(GuardFailed, match="Say why"):
        moved(invited(), AssignmentStep.RECUSE, CLINICIAN.id, NOW)
    assert moved(invited(), AssignmentStep.RECUSE, CLINICIAN.id, NOW, why="A friend wrote it.").why == "A friend wrote it."


def test_what_is_over_expires_and_can_be_given_more_time_before():
    assignment = moved(invited(), AssignmentStep.ACCEPT, CLINICIAN.id, NOW)
    later = "2026-12-07T09:00:01+00:00"
    assert not is_over(assignment, assignment.due)
    assert is_over(assignment, later)
    with pytest.raises(GuardFailed, match="ask the editor for more time"):
        moved(assignment, AssignmentStep.HAND_IN, CLINICIAN.id, later)
    with pytest.raises(GuardFailed, match="not due before"):
        moved(assignment, AssignmentStep.EXPIRE, "clock", NOW)
    assert moved(assignment, AssignmentStep.EXPIRE, "clock", later).state is AssignmentState.EXPIRED
    extended = moved(assignment, AssignmentStep.EXTEND, EDITOR.id, later, due="2026-12-20T00:00:00+00:00")
    assert extended.state is AssignmentState.ACCEPTED
    assert moved(extended, AssignmentStep.HAND_IN, CLINICIAN.id, later).state is AssignmentState.SUBMITTED
    with pytest.raises(GuardFailed, match="ends in the future"):
        moved(assignment, AssignmentStep.EXTEND, EDITOR.id, later, due=BEFORE)


def test_a_due_day_counts_to_its_end():
    assignment = an_assignment(CLINICIAN, state=AssignmentState.ACCEPTED, due="2026-11-23")
    assert not is_over(assignment, "2026-11-23T23:59:59+00:00")
    assert is_over(assignment, "2026-11-24T00:00:00+00:00")


def test_a_reminder_comes_once_whenever_the_clock_is_looked_at():
    assignment = moved(invited(), AssignmentStep.ACCEPT, CLINICIAN.id, NOW)
    clock = [f"2026-12-{day:02d}T{hour:02d}:00:00+00:00" for day in range(1, 10) for hour in (0, 6, 12, 18)]
    told = [words for since, now in pairwise(clock) for words in reminders(assignment, since, now)]
    assert told == [
        "A review that you accepted is due in three days.",
        "A review that you accepted is due tomorrow.",
    ]
    assert reminders(invited(), NOW, "2026-11-27T00:00:00+00:00")
    assert reminders(an_assignment(CLINICIAN), NOW, "2027-01-01T00:00:00+00:00") == ()

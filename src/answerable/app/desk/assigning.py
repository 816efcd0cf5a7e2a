"""Who reviews: inviting, accepting, declining, stepping back; what is too late."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from msgspec.structs import replace

from answerable.app.acts import What
from answerable.app.desk.acting import Acting, new_id, path_of, title_of
from answerable.app.desk.cases import case_of
from answerable.errors import UsageProblem
from answerable.jobs.model import stamp
from answerable.people.model import DisclosedInterest, Disclosure, Role
from answerable.people.permissions import Act
from answerable.review.assigning import AssignmentStep, moved, refused, reminders
from answerable.review.assigning import assign as invitation
from answerable.review.case import owners_of
from answerable.review.eligibility import conflicts_in
from answerable.review.keeping import Changing
from answerable.review.model import Assignment, AssignmentState
from answerable.review.transitions import Guard

HELD = frozenset({AssignmentState.INVITED, AssignmentState.ACCEPTED, AssignmentState.SUBMITTED})
_AHEAD = timedelta(days=400)  # further than anything is due

_STEPS: Mapping[AssignmentStep, tuple[What, str]] = {
    AssignmentStep.ACCEPT: (What.ACCEPTED, "accepted"),
    AssignmentStep.DECLINE: (What.DECLINED, "declined"),
    AssignmentStep.RECUSE: (What.RECUSED, "stepped back"),
    AssignmentStep.EXPIRE: (What.ASSIGNMENT_EXPIRED, "did not answer in time"),
    AssignmentStep.ASK_AGAIN: (What.ASKED_AGAIN, "is asked again"),
    AssignmentStep.EXTEND: (What.EXTENDED, "has more time"),
}


def assign(act: Acting, submission_id: str, reviewer: str, role: Role, due: str = "") -> Assignment:
    """Invites a reviewer into a place; refused are those who have a conflict, another place, or not what it takes."""
    act.require(Act.ASSIGN)
    submission = act.submission(submission_id)
    account = act.work.people.account(reviewer)
    if account is None:
        raise UsageProblem("There is no such account.", "Choose one of the board.")
    bare = case_of(act.work.people, act.review, submission, by=account)
    case = replace(bare, accounts={**bare.accounts, act.by.id: act.by})
    made = invitation(case, account, role, assignment_id=new_id(), by=act.by, now=act.now, due=due)
    act.review.add_assignment(made)
    act.line(What.ASSIGNED, submission.id, "", made, assignment=made.id, reviewer=account.id, role=role.value, due=made.due[:10])
    act.tell(account.id, f"You are asked to review “{title_of(submission)}” by {made.due[:10]}.", path_of(submission))
    return made


def accept(
    act: Acting,
    assignment_id: str,
    interests: tuple[DisclosedInterest, ...] | None = None,
    coauthors: tuple[str, ...] = (),
) -> Assignment:
    """Accepts an invitation; `interests` are disclosed for this assignment, () says that there are none.

    Raises `GuardFailed` where the reviewer has a conflict, or has disclosed nothing that is valid today.
    """
    act.require(Act.RECOMMEND)
    held = act.assignment(assignment_id)
    if held.state is AssignmentState.ACCEPTED and held.reviewer == act.by.id:
        return held
    after = moved(held, AssignmentStep.ACCEPT, act.by.id, act.now)
    disclosed = None
    if interests is not None:
        disclosed = Disclosure(
            account=act.by.id, made=act.now, until=held.due, assignment=held.id, interests=interests, coauthors=coauthors,
            salt=new_id(),
        )  # fmt: skip
        act.work.people.add_disclosure(disclosed)
    saved = act.review.save_assignment(after)
    case = act.case(act.submission(held.submission))
    if act.by.id in owners_of(case):
        raise refused("You cannot review it", ((Guard.NOT_OWN, "You wrote or asked for it."),))
    conflicts = conflicts_in(case, act.by.id, act.now)
    if conflicts:
        failed = tuple((Guard.UNCONFLICTED, f"{act.by.name} {one.words}: {one.fact}.") for one in conflicts)
        raise refused("You cannot review it", failed)
    also = (disclosed,) if disclosed else ()
    _told(act, saved, AssignmentStep.ACCEPT, *also, disclosed="for the assignment" if also else "for the year")
    return saved


def step(act: Acting, assignment_id: str, what: AssignmentStep, *, why: str = "", due: str = "") -> Assignment:
    """Takes a step with an assignment: declines it, steps back from it, asks again, gives more time."""
    if what in (AssignmentStep.ASK_AGAIN, AssignmentStep.EXTEND):
        act.require(Act.ASSIGN)
        act.not_own(act.submission(act.assignment(assignment_id).submission))
    saved = act.review.save_assignment(moved(act.assignment(assignment_id), what, act.by.id, act.now, why=why, due=due))
    _told(act, saved, what, due=saved.due[:10] if what in (AssignmentStep.ASK_AGAIN, AssignmentStep.EXTEND) else "")
    return saved


def _told(act: Acting, assignment: Assignment, what: AssignmentStep, *also: Changing, **facts: str) -> None:
    submission = act.submission(assignment.submission)
    line, did = _STEPS[what]
    act.line(line, submission.id, "", assignment, *also, assignment=assignment.id, reviewer=assignment.reviewer, **facts)
    account = act.work.people.account(assignment.reviewer)
    name = account.name if account and account.name else "A reviewer"
    for who in dict.fromkeys((submission.editor, assignment.by)):
        act.tell(who, f"{name} {did}: “{title_of(submission)}”.", path_of(submission))
    if what in (AssignmentStep.ASK_AGAIN, AssignmentStep.EXTEND, AssignmentStep.EXPIRE):
        act.tell(assignment.reviewer, f"Your review of “{title_of(submission)}”: {name} {did}.", path_of(submission))


# -- by the clock


def expire(act: Acting) -> int:
    """Ends what was due and not done, and reminds of what is due soon, of each once; returns how many ended."""
    late = act.review.overdue(act.now)
    for one in late:
        saved = act.review.save_assignment(moved(one, AssignmentStep.EXPIRE, act.actor, act.now))
        _told(act, saved, AssignmentStep.EXPIRE, was=one.state.value)
    for one in act.review.overdue(stamp(act.moment + _AHEAD)):
        submission = act.submission(one.submission)
        for words in reminders(one, one.invited, act.now)[-1:]:  # what fell due while nobody looked is told too, the last alone
            name = f"reminder/{one.id}/{one.due[:10]}/{words}"
            act.tell(one.reviewer, f"“{title_of(submission)}”: {words}", path_of(submission), once=name)
    return len(late)

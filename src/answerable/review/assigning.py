"""Assigning reviewers: who may fill which place, how an assignment goes on, and when somebody is reminded of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from answerable.errors import GuardFailed
from answerable.people.model import REVIEWERS, Account, Role
from answerable.people.permissions import Act, may, require
from answerable.review.case import Case, name_of, owners_of, writers_of
from answerable.review.eligibility import conflicts_in, wrong_with_credential
from answerable.review.model import Assignment, AssignmentState, RevisionState
from answerable.review.transitions import Guard

A = AssignmentState
LASTS = timedelta(days=14)  # an assignment, where nothing else is said
_OPEN = frozenset({A.INVITED, A.ACCEPTED, A.SUBMITTED})
_ASSIGNABLE = frozenset({RevisionState.SUBMITTED, RevisionState.UNDER_REVIEW, RevisionState.CHANGES_REQUESTED})


class AssignmentStep(StrEnum):
    """What can become of an assignment."""

    ACCEPT = "accept"
    DECLINE = "decline"
    RECUSE = "recuse"
    EXPIRE = "expire"
    HAND_IN = "hand in"  # a recommendation
    ASK_AGAIN = "ask again"  # on the next revision
    EXTEND = "extend"


class AssignmentRow(Struct, frozen=True):
    """One row: from which states, to which, and who does it: "reviewer", "editor" or "clock"."""

    step: AssignmentStep
    origin: frozenset[AssignmentState]
    target: AssignmentState
    who: str


ROWS: tuple[AssignmentRow, ...] = (
    AssignmentRow(AssignmentStep.ACCEPT, frozenset({A.INVITED}), A.ACCEPTED, "reviewer"),
    AssignmentRow(AssignmentStep.DECLINE, frozenset({A.INVITED}), A.DECLINED, "reviewer"),
    AssignmentRow(AssignmentStep.RECUSE, _OPEN, A.RECUSED, "reviewer"),
    AssignmentRow(AssignmentStep.HAND_IN, frozenset({A.ACCEPTED, A.SUBMITTED}), A.SUBMITTED, "reviewer"),
    AssignmentRow(AssignmentStep.ASK_AGAIN, frozenset({A.SUBMITTED}), A.ACCEPTED, "editor"),
    AssignmentRow(AssignmentStep.EXTEND, frozenset({A.INVITED, A.ACCEPTED}), A.ACCEPTED, "editor"),
    AssignmentRow(AssignmentStep.EXPIRE, frozenset({A.INVITED, A.ACCEPTED}), A.EXPIRED, "clock"),
)
"""Every step of an assignment; extending one that is only invited leaves it so."""


# -- who may fill a place ----------------------------------------------------------------------------------------


def assign(
    case: Case, account: Account, role: Role, *, assignment_id: str, by: Account, now: str, due: str = ""
) -> Assignment:  # fmt: skip
    """The invitation of somebody to a place.

    Raises `NotPermitted` where `by` may not assign, and `GuardFailed` with everything that keeps them from the place.
    """
    require(by, Act.ASSIGN)
    failed = tuple(against(case, account, role, by, now))
    if failed:
        raise refused("This person cannot be assigned", failed)
    until = due or (datetime.fromisoformat(now) + LASTS).isoformat()
    return Assignment(
        id=assignment_id,
        submission=case.submission.id,
        reviewer=account.id,
        role=role,
        state=A.INVITED,
        invited=now,
        due=until,
        by=by.id,
    )


def against(case: Case, account: Account, role: Role, by: Account, now: str) -> Iterator[tuple[Guard, str]]:
    """Everything that keeps somebody from a place, each with the guard that it would break."""
    name = name_of(case, account.id) if account.id in case.accounts else account.name
    case = replace(case, accounts={**case.accounts, account.id: account})
    if case.submission.state not in _ASSIGNABLE:
        yield Guard.FROM_HERE, f"It is {case.submission.state.value}: nobody is assigned to it now."
    if by.id in owners_of(case):
        yield Guard.NOT_OWN, "It is your own article: somebody else has to choose who reviews it."
    if role not in REVIEWERS or role not in account.roles or not may(account, Act.RECOMMEND):
        yield Guard.REVIEWED, f"{name} does not hold the role of {role.value}."
    if Role.ADMINISTRATOR in account.roles:
        yield Guard.NO_ADMINISTRATOR, f"{name} administers the system and can have no part in an approval."
    if account.id in writers_of(case) | owners_of(case):
        yield Guard.NOT_OWN, f"{name} wrote or asked for it and cannot review it."
    if account.id in (case.submission.editor, by.id):
        yield Guard.TWO_PLACES, f"{name} handles it as its editor and cannot review it too."
    if any(
        one.reviewer == account.id and one.state in _OPEN and one.submission == case.submission.id for one in case.assignments
    ):
        yield Guard.TWO_PLACES, f"{name} has a place in it already."
    if role is Role.CLINICAL_REVIEWER:
        wrong = wrong_with_credential(case.credentials.get(account.id), account.id, now)
        if wrong:
            yield Guard.CREDENTIALED, f"{name} {wrong}."
    for conflict in conflicts_in(case, account.id, now):
        yield Guard.UNCONFLICTED, f"{name} {conflict.words}: {conflict.fact}."


def refused(what: str, failed: tuple[tuple[Guard, str], ...]) -> GuardFailed:
    """The refusal that names each of these guards with its words."""
    words: dict[str, tuple[str, ...]] = {}
    for guard, sentence in failed:
        words[guard.name.lower()] = (*words.get(guard.name.lower(), ()), sentence)
    told = " ".join(sentence for _, sentence in failed)
    return GuardFailed(f"{what}: {told}", "Put right what is named, or choose otherwise.", failed=tuple(words.items()))


# -- how it goes on ------------------------------------------------------------------------------------------------


def moved(assignment: Assignment, step: AssignmentStep, by: str, now: str, *, why: str = "", due: str = "") -> Assignment:
    """The assignment after a step; `by` is an account's id, or anything for what the clock does.

    Raises `GuardFailed` where it cannot be taken from here, by that person or at that time, and where a reason is missing.
    """
    row = next((one for one in ROWS if one.step is step and assignment.state in one.origin), None)
    wrong = _wrong(assignment, row, by, now, why, due)
    if row is None or wrong:
        raise refused("The assignment stays as it is", ((Guard.FROM_HERE, wrong or f"One cannot {step.value} now."),))
    if step is AssignmentStep.EXTEND:
        return replace(assignment, due=due)
    until = due or assignment.due
    if step is AssignmentStep.ASK_AGAIN and until <= now:
        until = (datetime.fromisoformat(now) + LASTS).isoformat()
    return replace(assignment, state=row.target, why=why or assignment.why, due=until)


def _wrong(assignment: Assignment, row: AssignmentRow | None, by: str, now: str, why: str, due: str) -> str:
    """What stands against a step, in a sentence, or nothing."""
    if row is None:
        return f"It is {assignment.state.value}."
    late = is_over(assignment, now)
    told = {
        "Only the person who was asked can answer for it.": row.who == "reviewer" and by != assignment.reviewer,
        "An editor does that, and not the reviewer.": row.who == "editor" and by == assignment.reviewer,
        f"It was due on {assignment.due[:10]}: ask the editor for more time.": late
        and row.step in (AssignmentStep.ACCEPT, AssignmentStep.HAND_IN),
        f"It is not due before {assignment.due[:10]}.": row.step is AssignmentStep.EXPIRE and not late,
        "More time ends in the future.": row.step is AssignmentStep.EXTEND and due <= now,
        "Say why, in a sentence; the conflict itself need not be told.": row.step is AssignmentStep.RECUSE and not why.strip(),
    }
    return next((words for words, so in told.items() if so), "")


def is_over(assignment: Assignment, now: str) -> bool:
    """Whether an assignment that nobody has handed in was due before this time; a due day counts to its end."""
    return assignment.state in (A.INVITED, A.ACCEPTED) and now[: len(assignment.due)] > assignment.due


# -- reminders -----------------------------------------------------------------------------------------------------

# How long after the invitation, or before (negative: after) it is due, somebody hears what.
_REMINDERS: Mapping[AssignmentState, tuple[tuple[str, timedelta, str], ...]] = {
    A.INVITED: (
        ("invited", timedelta(days=3), "You were asked to review an article and have not answered yet."),
        ("due", -timedelta(days=2), "You were asked to review an article; it is due in two days."),
    ),
    A.ACCEPTED: (
        ("due", -timedelta(days=3), "A review that you accepted is due in three days."),
        ("due", -timedelta(days=1), "A review that you accepted is due tomorrow."),
    ),
}


def reminders(assignment: Assignment, since: str, now: str) -> tuple[str, ...]:
    """What somebody is to be reminded of: the reminders whose time has come since the clock was last looked at."""
    begins, ends = datetime.fromisoformat(since), datetime.fromisoformat(now)
    zone = ends.tzinfo

    def at(day: str) -> datetime:
        moment = datetime.fromisoformat(day)
        return moment if moment.tzinfo or zone is None else moment.replace(tzinfo=zone)

    known = {"invited": at(assignment.invited), "due": at(assignment.due)}
    told = ((known[start] + after, words) for start, after, words in _REMINDERS.get(assignment.state, ()))
    return tuple(words for moment, words in told if begins < moment <= ends and moment < known["due"])

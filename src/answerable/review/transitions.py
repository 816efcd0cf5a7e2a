"""The one table of a revision's states: who may move it from where to where, and which guards have to hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from msgspec import Struct

from answerable.people.permissions import Act
from answerable.review.model import RevisionState as S


class Step(StrEnum):
    """An act that moves a revision."""

    SUBMIT = "submit"
    START_REVIEW = "start review"
    REVISE = "revise"
    REQUEST_CHANGES = "request changes"
    RESUBMIT = "resubmit"
    READY = "ready for sign-off"
    SEND_BACK = "send back"
    APPROVE = "approve"
    SUPERSEDE = "supersede"
    REJECT = "reject"
    WITHDRAW = "withdraw"


class Guard(StrEnum):
    """What has to be so; each is a function in `guards` with a test of its own."""

    FROM_HERE = "the step can be taken from where the revision stands"
    CHECKED = "the verification report is clean, or every open finding is answered"
    NO_RETRACTION = "no cited source is retracted, and somebody could look"
    REVIEWED = "at least two reviewers recommend accepting exactly this content"
    OF_SPECIALTY = "one of them reviews it clinically and is of the article's specialty"
    UNCONFLICTED = "nobody with a part in it has a conflict of interest, and each has disclosed"
    JUDGED = "every claim was judged by each of them"
    CHECKLIST = "each of them went through the whole checklist"
    SETTLED = "no blocking comment is open, and what they do not agree on is settled"
    WORDED = "no claim is worded more surely than the certainty that was set for it, or an editor says why it may be"
    NOT_OWN = "nobody reviews, decides or signs on their own work"
    TWO_PLACES = "nobody fills two places of one approval"
    NO_ADMINISTRATOR = "nobody who administers the system has a part in the approval"
    CREDENTIALED = "who reviews clinically or signs has a verified credential that has not expired"
    SECOND_FACTOR = "who signs has given the second factor again, just now"
    MEANING = "the signature states its meaning"
    SAME_CONTENT = "the content is the one that was looked at"
    NEXT_REVIEW = "the next review is due no later than the rule says"
    REASONS = "a decision against the author or a reviewer gives its reasons"
    CHANGED = "what was asked for was changed, or it is said why not"
    NEWER = "a newer revision of the article is approved"
    ITS_AUTHOR_OR_EDITOR = "who changes it is its author or an editor, and does not review it"
    OWN_OR_HANDLED = "who withdraws it submitted or handles it"


class Transition(Struct, frozen=True):
    """One row: from which states, to which, by whose permission, under which guards."""

    step: Step
    origin: frozenset[S]
    target: S
    act: Act
    guards: tuple[Guard, ...] = ()


_G = Guard
APPROVAL: tuple[Guard, ...] = (
    _G.CHECKED, _G.NO_RETRACTION, _G.REVIEWED, _G.OF_SPECIALTY, _G.UNCONFLICTED, _G.JUDGED, _G.CHECKLIST, _G.SETTLED, _G.WORDED,
    _G.NOT_OWN, _G.TWO_PLACES, _G.NO_ADMINISTRATOR, _G.CREDENTIALED, _G.SAME_CONTENT, _G.REASONS,
)  # fmt: skip
"""What holds before a revision is ready, and is looked at again when it is signed."""

_OPEN = frozenset({S.SUBMITTED, S.UNDER_REVIEW, S.CHANGES_REQUESTED, S.READY})
_CHANGED_BY = (_G.ITS_AUTHOR_OR_EDITOR,)
_DECIDED = (_G.NOT_OWN, _G.NO_ADMINISTRATOR, _G.REASONS)

TABLE: tuple[Transition, ...] = (
    Transition(Step.SUBMIT, frozenset({S.DRAFT}), S.SUBMITTED, Act.SUBMIT),
    Transition(
        Step.START_REVIEW, frozenset({S.SUBMITTED}), S.UNDER_REVIEW, Act.DECIDE,
        (_G.NO_RETRACTION, _G.NOT_OWN, _G.NO_ADMINISTRATOR),
    ),
    Transition(Step.REVISE, frozenset({S.DRAFT}), S.DRAFT, Act.EDIT, _CHANGED_BY),
    Transition(Step.REVISE, frozenset({S.SUBMITTED}), S.SUBMITTED, Act.EDIT, _CHANGED_BY),
    Transition(Step.REVISE, frozenset({S.CHANGES_REQUESTED}), S.CHANGES_REQUESTED, Act.EDIT, _CHANGED_BY),
    Transition(Step.REVISE, frozenset({S.UNDER_REVIEW, S.READY}), S.UNDER_REVIEW, Act.EDIT, _CHANGED_BY),
    Transition(Step.REQUEST_CHANGES, frozenset({S.UNDER_REVIEW, S.READY}), S.CHANGES_REQUESTED, Act.DECIDE, _DECIDED),
    Transition(
        Step.RESUBMIT, frozenset({S.CHANGES_REQUESTED}), S.UNDER_REVIEW, Act.EDIT,
        (*_CHANGED_BY, _G.CHANGED, _G.NO_RETRACTION),
    ),
    Transition(Step.READY, frozenset({S.UNDER_REVIEW}), S.READY, Act.DECIDE, APPROVAL),
    Transition(Step.SEND_BACK, frozenset({S.READY}), S.UNDER_REVIEW, Act.DECIDE, _DECIDED),
    Transition(
        Step.APPROVE, frozenset({S.READY}), S.APPROVED, Act.SIGN,
        (*APPROVAL, _G.SECOND_FACTOR, _G.MEANING, _G.NEXT_REVIEW),
    ),
    Transition(Step.SUPERSEDE, frozenset({S.APPROVED}), S.SUPERSEDED, Act.SIGN, (_G.NEWER,)),
    Transition(Step.REJECT, _OPEN, S.REJECTED, Act.DECIDE, _DECIDED),
    Transition(Step.WITHDRAW, _OPEN | {S.DRAFT}, S.WITHDRAWN, Act.SUBMIT, (_G.OWN_OR_HANDLED,)),
)  # fmt: skip
"""Every step from every state from which it can be taken; what is not here cannot be done."""

PUBLIC: Mapping[S, str] = {
    S.DRAFT: "Submitted", S.SUBMITTED: "Submitted",
    S.UNDER_REVIEW: "Under Review", S.CHANGES_REQUESTED: "Under Review", S.READY: "Under Review",
    S.APPROVED: "Approved", S.SUPERSEDED: "Approved",
}  # fmt: skip
"""What the public sees of each state; a rejected or withdrawn revision is not shown as any."""


def row_of(step: Step, origin: S) -> Transition | None:
    """The row for a step from a state, or None where the step cannot be taken from there."""
    return next((row for row in TABLE if row.step is step and origin in row.origin), None)


def steps_from(origin: S) -> tuple[Step, ...]:
    """The steps that can be taken from a state, in the order of the table."""
    return tuple(dict.fromkeys(row.step for row in TABLE if origin in row.origin))


def tables() -> str:
    """The table and the guards as Markdown, for docs/reference/review.md."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "| step | from | to | permission | guards |"
    yield "|---|---|---|---|---|"
    for row in TABLE:
        origin = ", ".join(state.value for state in S if state in row.origin)
        guards = ", ".join(f"`{guard.name.lower()}`" for guard in row.guards) or "–"
        yield f"| {row.step.value} | {origin} | {row.target.value} | {row.act.value} | {guards} |"
    yield ""
    yield "| guard | what has to be so |"
    yield "|---|---|"
    for guard in Guard:
        yield f"| `{guard.name.lower()}` | {guard.value} |"
    yield ""
    yield "| state | the public sees |"
    yield "|---|---|"
    for state in S:
        yield f"| {state.value} | {PUBLIC.get(state, 'nothing')} |"

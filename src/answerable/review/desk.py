"""Moving a submission: `move` takes one step of the table where every guard holds, and else says in words what does not."""

from __future__ import annotations

from msgspec.structs import replace

from answerable.errors import GuardFailed
from answerable.people.model import Account
from answerable.people.permissions import require
from answerable.review.case import Case, Given, content_of, vouching
from answerable.review.guards import GUARDS, Asked
from answerable.review.model import Revision, RevisionState, Submission
from answerable.review.transitions import Guard, Step, Transition, row_of, steps_from

__all__ = ["Case", "Failed", "Given", "content_of", "failures", "move", "open_steps", "revise", "vouching"]

Failed = tuple[Guard, tuple[str, ...]]

_NOTHING = Given()


def move(case: Case, step: Step, by: Account, now: str, given: Given = _NOTHING) -> Submission:
    """The submission after a step; the store counts its version when it saves it.

    Raises `NotPermitted` where the roles of `by` do not permit it, and `GuardFailed` with every guard that does not hold.
    `Step.REVISE` brings a revision with it: see `revise`.
    """
    if step is Step.REVISE:
        raise ValueError("a revision is made by revise")
    return _moved(case, _row(case, step, by, now, given), by)


def revise(case: Case, revision: Revision, by: Account, now: str) -> Submission:
    """The submission with one more revision; what is ready for sign-off goes back under review, for its approvals are void."""
    row = _row(case, Step.REVISE, by, now, _NOTHING)
    latest = case.submission.latest
    if revision.number != latest.number + 1 or revision.supersedes != latest.content_hash or revision.by != by.id:
        raise ValueError("a revision follows the latest one, names its hash, and is made by who makes it")
    return replace(_moved(case, row, by), revisions=(*case.submission.revisions, revision))


def failures(case: Case, step: Step, by: Account, now: str, given: Given = _NOTHING) -> tuple[Failed, ...]:
    """Every guard of a step that does not hold, with what is not so in words; empty where the step can be taken."""
    row = row_of(step, case.submission.state)
    if row is None:
        return ((Guard.FROM_HERE, (_not_from_here(case.submission.state, step),)),)
    asked = Asked(case, step, by, now, given)
    failed = ((guard, GUARDS[guard](asked)) for guard in row.guards)
    return tuple((guard, words) for guard, words in failed if words)


def open_steps(case: Case, by: Account, now: str) -> tuple[Step, ...]:
    """The steps that can be taken from where a submission stands and that somebody's roles permit, whether or not guards hold."""
    from answerable.people.permissions import may

    rows = ((step, row_of(step, case.submission.state)) for step in steps_from(case.submission.state))
    return tuple(step for step, row in rows if row and may(by, row.act))


def _row(case: Case, step: Step, by: Account, now: str, given: Given) -> Transition:
    """The row of a step that may be taken; raises where it may not."""
    row = row_of(step, case.submission.state)
    if row is not None:
        require(by, row.act)
    failed = failures(case, step, by, now, given)
    if row is None or failed:
        raise GuardFailed(
            f"“{step.value}” cannot be done yet: {' '.join(words for _, several in failed for words in several)}",
            "Put right what is named, or ask the editor who handles it.",
            failed=tuple((guard.name.lower(), words) for guard, words in failed),
        )
    return row


def _moved(case: Case, row: Transition, by: Account) -> Submission:
    """The submission in the state that a row leads to; who starts the review handles it from then on."""
    editor = case.submission.editor
    if row.step is Step.START_REVIEW and not editor:
        editor = by.id
    return replace(case.submission, state=row.target, editor=editor)


def _not_from_here(state: RevisionState, step: Step) -> str:
    can = ", ".join(one.value for one in steps_from(state)) or "nothing"
    return f"It is {state.value}, and from there one can do: {can}, and not {step.value}."

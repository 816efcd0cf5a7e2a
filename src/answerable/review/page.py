"""docs/reference/review.md, printed from the tables that the desk works by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from answerable.review import edits, transitions
from answerable.review.assigning import LASTS, ROWS, AssignmentStep
from answerable.review.certain_words import SAYS
from answerable.review.certainty import Domain
from answerable.review.checklist import QUESTIONS
from answerable.review.comment import CommentKind, Severity
from answerable.review.conflicts import ConflictKind
from answerable.review.editing import LEADS, LONGEST_CLAIM, LONGEST_HEADING
from answerable.review.freshness import LONG, SHORT, SOON, Freshness
from answerable.review.guards import ENOUGH
from answerable.review.model import AssignmentState, Judged, Recommended
from answerable.review.queue import Factor


def page() -> str:
    """The whole page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Review\n"
    yield (
        "The steps of a revision, the guards that stand before them, and the lists that reviewers work by, printed from the "
        "tables of `src/answerable/review/`. What they are for is in [review](../explanation/review.md); who holds which "
        "permission is in [permissions](permissions.md).\n"
    )
    yield "## Steps, guards and states\n"
    yield (
        "A step that is not here cannot be taken. Where a guard does not hold the step is refused with every guard that does "
        f"not, in words (`GuardFailed`, HTTP 409). An approval takes {ENOUGH} reviewers. What cannot be looked up counts as not "
        "so.\n"
    )
    yield transitions.tables()
    yield "## What reviewers say\n"
    yield f"- Of a claim: {', '.join(one.value for one in Judged)}."
    yield f"- Of a revision, to the editor, deciding nothing: {', '.join(one.value for one in Recommended)}.\n"
    yield "## The checklist\n"
    yield "Each is answered with yes, no or not applicable. A revision keeps the list that it was reviewed by.\n"
    yield "| item | question |"
    yield "|---|---|"
    for item, question in QUESTIONS.items():
        yield f"| {item} | {question} |"
    yield "\n## Assignments\n"
    yield (
        f"An assignment lasts {LASTS.days} days where nothing else is said; a due day counts to its end. Whoever recuses "
        "themselves says why. The same guards stand before a place as before an approval: role, credential, disclosure, "
        "conflicts.\n"
    )
    yield "| step | from | to | by |"
    yield "|---|---|---|---|"
    for row in ROWS:
        origin = ", ".join(state.value for state in AssignmentState if state in row.origin)
        target = "the same" if row.step is AssignmentStep.EXTEND else row.target.value
        yield f"| {row.step.value} | {origin} | {target} | {row.who} |"
    yield "\n## Comments\n"
    yield f"- Kinds: {', '.join(one.value for one in CommentKind)}."
    yield f"- Severity: {', '.join(one.value for one in Severity)}."
    yield (
        "- Anchors are the W3C's TextQuoteSelector and TextPositionSelector, on a claim's text or on the article's (its title, "
        "then each heading and claim on a line).\n"
    )
    yield "## Conflicts of interest\n"
    yield f"- Kinds: {', '.join(one.value for one in ConflictKind)}.\n"
    yield "## Edits\n"
    yield (
        f"Each is one of these, as JSON told by `type`: {', '.join(f'`{name}`' for name in _edits())}. A statement has at most "
        f"{LONGEST_CLAIM} characters, a heading {LONGEST_HEADING}, lead and summary {LEADS} claims.\n"
    )
    yield "## Certainty and its words\n"
    yield f"GRADE looks at {', '.join(one.value for one in Domain)}; the last three can rate up.\n"
    yield "| certainty | says |"
    yield "|---|---|"
    for certainty, words in SAYS.items():
        yield f"| {certainty.value} | {words} |"
    yield "\n## The queue\n"
    yield f"What waits is put in order by {', '.join(one.value for one in Factor)}; each place tells its reasons.\n"
    yield "## The next review\n"
    yield (
        f"{SHORT} months after an approval for doses, pregnancy, children and emergencies, else {LONG}; whoever signs can set an "
        f"earlier day. It is told {SOON} days ahead. How fresh an article is follows from that and from notices: "
        f"{', '.join(one.value for one in Freshness)}."
    )


def _edits() -> Iterator[str]:
    """The names of the edits, as JSON tells them."""
    for edit in get_args(edits.Edit):
        yield edit.__struct_config__.tag

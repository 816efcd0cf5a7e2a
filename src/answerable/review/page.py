"""docs/reference/review.md, printed from the tables that the desk works by."""

from __future__ import annotations

from collections.abc import Iterator

from answerable.review import transitions
from answerable.review.checklist import QUESTIONS
from answerable.review.freshness import LONG, SHORT, SOON, Freshness
from answerable.review.guards import ENOUGH
from answerable.review.model import Judged, Recommended


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
    yield ""
    yield "## The next review\n"
    yield (
        f"{SHORT} months after an approval for doses, pregnancy, children and emergencies, else {LONG}; whoever signs can set an "
        f"earlier day. It is told {SOON} days ahead. How fresh an article is follows from that and from notices: "
        f"{', '.join(one.value for one in Freshness)}."
    )

"""What readers propose: answers to follow-up questions that were sent to the editors, taken over as edits with citations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from answerable.composition.answer import Answer, AnsweredClaim, AnsweredSection
from answerable.conversation.model import Turn
from answerable.errors import EditRefused
from answerable.review import edits as e

MOST = 12  # statements taken over at once
_LAST = 10_000  # a position behind everything


class Offered(Struct, frozen=True):
    """A statement of a proposal: its id, its words, what it rests on, and whether the article has it already."""

    id: str
    text: str
    basis: str
    held: bool


class Proposed(Struct, frozen=True, kw_only=True):
    """A proposed change: the question that a reader asked, and the statements that answered it."""

    key: str
    asked: str
    made: str
    offered: tuple[Offered, ...]

    @property
    def left(self) -> int:
        """How many of its statements the article does not have."""
        return sum(not one.held for one in self.offered)


def proposed(turns: Sequence[Turn], answer: Answer) -> tuple[Proposed, ...]:
    """What was proposed for an article, each statement with whether the article has it, in the same words."""
    return tuple(
        Proposed(
            key=f"{number}",
            asked=turn.asked.words,
            made=turn.made,
            offered=tuple(Offered(one.id, one.text, one.basis, _held(one, answer)) for one in turn.answer.claims()),
        )
        for number, turn in enumerate(turns)
        if turn.answer is not None
    )


def _held(claim: AnsweredClaim, answer: Answer) -> bool:
    return any(claim.id == one.id or claim.text == one.text for one in answer.claims())


def taken_over(
    turn: Turn, claim: str, answer_after: Callable[[Sequence[e.Edit]], Answer], made: Sequence[e.Edit]
) -> tuple[list[e.Edit], tuple[str, ...]]:
    """The edits that take a proposal over, or one claim of it, behind those made so far; and in words what was refused.

    Each statement is proven on its own, so that one that is not borne out keeps none of the others back.
    """
    edits: list[e.Edit] = list(made)
    refused: list[str] = []
    count = 0
    for section, one in _claims(turn.answer):
        now = answer_after(edits)
        if _held(one, now) or (claim and one.id != claim) or count >= MOST:
            continue
        more = list(_put(section, one, now))
        try:
            answer_after([*edits, *more])
        except EditRefused as problem:
            refused.append(str(problem))
            continue
        edits += more
        count += 1
    return edits, tuple(refused)


def _claims(answer: Answer | None) -> Iterator[tuple[AnsweredSection, AnsweredClaim]]:
    for section in answer.sections if answer else ():
        for difference in section.disagreements:
            yield from ((section, claim) for claim in difference.claims)
        yield from ((section, claim) for claim in section.claims)


def _put(section: AnsweredSection, claim: AnsweredClaim, answer: Answer) -> Iterator[e.Edit]:
    """The edits that put a claim into the section of its kind, which is made where there is none."""
    kinds = [one.kind for one in answer.sections]
    at = kinds.index(section.kind) if section.kind in kinds else len(kinds)
    if at == len(kinds):
        yield e.AddSection(position=at, kind=section.kind, heading=section.heading)
    spans = dict.fromkeys(one.checked.span for one in claim.citations)
    cites = tuple(e.Cite(record=one.record, field=one.field, start=one.start, end=one.end) for one in spans)
    yield e.AddClaim(section=at, position=_LAST, text=claim.text, citations=cites, indirect=claim.indirect)

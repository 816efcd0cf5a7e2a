"""The thread of follow-up questions under an article, as its asker sees it: how each was understood, and what came of it."""

from __future__ import annotations

from msgspec import Struct
from starlette.requests import Request

from answerable.audience.reader import Reader
from answerable.audience.rendition import Rendition
from answerable.composition.answer import Answer
from answerable.conversation.context import context_of
from answerable.conversation.model import Already, Context, Thread, Turn
from answerable.entrypoints.web.article_view import ShownAnswer, shown
from answerable.entrypoints.web.door import library
from answerable.entrypoints.web.kept import Kept
from answerable.intake.model import WarningBlock
from answerable.text import how_many

_renditions: Kept[Rendition] = Kept(256)
_NAMES = {"topic": "topic", "population": "people", "intervention": "treatment or test", "comparator": "compared with"}


class ShownTurn(Struct, frozen=True, kw_only=True):
    """A follow-up question with what came of it, ready for a template; `events` where it is still being answered."""

    number: int
    words: str
    question: str
    used: tuple[tuple[str, str], ...]
    answer: ShownAnswer | None
    count: str
    unanswered: str
    already: tuple[Already, ...]
    warnings: tuple[WarningBlock, ...]
    sent: bool
    latest: bool
    prefix: str
    base: str
    events: str
    waiting: str


def context_for(answer: Answer, thread: Thread | None) -> Context:
    """In what the next short question is read: what the last turn left, else the article's own topic."""
    if thread and thread.turns:
        return thread.turns[-1].asked.follows
    return context_of(answer.question, answer)


def shown_turns(request: Request, thread: Thread, reader: Reader, base: str) -> tuple[ShownTurn, ...]:
    """The turns in their order, each in the reader's words."""
    return tuple(_turn(request, turn, reader, base, turn is thread.turns[-1]) for turn in thread.turns)


def _turn(request: Request, turn: Turn, reader: Reader, base: str, latest: bool) -> ShownTurn:
    asked, prefix = turn.asked, f"t{turn.number}-"
    view = _answer(request, turn.answer, reader, prefix, f"{base}#{turn.number}") if turn.answer else None
    unanswered = turn.unanswered or asked.unclear
    over = view is not None or bool(unanswered)
    return ShownTurn(
        number=turn.number,
        words=asked.words,
        question=asked.question if asked.question != asked.words else "",
        used=tuple((_NAMES.get(part, part), value) for part in asked.used if (value := getattr(asked.context, part, ""))),
        answer=view,
        count=how_many(len(turn.answer.claims()), "statement") if turn.answer else "",
        unanswered=unanswered,
        already=turn.already,
        warnings=turn.warnings,
        sent=turn.sent,
        latest=latest,
        prefix=prefix,
        base=f"{base}/follow-up/{turn.number}",
        events="" if over else f"{base}/follow-up/{turn.number}/events",
        waiting="" if over else "Looking for an answer",
    )


def _answer(request: Request, answer: Answer, reader: Reader, prefix: str, key: str) -> ShownAnswer:
    from answerable.audience.rendering import render_for  # the glossary behind it loads with the first article

    rendition = _renditions.get((key, answer.id, reader), lambda: render_for(answer, reader))
    now = library(request).sources([one.record.id for one in answer.references])
    return shown(answer, rendition, now, prefix)

"""The thread of follow-up questions under an article, as its asker sees it: how each was understood, and what came of it."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct
from starlette.requests import Request

from answerable.audience.reader import Reader
from answerable.composition.answer import Answer
from answerable.conversation.context import context_of
from answerable.conversation.model import Already, Context, Thread, Turn
from answerable.entrypoints.web import visitor
from answerable.entrypoints.web.article_view import ShownAnswer, shown
from answerable.entrypoints.web.door import library, room
from answerable.entrypoints.web.kept import Kept
from answerable.entrypoints.web.pages import environment
from answerable.entrypoints.web.problems import for_a_reader
from answerable.errors import NoSuchArticle
from answerable.intake.model import WarningBlock
from answerable.text import how_many

_answers: Kept[tuple[ShownAnswer, Markup]] = Kept(256)
_NAMES = {"topic": "topic", "population": "people", "intervention": "treatment or test", "comparator": "compared with"}


class ShownTurn(Struct, frozen=True, kw_only=True):
    """A follow-up question with what came of it, ready for a template; `events` where it is still being answered."""

    number: int
    words: str
    question: str
    used: tuple[tuple[str, str], ...]
    answer: Markup | None
    unanswered: str
    wider: str  # the same question of anybody, where that has an answer
    topic: str
    already: tuple[tuple[str, str, str], ...]  # heading, how many statements, the first of them
    warnings: tuple[WarningBlock, ...]
    sent: bool
    events: str
    waiting: str


def context_for(answer: Answer, thread: Thread | None) -> Context:
    """In what the next short question is read: what the last turn left, else the article's own topic."""
    if thread and thread.turns:
        return thread.turns[-1].asked.follows
    return context_of(answer.question, answer)


def shown_turns(request: Request, thread: Thread, reader: Reader, base: str, explained: frozenset[str]) -> tuple[ShownTurn, ...]:
    """The turns in their order, each in the reader's words; `explained` are the terms that the page explains already."""
    shown: list[ShownTurn] = []
    for turn in thread.turns:
        view, html = _answer(request, turn, reader, base, turn is thread.turns[-1], explained)
        explained |= frozenset(term.id for term in view.terms) if view else frozenset[str]()
        shown.append(_turn(turn, base, html))
    return tuple(shown)


def _by_heading(already: tuple[Already, ...]) -> tuple[tuple[str, str, str], ...]:
    """What the article says already, by the section in which it stands."""
    claims: dict[str, list[str]] = {}
    for one in already:
        claims.setdefault(one.heading, []).append(one.claim)
    return tuple((heading, how_many(len(found), "statement"), found[0]) for heading, found in claims.items())


def on_its_way(request: Request, address: str, number: int, words: str, base: str) -> tuple[ShownTurn, ...]:
    """One's own question that is still being answered, or why it was not; nothing where there is none of one's own."""
    try:
        progress = room(request).turn_progress(address, number, visitor.known_asker(request))
    except NoSuchArticle:
        return ()
    failed, done = progress.state == "failed", progress.state == "done"
    return (
        ShownTurn(
            number=number,
            words=words or "Your question",
            question="",
            used=(),
            answer=None,
            wider="",
            topic="",
            unanswered=f"{progress.problem} {for_a_reader(progress.next_step)}".strip() if failed else "",
            already=(),
            warnings=(),
            sent=False,
            events="" if failed or done else f"{base}/follow-up/{number}/events",
            waiting=progress.events[-1].text if progress.events else "Looking for an answer",
        ),
    )


def _turn(turn: Turn, base: str, view: Markup | None) -> ShownTurn:
    asked = turn.asked
    unanswered = turn.unanswered or asked.unclear
    over = view is not None or bool(unanswered)
    return ShownTurn(
        number=turn.number,
        words=asked.words,
        question=asked.question if asked.question != asked.words else "",
        used=tuple((_NAMES.get(part, part), value) for part in asked.used if (value := getattr(asked.context, part, ""))),
        answer=view,
        unanswered=unanswered,
        wider=turn.wider,
        topic=asked.follows.topic,
        already=_by_heading(turn.already),
        warnings=turn.warnings,
        sent=turn.sent,
        events="" if over else f"{base}/follow-up/{turn.number}/events",
        waiting="" if over else "Looking for an answer",
    )


def _answer(
    request: Request, turn: Turn, reader: Reader, base: str, latest: bool, explained: frozenset[str]
) -> tuple[ShownAnswer | None, Markup | None]:
    """What is shown of a turn's answer, and that rendered: kept as long as nothing is said of its sources."""
    answer = turn.answer
    if answer is None:
        return None, None
    now = library(request).sources([one.record.id for one in answer.references])
    known = tuple((one.id, one.record is None, one.notices) for one in now.values())
    own = f"{base}/follow-up/{turn.number}"

    def make() -> tuple[ShownAnswer, Markup]:
        from answerable.audience.rendering import render_for  # the glossary behind it loads with the first article

        view = shown(answer, render_for(answer, reader), now, f"t{turn.number}-")
        text = (
            environment()
            .get_template("article_turn.html")
            .render(
                answer=view,
                base=own,
                prefix=f"t{turn.number}-",
                open=latest,
                count=how_many(len(answer.claims()), "statement"),
                terms=tuple(term for term in view.terms if term.id not in explained),
            )
        )
        return view, Markup(text)  # noqa: S704 - escaped by the template already

    return _answers.get((own, answer.id, reader, latest, explained, known), make)

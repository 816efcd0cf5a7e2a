"""Follow-up questions: queued under the version that the thread began on, understood in its context, answered by a worker."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace

from answerable.app import App
from answerable.app.ask import Request
from answerable.app.desk_ports import Desk, DeskWork
from answerable.app.reading_room.orders import Kind, follow_up_order
from answerable.composition.answer import Answer
from answerable.composition.stage import Stage
from answerable.conversation.already import already_answered
from answerable.conversation.context import context_of
from answerable.conversation.model import Context, Thread, Turn
from answerable.conversation.understanding import follow_up
from answerable.errors import NoEvidence, NoSuchArticle, TooManyWaiting
from answerable.jobs.model import OPEN, Job, stamp
from answerable.publication.article import Article, Version
from answerable.question import understand
from answerable.settings import Settings


def thread_of(desk: Desk, article: Article, asker: str) -> Thread:
    """Somebody's thread under an article; one that has not begun yet would begin on the newest version."""
    turns = desk.turns(article.address, asker) if asker else ()
    version = turns[0][0] if turns else article.latest.number
    return Thread(article=article.address, version=version, turns=tuple(turn for _, turn in turns))


def version_of(article: Article, number: int) -> Version:
    """A version of an article by its number; raises `NoSuchArticle`."""
    found = next((version for version in article.versions if version.number == number), None)
    if found is None:
        raise NoSuchArticle(f"There is no version {number} of this article.", "Read its newest version.")
    return found


def one_at_a_time(work: DeskWork, address: str, asker: str) -> None:
    """Refuses a second follow-up question before the first is answered: it is read in the context of that answer."""
    for job in work.open():
        if job.kind == Kind.FOLLOW_UP and job.asker == asker and job.id.partition("/")[0] == address and job.state in OPEN:
            raise TooManyWaiting("Your last question under this article is not answered yet.", "Wait until it is.")


def followed_up(
    app: App, job: Job, desk: Desk, settings: Settings, now: datetime, tell: Callable[[Stage], None]
) -> Callable[[DeskWork], None]:
    """What keeps the turn that answers a follow-up question, or says why there is no answer."""
    order = follow_up_order(job.payload)
    article = desk.article(order.article)
    if article is None:
        raise NoSuchArticle("The article was deleted in the meantime.")
    shown = version_of(article, order.version).answer
    turns = [turn for _, turn in desk.turns(order.article, job.asker)]
    last = next((turn.answer for turn in reversed(turns) if turn.answer), shown)
    context: Context = order.context or (turns[-1].asked.follows if turns else context_of(shown.question, shown))
    before = next((turn.asked.question for turn in reversed(turns) if turn.asked.question), "")
    asked = follow_up(order.words, context, last, before)
    turn = Turn(number=order.number, asked=asked, made=stamp(now), warnings=order.warnings, unanswered=asked.unclear)
    if not asked.unclear:
        turn = _answered(app, turn, shown, settings, tell)
    return lambda work: work.put_turn(order.article, job.asker, order.version, turn)


def _answered(app: App, turn: Turn, shown: Answer, settings: Settings, tell: Callable[[Stage], None]) -> Turn:
    """The turn with its answer, guidelines first, or with why there is none; and with what the article says already."""
    already = already_answered(understand(turn.asked.question), shown)
    request = Request(question=turn.asked.question, guidelines_first=True, style=settings.style, model=settings.model)
    try:
        answer = app.ask(request, tell)
    except NoEvidence as problem:
        return replace(turn, unanswered=problem.what, already=already)
    return replace(turn, answer=answer, already=already)

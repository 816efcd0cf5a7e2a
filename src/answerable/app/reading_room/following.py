"""Follow-up questions: queued under the version that the thread began on, understood in its context, answered by a worker."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace

from answerable.app import App
from answerable.app.ask import Request
from answerable.app.desk_ports import Desk, DeskWork
from answerable.app.reading_room.model import Pending, Prepared
from answerable.app.reading_room.orders import FollowUpOrder, Kind, encode, follow_up_order
from answerable.composition.answer import Answer
from answerable.composition.stage import Stage
from answerable.conversation.already import already_answered
from answerable.conversation.context import context_of
from answerable.conversation.model import Context, Thread, Turn
from answerable.conversation.understanding import follow_up
from answerable.conversation.widening import of_anybody
from answerable.errors import NoEvidence, NoSuchArticle, TooManyWaiting, UnusableQuestion
from answerable.jobs.model import OPEN, Job, JobState, stamp
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


def thread_and_pending(desk: Desk, article: Article, asker: str) -> tuple[Thread, Pending | None]:
    """Somebody's thread, and their question that came after the last one in it: on its way, or come to nothing.

    The jobs are looked at first, so that one which ends meanwhile is found in the thread.
    """
    jobs = desk.jobs_of(asker)
    thread = thread_of(desk, article, asker)
    after = max((turn.number for turn in thread.turns), default=0)
    orders = [
        follow_up_order(job.payload)
        for job in jobs
        if job.kind == Kind.FOLLOW_UP and job.state is not JobState.DONE and job.id.partition("/")[0] == article.address
    ]
    late = max((order for order in orders if order.number > after), key=lambda order: order.number, default=None)
    return thread, Pending(late.number, late.words) if late else None


def queued(work: DeskWork, about: tuple[str, int], prepared: Prepared, asker: str, context: Context | None, now: datetime) -> int:
    """Queues a question under a version of an article and returns its number; 0 where there is no article any more."""
    address, version = about
    number = work.next_turn(address)
    if not number:
        return 0
    order = FollowUpOrder(
        article=address, number=number, version=version, words=prepared.text, context=context, warnings=prepared.warnings
    )
    made = stamp(now)
    work.add(Job(id=f"{address}/{number}", kind=Kind.FOLLOW_UP, asker=asker, payload=encode(order), made=made, ready=made))
    return number


def followed_up(
    app: App, job: Job, desk: Desk, settings: Settings, now: datetime, tell: Callable[[Stage], None]
) -> Callable[[DeskWork], None]:
    """What keeps the turn that answers a follow-up question, or says why there is no answer."""
    order = follow_up_order(job.payload)
    article = desk.article(order.article)
    if article is None:
        raise NoSuchArticle("The article was deleted in the meantime.", "Ask the whole question anew.")
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
        return replace(turn, unanswered=problem.what, already=already, wider=_wider(app, turn, settings))
    return replace(turn, answer=answer, already=already)


def _wider(app: App, turn: Turn, settings: Settings) -> str:
    """The question without whom it is about, where that has been tried and has an answer."""
    wider = of_anybody(turn.asked.question, turn.asked.follows.topic)
    if not wider:
        return ""
    try:
        app.ask(Request(question=wider, guidelines_first=True, style=settings.style, model=settings.model))
    except (NoEvidence, UnusableQuestion):
        return ""
    return wider

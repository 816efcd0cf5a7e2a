"""Questions that may come next under an article, each tried in the background before anybody is shown it."""

from __future__ import annotations

from collections.abc import Callable

from answerable.app import App
from answerable.app.ask import Request
from answerable.app.desk_ports import Desk, DeskWork
from answerable.app.reading_room.orders import Kind
from answerable.composition.answer import Answer
from answerable.conversation.context import context_of
from answerable.conversation.model import Suggestion
from answerable.conversation.suggesting import suggestions
from answerable.conversation.understanding import follow_up
from answerable.errors import NoEvidence, NoSuchArticle, UnusableQuestion
from answerable.jobs.model import Job
from answerable.settings import Settings

MOST = 4  # that are shown
TRIED = 8  # that are tried for them


def job_for(address: str, made: str) -> Job:
    """The job that finds what may be asked next under an article."""
    return Job(id=f"{address}/next", kind=Kind.SUGGESTIONS, asker="", payload=b"", made=made, ready=made, background=True)


def suggested(app: App, job: Job, desk: Desk, settings: Settings) -> Callable[[DeskWork], None]:
    """What keeps the questions that have an answer."""
    address = job.id.partition("/")[0]
    article = desk.article(address)
    if article is None:
        raise NoSuchArticle("The article was deleted in the meantime.", "Ask its question again.")
    version = article.latest
    found = tuple(_tried(app, version.answer, settings))
    return lambda work: work.keep_suggestions(address, version.number, found)


def _tried(app: App, answer: Answer, settings: Settings) -> list[Suggestion]:
    """The first candidates that have an answer, asked exactly as they would be if somebody chose them."""
    context = context_of(answer.question, answer)
    found: list[Suggestion] = []
    for candidate in suggestions(answer)[:TRIED]:
        asked = follow_up(candidate.words, context, answer)
        if asked.unclear or not asked.question:
            continue
        try:
            app.ask(Request(question=asked.question, guidelines_first=True, model=settings.model))
        except (NoEvidence, UnusableQuestion):
            continue
        found.append(candidate)
        if len(found) == MOST:
            break
    return found

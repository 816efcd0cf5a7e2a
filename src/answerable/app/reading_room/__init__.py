"""`ReadingRoom`: asking, reading, following up and publishing; what people do who never see a terminal."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from answerable.app.reading_room.model import Prepared, Progress
from answerable.errors import NoSuchArticle, ReadOnly, TooManyWaiting
from answerable.jobs.model import JobState, stamp
from answerable.jobs.order import place_of

if TYPE_CHECKING:
    from answerable.app import App
    from answerable.app.desk_ports import Desk, DeskWork
    from answerable.app.reading_room.workers import Tell, Workers
    from answerable.jobs.model import Job
    from answerable.publication.article import Article, ArticleSummary
    from answerable.settings import Settings

ADDRESS_BYTES = 16  # 128 random bits, 22 characters


def _now() -> datetime:
    return datetime.now(UTC)


class ReadingRoom:
    """The reading room of a library; may be used from many threads. Every method may raise a `Problem`.

    Nothing is opened before it is needed. Questions are answered between `start` and `stop`.
    """

    def __init__(self, library: Path, settings: Settings, clock: Callable[[], datetime] = _now, desk: Desk | None = None) -> None:
        from answerable.app import wiring
        from answerable.app.reading_room.remembering import Remembered

        self.library = library
        self.settings = settings
        self._clock = clock
        self.desk: Desk = desk or wiring.desk_in(library)
        self._remembered = Remembered(self.desk)
        self._workers: Workers | None = None

    # -- asking

    def look_at(self, words: str, region: str = "") -> Prepared:
        """What is found in the words of a question before anything else: identifiers, warning signs. Nothing is kept."""
        from answerable.app.reading_room.intake import look_at

        return look_at(words, region or self.settings.region)

    def ask(self, words: str, asker: str, *, region: str = "") -> str:
        """Queues a question and returns the address of the answer to come.

        Raises `CrisisHelp` or `IdentifiersFound`, and nothing is kept; `UnusableQuestion`; `TooManyWaiting`.
        """
        from answerable.app.reading_room import orders
        from answerable.app.reading_room.intake import let_in
        from answerable.jobs.model import Job
        from answerable.question import understand

        self._open_to_questions()
        prepared = let_in(words, region or self.settings.region)
        understand(prepared.text)  # refuses now what could not be asked later
        address = secrets.token_urlsafe(ADDRESS_BYTES)
        order = orders.encode(orders.AnswerOrder(question=prepared.text, warnings=prepared.warnings))
        made = stamp(self._clock())
        with self.desk.work() as work:
            self._room_for_one_more(work, asker)
            work.add(Job(id=address, kind=orders.Kind.ANSWER, asker=asker, payload=order, made=made, ready=made))
        self._wake()
        return address

    def progress(self, address: str, after: int = 0) -> Progress:
        """How far the work under an address is, and what it has told since the event of that number."""
        job = self.desk.job(address)
        if job is None:
            if self.desk.mark(address) is not None:
                return Progress(state=JobState.DONE)
            raise _no_such()
        place = place_of(self.desk.open_jobs(), address) if job.state is JobState.WAITING else 0
        return Progress(
            state=job.state,
            events=self.desk.events(address, after),
            problem=job.problem,
            next_step=job.next_step,
            place=place,
        )

    def _open_to_questions(self) -> None:
        if self.settings.read_only:
            raise ReadOnly("This site shows what is published and takes nothing in.", "Look among the published articles.")

    def _room_for_one_more(self, work: DeskWork, asker: str) -> None:
        jobs = work.open()
        if asker and sum(job.asker == asker for job in jobs) >= self.settings.waiting_each:
            raise TooManyWaiting(
                f"You have {self.settings.waiting_each} questions that are not answered yet.", "Wait until one of them is."
            )
        if len(jobs) >= self.settings.waiting_all:
            raise TooManyWaiting("So many questions wait that no more are taken now.", "Try again in a few minutes.")

    # -- reading

    def article(self, address: str) -> Article:
        """The article under an address; whoever has the address may read it. Raises `NoSuchArticle`."""
        found = self._remembered.article(address)
        if found is None:
            raise _no_such()
        return found

    def own(self, asker: str) -> tuple[ArticleSummary, ...]:
        """Somebody's own articles, the newest first."""
        return self.desk.own(asker)

    def published(
        self, *, words: str = "", topic: str = "", specialty: str = "", start: int = 0, count: int = 20
    ) -> tuple[ArticleSummary, ...]:
        """Public articles: the best first where there are words, else the newest."""
        from answerable.publication.card import Search

        return self.desk.published(Search(words=words, topic=topic, specialty=specialty, start=start, count=count))

    def topics(self) -> tuple[tuple[str, int], ...]:
        """The topics of public articles with how many have each."""
        return self.desk.topics()

    def specialties(self) -> tuple[tuple[str, int], ...]:
        """The specialties of public articles with how many have each."""
        return self.desk.specialties()

    def delete(self, address: str, asker: str) -> None:
        """Deletes one's own article, or question on its way, at once and with its thread; raises `NoSuchArticle` for others."""
        with self.desk.work() as work:
            article = work.article(address)
            job = work.job(address)
            owner = article.asker if article else job.asker if job else ""
            if not asker or owner != asker or "/" in address:
                raise _no_such()
            work.forget([address])
        self._remembered.forget(address)

    def tidy(self, now: datetime) -> int:
        """Deletes what has expired; returns how many."""
        oldest = stamp(now - timedelta(days=self.settings.retention_days))
        addresses = self.desk.expired(stamp(now), oldest)
        with self.desk.work() as work:
            return work.forget(addresses) + work.forget_turns(oldest)

    # -- work

    def start(self) -> None:
        """Begins to answer what waits, and deletes what has expired."""
        from answerable.app.reading_room.workers import Workers

        if self._workers is None:
            self.tidy(self._clock())
            self._workers = Workers(self.desk, self.library, self._does, many=self.settings.workers, clock=self._clock)
            self._workers.start()

    def stop(self, patience: float) -> None:
        """Takes up nothing more and waits so many seconds; what is not done then is taken up at the next start."""
        workers, self._workers = self._workers, None
        if workers is not None:
            workers.stop(patience)

    def close(self, patience: float = 0.0) -> None:
        """Stops, and lets go of the files."""
        self.stop(patience)
        self.desk.close()

    def _wake(self) -> None:
        if self._workers is not None:
            self._workers.wake()

    def _does(self, app: App, job: Job, tell: Tell) -> Callable[[DeskWork], None]:
        from answerable.app.reading_room.answering import answered

        return answered(app, job, self.settings, self._clock(), lambda stage: tell(stage.partition(" ")[0], stage))


def _no_such() -> NoSuchArticle:
    return NoSuchArticle(
        "There is no article under this address.", "It may have been deleted, or have expired: ask the question again."
    )

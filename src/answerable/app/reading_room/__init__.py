"""`ReadingRoom`: asking, reading, following up and publishing; what people do who never see a terminal."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from answerable.app.acts import MACHINE, OPERATOR, Door, What, asker_in
from answerable.app.reading_room.model import Prepared, Progress, Reading
from answerable.app.reading_room.publishing import (
    let_go,
    no_such,
    owned,
    published,
    removed,
    stays,
    submitted,
    there,
    unpublished,
)
from answerable.errors import ReadOnly, TooManyWaiting, UsageProblem
from answerable.jobs.model import JobState, stamp
from answerable.jobs.order import place_of
from answerable.publication.article import PublicState

if TYPE_CHECKING:
    from answerable.app import App
    from answerable.app.desk.acting import Acting
    from answerable.app.desk_ports import Desk, DeskWork
    from answerable.app.reading_room.rounds import Rounds
    from answerable.app.reading_room.workers import Tell, Workers
    from answerable.composition.answer import AnsweredClaim
    from answerable.conversation.model import Context, Suggestion, Thread, Turn
    from answerable.jobs.model import Job
    from answerable.publication.article import Article, ArticleSummary, ReportedProblem
    from answerable.settings import Settings

MOST_RESTING = 50  # articles of which claims on a record are shown
ADDRESS_BYTES = 16  # 128 random bits, 22 characters


def _now() -> datetime:
    return datetime.now(UTC)


class ReadingRoom:
    """The reading room of a library; may be used from many threads. Every method may raise a `Problem`.

    Nothing is opened before it is needed. Questions are answered between `start` and `stop`.
    """

    def __init__(self, library: Path, settings: Settings, clock: Callable[[], datetime] = _now, desk: Desk | None = None) -> None:
        from answerable.app import wiring
        from answerable.app.reading_room.remembering import Remembered, WhileUnchanged

        self.library = library
        self.settings = settings
        self._clock = clock
        self.desk: Desk = desk or wiring.desk_in(library, settings.database)
        self._remembered = Remembered(self.desk)
        self._opened: WhileUnchanged[tuple[str, str], Reading] = WhileUnchanged()
        self._workers: Workers | None = None
        self._rounds: Rounds | None = None

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
            raise no_such()
        return Progress(
            state=job.state,
            events=self.desk.events(address, after),
            problem=job.problem,
            next_step=job.next_step,
            place=place_of(self.desk.open_jobs(), address) if job.state is JobState.WAITING else 0,
        )

    def turn_progress(self, address: str, number: int, asker: str, after: int = 0) -> Progress:
        """The same for one's own follow-up question; raises `NoSuchArticle` for anybody else's, as if there were none."""
        job = self.desk.job(f"{address}/{number}")
        if job is None or not asker or job.asker != asker:
            raise no_such()
        return self.progress(job.id, after)

    def _open_to_questions(self) -> None:
        if self.settings.read_only:
            raise ReadOnly("This site shows what is published and takes nothing in.", "Look among the published articles.")

    def _room_for_one_more(self, work: DeskWork, asker: str) -> None:
        jobs = [job for job in work.open() if not job.background]
        if asker and sum(job.asker == asker for job in jobs) >= self.settings.waiting_each:
            raise TooManyWaiting(
                f"You have {self.settings.waiting_each} questions that are not answered yet.", "Wait until one of them is."
            )
        if len(jobs) >= self.settings.waiting_all:
            raise TooManyWaiting("So many questions wait that no more are taken now.", "Try again in a few minutes.")

    # -- reading

    def article(self, address: str) -> Article:
        """The article under an address; whoever has the address may read it. Raises `NoSuchArticle` and `ArticleRemoved`."""
        found = self._remembered.article(address)
        if found is None:
            raise no_such()
        if found.state is PublicState.REMOVED:  # here, so that no door forgets it
            raise removed(found)
        return found

    def reading(self, address: str, asker: str) -> Reading:
        """An article with what goes with it for whoever opens it; `asker` is empty for who has asked nothing, anywhere.

        Raises `NoSuchArticle`.
        """
        return self._opened.get((address, asker), self.desk.version(), lambda: self._read(address, asker))

    def _read(self, address: str, asker: str) -> Reading:
        from answerable.app.reading_room.following import thread_and_pending

        article = self.article(address)
        thread, pending = thread_and_pending(self.desk, article, asker) if asker else (None, None)
        return Reading(article=article, thread=thread, pending=pending, suggestions=self._may_come_next(article))

    def own(self, asker: str) -> tuple[ArticleSummary, ...]:
        """Somebody's own articles, the newest first; among them the questions that are not answered, as far as they have come."""
        from answerable.app.reading_room.cataloguing import not_there_yet, without_text

        return (*not_there_yet(self.desk.jobs_of(asker)), *(without_text(one) for one in self.desk.own(asker)))

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

    def delete(self, address: str, asker: str, *, door: Door | str = Door.WEB) -> None:
        """Deletes one's own article, or question on its way, at once and with its thread; raises `NoSuchArticle` for others.

        What the public or the editors have stays with them, and is nobody's any more.
        """
        with self.desk.work() as work:
            act = self._act(work, asker_in(address, asker), door)
            article, job = work.article(address), work.job(address)
            mine = asker and asker in {article.asker if article else "", job.asker if job else ""}
            if not mine:
                raise no_such()
            if article and stays(act, article):
                let_go(act, article)
                work.forget_thread(address, asker)
                work.drop([address])  # the job knows who asked
            else:
                work.forget([address])
                act.line(What.DELETED, address)
        self._remembered.forget(address)

    def resting_on(self, pmid: str) -> tuple[tuple[ArticleSummary, AnsweredClaim], ...]:
        """Claims of public articles that cite a record, each with its article, the newest article first."""
        from answerable.app.reading_room.cataloguing import claims_on, names_asked

        names = names_asked(pmid)
        articles = [self._remembered.article(address) for address in self.desk.resting_on(names)[:MOST_RESTING]]
        shown = (article for article in articles if article and article.state is not PublicState.REMOVED)
        return tuple(found for article in shown for found in claims_on(article, names))

    # -- following up

    def follow_up(
        self,
        address: str,
        words: str,
        asker: str,
        *,
        context: Context | None = None,
        version: int | None = None,
        region: str = "",
    ) -> int:
        """Queues a follow-up question and returns its number; its progress is under `address/number`.

        It is read in the context given, else in the one that the asker's thread left. Raises as `ask` does.
        """
        from answerable.app.reading_room import following
        from answerable.app.reading_room.intake import let_in

        self._open_to_questions()
        article = self.article(address)
        prepared = let_in(words, region or self.settings.region)
        if not asker:
            raise UsageProblem("A thread has to be somebody's.", "Allow the cookie of this site, and ask again.")
        thread = following.thread_of(self.desk, article, asker)
        about = following.version_of(article, thread.version if thread.turns else version or thread.version)
        with self.desk.work() as work:
            following.one_at_a_time(work, address, asker)
            self._room_for_one_more(work, asker)
            number = following.queued(work, (address, about.number), prepared, asker, context, self._clock())
            if not number:
                raise no_such()
        self._wake()
        return number

    def thread(self, address: str, asker: str) -> Thread:
        """The asker's own thread under an article, on the version that it began on; empty where there is none yet."""
        from answerable.app.reading_room.following import thread_of

        return thread_of(self.desk, self.article(address), asker)

    def delete_thread(self, address: str, asker: str) -> None:
        """Deletes one's own follow-up questions under anybody's article, at once, with their answers and what is on its way.

        What was sent to the editors stays with them. Raises `NoSuchArticle` where there is nothing of one's own to delete.
        """
        reading = self.reading(address, asker)
        if reading.thread is None or not (reading.pending or any(not turn.sent for turn in reading.thread.turns)):
            raise no_such()
        with self.desk.work() as work:
            work.forget_thread(address, asker)

    def send_turn(self, address: str, number: int, asker: str) -> None:
        """Sends one's own follow-up answer to the editors, as a proposed change; it does not expire any more."""
        with self.desk.work() as work:
            found = work.turn(address, number, asker)
            if found is None:
                raise no_such()
            version, turn = found
            work.put_turn(address, asker, version, replace(turn, sent=True))

    def proposals(self) -> tuple[tuple[str, int, Turn], ...]:
        """What was sent to the editors as a proposed change: the address, the version it is about, and the turn."""
        return self.desk.proposals()

    def suggestions(self, address: str) -> tuple[Suggestion, ...]:
        """Questions that may come next, each of which has been tried and has an answer; () while they are being tried."""
        return self._may_come_next(self.article(address))

    def _may_come_next(self, article: Article) -> tuple[Suggestion, ...]:
        from answerable.app.reading_room.suggesting import job_for

        address = article.address
        found = self.desk.suggestions(address, article.latest.number)
        if found is not None or self.settings.read_only:
            return found or ()
        job = job_for(address, stamp(self._clock()))
        if self.desk.job(job.id) is None:
            with self.desk.work() as work:
                if work.job(job.id) is None and work.article(address) is not None:
                    work.add(job)
            self._wake()
        return ()

    # -- publishing

    def submit(self, address: str, asker: str, *, door: Door | str = Door.WEB) -> Article:
        """Sends one's own article to the editors; raises `NoSuchArticle` for anybody else's."""
        with self.desk.work() as work:
            act = self._act(work, asker_in(address, asker), door)
            return submitted(act, owned(work.article(address), asker), asker)

    def publish(self, address: str, *, door: Door | str = Door.COMMAND_LINE) -> Article:
        """Makes an article public, under the caution that it is not reviewed; for the operator."""
        with self.desk.work() as work:
            return published(self._act(work, OPERATOR, door), there(work.article(address)))

    def unpublish(self, address: str, *, door: Door | str = Door.COMMAND_LINE) -> Article:
        """Takes an article back from the public, for the operator; raises `UsageProblem` where a version was approved."""
        with self.desk.work() as work:
            return unpublished(self._act(work, OPERATOR, door), there(work.article(address)))

    def _act(self, work: DeskWork, actor: str, door: Door | str) -> Acting:
        from answerable.app.desk.acting import Acting

        return Acting(work, None, self._clock(), door, actor)

    def submitted(self) -> tuple[ArticleSummary, ...]:
        """Articles that were sent to the editors or are public, the newest first; for the operator."""
        return self.desk.submitted()

    def report_problem(self, address: str, words: str, *, claim: str = "", asker: str = "") -> None:
        """Keeps what a reader says is wrong with an article, for the editors; raises as `ask` does."""
        from answerable.app.reading_room.intake import let_in
        from answerable.app.reading_room.publishing import report_on

        self._open_to_questions()
        article = self.article(address)
        report = report_on(article, let_in(words, self.settings.region).text, claim, self._clock())
        with self.desk.work() as work:
            work.report(report, asker)

    def reports(self) -> tuple[ReportedProblem, ...]:
        """What readers said is wrong, the newest first; for the operator."""
        return self.desk.reports()

    def tidy(self, now: datetime) -> int:
        """Deletes what has expired; returns how many."""
        oldest = stamp(now - timedelta(days=self.settings.retention_days))
        addresses = self.desk.expired(stamp(now), oldest)
        with self.desk.work() as work:
            act = self._act(work, MACHINE, Door.CLOCK)
            for address in addresses:
                if work.article(address) is not None:
                    act.line(What.EXPIRED, address)
            return work.forget(addresses) + work.forget_turns(oldest)

    # -- work

    def start(self) -> None:
        """Begins to answer what waits, deletes what has expired, and does by the hour what goes by the clock."""
        from answerable.app.reading_room.rounds import Rounds
        from answerable.app.reading_room.workers import Workers

        if self._workers is None:
            self.tidy(self._clock())
            many, clock = self.settings.workers, self._clock
            self._workers = Workers(self.desk, self.library, self._does, many=many, clock=clock)
            self._workers.start()
            self._rounds = Rounds(self.by_the_hour)
            self._rounds.start()

    def by_the_hour(self) -> None:
        """Deletes what has expired, and does what the editorial desk has to do by the clock.

        Done by several processes at once, or broken off and begun anew, it comes to the same.
        """
        from answerable.app.desk import EditorialDesk
        from answerable.app.desk.evidence import Evidence

        self.tidy(self._clock())
        evidence = Evidence(self.library)
        try:
            EditorialDesk(self.library, self.settings, self._clock, self.desk, evidence).by_the_hour()
        finally:
            evidence.close()

    def stop(self, patience: float) -> None:
        """Takes up nothing more and waits so many seconds; what is not done then is taken up at the next start."""
        workers, self._workers = self._workers, None
        rounds, self._rounds = self._rounds, None
        if workers is not None:
            workers.stop(patience)
        if rounds is not None:
            rounds.stop(patience)

    def close(self, patience: float = 0.0) -> None:
        """Stops, and lets go of the files."""
        self.stop(patience)
        self.desk.close()

    def _wake(self) -> None:
        if self._workers is not None:
            self._workers.wake()

    def _does(self, app: App, job: Job, tell: Tell) -> Callable[[DeskWork], None]:
        """Does one job of any kind."""
        from answerable.app.reading_room.doing import do

        return do(app, job, tell, desk=self.desk, settings=self.settings, now=self._clock())

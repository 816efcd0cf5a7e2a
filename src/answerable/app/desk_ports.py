"""What the reading room asks of a store of its own: articles with what belongs to them, and the jobs that make them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from answerable.app.people_ports import DeskView, LedgerRepository, Outbox, PeopleRepository
from answerable.app.review_ports import ReviewRepository
from answerable.conversation.model import Suggestion, Turn
from answerable.jobs.model import Event, Job
from answerable.jobs.ports import Jobs
from answerable.publication.article import Article, ArticleSummary, ReportedProblem
from answerable.publication.card import Card, Search


class DeskWork(Jobs, Protocol):
    """One transaction of a desk: all of it is kept when the block ends well, nothing of it where not."""

    @property
    def people(self) -> PeopleRepository:
        """Accounts with all that belongs to them."""
        ...

    @property
    def outbox(self) -> Outbox:
        """Letters that wait to be sent."""
        ...

    @property
    def ledger(self) -> LedgerRepository:
        """The ledger: whoever changes something appends its act in the same transaction."""
        ...

    @property
    def review(self) -> ReviewRepository:
        """Submissions, who reviews them, what they said and what was decided."""
        ...

    def put(self, article: Article, card: Card) -> None:
        """Keeps an article with its versions and card, in the place of what is held under its address."""
        ...

    def article(self, address: str) -> Article | None:
        """An article as it now is."""
        ...

    def forget(self, addresses: Collection[str]) -> int:
        """Deletes articles with their threads, jobs, suggestions and reports; returns how many there were of anything."""
        ...

    def next_turn(self, address: str) -> int:
        """A number that no turn under this article has had."""
        ...

    def turn(self, address: str, number: int, asker: str) -> tuple[int, Turn] | None:
        """Somebody's turn by its number, with the version it is about, or None."""
        ...

    def forget_thread(self, address: str, asker: str) -> None:
        """Deletes somebody's turns under an article that were not sent to the editors, with their jobs."""
        ...

    def put_turn(self, address: str, asker: str, version: int, turn: Turn) -> None:
        """Keeps a turn of somebody's thread under one version of an article, in the place of what had its number."""
        ...

    def forget_turns(self, oldest: str) -> int:
        """Deletes turns made before `oldest` that nobody sent to the editors, with their jobs; returns how many."""
        ...

    def keep_suggestions(self, address: str, version: int, suggestions: Sequence[Suggestion]) -> None:
        """Keeps what may be asked next under a version of an article."""
        ...

    def report(self, problem: ReportedProblem, asker: str) -> None:
        """Keeps what a reader says is wrong; its number is given by the store."""
        ...


class Desk(Protocol):
    """Articles, threads, reports and jobs; it has a file of its own, so that nobody waits for an ingest."""

    def work(self) -> AbstractContextManager[DeskWork]:
        """One transaction, alone; raises `LibraryBusy` where another process has one for too long."""
        ...

    def view(self) -> AbstractContextManager[DeskView]:
        """People, letters and ledger as they are at one moment, to be read."""
        ...

    def version(self) -> int:
        """A number that is another one after anything was committed, by whatever process. Cheaply had."""
        ...

    def mark(self, address: str) -> int | None:
        """A number that is another one after every change of the article; None where there is none. Cheaply had."""
        ...

    def article(self, address: str) -> Article | None:
        """An article with all its versions, or None."""
        ...

    def own(self, asker: str) -> tuple[ArticleSummary, ...]:
        """Somebody's articles, the newest first."""
        ...

    def submitted(self) -> tuple[ArticleSummary, ...]:
        """Articles that were sent to the editors or are public, the newest first."""
        ...

    def proposals(self) -> tuple[tuple[str, int, Turn], ...]:
        """Turns that were sent to the editors: the address, the version they are about, and the turn; oldest first."""
        ...

    def published(self, search: Search) -> tuple[ArticleSummary, ...]:
        """Public articles that meet a search: the best first where there are words, else the newest."""
        ...

    def topics(self) -> tuple[tuple[str, int], ...]:
        """The topics of public articles with how many have each, the most frequent first."""
        ...

    def specialties(self) -> tuple[tuple[str, int], ...]:
        """The specialties of public articles with how many have each, the most frequent first."""
        ...

    def resting_on(self, names: Collection[str]) -> tuple[str, ...]:
        """The addresses of public articles that refer to a record of one of these names, the newest first."""
        ...

    def turns(self, address: str, asker: str) -> tuple[tuple[int, Turn], ...]:
        """Somebody's turns under an article, each with the version it is about, in their order."""
        ...

    def suggestions(self, address: str, version: int) -> tuple[Suggestion, ...] | None:
        """What was kept for this version, or None where nothing was looked for."""
        ...

    def reports(self) -> tuple[ReportedProblem, ...]:
        """What readers said is wrong, the newest first."""
        ...

    def followed_up(self) -> Mapping[str, int]:
        """How many people have asked further under each article, as far as that is still kept."""
        ...

    def job(self, job_id: str) -> Job | None:
        """A job, or None."""
        ...

    def jobs_of(self, asker: str) -> tuple[Job, ...]:
        """Somebody's jobs in any state, as they came."""
        ...

    def open_jobs(self) -> tuple[Job, ...]:
        """Every job that waits or is worked on, as they came, without what they are on."""
        ...

    def events(self, job_id: str, after: int = 0) -> tuple[Event, ...]:
        """What a job has told since the event of that number."""
        ...

    def expired(self, now: str, oldest: str) -> tuple[str, ...]:
        """The addresses of articles that have expired, and of jobs made before `oldest` that came to no article."""
        ...

    def close(self) -> None:
        """Lets go of it."""
        ...

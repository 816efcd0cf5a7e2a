"""`SqlDesk`: articles, threads and jobs, people, reviews and the ledger in a database of their own."""

from __future__ import annotations

from collections.abc import Collection, Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec
from sqlalchemy import Row, func, select

from answerable.adapters.catalogue import enough, sought
from answerable.adapters.sql import desk_tables as t
from answerable.adapters.sql.database import Database, SqliteFile
from answerable.adapters.sql.desk_work import SqlDeskWork, article_of, job_of, job_rows
from answerable.adapters.sql.migrating import DESK, bring_up
from answerable.conversation.model import Suggestion, Turn
from answerable.jobs.model import OPEN, Event, Job
from answerable.publication.article import LISTED, Article, ArticleSummary, ReportedProblem
from answerable.publication.card import Search

_summary = msgspec.json.Decoder(ArticleSummary).decode
_turn = msgspec.json.Decoder(Turn).decode
_suggestions = msgspec.json.Decoder(tuple[Suggestion, ...]).decode
_PUBLIC = t.articles.c.state.in_(sorted(state.value for state in LISTED))


class SqlDesk:
    """Satisfies `app.desk_ports.Desk`; may be used from many threads.

    A path is a file of SQLite, made where there is none. Opening it brings an older schema up; raises `LibraryTooNew` where a
    newer version has been here, and other `LibraryProblem`s where the database cannot be used.
    """

    def __init__(self, place: Path | Database) -> None:
        self._database: Database = SqliteFile(place) if isinstance(place, Path) else place
        self._writing = Lock()  # threads of this process wait in order; other processes wait in the database
        try:
            with self._database.told():
                bring_up(self._database.engine, self._database.place, DESK)
        except BaseException:
            self._database.close()
            raise

    @contextmanager
    def work(self) -> Generator[SqlDeskWork]:
        """One transaction, alone; raises `LibraryBusy` where another process has one for too long."""
        with self._writing, self._database.writing() as connection:
            work = SqlDeskWork(connection)
            yield work
        if work.forgot:
            self._database.deleted()

    @contextmanager
    def view(self) -> Generator[SqlDeskWork]:
        """People, letters and ledger as they are at one moment, to be read."""
        with self._database.reading() as connection:
            yield SqlDeskWork(connection)

    def _all(self, statement: Any) -> Sequence[Row[Any]]:
        with self._database.asking() as connection:
            found: Sequence[Row[Any]] = connection.execute(statement).all()
            return found

    def version(self) -> int:
        """A number that is another one after anything was committed, by whatever process."""
        return self._database.version()

    def mark(self, address: str) -> int | None:
        """A number that is another one after every change of the article; None where there is none."""
        rows = self._all(select(t.articles.c.mark).where(t.articles.c.address == address))
        return rows[0].mark if rows else None

    def article(self, address: str) -> Article | None:
        """An article with all its versions, or None."""
        with self._database.reading() as connection:
            return article_of(connection, address)

    def own(self, asker: str) -> tuple[ArticleSummary, ...]:
        """Somebody's articles, the newest first."""
        if not asker:
            return ()
        columns = t.articles.c
        rows = select(columns.summary).where(columns.asker == asker).order_by(columns.made.desc(), columns.address)
        return tuple(_summary(row.summary) for row in self._all(rows))

    def submitted(self) -> tuple[ArticleSummary, ...]:
        """Articles that were sent to the editors or are public, the newest first."""
        columns = t.articles.c
        rows = select(columns.summary).where((columns.step != "") | _PUBLIC).order_by(columns.made.desc(), columns.address)
        return tuple(_summary(row.summary) for row in self._all(rows))

    def proposals(self) -> tuple[tuple[str, int, Turn], ...]:
        """Turns that were sent to the editors: the address, the version they are about, and the turn; oldest first."""
        columns = t.turns.c
        rows = select(columns.article, columns.version, columns.payload).where(columns.sent.is_(True)).order_by(columns.made)
        return tuple((row.article, row.version, _turn(row.payload)) for row in self._all(rows))

    def published(self, search: Search) -> tuple[ArticleSummary, ...]:
        """Public articles that meet a search: the best first where there are words, else the newest."""
        columns = t.articles.c
        rows = select(columns.summary).where(_PUBLIC)
        order: list[Any] = [columns.made.desc(), columns.address]
        stems = sought(search.words)
        if search.words.strip() and not stems:
            return ()
        if stems:
            words = t.words.c
            met = (
                select(words.article, func.count().label("met"), func.sum(words.weight).label("weight"))
                .where(words.stem.in_(stems))
                .group_by(words.article)
                .having(func.count() >= enough(len(stems)))
                .subquery()
            )
            rows = rows.join(met, met.c.article == columns.address)
            order = [met.c.met.desc(), met.c.weight.desc(), *order]
        for number, (kind, name) in enumerate((("topic", search.topic), ("specialty", search.specialty))):
            if name:
                of = t.headings.alias(f"of{number}")
                rows = rows.join(of, of.c.article == columns.address).where(of.c.kind == kind, of.c.name == name)
        rows = rows.order_by(*order).offset(max(search.start, 0)).limit(max(search.count, 0))
        return tuple(_summary(row.summary) for row in self._all(rows))

    def topics(self) -> tuple[tuple[str, int], ...]:
        """The topics of public articles with how many have each, the most frequent first."""
        return self._headings("topic")

    def specialties(self) -> tuple[tuple[str, int], ...]:
        """The specialties of public articles with how many have each, the most frequent first."""
        return self._headings("specialty")

    def _headings(self, kind: str) -> tuple[tuple[str, int], ...]:
        columns = t.headings.c
        rows = select(columns.name, func.count().label("many")).where(columns.kind == kind).group_by(columns.name)
        found = [(row.name, row.many) for row in self._all(rows)]
        return tuple(sorted(found, key=lambda one: (-one[1], one[0])))

    def resting_on(self, names: Collection[str]) -> tuple[str, ...]:
        """The addresses of public articles that refer to a record of one of these names, the newest first."""
        columns = t.articles.c
        found = select(t.rests.c.article).where(t.rests.c.record.in_(sorted(names)))
        rows = select(columns.address).where(_PUBLIC, columns.address.in_(found)).order_by(columns.made.desc(), columns.address)
        return tuple(row.address for row in self._all(rows))

    def turns(self, address: str, asker: str) -> tuple[tuple[int, Turn], ...]:
        """Somebody's turns under an article, each with the version it is about, in their order."""
        columns = t.turns.c
        rows = select(columns.version, columns.payload).where(columns.article == address, columns.asker == asker)
        return tuple((row.version, _turn(row.payload)) for row in self._all(rows.order_by(columns.number)))

    def suggestions(self, address: str, version: int) -> tuple[Suggestion, ...] | None:
        """What was kept for this version, or None where nothing was looked for."""
        columns = t.suggestions.c
        rows = self._all(select(columns.payload).where(columns.article == address, columns.version == version))
        return _suggestions(rows[0].payload) if rows else None

    def reports(self) -> tuple[ReportedProblem, ...]:
        """What readers said is wrong, the newest first."""
        columns = t.reports.c
        rows = self._all(select(t.reports).order_by(columns.number.desc()))
        return tuple(
            ReportedProblem(
                number=row.number, article=row.article, version=row.version, claim=row.claim, words=row.words, made=row.made
            )
            for row in rows
        )

    def followed_up(self) -> Mapping[str, int]:
        """How many people have asked further under each article, as far as that is still kept."""
        columns = t.turns.c
        people = func.count(columns.asker.distinct()).label("people")
        return {row.article: row.people for row in self._all(select(columns.article, people).group_by(columns.article))}

    def job(self, job_id: str) -> Job | None:
        """A job, or None."""
        rows = self._all(select(t.jobs).where(t.jobs.c.id == job_id))
        return job_of(rows[0]) if rows else None

    def jobs_of(self, asker: str) -> tuple[Job, ...]:
        """Somebody's jobs in any state, as they came."""
        if not asker:
            return ()
        return tuple(map(job_of, self._all(select(t.jobs).where(t.jobs.c.asker == asker).order_by(t.jobs.c.seq))))

    def open_jobs(self) -> tuple[Job, ...]:
        """Every job that waits or is worked on, as they came, without what they are on."""
        rows = self._all(job_rows().where(t.jobs.c.state.in_(OPEN)).order_by(t.jobs.c.seq))
        return tuple(map(job_of, rows))

    def events(self, job_id: str, after: int = 0) -> tuple[Event, ...]:
        """What a job has told since the event of that number."""
        columns = t.events.c
        rows = select(t.events).where(columns.job == job_id, columns.number > after).order_by(columns.number)
        return tuple(Event(row.number, row.stage, row.text) for row in self._all(rows))

    def expired(self, now: str, oldest: str) -> tuple[str, ...]:
        """The addresses of articles that have expired, and of jobs made before `oldest` that came to no article."""
        gone = select(t.articles.c.address).where(t.articles.c.expires <= now)
        kept = select(t.articles.c.address)
        jobs = select(t.jobs.c.article).where(t.jobs.c.made < oldest, t.jobs.c.article.not_in(kept))
        return tuple(sorted({row[0] for row in self._all(gone)} | {row[0] for row in self._all(jobs)}))

    def close(self) -> None:
        """Lets go of the database."""
        self._database.close()

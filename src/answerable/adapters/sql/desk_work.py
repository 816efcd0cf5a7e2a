"""`SqlDeskWork`: one transaction of a desk."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import msgspec
from msgspec import structs
from sqlalchemy import Connection, Row, delete, func, insert, literal, select, update

from answerable.adapters.catalogue import weighed
from answerable.adapters.sql import desk_tables as t
from answerable.adapters.sql.ledger import SqlLedger, SqlOutbox
from answerable.adapters.sql.people import SqlPeople
from answerable.adapters.sql.review import SqlReview
from answerable.adapters.sql.work import portions
from answerable.conversation.model import Suggestion, Turn
from answerable.jobs.model import OPEN, Job, JobState
from answerable.publication.article import LISTED, Article, ReportedProblem, Version
from answerable.publication.card import Card

_encode = msgspec.json.Encoder().encode
_article = msgspec.json.Decoder(Article).decode
_turn = msgspec.json.Decoder(Turn).decode
_version = msgspec.json.Decoder(Version).decode
_FIELDS = tuple(field for field in Job.__struct_fields__ if field != "state")
_OF_AN_ARTICLE: tuple[Any, ...] = (t.versions, t.words, t.headings, t.rests, t.turns, t.suggestions, t.reports)


def article_of(connection: Connection, address: str) -> Article | None:
    """The article under an address with its versions."""
    payload = connection.scalar(select(t.articles.c.payload).where(t.articles.c.address == address))
    if payload is None:
        return None
    columns = t.versions.c
    rows = connection.scalars(select(columns.payload).where(columns.article == address).order_by(columns.number))
    return structs.replace(_article(payload), versions=tuple(_version(row) for row in rows))


def job_rows() -> Any:
    """The rows of jobs without what they are on."""
    return select(*(column for column in t.jobs.c if column.name != "payload"), literal(b"").label("payload"))


def job_of(row: Row[Any]) -> Job:
    """The job of a row."""
    return Job(state=JobState(row.state), **{name: getattr(row, name) for name in _FIELDS})


class SqlDeskWork:
    """One transaction; satisfies `app.desk_ports.DeskWork`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.forgot = False  # whether anything was deleted that has to be gone from the disk
        self.people = SqlPeople(connection)
        self.outbox = SqlOutbox(connection)
        self.ledger = SqlLedger(connection)
        self.review = SqlReview(connection)

    # -- articles

    def put(self, article: Article, card: Card) -> None:
        """Keeps an article with its versions and card, in the place of what is held under its address."""
        address = article.address
        columns = t.articles.c
        held = self._connection.execute(select(columns.mark, columns.turns).where(columns.address == address)).first()
        for table in (t.versions, t.words, t.headings, t.rests):
            self._connection.execute(delete(table).where(table.c.article == address))
        row = {
            "asker": article.asker,
            "made": article.made,
            "expires": article.expires,
            "step": article.step.value if article.step else "",
            "state": article.state.value,
            "mark": held.mark + 1 if held else 1,
            "turns": held.turns if held else 0,
            "summary": _encode(card.summary),
            "payload": _encode(structs.replace(article, versions=())),
        }
        if held:
            self._connection.execute(update(t.articles).where(columns.address == address).values(row))
        else:
            self._connection.execute(insert(t.articles).values(row | {"address": address}))
        self._many(t.versions, [{"article": address, "number": v.number, "payload": _encode(v)} for v in article.versions])
        if article.state in LISTED:
            self._catalogue(address, card)

    def _catalogue(self, address: str, card: Card) -> None:
        """What a public article is found by."""
        weights = weighed(card.texts)
        self._many(t.words, [{"stem": stem, "article": address, "weight": weight} for stem, weight in weights.items()])
        names = [("topic", name) for name in card.summary.topics] + [("specialty", name) for name in card.summary.specialties]
        self._many(t.headings, [{"kind": kind, "name": name, "article": address} for kind, name in dict.fromkeys(names)])
        self._many(t.rests, [{"record": name, "article": address} for name in dict.fromkeys(card.records)])

    def article(self, address: str) -> Article | None:
        """An article as it now is."""
        return article_of(self._connection, address)

    def forget(self, addresses: Collection[str]) -> int:
        """Deletes articles with their threads, jobs, suggestions and reports; returns how many there were of anything."""
        gone: set[str] = set()
        self.forgot = True
        for some in portions(sorted(set(addresses))):
            held = t.articles.c.address.in_(some)
            of_jobs = t.jobs.c.article.in_(some)
            gone |= set(self._connection.scalars(select(t.articles.c.address).where(held)))
            gone |= set(self._connection.scalars(select(t.jobs.c.article).where(of_jobs)))
            self._connection.execute(delete(t.events).where(t.events.c.job.in_(select(t.jobs.c.id).where(of_jobs))))
            self._connection.execute(delete(t.jobs).where(of_jobs))
            self._connection.execute(delete(t.articles).where(held))
            for table in _OF_AN_ARTICLE:
                self._connection.execute(delete(table).where(table.c.article.in_(some)))
        return len(gone)

    def next_turn(self, address: str) -> int:
        """A number that no turn under this article has had."""
        row = update(t.articles).where(t.articles.c.address == address).values(turns=t.articles.c.turns + 1)
        self._connection.execute(row)
        return self._connection.scalar(select(t.articles.c.turns).where(t.articles.c.address == address)) or 0

    def turn(self, address: str, number: int, asker: str) -> tuple[int, Turn] | None:
        """Somebody's turn by its number, with the version it is about, or None."""
        columns = t.turns.c
        mine = (columns.article == address, columns.number == number, columns.asker == asker)
        row = self._connection.execute(select(columns.version, columns.payload).where(*mine)).first()
        return (row.version, _turn(row.payload)) if row else None

    def forget_thread(self, address: str, asker: str) -> None:
        """Deletes somebody's turns under an article that were not sent to the editors, with their jobs."""
        self.forgot = True
        columns = t.turns.c
        mine = (columns.article == address, columns.asker == asker, columns.sent.is_(False))
        self._connection.execute(delete(t.turns).where(*mine))
        of_jobs = t.jobs.c
        theirs = select(of_jobs.id).where(of_jobs.article == address, of_jobs.asker == asker, of_jobs.id != address)
        self.drop(list(self._connection.scalars(theirs)))

    def put_turn(self, address: str, asker: str, version: int, turn: Turn) -> None:
        """Keeps a turn of somebody's thread under one version of an article, in the place of what had its number."""
        columns = t.turns.c
        self._connection.execute(delete(t.turns).where(columns.article == address, columns.number == turn.number))
        row = {
            "article": address,
            "number": turn.number,
            "asker": asker,
            "version": version,
            "made": turn.made,
            "sent": turn.sent,
            "payload": _encode(turn),
        }
        self._connection.execute(insert(t.turns).values(row))

    def forget_turns(self, oldest: str) -> int:
        """Deletes turns made before `oldest` that nobody sent to the editors, and the jobs that made them."""
        self.forgot = True
        columns = t.turns.c
        old = select(columns.article, columns.number).where(columns.sent.is_(False), columns.made < oldest)
        gone = [(row.article, row.number) for row in self._connection.execute(old)]
        for article, number in gone:
            self._connection.execute(delete(t.turns).where(columns.article == article, columns.number == number))
        self.drop([f"{article}/{number}" for article, number in gone])
        return len(gone)

    def keep_suggestions(self, address: str, version: int, suggestions: Sequence[Suggestion]) -> None:
        """Keeps what may be asked next under a version of an article."""
        columns = t.suggestions.c
        self._connection.execute(delete(t.suggestions).where(columns.article == address, columns.version == version))
        row = {"article": address, "version": version, "payload": _encode(suggestions)}
        self._connection.execute(insert(t.suggestions).values(row))

    def report(self, problem: ReportedProblem, asker: str) -> None:
        """Keeps what a reader says is wrong; its number is given by the store."""
        number = self._connection.scalar(select(func.max(t.reports.c.number))) or 0
        row = structs.asdict(problem) | {"number": number + 1, "asker": asker}
        self._connection.execute(insert(t.reports).values(row))

    # -- jobs

    def add(self, job: Job) -> None:
        """Keeps a new job behind those that are there; its `seq` is given by the store."""
        last = self._connection.scalar(select(func.max(t.jobs.c.seq))) or 0
        self._connection.execute(insert(t.jobs).values(_job_row(job) | {"seq": last + 1, "article": job.id.partition("/")[0]}))

    def job(self, job_id: str) -> Job | None:
        """A job with all that it is on, or None."""
        row = self._connection.execute(select(t.jobs).where(t.jobs.c.id == job_id)).first()
        return job_of(row) if row else None

    def open(self) -> tuple[Job, ...]:
        """Every job that waits or is worked on, as they came, without what they are on."""
        rows = self._connection.execute(job_rows().where(t.jobs.c.state.in_(OPEN)).order_by(t.jobs.c.seq))
        return tuple(map(job_of, rows))

    def save(self, job: Job) -> None:
        """Keeps a job as it now is, in the place of what is held under its id; what is not held any more stays away."""
        row = {name: value for name, value in _job_row(job).items() if name != "seq"}
        self._connection.execute(update(t.jobs).where(t.jobs.c.id == job.id).values(row))

    def drop(self, job_ids: Collection[str]) -> None:
        """Takes jobs out with what they told."""
        for some in portions(sorted(set(job_ids))):
            self._connection.execute(delete(t.events).where(t.events.c.job.in_(some)))
            self._connection.execute(delete(t.jobs).where(t.jobs.c.id.in_(some)))

    def tell(self, job_id: str, stage: str, text: str) -> None:
        """Adds an event to a job."""
        last = self._connection.scalar(select(func.max(t.events.c.number)).where(t.events.c.job == job_id)) or 0
        self._connection.execute(insert(t.events).values(job=job_id, number=last + 1, stage=stage, text=text))

    def _many(self, table: Any, rows: Sequence[Any]) -> None:
        if rows:
            self._connection.execute(insert(table), rows)


def _job_row(job: Job) -> dict[str, Any]:
    return structs.asdict(job) | {"state": job.state.value}

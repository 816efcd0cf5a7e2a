"""`SqlStore`: the records of a library in one database file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, PoolProxiedConnection, Row, bindparam, func, select, tuple_, update

from answerable.adapters.kept import identifier
from answerable.adapters.sql import tables as t
from answerable.adapters.sql.engine import engine_at, told
from answerable.adapters.sql.migrating import bring_up
from answerable.adapters.sql.work import AT_ONCE, SqlWork, portions
from answerable.corpus.evidence import Design, EvidenceLevel, Species
from answerable.corpus.holding import Change, Entry, State, Tally
from answerable.corpus.record import PublicationNotice, Record

_record = msgspec.json.Decoder(Record).decode
_notice = msgspec.json.Decoder(PublicationNotice).decode


class SqlStore:
    """Where records live; satisfies `app.ports.Store`.

    Opening it makes the file where there is none and brings an older schema up; raises `LibraryTooNew` where a newer
    version has been here, and other `LibraryProblem`s where the file cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with told(path):
            self._engine = engine_at(path)
            bring_up(self._engine, f"The library in {path.parent}")
        self._watch: PoolProxiedConnection | None = None

    def records(self, ids: Sequence[str]) -> Sequence[Record | None]:
        """The records of these ids in their order; an id that a record no longer goes by finds it too."""
        wanted = set(ids)
        with told(self.path), self._engine.connect() as connection:
            found = _payloads(connection, wanted)
            gone = wanted - found.keys()
            if gone:
                known = _find(connection, gone)
                moved = {old: names[0] for old, names in known.items()}
                payloads = _payloads(connection, set(moved.values()))
                found |= {old: payloads[new] for old, new in moved.items() if new in payloads}
        decoded = {record_id: _record(payload) for record_id, payload in found.items()}
        return [decoded.get(record_id) for record_id in ids]

    def entries(self, ids: Collection[str]) -> Mapping[str, Entry]:
        """What is kept under these ids, without the notices told; ids that are not held are left out."""
        found: dict[str, Entry] = {}
        with told(self.path), self._engine.connect() as connection:
            for some in portions(sorted(set(ids))):
                names: defaultdict[str, list[str]] = defaultdict(list)
                columns = t.identifiers.c
                for value, record in connection.execute(
                    select(columns.value, columns.record).where(columns.record.in_(some)).order_by(columns.value)
                ):
                    names[record].append(value)
                for row in connection.execute(select(t.records).where(t.records.c.id.in_(some))):
                    found[row.id] = _entry(row, names[row.id])
        return found

    def find(self, identifiers: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """For each identifier that is known the ids of the records that have it, in their order."""
        with told(self.path), self._engine.connect() as connection:
            return _find(connection, identifiers)

    def notices(self, about: Collection[str]) -> Mapping[str, tuple[PublicationNotice, ...]]:
        """For each PMID or DOI of these the notices about it as they were told, unsettled; without any it is left out."""
        asked = {identifier(one): one for one in about if one}
        found: defaultdict[str, list[PublicationNotice]] = defaultdict(list)
        columns = t.notices.c
        with told(self.path), self._engine.connect() as connection:
            for some in portions(sorted(asked)):
                rows = (
                    select(columns.about, columns.payload).where(columns.about.in_(some)).order_by(columns.teller, columns.hash)
                )
                for value, payload in connection.execute(rows):
                    found[asked[value]].append(_notice(payload))
        return {name: tuple(told_of) for name, told_of in found.items()}

    def noticed(self) -> Sequence[str]:
        """The ids of the records that any notice is about, in their order."""
        names = t.identifiers.c
        about = select(names.record).join(t.notices, t.notices.c.about == names.value).distinct().order_by(names.record)
        with told(self.path), self._engine.connect() as connection:
            return list(connection.scalars(about))

    def text(self, sha256: str) -> str | None:
        """A superseded text by its hash, or None."""
        with told(self.path), self._engine.connect() as connection:
            return connection.scalar(select(t.texts.c.text).where(t.texts.c.sha256 == sha256))

    def state(self) -> State:
        """How the store stands now."""
        with told(self.path), self._engine.connect() as connection:
            newest = select(func.max(t.records.c.year)).scalar_subquery()
            row = connection.execute(select(t.state, newest.label("newest"))).one()
        return State(records=row.records, newest=row.newest, changed=row.changed, fingerprint=row.fingerprint, seq=row.seq)

    def version(self) -> int:
        """A number, cheaply had, that is another one after any process has committed anything to the store."""
        with told(self.path):
            if self._watch is None:
                self._watch = self._engine.raw_connection()
            # SQLite counts the commits of all connections but the asking one, and this one never writes.
            cursor = self._watch.cursor()
            cursor.execute("PRAGMA data_version")
            row: Any = cursor.fetchone()
            cursor.close()
        return int(row[0])

    def tally(self) -> Tally:
        """How many records it holds of each kind."""
        columns = t.records.c
        facets = (columns.year, columns.design, columns.level, columns.source, columns.has_abstract)
        years: Counter[int | None] = Counter()
        designs, levels, sources = Counter[str](), Counter[str](), Counter[str]()
        with_abstract = 0
        with told(self.path), self._engine.connect() as connection:
            for year, design, level, source, has_abstract, count in connection.execute(
                select(*facets, func.count()).group_by(*facets)
            ):
                years[year] += count
                designs[design] += count
                levels[level] += count
                sources[source] += count
                with_abstract += count if has_abstract else 0
        return Tally(
            years=tuple(sorted(years.items(), key=lambda item: item[0] or 0)),
            designs=tuple(sorted(designs.items())),
            levels=tuple(sorted(levels.items())),
            sources=tuple(sorted(sources.items())),
            with_abstract=with_abstract,
        )

    def changes(self, after: int) -> Iterator[Change]:
        """What became of every record touched since transaction `after`, removals first, then oldest first."""
        removed = select(t.removals.c.seq, t.removals.c.id)
        for row in self._stepped(removed, t.removals.c, after):
            yield Change(row.seq, row.id, None)
        columns = t.records.c
        kept = select(columns.seq, columns.id, columns.design, columns.level, columns.species, columns.payload)
        for row in self._stepped(kept, columns, after):
            yield Change(row.seq, row.id, _record(row.payload), Design(row.design), EvidenceLevel(row.level), row.species)

    def _stepped(self, rows: Any, columns: Any, after: int) -> Iterator[Row[Any]]:
        """The rows touched since a transaction, a portion at a time, so that memory stays flat and no reader stands for long."""
        last = (after, "\U0010ffff")
        while True:
            with told(self.path), self._engine.connect() as connection:
                place = tuple_(columns.seq, columns.id)
                found = connection.execute(rows.where(place > last).order_by(columns.seq, columns.id).limit(AT_ONCE)).all()
            yield from found
            if len(found) < AT_ONCE:
                return
            last = (found[-1].seq, found[-1].id)

    def regrade(self, grades: Iterable[tuple[str, Design, EvidenceLevel, Species]]) -> None:
        """Keeps other grades for records of these ids; no change of content."""
        rows = [
            {"of": record_id, "design": design.value, "level": level.value, "species": species}
            for record_id, design, level, species in grades
        ]
        if rows:
            with told(self.path), self._engine.connect().execution_options(writing=True) as connection, connection.begin():
                connection.execute(update(t.records).where(t.records.c.id == bindparam("of")), rows)

    def begin(self) -> SqlWork:
        """Starts a transaction; raises `LibraryBusy` where another one is under way."""
        with told(self.path):
            return SqlWork(self.path, self._engine.connect().execution_options(writing=True))

    def close(self) -> None:
        """Lets go of the file."""
        if self._watch is not None:
            self._watch.close()
        self._engine.dispose()


def _payloads(connection: Connection, ids: Collection[str]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for some in portions(sorted(ids)):
        rows = select(t.records.c.id, t.records.c.payload).where(t.records.c.id.in_(some))
        found.update((record_id, payload) for record_id, payload in connection.execute(rows))
    return found


def _find(connection: Connection, identifiers: Collection[str]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    names = t.identifiers.c
    for some in portions(sorted(set(identifiers))):
        rows = select(names.value, names.record).where(names.value.in_(some)).order_by(names.value, names.record)
        for value, record in connection.execute(rows):
            found[value].append(record)
    return {value: tuple(ids) for value, ids in found.items()}


def _entry(row: Row[Any], names: Sequence[str]) -> Entry:
    return Entry(
        record=_record(row.payload),
        identifiers=tuple(names),
        content_hash=row.content_hash,
        design=Design(row.design),
        level=EvidenceLevel(row.level),
        species=row.species,
    )

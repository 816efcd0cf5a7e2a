"""`SqlWork`: one transaction of the store."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Self

import msgspec
from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from answerable.adapters.kept import encode_notice, identifier, notice_hash, share, summed, superseded
from answerable.adapters.sql import tables as t
from answerable.adapters.sql.engine import told
from answerable.corpus.holding import Entry
from answerable.corpus.record import PublicationNotice, Record

AT_ONCE = 500  # ids in one statement, rows in one step of a long read

_encode = msgspec.json.Encoder().encode
_record = msgspec.json.Decoder(Record).decode


def portions(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """The ids a few hundred at a time: a statement takes only so many."""
    for start in range(0, len(ids), AT_ONCE):
        yield ids[start : start + AT_ONCE]


class SqlWork:
    """One transaction; satisfies `app.ports.UnitOfWork`. Left without `commit` it leaves nothing behind."""

    def __init__(self, path: Path, connection: Connection) -> None:
        self._path = path
        self._connection = connection
        try:
            connection.begin()
            self._state = connection.execute(select(t.state)).one()
        except BaseException:
            connection.close()
            raise
        self.seq: int = self._state.seq + 1
        self._records: int = self._state.records
        self._fingerprint: str = self._state.fingerprint

    def __enter__(self) -> Self:
        """The transaction is under way already."""
        return self

    def __exit__(self, *exception: object) -> None:
        """Drops what was not committed."""
        self._connection.close()

    def put(self, entries: Sequence[Entry]) -> None:
        """Keeps the entries, each in the place of what was held under its id; superseded text is kept by its hash."""
        latest = {entry.record.id: entry for entry in entries}
        with told(self._path):
            self._supersede(latest.keys(), latest)
            self._many(t.records, [self._row(entry) for entry in latest.values()])
            self._many(
                t.identifiers,
                [
                    {"value": value, "record": one.record.id}
                    for one in latest.values()
                    for value in dict.fromkeys(one.identifiers)
                ],
            )
            self._notices([(entry.record.id, notice) for entry in latest.values() for notice in entry.notices])
            self._records += len(latest)
            self._fingerprint = summed(
                self._fingerprint, sum(share(entry.record.id, entry.content_hash) for entry in latest.values())
            )

    def delete(self, ids: Collection[str]) -> None:
        """Takes records out; their text is kept by its hash."""
        with told(self._path):
            gone = self._supersede(set(ids), {})
            self._many(t.removals, [{"id": record_id, "seq": self.seq} for record_id in gone])

    def tell(self, notices: Iterable[PublicationNotice]) -> int:
        """Keeps notices that no record told, such as a table of retractions; returns how many were not known yet."""
        with told(self._path):
            return self._notices([("", notice) for notice in notices])

    def commit(self, changed: str) -> int:
        """Makes it durable, with the ISO date of the change, and returns the number of the transaction."""
        with told(self._path):
            self._connection.execute(
                update(t.state).values(seq=self.seq, records=self._records, changed=changed, fingerprint=self._fingerprint)
            )
            self._connection.commit()
        return self.seq

    def _supersede(self, ids: Collection[str], by: Any) -> list[str]:
        """Takes what is held under the ids away, keeping its texts; returns the ids that were held."""
        held: list[str] = []
        texts: dict[str, str] = {}
        taken = 0
        columns = t.records.c
        for some in portions(sorted(ids)):
            rows = select(columns.id, columns.content_hash, columns.payload).where(columns.id.in_(some))
            for record_id, content_hash, payload in self._connection.execute(rows):
                held.append(record_id)
                taken += share(record_id, content_hash)
                successor = by.get(record_id)
                texts.update(superseded(_record(payload), successor.record if successor else None))
        if texts:
            rows = [{"sha256": hash, "text": text} for hash, text in texts.items()]
            self._connection.execute(upsert(t.texts).on_conflict_do_nothing(), rows)
        for some in portions(held):
            self._connection.execute(delete(t.records).where(columns.id.in_(some)))
            self._connection.execute(delete(t.identifiers).where(t.identifiers.c.record.in_(some)))
            self._connection.execute(delete(t.notices).where(t.notices.c.teller.in_(some)))
        for some in portions(sorted(ids)):
            self._connection.execute(delete(t.removals).where(t.removals.c.id.in_(some)))
        self._records -= len(held)
        self._fingerprint = summed(self._fingerprint, -taken)
        return held

    def _row(self, entry: Entry) -> dict[str, object]:
        record = entry.record
        return {
            "id": record.id,
            "seq": self.seq,
            "year": record.year,
            "design": entry.design.value,
            "level": entry.level.value,
            "species": entry.species,
            "source": record.source,
            "has_abstract": 1 if record.abstract else 0,
            "content_hash": entry.content_hash,
            "payload": _encode(record),
        }

    def _notices(self, told_by: Sequence[tuple[str, PublicationNotice]]) -> int:
        """Keeps notices with the ids of their tellers; those that no record told count in the fingerprint."""
        rows = [
            {
                "about": identifier(notice.about),
                "teller": teller,
                "hash": notice_hash(notice),
                "payload": encode_notice(notice),
            }
            for teller, notice in told_by
            if notice.about
        ]
        if not rows:
            return 0
        named = {(str(row["teller"]), str(row["hash"])): row for row in rows}
        known = self._told_by_tables([hash for teller, hash in named if not teller])
        new = {name: row for name, row in named.items() if name[0] or name[1] not in known}
        self._many(t.notices, list(new.values()))
        self._fingerprint = summed(self._fingerprint, sum(share("notice", hash) for teller, hash in new if not teller))
        return len(new)

    def _told_by_tables(self, hashes: Sequence[Any]) -> set[str]:
        """Which of these notices a table of retractions has told before."""
        columns = t.notices.c
        return {
            found
            for some in portions(hashes)
            for found in self._connection.scalars(select(columns.hash).where(columns.teller == "", columns.hash.in_(some)))
        }

    def _many(self, table: Any, rows: Sequence[Any]) -> None:
        if rows:
            self._connection.execute(insert(table), rows)

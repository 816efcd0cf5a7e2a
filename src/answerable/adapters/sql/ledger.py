"""`SqlLedger` and `SqlOutbox`: the ledger and the letters, within one connection."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, insert, select, update

from answerable.adapters.sql import people_tables as t
from answerable.adapters.sql.streaming import streamed
from answerable.ledger.chain import canonical, follow
from answerable.ledger.model import Act, Entry, Seal
from answerable.people.invitation import Letter, LetterState

_encode = msgspec.json.Encoder().encode
_act = msgspec.json.Decoder(Act).decode
_letter = msgspec.json.Decoder(Letter).decode
_AT_A_TIME = 500


class SqlLedger:
    """Satisfies `app.people_ports.LedgerRepository`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, act: Act) -> Entry:
        """Puts an act behind the last entry."""
        last = self._connection.execute(select(t.ledger).order_by(t.ledger.c.number.desc()).limit(1)).first()
        entry = follow(_entry(last) if last else None, act)
        row = {"number": entry.number, "about": act.about, "act": canonical(act), "previous": entry.previous, "hash": entry.hash}
        self._connection.execute(insert(t.ledger).values(row))
        return entry

    def entries(self) -> Iterator[Entry]:
        """Every entry, in the order of their numbers; few are in memory at a time."""
        asked = select(t.ledger).order_by(t.ledger.c.number)
        yield from map(_entry, streamed(self._connection, asked, _AT_A_TIME))

    def about(self, what: str) -> tuple[Entry, ...]:
        """The entries of acts on one thing, in their order."""
        asked = select(t.ledger).where(t.ledger.c.about == what).order_by(t.ledger.c.number)
        return tuple(map(_entry, self._connection.execute(asked)))

    def seals(self) -> tuple[Seal, ...]:
        """Every seal, the smallest first."""
        rows = self._connection.execute(select(t.seals).order_by(t.seals.c.size, t.seals.c.number))
        return tuple(
            Seal(size=row.size, root=row.root, when=row.sealed, key=row.key, signature=row.signature) for row in rows
        )  # fmt: skip

    def put_seal(self, seal: Seal) -> None:
        """Keeps a seal."""
        last = self._connection.scalar(select(t.seals.c.number).order_by(t.seals.c.number.desc()).limit(1)) or 0
        row = {"number": last + 1, "size": seal.size, "root": seal.root, "sealed": seal.when}
        self._connection.execute(insert(t.seals).values(row | {"key": seal.key, "signature": seal.signature}))


def _entry(row: Row[Any]) -> Entry:
    """The entry of a row; one whose act is not byte for byte what was hashed holds an act that has no such hash."""
    try:
        act = _act(row.act)
        whole = canonical(act) == row.act and act.about == row.about
    except (msgspec.MsgspecError, UnicodeDecodeError):
        act, whole = None, False
    if act is None or not whole:
        act = Act(actor="", what="an entry that was tampered with", about=str(row.about), when="", door="")
    return Entry(number=row.number, act=act, previous=str(row.previous), hash=str(row.hash))


class SqlOutbox:
    """Satisfies `app.people_ports.Outbox`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def letter(self, letter_id: str) -> Letter | None:
        """A letter, or None."""
        found = self._connection.scalar(select(t.letters.c.payload).where(t.letters.c.id == letter_id))
        return _letter(found) if found else None

    def unsent(self) -> tuple[Letter, ...]:
        """Letters that are not sent, as they came."""
        columns = t.letters.c
        asked = select(columns.payload).where(columns.state != LetterState.SENT.value).order_by(columns.made, columns.id)
        return tuple(map(_letter, self._connection.scalars(asked)))

    def put_letter(self, letter: Letter) -> None:
        """Keeps a letter, in the place of what is held under its id."""
        row = {"state": letter.state.value, "made": letter.made, "payload": _encode(letter)}
        if not self._connection.execute(update(t.letters).where(t.letters.c.id == letter.id).values(row)).rowcount:
            self._connection.execute(insert(t.letters).values(row | {"id": letter.id}))

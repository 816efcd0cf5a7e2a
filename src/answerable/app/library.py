"""`UnionLibrary`: the user's own records and, behind them, the starter library's digests, seen as one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import structs

from answerable.app.matching import names_of
from answerable.app.ports import Store
from answerable.corpus.holding import State
from answerable.corpus.notices import notices_told_by, settle
from answerable.corpus.record import PublicationNotice, Record
from answerable.retrieval.model import Searched

REMEMBERED = 5_000  # records kept in memory between two changes of the store


@dataclass
class _Memory:
    """What was looked up in one version of the store."""

    version: int
    state: State | None = None
    hidden: frozenset[str] | None = None
    records: dict[str, Record | None] = field(default_factory=dict[str, Record | None])
    notices: dict[str, Sequence[PublicationNotice]] = field(default_factory=dict[str, Sequence[PublicationNotice]])


class Starter:
    """The digests that come with the product, and by which identifiers a real record makes them give way."""

    def __init__(self, records: Sequence[Record], fingerprint: str, changed: str) -> None:
        self.records: Mapping[str, Record] = {record.id: record for record in records}
        self.names: Mapping[str, tuple[str, ...]] = {record.id: names_of(record) for record in records}
        self.fingerprint = fingerprint
        self.changed = changed

    def text(self, sha256: str) -> str | None:
        """The text of a digest's field by its hash, or None."""
        texts = (section.text for record in self.records.values() for _, section in record.fields())
        return next((text for text in texts if hashlib.sha256(text.encode()).hexdigest() == sha256), None)


class UnionLibrary:
    """Satisfies `retrieval.ports.Library` and `verification.ports.Sources`; without a store it is the starter library alone."""

    def __init__(self, starter: Starter, store: Store | None = None) -> None:
        self.starter = starter
        self.store = store
        self._memory = _Memory(version=-1)

    def _remembered(self) -> _Memory:
        """What was looked up since the store last changed; nothing that any process has changed is ever remembered."""
        version = self.store.version() if self.store else 0
        if self._memory.version != version or len(self._memory.records) > REMEMBERED:
            self._memory = _Memory(version=version)
        return self._memory

    def state(self) -> State | None:
        """How the user's own store stands, or None where there is none."""
        memory = self._remembered()
        if memory.state is None and self.store:
            memory.state = self.store.state()
        return memory.state

    def hidden(self) -> frozenset[str]:
        """The ids of the digests that gave way to a record of the user's own with one of their identifiers."""
        memory = self._remembered()
        if memory.hidden is None:
            names = self.starter.names
            known = self.store.find([value for values in names.values() for value in values]) if self.store else ()
            memory.hidden = frozenset(one for one, values in names.items() if any(value in known for value in values))
        return memory.hidden

    def shown(self) -> Iterator[Record]:
        """The digests that have not given way."""
        hidden = self.hidden()
        return (record for one, record in self.starter.records.items() if one not in hidden)

    def starter_mark(self) -> str:
        """Changes with the starter library, and with what of it has given way."""
        return hashlib.sha256("\n".join((self.starter.fingerprint, *sorted(self.hidden()))).encode()).hexdigest()[:32]

    def records(self, ids: Sequence[str]) -> Sequence[Record | None]:
        """The records of these ids, in their order; None where there is none."""
        known = self._remembered().records
        missing = [one for one in dict.fromkeys(ids) if one not in known]
        if missing:
            own = self.store.records(missing) if self.store else [None] * len(missing)
            hidden = frozenset[str]() if all(own) else self.hidden()
            for one, record in zip(missing, own, strict=True):
                known[one] = record or (None if one in hidden else self.starter.records.get(one))
        return [known[one] for one in ids]

    def notices(self, ids: Sequence[str]) -> Sequence[Sequence[PublicationNotice]]:
        """For each id the notices about that record, from either direction, oldest first."""
        records = self.records(ids)
        memory = self._remembered()
        memory.records.update(zip(ids, records, strict=True))  # it may be a new memory by now
        if any(one not in memory.notices for one in ids):
            # All the records that were looked up are looked at together: one at a time they would be asked about next.
            # Listed first: another thread may look records up meanwhile.
            fresh = {one: record for one, record in list(memory.records.items()) if one not in memory.notices}
            about = {name for record in fresh.values() if record for name in names_of(record)}
            told: Mapping[str, Sequence[PublicationNotice]] = self.store.notices(about) if self.store and about else {}
            memory.notices |= {one: _about(record, told) if record else () for one, record in fresh.items()}
        return [memory.notices[one] for one in ids]

    def text(self, sha256: str) -> str | None:
        """A text that a record has moved on from, by its hash; also of a digest that gave way, which ships as it was."""
        kept = self.store.text(sha256) if self.store else None
        return kept if kept is not None else self.starter.text(sha256)

    def searched(self) -> Searched:
        """What a search of this library covers."""
        state = self.state()
        shown = list(self.shown())
        newest = [year for record in shown if (year := record.year) is not None]
        if state is None or not state.records:
            return Searched(
                library="starter library",
                records=len(shown),
                newest=max(newest, default=None),
                changed=max(self.starter.changed, state.changed if state else ""),
                fingerprint=self._fingerprint(state),
            )
        if state.newest is not None:
            newest.append(state.newest)
        return Searched(
            library="starter library and your own",
            records=state.records + len(shown),
            newest=max(newest, default=None),
            changed=max(self.starter.changed, state.changed),
            fingerprint=self._fingerprint(state),
        )

    def _fingerprint(self, state: State | None) -> str:
        own = state.fingerprint if state else "0" * 32
        return hashlib.sha256(f"{own}\n{self.starter_mark()}".encode()).hexdigest()[:32]


def _about(record: Record, told: Mapping[str, Sequence[PublicationNotice]]) -> Sequence[PublicationNotice]:
    """What the record tells of itself and what others told of it, each once, whichever identifier they named it by."""
    names = names_of(record)
    found = [notice for notice in notices_told_by(record) if notice.about in names]
    found += [notice for name in names for notice in told.get(name, ())]
    return settle(structs.replace(notice, about=names[0]) for notice in found)

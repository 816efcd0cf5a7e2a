"""The reference store: plain dictionaries, with the same promises as the ones that last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Self

import msgspec

from answerable.adapters.kept import identifier, notice_hash, share, summed, superseded
from answerable.corpus.evidence import Design, EvidenceLevel, Species
from answerable.corpus.holding import Change, Entry, State, Tally
from answerable.corpus.record import PublicationNotice, Record
from answerable.errors import LibraryBusy


@dataclass
class _Shelf:
    """All that a store holds: what a transaction copies, changes and puts in its place."""

    entries: dict[str, Entry] = field(default_factory=dict[str, Entry])
    touched: dict[str, int] = field(default_factory=dict[str, int])  # also of what was taken out
    texts: dict[str, str] = field(default_factory=dict[str, str])
    tables: dict[str, PublicationNotice] = field(default_factory=dict[str, PublicationNotice])  # notices that no record told
    seq: int = 0
    changed: str = ""


class MemoryStore:
    """Keeps records as long as it lives; satisfies `app.ports.Store`."""

    def __init__(self) -> None:
        self.shelf = _Shelf()
        self.working = False

    def records(self, ids: Sequence[str]) -> Sequence[Record | None]:
        """The records of these ids in their order; an id that a record no longer goes by finds it too."""
        known = self.find(ids)
        names = [record_id if record_id in self.shelf.entries else known.get(record_id, ("",))[0] for record_id in ids]
        return [self.shelf.entries[name].record if name in self.shelf.entries else None for name in names]

    def entries(self, ids: Collection[str]) -> Mapping[str, Entry]:
        """What is kept under these ids, without the notices told; ids that are not held are left out."""
        return {
            one: msgspec.structs.replace(entry, notices=(), identifiers=tuple(sorted(set(entry.identifiers))))
            for one in ids
            if (entry := self.shelf.entries.get(one))
        }

    def find(self, identifiers: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """For each identifier that is known the ids of the records that have it, in their order."""
        found = {
            value: tuple(sorted(one for one, entry in self.shelf.entries.items() if value in entry.identifiers))
            for value in identifiers
        }
        return {value: ids for value, ids in found.items() if ids}

    def _told(self) -> Iterator[tuple[str, str, PublicationNotice]]:
        """Every notice with what it is about, ordered by teller and hash."""
        told = [("", notice) for notice in self.shelf.tables.values()]
        told += [(one, notice) for one, entry in self.shelf.entries.items() for notice in entry.notices if notice.about]
        once = {(teller, notice_hash(notice)): notice for teller, notice in told}
        for (teller, _), notice in sorted(once.items()):
            yield identifier(notice.about), teller, notice

    def notices(self, about: Collection[str]) -> Mapping[str, tuple[PublicationNotice, ...]]:
        """For each PMID or DOI of these the notices about it as they were told, unsettled; without any it is left out."""
        found = {name: tuple(n for value, _, n in self._told() if value == identifier(name)) for name in about if name}
        return {name: told for name, told in found.items() if told}

    def noticed(self) -> Sequence[str]:
        """The ids of the records that any notice is about, in their order."""
        return sorted({one for ids in self.find({about for about, _, _ in self._told()}).values() for one in ids})

    def text(self, sha256: str) -> str | None:
        """A superseded text by its hash, or None."""
        return self.shelf.texts.get(sha256)

    def state(self) -> State:
        """How the store stands now."""
        shelf = self.shelf
        shares = [share(one, entry.content_hash) for one, entry in shelf.entries.items()]
        shares += [share("notice", name) for name in shelf.tables]
        years = [year for entry in shelf.entries.values() if (year := entry.record.year) is not None]
        return State(
            records=len(shelf.entries),
            newest=max(years, default=None),
            changed=shelf.changed,
            fingerprint=summed("0", sum(shares)),
            seq=shelf.seq,
        )

    def version(self) -> int:
        """A number that is another one after any commit."""
        return self.shelf.seq

    def tally(self) -> Tally:
        """How many records it holds of each kind."""
        entries = self.shelf.entries.values()
        years = Counter(entry.record.year for entry in entries)
        return Tally(
            years=tuple(sorted(years.items(), key=lambda item: item[0] or 0)),
            designs=tuple(sorted(Counter(entry.design.value for entry in entries).items())),
            levels=tuple(sorted(Counter(entry.level.value for entry in entries).items())),
            sources=tuple(sorted(Counter(entry.record.source for entry in entries).items())),
            with_abstract=sum(1 for entry in entries if entry.record.abstract),
        )

    def changes(self, after: int) -> Iterator[Change]:
        """What became of every record touched since transaction `after`, removals first, then oldest first."""
        touched = sorted((seq, one) for one, seq in self.shelf.touched.items() if seq > after)
        for seq, one in touched:
            if one not in self.shelf.entries:
                yield Change(seq, one, None)
        for seq, one in touched:
            if entry := self.shelf.entries.get(one):
                yield Change(seq, one, entry.record, entry.design, entry.level, entry.species)

    def regrade(self, grades: Iterable[tuple[str, Design, EvidenceLevel, Species]]) -> None:
        """Keeps other grades for records of these ids; no change of content."""
        for one, design, level, species in grades:
            if entry := self.shelf.entries.get(one):
                graded = msgspec.structs.replace(entry, design=design, level=level, species=species)
                self.shelf.entries[one] = graded

    def begin(self) -> MemoryWork:
        """Starts a transaction; raises `LibraryBusy` where another one is under way."""
        if self.working:
            raise LibraryBusy("Another transaction is under way.", "Wait until it is done and try again.")
        self.working = True
        return MemoryWork(self)

    def close(self) -> None:
        """There is nothing to let go of."""


class MemoryWork:
    """One transaction; satisfies `app.ports.UnitOfWork`. Left without `commit` it leaves nothing behind."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._shelf = deepcopy(store.shelf)
        self._shelf.seq += 1

    def __enter__(self) -> Self:
        """The transaction is under way already."""
        return self

    def __exit__(self, *exception: object) -> None:
        """Drops what was not committed."""
        self._store.working = False

    def put(self, entries: Sequence[Entry]) -> None:
        """Keeps the entries, each in the place of what was held under its id; superseded text is kept by its hash."""
        for entry in {entry.record.id: entry for entry in entries}.values():
            old = self._shelf.entries.get(entry.record.id)
            if old:
                self._shelf.texts.update(superseded(old.record, entry.record))
            self._shelf.entries[entry.record.id] = entry
            self._shelf.touched[entry.record.id] = self._shelf.seq

    def delete(self, ids: Collection[str]) -> None:
        """Takes records out; their text is kept by its hash."""
        for one in set(ids):
            old = self._shelf.entries.pop(one, None)
            if old:
                self._shelf.texts.update(superseded(old.record, None))
                self._shelf.touched[one] = self._shelf.seq

    def tell(self, notices: Iterable[PublicationNotice]) -> int:
        """Keeps notices that no record told, such as a table of retractions; returns how many were not known yet."""
        before = len(self._shelf.tables)
        self._shelf.tables.update({notice_hash(notice): notice for notice in notices if notice.about})
        return len(self._shelf.tables) - before

    def commit(self, changed: str) -> int:
        """Puts it in the place of what was there, with the ISO date of the change; returns the transaction's number."""
        self._shelf.changed = changed
        self._store.shelf = self._shelf
        return self._shelf.seq

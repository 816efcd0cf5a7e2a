"""What a batch of things read makes of what a store holds: which records are new, which replace which, which go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import structs

from answerable.app.ports import Store
from answerable.corpus.appraisal import appraise
from answerable.corpus.holding import Entry
from answerable.corpus.identity import content_hash, identifiers_of, reconcile, same_article
from answerable.corpus.notices import notices_told_by
from answerable.corpus.reading.model import Deletion, NoticeRow, Read
from answerable.corpus.record import PublicationNotice, Record


def entry_of(record: Record, names: tuple[str, ...] = ()) -> Entry:
    """A record as it is kept: graded, and with all that it is found by, which `names` are where they are known already."""
    appraisal = appraise(record, with_sample=False)
    return Entry(
        record=record,
        identifiers=names or names_of(record),
        content_hash=content_hash(record),
        design=appraisal.design,
        level=appraisal.level,
        species=appraisal.species,
        notices=notices_told_by(record),
    )


def names_of(record: Record) -> tuple[str, ...]:
    """Every name that a record is found by and that a notice may call it, the surest first."""
    return tuple(dict.fromkeys((*identifiers_of(record), record.id)))


class Batch:
    """What is to become of a store after these reads: records to `put`, ids that are `gone`, `notices`, and the counts.

    `fresh` are the ids among `put` that were not held before. Nothing is written here.
    """

    def __init__(self, store: Store, reads: Sequence[Read]) -> None:
        self.put: dict[str, Record] = {}
        self.fresh: set[str] = set()
        self.gone: set[str] = set()
        self.notices: list[PublicationNotice] = []
        self.new = self.updated = self.unchanged = self.deleted = self.rows = 0
        self._ids: dict[str, list[str]] = {}  # by name, those held and those put
        self._names: dict[str, tuple[str, ...]] = {}  # of those put
        named = [names_of(one) if isinstance(one, Record) else () for one in reads]
        self._look_up(store, {name for names in named for name in names}, reads)
        for one, names in zip(reads, named, strict=True):
            if isinstance(one, Record):
                self._take(one, names)
            elif isinstance(one, Deletion):
                self._drop(one)
            elif isinstance(one, NoticeRow):
                self.rows += 1
                self.notices.extend(_told(one))

    @property
    def changes(self) -> bool:
        """Whether there is anything to store."""
        return bool(self.put or self.gone or self.notices)

    def entries(self) -> list[Entry]:
        """The records to put, graded and with all that they are found by."""
        return [entry_of(record, self._names[record_id]) for record_id, record in self.put.items()]

    def _look_up(self, store: Store, names: set[str], reads: Iterable[Read]) -> None:
        """What the store holds under any name in these reads."""
        names |= {f"pmid:{one.pmid}" for one in reads if isinstance(one, Deletion)}
        self._ids.update((name, list(ids)) for name, ids in store.find(names).items())
        held = store.entries({record_id for ids in self._ids.values() for record_id in ids})
        self._held = {record_id: entry.record for record_id, entry in held.items()}
        self._hashes = {record_id: entry.content_hash for record_id, entry in held.items()}

    def _take(self, record: Record, names: tuple[str, ...]) -> None:
        """Puts a record in its place: a new one, or the newer of one article with what both have."""
        twins = [twin for twin in self._named(names) if same_article(twin, record)]
        if not twins:
            self.new += 1
            self._keep(record, names)
            return
        if len(twins) == 1 and content_hash(record) == self._hash_of(twins[0]):
            self.unchanged += 1  # the same again, which is most of a repeated ingest
            return
        outcome, change = reconcile(twins[0], record)
        for other in twins[1:]:  # held as two until this record told that they are one
            if same_article(outcome, other):
                outcome, change = reconcile(outcome, other)[0], "updated"
                self._remove(other.id)
        if change == "unchanged":
            self.unchanged += 1
            return
        self.updated += 1
        if outcome.id != twins[0].id:
            self._remove(twins[0].id)
        self._keep(outcome, names_of(outcome))

    def _drop(self, deletion: Deletion) -> None:
        for held in list(self._named((f"pmid:{deletion.pmid}",))):
            if held.pmid == deletion.pmid and deletion.version in (None, held.version):
                self._remove(held.id)
                self.deleted += 1

    def _named(self, names: Iterable[str]) -> Iterator[Record]:
        """The records as they now stand that have any of the names, each once, by the surest name first."""
        seen: set[str] = set()
        for name in names:
            for record_id in self._ids.get(name, ()):
                record = None if record_id in self.gone else self.put.get(record_id) or self._held.get(record_id)
                if record is not None and record_id not in seen:
                    seen.add(record_id)
                    yield record

    def _hash_of(self, record: Record) -> str:
        """The content hash of a record that is held or put."""
        return content_hash(record) if record.id in self.put else self._hashes[record.id]

    def _keep(self, record: Record, names: tuple[str, ...]) -> None:
        self.put[record.id] = record
        self._names[record.id] = names
        self.gone.discard(record.id)
        if record.id not in self._held:
            self.fresh.add(record.id)
        for name in names:
            ids = self._ids.setdefault(name, [])
            if record.id not in ids:
                ids.append(record.id)

    def _remove(self, record_id: str) -> None:
        self.put.pop(record_id, None)
        self.fresh.discard(record_id)
        self.gone.add(record_id)


def _told(row: NoticeRow) -> Iterator[PublicationNotice]:
    """The notice of a row, about each of the identifiers that the row has for the publication."""
    names = [name for name in (f"pmid:{row.pmid}" if row.pmid else "", f"doi:{row.doi}" if row.doi else "") if name]
    for name in names:
        yield structs.replace(row.notice, about=name)

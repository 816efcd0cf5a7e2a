"""Taking files in: each record read, matched with what is held, graded, stored in batches, and then indexed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from msgspec import Struct, structs

from answerable.app import wiring
from answerable.app.indexing import bring_in_step
from answerable.app.matching import Batch
from answerable.app.opening import Opened
from answerable.app.ports import SearchIndex, Source, Store
from answerable.corpus.evidence import Design, Species
from answerable.corpus.reading import read
from answerable.corpus.reading.model import Read, Rejected
from answerable.corpus.record import Record
from answerable.errors import UnreadableInput

AT_ONCE = 1_000  # records in one transaction
COMMIT_EVERY = 20_000  # records between two commits of the index; the store is committed with every batch
MOST_REJECTED = 10_000  # rejections kept with their reasons; beyond, they are counted


class RejectedItem(Struct, frozen=True):
    """What was not taken in: the file, the place in it, why, and what to do about it."""

    file: str
    position: str
    reason: str
    next_step: str = ""


class IngestSummary(Struct, frozen=True, kw_only=True):
    """What came of an ingest; every record counted here as new, updated or deleted is durably stored.

    `notices` counts the rows of tables of publication notices. `rejections` counts all that was not taken
    in, `rejected` has the first ten thousand of them. `interrupted` says that it was stopped before its end.
    """

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    deleted: int = 0
    notices: int = 0
    rejections: int = 0
    rejected: tuple[RejectedItem, ...] = ()
    files: int = 0
    seconds: float = 0.0
    interrupted: bool = False

    @property
    def records(self) -> int:
        """How many records were read and taken in, changed or not."""
        return self.new + self.updated + self.unchanged


class Progress(Struct, frozen=True, kw_only=True):
    """How far an ingest is, told after every batch when it is stored; bytes are of the present file as it is on the disk."""

    file: str
    position: int
    size: int | None
    stored: IngestSummary


OnProgress = Callable[[Progress], None]


def today() -> str:
    """The date of a change, in UTC: the same wherever the library is read."""
    return datetime.now(UTC).date().isoformat()


def ingest(
    opened: Opened, paths: Iterable[str], on_progress: OnProgress | None = None, clock: Callable[[], str] = today
) -> IngestSummary:
    """Takes in every file under the paths; may be repeated, and stopped at any time with what is stored kept.

    Raises `LibraryBusy` where another process is writing and `LibraryFull` where the disk is; what was told to
    `on_progress` before is stored. Ctrl-C ends it with a summary of what was stored.
    """
    with wiring.writer_lock(opened.folder):
        store, index = opened.writing()
        taking = _Taking(store, index, on_progress or (lambda progress: None), clock)
        try:
            taking.all(paths)
            taking.commit_index()
            bring_in_step(index, opened.library)  # the digests that gave way
        except KeyboardInterrupt:
            taking.stopped()
            index.release()
            bring_in_step(index, opened.library)  # from the store: the index may have missed the end
        finally:
            index.release()
        opened.tidy()
    return taking.summary


class _Taking:
    """An ingest under way: what it counted, and how far the index is."""

    def __init__(self, store: Store, index: SearchIndex, tell: OnProgress, clock: Callable[[], str]) -> None:
        self.summary = IngestSummary()
        self._store = store
        self._index = index
        self._tell = tell
        self._clock = clock
        self._held: list[Read] = []  # read, and not yet stored
        self._waiting = 0  # records put into the index since its last commit
        self._seq = 0  # the last transaction that was indexed as well
        self._shown = frozenset(index.mark.shown)
        self._began = time.monotonic()

    def all(self, paths: Iterable[str]) -> None:
        """Takes in every file; what one of them breaks on does not keep the others out."""
        for source in wiring.sources_of(paths):
            if isinstance(source, tuple):
                self._reject(*source)
                continue
            self._count(files=1)
            try:
                with source.open() as stream:
                    for one in read(stream, source.name):
                        if isinstance(one, Rejected):
                            self._reject(source.name, one)
                            continue
                        self._held.append(one)
                        if len(self._held) >= AT_ONCE:
                            self._flush()
                            self._tell(self._progress(source))
            except UnreadableInput as problem:
                self._reject(source.name, Rejected("the whole file", problem.what, problem.next_step))
            self._tell(self._progress(source))
        self._flush()

    def stopped(self) -> None:
        """Notes that it was stopped before its end."""
        self.summary = structs.replace(self.summary, interrupted=True)

    def _progress(self, source: Source) -> Progress:
        return Progress(file=source.name, position=source.position(), size=source.size, stored=self.summary)

    def _flush(self) -> None:
        """Stores what was read, of however many files, and then indexes it; counts it only when it is stored."""
        reads, self._held = self._held, []
        batch = Batch(self._store, reads)
        if batch.changes:
            self._store_and_index(batch)
        self._count(new=batch.new, updated=batch.updated, unchanged=batch.unchanged, deleted=batch.deleted, notices=batch.rows)

    def _store_and_index(self, batch: Batch) -> None:
        entries = batch.entries()
        with self._store.begin() as work:
            work.delete(batch.gone)
            work.put(entries)
            work.tell(batch.notices)
            self._seq = work.commit(self._clock())
        graded: list[tuple[Record, Design, Species]] = [(entry.record, entry.design, entry.species) for entry in entries]
        unknown = batch.fresh - self._shown
        self._index.delete(sorted(batch.gone))
        self._index.put_graded([one for one in graded if one[0].id in unknown], replacing=False)
        self._index.put_graded([one for one in graded if one[0].id not in unknown])
        self._waiting += len(entries)
        if self._waiting >= COMMIT_EVERY:
            self.commit_index()

    def commit_index(self) -> None:
        """Makes what was indexed so far durable and visible."""
        if self._seq:
            self._index.commit(structs.replace(self._index.mark, seq=self._seq))
        self._waiting = 0

    def _count(self, **more: int) -> None:
        counted = {name: getattr(self.summary, name) + count for name, count in more.items()}
        self.summary = structs.replace(self.summary, **counted, seconds=time.monotonic() - self._began)

    def _reject(self, file: str, rejected: Rejected) -> None:
        kept = self.summary.rejected
        if len(kept) < MOST_REJECTED:
            kept = (*kept, RejectedItem(file, rejected.position, rejected.reason, rejected.next_step))
        self.summary = structs.replace(self.summary, rejected=kept, rejections=self.summary.rejections + 1)

"""Keeping the index in step with the store: the store is committed first, and what the index missed is added from there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice

from msgspec import structs

from answerable.app.library import UnionLibrary
from answerable.app.ports import SearchIndex, Store
from answerable.corpus.appraisal import appraise
from answerable.corpus.evidence import Design, Species
from answerable.corpus.holding import Change, Entry, Mark
from answerable.corpus.record import Record

AT_ONCE = 1_000  # records between two looks at the clock, or two writes of grades
COMMIT_EVERY = 20_000  # records between two commits of an index that is being made: each leaves a segment to merge


def mark_of(index: SearchIndex, library: UnionLibrary) -> Mark:
    """The mark that an index in step with this library has."""
    state = library.state()
    shown = tuple(sorted(record.id for record in library.shown()))
    return Mark(state.seq if state else 0, library.starter_mark(), index.form, shown)


def in_step(index: SearchIndex, library: UnionLibrary) -> bool:
    """Whether the index holds what the library holds."""
    mark, state = index.mark, library.state()
    return (mark.seq, mark.starter, mark.form) == (state.seq if state else 0, library.starter_mark(), index.form)


def bring_in_step(index: SearchIndex, library: UnionLibrary) -> int:
    """Adds to the index what came after its mark, and takes out what went; returns how many records that were.

    May be repeated: what is there already is replaced by itself.
    """
    mark, wanted = index.mark, mark_of(index, library)
    touched = 0
    if library.store and mark.seq < wanted.seq:
        for batch in _batches(library.store.changes(mark.seq), AT_ONCE):
            index.delete([change.id for change in batch if change.record is None])
            index.put_graded([(change.record, change.design, change.species) for change in batch if change.record])
            touched += len(batch)
    if mark.starter != wanted.starter:
        touched += _with_starter(index, library, mark)
    if mark != wanted:
        index.commit(wanted)
    return touched


def _with_starter(index: SearchIndex, library: UnionLibrary, mark: Mark) -> int:
    """Puts the digests that show in the place of those that the index has."""
    own: Mapping[str, Entry] = library.store.entries(mark.shown) if library.store and mark.shown else {}
    shown = list(graded(library.shown()))
    gone = set(mark.shown) - own.keys() - {record.id for record, _, _ in shown}
    index.delete(sorted(gone))
    index.put_graded(shown)
    return len(shown) + len(gone)


def fill(
    index: SearchIndex, library: UnionLibrary, tell: Callable[[int], None] = lambda done: None, *, regrade: bool = True
) -> int:
    """Makes a new and empty index of everything that the library holds; returns how many records that is.

    With `regrade` by the grades that the rules of today give, and these are kept; without, by those that are kept.
    """
    wanted = mark_of(index, library)
    done = 0
    if library.store:
        for batch in _batches(library.store.changes(0), AT_ONCE):
            if regrade:
                batch = _regraded(library.store, batch)
            index.put_graded([(one.record, one.design, one.species) for one in batch if one.record], replacing=False)
            done += sum(1 for one in batch if one.record)
            if done % COMMIT_EVERY == 0:
                index.commit()
            tell(done)
    shown = list(graded(library.shown()))
    index.put_graded(shown, replacing=False)
    index.commit(wanted)
    return done + len(shown)


def _regraded(store: Store, batch: list[Change]) -> list[Change]:
    """The records graded by the rules of today; what comes out otherwise than before is kept."""
    today = [_graded(change) for change in batch]
    store.regrade(
        [(now.id, now.design, now.level, now.species) for before, now in zip(batch, today, strict=True) if now != before]
    )
    return today


def _graded(change: Change) -> Change:
    if change.record is None:
        return change
    now = appraise(change.record, with_sample=False)
    return structs.replace(change, design=now.design, level=now.level, species=now.species)


def graded(records: Iterable[Record]) -> Iterator[tuple[Record, Design, Species]]:
    """The records with the design and species that the rules find."""
    for record in records:
        appraisal = appraise(record, with_sample=False)
        yield record, appraisal.design, appraisal.species


def _batches(changes: Iterator[Change], size: int) -> Iterator[list[Change]]:
    while batch := list(islice(changes, size)):
        yield batch

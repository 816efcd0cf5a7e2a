"""`Opened`: a library as it is found, its index brought into step with its records before anything is asked of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from answerable.app import wiring
from answerable.app.indexing import bring_in_step, fill, in_step
from answerable.app.library import UnionLibrary
from answerable.app.ports import SearchIndex, Store
from answerable.errors import LibraryBusy, LibraryFull, LibraryProblem
from answerable.text import how_many

TIDY_BELOW = 20_000  # records; up to here an index is made anew in about two seconds
TIDY_SHARE = 0.2  # of superseded passages, from which any index is made anew


class Opened:
    """The parts of a library: its store (None where the user has none yet), the union with the starter, the index.

    Each part is opened when it is first asked for. `notes` say what a person should know of what was found and done.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.notes: list[str] = []
        self._store: Store | None = None
        self._library: UnionLibrary | None = None
        self._index: SearchIndex | None = None

    @property
    def store(self) -> Store | None:
        """The user's own store, or None where none has been made; raises `LibraryProblem` where it cannot be used.

        One that another process made meanwhile is noticed: whoever serves need not be started anew after a first ingest.
        """
        if self._store is None and wiring.has_store(self.folder):
            self._store = wiring.store_in(self.folder)
            self._library = self._index = None  # made without it
        return self._store

    @property
    def library(self) -> UnionLibrary:
        """The user's own records and the starter library's, seen as one."""
        store = self.store
        if self._library is None:
            self._library = UnionLibrary(wiring.starter(), store)
        return self._library

    @property
    def index(self) -> SearchIndex:
        """The index, in step with the library as far as this process may write."""
        store = self.store
        if self._index is None:
            self._index = self._index_of_own() if store else self._index_of_starter()
        return self._index

    def made(self) -> Store:
        """The user's own store, made where there is none; call it under the writer's lock."""
        if self.store is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._store = wiring.store_in(self.folder)
            self._library = self._index = None
        assert self._store is not None
        return self._store

    def _index_of_starter(self) -> SearchIndex:
        index = wiring.index_in_memory()
        fill(index, self.library)
        return index

    def _index_of_own(self) -> SearchIndex:
        """The folder's index, repaired or made anew where it is behind, damaged, of another form, or not there."""
        index = self._usable()
        if index is not None and in_step(index, self.library):
            return index
        try:
            # With nothing to search there is nothing better to do than to wait for whoever may be making it.
            with wiring.writer_lock(self.folder, patience=0.0 if index else 2.0):
                return self.mend(index)
        except LibraryBusy:
            # Whoever is writing brings it into step; until then what it has is searched, or the wait is theirs to choose.
            if index is not None:
                return index
            raise
        except LibraryProblem as problem:
            if index is None:
                return self._index_for_now(problem)
            self.notes.append(f"The search index is behind the records and cannot be brought into step: {problem.what}")
            return index

    def writing(self) -> tuple[Store, SearchIndex]:
        """The store, made where there is none, and the index in step with it; call it under the writer's lock."""
        store = self.made()
        index = self._index or self._usable()
        if index is None or not in_step(index, self.library):
            index = self.mend(index)
        self._index = index
        return store, index

    def mend(self, index: SearchIndex | None) -> SearchIndex:
        """The index in step with the library; call it under the writer's lock."""
        if index is None:
            self.make_anew()
            assert self._index is not None
            return self._index
        touched = bring_in_step(index, self.library)
        index.release()
        if touched:
            self.notes.append(
                f"The search index was behind the records and has been brought into step ({how_many(touched, 'record')})."
            )
        self._index = index
        self.tidy()
        return self._index

    def tidy(self) -> None:
        """Makes the index anew where it counts passages that are no more; call it under the writer's lock.

        So the same records give the same answers, however they came to be held. A large library is left as it is: there
        a handful of superseded passages weighs nothing, and `rebuild` drops them.
        """
        index, state = self._index, self.library.state()
        if index is None or state is None or not index.superseded:
            return
        if state.records > TIDY_BELOW and index.superseded < index.passages * TIDY_SHARE:
            return
        try:
            self.make_anew(regrade=False)
        except LibraryFull:
            self._index = index  # there was no room for two; the old one serves as well

    def make_anew(self, tell: Callable[[int], None] | None = None, *, regrade: bool = True) -> int:
        """Puts a new index of all that the library holds in the place of the old; returns how many records it is of.

        Call it under the writer's lock.
        """
        if self._index is not None:
            self._index.release()
        with wiring.index_anew(self.folder) as made:
            records = fill(made, self.library, tell or (lambda done: None), regrade=regrade)
        self._index = wiring.index_in(self.folder)
        return records

    def _usable(self) -> SearchIndex | None:
        """The folder's index, or None, with a note, where it has to be made anew."""
        if not wiring.has_index(self.folder):
            return None
        try:
            index = wiring.index_in(self.folder)
        except LibraryProblem:
            self.notes.append("The search index was damaged and has been made anew from the stored records.")
            return None
        if index.mark.form != index.form:
            self.notes.append("The search index was of another version and has been made anew from the stored records.")
            return None
        return index

    def _index_for_now(self, problem: LibraryProblem) -> SearchIndex:
        """An index in memory, for a folder that has none and may not be written to."""
        self.notes.append(f"A search index was made for this once, because it cannot be kept: {problem.what}")
        index = wiring.index_in_memory()
        fill(index, self.library)
        return index

    def close(self) -> None:
        """Lets go of the files."""
        if self._index is not None:
            self._index.release()
        if self._store is not None:
            self._store.close()
        self._index = self._library = self._store = None

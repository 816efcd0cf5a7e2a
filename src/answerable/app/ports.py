"""What the use cases ask of the outside: a store to keep records in, an index that knows how far it is, a lock."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO, Protocol, Self

from answerable.corpus.evidence import Design, EvidenceLevel, Species
from answerable.corpus.holding import Change, Entry, Mark, State, Tally
from answerable.corpus.record import PublicationNotice, Record
from answerable.retrieval.model import Query, Scored


class UnitOfWork(Protocol):
    """One transaction of a store: all of it is kept at `commit`, nothing of it where that is not reached."""

    def put(self, entries: Sequence[Entry]) -> None:
        """Keeps the entries, each in the place of what was held under its id; superseded text is kept by its hash."""
        ...

    def delete(self, ids: Collection[str]) -> None:
        """Takes records out; their text is kept by its hash."""
        ...

    def tell(self, notices: Iterable[PublicationNotice]) -> int:
        """Keeps notices that no record told, such as a table of retractions; returns how many were not known yet."""
        ...

    def commit(self, changed: str) -> int:
        """Makes it durable, with the ISO date of the change, and returns the number of the transaction."""
        ...

    def __enter__(self) -> Self:
        """Begins."""
        ...

    def __exit__(self, *exception: object) -> None:
        """Drops what was not committed."""
        ...


class Store(Protocol):
    """Where records live. Everything else about a library is derived from it."""

    def records(self, ids: Sequence[str]) -> Sequence[Record | None]:
        """The records of these ids in their order; an id that a record no longer goes by finds it too."""
        ...

    def entries(self, ids: Collection[str]) -> Mapping[str, Entry]:
        """What is kept under these ids, without the notices told; ids that are not held are left out."""
        ...

    def find(self, identifiers: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """For each identifier that is known the ids of the records that have it, in their order."""
        ...

    def notices(self, about: Collection[str]) -> Mapping[str, tuple[PublicationNotice, ...]]:
        """For each PMID or DOI of these the notices about it as they were told, unsettled; without any it is left out."""
        ...

    def noticed(self) -> Sequence[str]:
        """The ids of the records that any notice is about, in their order."""
        ...

    def text(self, sha256: str) -> str | None:
        """A superseded text by its hash, or None."""
        ...

    def state(self) -> State:
        """How the store stands now."""
        ...

    def version(self) -> int:
        """A number, cheaply had, that is another one after any process has committed anything to the store."""
        ...

    def tally(self) -> Tally:
        """How many records it holds of each kind."""
        ...

    def changes(self, after: int) -> Iterator[Change]:
        """What became of every record touched since transaction `after`, oldest first; after 0, all there is."""
        ...

    def regrade(self, grades: Iterable[tuple[str, Design, EvidenceLevel, Species]]) -> None:
        """Keeps other grades for records of these ids; no change of content."""
        ...

    def begin(self) -> UnitOfWork:
        """Starts a transaction; raises `LibraryBusy` where another one is under way."""
        ...

    def close(self) -> None:
        """Lets go of it."""
        ...


class SearchIndex(Protocol):
    """An index as the app keeps it: searched, written, and asked how far it is."""

    def search(self, query: Query, depth: int) -> Sequence[Scored]:
        """The best `depth` passages, best first, ties in the order of their ids."""
        ...

    def like(self, word: str, letters: int, depth: int) -> Sequence[str]:
        """The ids of up to `depth` passages with a word at most so many letters off, one or two, in the order of their ids."""
        ...

    def highlights(self, query: Query, text: str) -> tuple[tuple[int, int], ...]:
        """Where the query's words and names stand in a text: characters from and to."""
        ...

    def put_graded(self, graded: Iterable[tuple[Record, Design, Species]], *, replacing: bool = True) -> None:
        """Adds records, each in the place of what was held under its id; not `replacing` where all are new to it."""
        ...

    def delete(self, ids: Iterable[str]) -> None:
        """Takes the records of these ids out."""
        ...

    def commit(self, mark: Mark | None = None) -> None:
        """Makes what was put and deleted durable and visible, and then, with a mark, how far it is."""
        ...

    def release(self) -> None:
        """Gives up writing; what was not committed is dropped."""
        ...

    @property
    def mark(self) -> Mark:
        """How far it is."""
        ...

    @property
    def form(self) -> str:
        """The form of the documents that this version writes; another form has to be made anew."""
        ...

    @property
    def superseded(self) -> int:
        """How many passages it still counts in its statistics although they were replaced or taken out."""
        ...

    @property
    def passages(self) -> int:
        """How many passages it holds."""
        ...


class Source(Protocol):
    """A file to take in, wherever it lies."""

    @property
    def name(self) -> str:
        """What it is called."""
        ...

    @property
    def size(self) -> int | None:
        """Its bytes as they are stored, or None where that is not known."""
        ...

    def open(self) -> BinaryIO:
        """Its bytes, unpacked; raises `UnreadableInput` where it cannot be opened."""
        ...

    def position(self) -> int:
        """How many of its stored bytes were consumed so far."""
        ...


class Lock(Protocol):
    """The right to write to a library, held by one process at a time; a killed process gives it back."""

    def __enter__(self) -> Self:
        """Takes it; raises `LibraryBusy` where another process has it and keeps it."""
        ...

    def __exit__(self, *exception: object) -> None:
        """Gives it back."""
        ...

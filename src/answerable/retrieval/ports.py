"""What retrieval asks of the outside: an index to search, the library's records, a reranker."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from answerable.corpus.passage import Passage
from answerable.corpus.record import PublicationNotice, Record
from answerable.retrieval.model import Query, Scored, Searched


class Index(Protocol):
    """Finds passages; nothing here assumes that it is local, so an engine on other machines can stand behind it."""

    def search(self, query: Query, depth: int) -> Sequence[Scored]:
        """The best `depth` passages, best first, ties in the order of their ids."""
        ...

    def like(self, word: str, letters: int, depth: int) -> Sequence[str]:
        """The ids of up to `depth` passages with a word at most so many letters off, one or two, in the order of their ids."""
        ...


class IndexWriter(Protocol):
    """Adds to an index and takes from it; what was added is found after `commit`."""

    def put(self, records: Iterable[Record]) -> None:
        """Adds the records, each replacing whatever the index held under its id."""
        ...

    def delete(self, ids: Iterable[str]) -> None:
        """Takes the records of these ids out."""
        ...

    def commit(self) -> None:
        """Makes what was put and deleted durable and visible."""
        ...


class Library(Protocol):
    """The records that answers are drawn from."""

    def records(self, ids: Sequence[str]) -> Sequence[Record | None]:
        """The records of these ids, in their order; None where there is none."""
        ...

    def notices(self, ids: Sequence[str]) -> Sequence[Sequence[PublicationNotice]]:
        """For each id the notices about that record, from either direction, oldest first."""
        ...

    def searched(self) -> Searched:
        """What a search of this library covers."""
        ...


class Reranker(Protocol):
    """Judges passages against the words of a question; higher is better."""

    def score(self, question: str, passages: Sequence[Passage]) -> Sequence[float]:
        """One score for each passage, in their order."""
        ...

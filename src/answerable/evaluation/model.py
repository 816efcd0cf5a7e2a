"""`Topic`, `Qrel`, `Collection`: what a search is measured on."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from answerable.corpus.record import Record


class Topic(Struct, frozen=True):
    """A question of a test collection, as its makers wrote it."""

    id: str
    text: str


class Qrel(Struct, frozen=True):
    """A judgement: how much a record bears on a topic; 0 means not at all, and what is not judged counts as 0."""

    topic: str
    record: str
    gain: int = 1


class Collection(Struct, frozen=True, kw_only=True):
    """A test collection: the records that are searched, the topics, the judgements, and what a reader should know of them."""

    name: str
    records: tuple[Record, ...]
    topics: tuple[Topic, ...]
    qrels: tuple[Qrel, ...]
    notes: tuple[str, ...] = ()


Ranking = Sequence[str]  # ids of records, best first, none twice

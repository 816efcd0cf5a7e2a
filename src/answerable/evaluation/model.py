"""`Topic`, `Qrel`, `Collection`: what a search is measured on; `Evaluation`: what came out, with how sure it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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


class Estimate(Struct, frozen=True):
    """A mean over topics with the 95% interval of its bootstrap."""

    value: float
    low: float
    high: float

    @property
    def excludes_zero(self) -> bool:
        """Whether zero lies outside the interval: of a difference, whether it is there at all."""
        return self.low > 0 or self.high < 0


class Measured(Struct, frozen=True, kw_only=True):
    """One system on one collection: each measure, how it differs from the baseline, and what a question cost.

    `differences` is empty for the baseline itself, and so is `gains`: what it adds to the system before it. `unanswered`
    counts topics for which nothing was found or that could not be asked; they score 0. `milliseconds` is the median time
    of a topic in this run, on this machine.
    """

    system: str
    what: str
    measures: Mapping[str, Estimate]
    differences: Mapping[str, Estimate]
    gains: Mapping[str, Estimate]
    unanswered: int
    milliseconds: float


class Evaluation(Struct, frozen=True, kw_only=True):
    """Every system on the same topics over the same records, the baseline first, and under what settings it was measured."""

    dataset: str
    topics: int
    judgements: int
    records: int
    notes: tuple[str, ...]
    systems: tuple[Measured, ...]
    manifest: Mapping[str, str]

    @property
    def baseline(self) -> Measured:
        """What the others are compared with."""
        return self.systems[0]


Ranking = Sequence[str]  # ids of records, best first, none twice

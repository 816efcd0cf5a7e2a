"""`Evaluation`: what came out of measuring anything, with how sure it is, and with what it takes to compare it with another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Literal

from msgspec import Struct


class Form(StrEnum):
    """How a measure follows from the sums of its tallies; the formulas are in `resampling`."""

    RATIO = "ratio"  # the first by the second: a mean is the ratio of a sum to a count
    F1 = "F1"  # true positives, false positives, false negatives
    MACRO_F1 = "macro-F1"  # a table of what is so (rows) against what was said (columns), read row by row
    CALIBRATION = "calibration error"  # for each bin of probability: the sum of probabilities, the number right, the number


class Tallies(Struct, frozen=True):
    """What a measure is computed from: for each unit that is resampled a row of counts that add up."""

    form: Form
    rows: tuple[tuple[float, ...], ...]


class Estimate(Struct, frozen=True):
    """A figure with the 95% interval of its bootstrap."""

    value: float
    low: float
    high: float

    @property
    def excludes_zero(self) -> bool:
        """Whether zero lies outside the interval: of a difference, whether it is there at all."""
        return self.low > 0 or self.high < 0


class Measure(Struct, frozen=True):
    """A measure by name, what it is in a few words, and which way is better."""

    name: str
    what: str
    better: Literal["higher", "lower", ""] = "higher"


class Measured(Struct, frozen=True, kw_only=True):
    """One system: each measure, its differences from other systems by their names, the tallies behind it, and plain facts.

    A measure that has no meaning for a system, such as the precision of what it never says, is left out.
    """

    system: str
    what: str
    measures: Mapping[str, Estimate]
    differences: Mapping[str, Mapping[str, Estimate]] = {}
    tallies: Mapping[str, Tallies] = {}
    facts: Mapping[str, float] = {}


class Absent(Struct, frozen=True):
    """A system that was not measured, and why."""

    system: str
    why: str


class Table(Struct, frozen=True):
    """A table beside the measures: a confusion table, a reliability table, reasons."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Case(Struct, frozen=True):
    """One unit as it was judged: where it stands, what people say of it, and what each system says."""

    id: str
    place: str
    gold: str
    said: Mapping[str, str]


class Evaluation(Struct, frozen=True, kw_only=True):
    """Every system on the same units, the baseline first, and under what settings it was measured.

    `unit` is what was resampled ("topic", "group of claims") and `units` their ids in the order of the tallies. `counted`
    is how many there are of what; `warnings` have to be read before the figures; `rejected` are the lines of the data
    that could not be read, each with its place; `cases` are what single figures rest on.
    """

    kind: str  # "retrieval", "verification", "answers"
    dataset: str
    counted: Mapping[str, int]
    unit: str
    units: tuple[str, ...]
    measures: tuple[Measure, ...]
    systems: tuple[Measured, ...]
    absent: tuple[Absent, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    cases: tuple[Case, ...] = ()
    manifest: Mapping[str, str] = {}

    @property
    def baseline(self) -> Measured:
        """What the others are compared with."""
        return self.systems[0]


def means(values: Sequence[float]) -> Tallies:
    """The tallies of a mean: one value for each unit."""
    return Tallies(Form.RATIO, tuple((float(value), 1.0) for value in values))

"""The order of near ties: study design and recency decide between passages that match about equally well."""

from __future__ import annotations

from dataclasses import dataclass

from answerable.corpus.appraisal import appraise
from answerable.corpus.evidence import EvidenceLevel
from answerable.corpus.passage import Passage

# What a level adds within a near tie: guidelines and syntheses first, then trials, and so on.
_PREFERENCE = {
    EvidenceLevel.GUIDELINE: 1.0,
    EvidenceLevel.ONE: 1.0,
    EvidenceLevel.TWO: 0.8,
    EvidenceLevel.THREE: 0.5,
    EvidenceLevel.FOUR: 0.3,
    EvidenceLevel.FIVE: 0.1,
}


@dataclass(frozen=True)
class Ordering:
    """`tie` is the share of its score that a passage's design and recency may add; 0 leaves the run as it was.

    `recent` is the year that counts as new: each year before it takes a fortieth of the recency's share away.
    """

    tie: float = 0.03
    recency: float = 0.25
    recent: int = 2025
    guidelines_first: bool = False


def near_ties_reordered(found: list[tuple[float, Passage]], ordering: Ordering) -> list[tuple[float, Passage]]:
    """The passages with near ties put in order of design and recency.

    A passage can overtake another only where their scores differ by less than `tie`: relevance is never buried.
    With `guidelines_first` the guidelines come before everything else, in their own order.
    """
    return sorted(found, key=lambda one: (not _is_first(one[1], ordering), -_worth(*one, ordering)))


def _worth(score: float, passage: Passage, ordering: Ordering) -> float:
    return score * (1 + ordering.tie * _preference(passage, ordering))


def _is_first(passage: Passage, ordering: Ordering) -> bool:
    return ordering.guidelines_first and appraise(passage.record, with_sample=False).level is EvidenceLevel.GUIDELINE


def _preference(passage: Passage, ordering: Ordering) -> float:
    """Between 0 and 1: the level's preference and the recency, in their shares."""
    year = passage.record.year or 0
    recency = max(0.0, 1.0 - max(0, ordering.recent - year) / 40)
    level = _PREFERENCE.get(appraise(passage.record, with_sample=False).level, 0.0)
    return (1 - ordering.recency) * level + ordering.recency * recency

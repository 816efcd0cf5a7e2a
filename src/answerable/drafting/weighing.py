"""Which of several sentences goes first: of those that fit about equally well, the one with the better evidence level."""

from __future__ import annotations

from collections.abc import Sequence

from answerable.corpus.evidence import EvidenceLevel
from answerable.drafting.candidates import Candidate
from answerable.drafting.model import SectionKind

LEVELS = (
    EvidenceLevel.GUIDELINE,
    EvidenceLevel.ONE,
    EvidenceLevel.TWO,
    EvidenceLevel.THREE,
    EvidenceLevel.FOUR,
    EvidenceLevel.FIVE,
    EvidenceLevel.UNKNOWN,
    EvidenceLevel.NEVER,
)
"""The levels as they go before one another; guidelines, which are not ranked, come first."""

_ALIKE = 0.5  # candidates whose scores in a section differ by no more fit about equally well


def better_level_first(ones: Sequence[Candidate], kind: SectionKind) -> list[Candidate]:
    """The candidates of a section, best first, with those that fit about equally well in the order of their levels.

    Which of two is better is what a trial concludes before any one outcome by which one of them did better.
    """

    def before(one: Candidate) -> tuple[int, bool]:
        return LEVELS.index(one.appraisal.level), kind is SectionKind.COMPARISON and one.place != "conclusions"

    left, ordered = list(ones), list[Candidate]()
    while left:
        best = left[0].fits(kind)
        alike = [one for one in left if best - one.fits(kind) <= _ALIKE]
        ordered += sorted(alike, key=before)
        left = left[len(alike) :]
    return ordered

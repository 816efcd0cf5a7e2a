"""Which of several sentences goes first: of those that fit about equally well, the one with the better evidence level."""

from __future__ import annotations

from collections.abc import Sequence

from answerable.corpus.evidence import EvidenceLevel
from answerable.drafting.candidates import Candidate
from answerable.drafting.direction import direction_of
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


_HEARD = 2.5  # by how much a result that points the other way may fit worse and still be heard


def both_ways(ones: Sequence[Candidate], kind: SectionKind) -> list[Candidate]:
    """The candidates with, of a study whose two first results point the same way, one that points the other way in second place.

    Two statements are mostly all that a study gets: one that found more abstinence early and none at a year must not be told
    by the half of it that pleases.
    """
    ordered = list(ones)
    for record in dict.fromkeys(one.record.id for one in ones):
        places = [at for at, one in enumerate(ordered) if one.record.id == record]
        ways = [direction_of(ordered[at].words) for at in places]
        if len(places) < 3 or not ways[0] or ways[1] not in {ways[0], ""}:
            continue
        fit = ordered[places[1]].fits(kind)
        other = next((at for at, way in zip(places, ways, strict=True) if way not in {ways[0], ""}), None)
        if other is not None and fit - ordered[other].fits(kind) <= _HEARD:
            ordered.insert(places[1], ordered.pop(other))
    return ordered

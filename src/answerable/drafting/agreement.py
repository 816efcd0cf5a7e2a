"""Which statements of a section several sources make alike, and which contradict each other, as a model of stance judges them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from itertools import combinations
from typing import NamedTuple

from msgspec import Struct

from answerable.corpus.stance import Stance, StanceModel
from answerable.drafting.candidates import Candidate
from answerable.drafting.direction import direction_of
from answerable.drafting.grouping import overlap
from answerable.drafting.model import SectionKind, Support, Wording
from answerable.drafting.weighing import LEVELS
from answerable.text import Span

AGREES = 0.9  # the probability of support, each way, from which two statements agree; verification asks for 0.8 one way
DISAGREES = 0.9  # the probability of contradiction, each way, from which two statements disagree; verification asks for 0.75
COMPARED = 20  # candidates of a section that are compared, the best of them
PAIRS = 40  # pairs of a section that the model is shown, the best of them
ALIKE = 0.4  # two statements that share less than this of their content words are not about the same thing

# On what sources disagree, by the section in which their statements stand; in the other sections nothing is set side by side.
ABOUT: Mapping[SectionKind, str] = {
    SectionKind.EPIDEMIOLOGY: "how common it is and whom it affects",
    SectionKind.CAUSE: "what causes it",
    SectionKind.DIAGNOSIS: "how it is diagnosed",
    SectionKind.TREATMENT: "whether it works",
    SectionKind.OUTCOME: "what comes of it",
    SectionKind.COMPARISON: "which is better",
    SectionKind.PREVENTION: "whether it prevents",
    SectionKind.HARM: "whether it harms",
    SectionKind.GUIDANCE: "what to do",
}

_FIGURES = re.compile(r"\d+(?:[.·]\d+)?")


class Grouped(Struct, frozen=True):
    """What a model made of a section's candidates: for each that stands, those that agree with it; and pairs that disagree."""

    agreeing: Mapping[Span, tuple[Candidate, ...]] = {}
    disagreeing: tuple[tuple[Candidate, Candidate], ...] = ()
    kept: Mapping[Span, Candidate] = {}  # for each candidate that is cited beside another, that other

    def beside(self, one: Candidate) -> tuple[Candidate, ...]:
        """The candidates of other records that say what this one says, better ones first."""
        return self.agreeing.get(one.span, ())

    def standing(self, ones: Iterable[Candidate]) -> list[Candidate]:
        """Those that stand, each in the place of the first of its group."""
        return list({stands.span: stands for stands in (self.kept.get(one.span, one) for one in ones)}.values())


ALONE = Grouped()
"""Each candidate by itself, as without a model."""

Holds = Callable[[Candidate, Candidate], bool]  # whether the second would be shown as a citation of the first's words


def _always(_kept: Candidate, _other: Candidate) -> bool:
    return True


def grouped(ones: Sequence[Candidate], kind: SectionKind, model: StanceModel, holds: Holds = _always) -> Grouped:
    """The candidates of a section grouped by what the model makes of them, whatever their order.

    Of those that agree the one with the better evidence level, then rank, stands, and what agrees with it, each by itself, is
    cited beside it where that `holds`. No chains: what agrees only with something cited beside it stands by itself.
    """
    compared = sorted(ones[:COMPARED], key=_better_first)
    found = judged(comparable(compared), model, min(AGREES, DISAGREES))
    agreeing = _agreeing(compared, found, holds)
    kept = {other.span: one for one in compared for other in agreeing.get(one.span, ())}
    return Grouped(agreeing, _disagreeing(found, kept.keys()) if kind in ABOUT else (), kept)


def support_of(other: Candidate) -> Support:
    """A candidate's words under a statement that says the same in words of its own: verification asks a judge of stance."""
    return Support(other.passage.id, other.span, Wording.REWORDED)


# -- what is compared -----------------------------------------------------------------------------------------------------------


def _better_first(one: Candidate) -> tuple[int, int, str, str, int]:
    """The better evidence level first, then the better rank."""
    return (LEVELS.index(one.appraisal.level), one.rank, one.record.id, one.span.field, one.span.start)


def comparable(ones: Sequence[Candidate]) -> list[tuple[Candidate, Candidate]]:
    """The pairs of a section's candidates that the model is shown, the best first."""
    compared = sorted(ones[:COMPARED], key=_better_first)
    pairs = [(compared[a], compared[b]) for a, b in sorted(combinations(range(len(compared)), 2), key=sum)]
    return [pair for pair in pairs if _may_be_compared(*pair)][:PAIRS]


def _may_be_compared(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates are of different records, alike in what makes them indirect, and about the same thing."""
    return (
        one.record.id != other.record.id
        and one.indirect == other.indirect
        and not (one.anecdote or other.anecdote)
        and overlap(one.told, other.told) >= ALIKE
    )


class Judged(NamedTuple):
    """A pair with the stance of the second towards the first, and of the first towards the second."""

    pair: tuple[Candidate, Candidate]
    there: Stance
    back: Stance


def judged(pairs: Sequence[tuple[Candidate, Candidate]], model: StanceModel, least: float) -> list[Judged]:
    """The pairs of which the second tells of the first, for or against it, with a probability of `least`; judged both ways."""
    there = model.stances([(one.words, quoted(other)) for one, other in pairs])
    telling = [(pair, stance) for pair, stance in zip(pairs, there, strict=True) if _surest(stance) >= least]
    back = model.stances([(other.words, quoted(one)) for (one, other), _ in telling])
    return [Judged(pair, stance, other) for (pair, stance), other in zip(telling, back, strict=True)]


def _surest(stance: Stance) -> float:
    return max(stance.supports, stance.contradicts)


def quoted(one: Candidate) -> str:
    """The words of a candidate as they stand in the record, which is what verification reads."""
    return (one.record.field(one.span.field) or "")[one.span.start : one.span.end]


# -- what agrees ----------------------------------------------------------------------------------------------------------------


def _agreeing(compared: Sequence[Candidate], found: Sequence[Judged], holds: Holds) -> dict[Span, tuple[Candidate, ...]]:
    """For each candidate that stands, better ones first, those that agree with it and with nothing better."""
    agree = {
        (one.span, other.span)
        for (one, other), there, back in found
        if min(there.supports, back.supports) >= AGREES and alike(one, other)
    }
    groups: dict[Span, tuple[Candidate, ...]] = {}
    standing: list[Candidate] = []
    for one in compared:
        better = next((kept for kept in standing if (kept.span, one.span) in agree and holds(kept, one)), None)
        if better is None:
            standing.append(one)
        else:
            groups[better.span] = (*groups.get(better.span, ()), one)
    return groups


def alike(one: Candidate, other: Candidate) -> bool:
    """Whether two statements give the same figures, so that none is lost with either, and neither denies what the other finds."""
    figures = [set(_FIGURES.findall(each.words)) for each in (one, other)]
    return figures[0] == figures[1] and direction_of(one.words) == direction_of(other.words)


# -- what disagrees -------------------------------------------------------------------------------------------------------------


def _disagreeing(judged: Sequence[Judged], merged: Set[Span]) -> tuple[tuple[Candidate, Candidate], ...]:
    """The pairs of standing candidates that clearly contradict each other, each candidate in one at most, the better first."""
    found: list[tuple[Candidate, Candidate]] = []
    for (one, other), there, back in judged:
        taken = {side.span for pair in found for side in pair} | merged
        if min(there.contradicts, back.contradicts) >= DISAGREES and not {one.span, other.span} & taken:
            found.append((one, other))
    return tuple(found)

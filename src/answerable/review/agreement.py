"""How far two reviewers agree: Cohen's kappa, what it means in words, and the claims on which they have to settle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from msgspec import Struct

from answerable.review.model import Judged, Judgement


class Split(Struct, frozen=True):
    """A claim that two reviewers judge differently, with what each said."""

    claim: str
    first: Judged
    second: Judged


class Agreement(Struct, frozen=True, kw_only=True):
    """Two reviewers' judgements of the claims that both have judged.

    `kappa` is None where both gave all claims the same judgement: there is nothing by which chance could be told from agreement.
    """

    first: str
    second: str
    both: int
    alike: int
    kappa: float | None
    splits: tuple[Split, ...]

    @property
    def words(self) -> str:
        """How far they agree, in a sentence."""
        if not self.both:
            return "They have judged no claim in common."
        counted = f"They agree on {self.alike:,} of {self.both:,} claims"
        if self.kappa is None:
            return f"{counted}; kappa cannot be told, for they judged all alike."
        told = f"{counted} (Cohen’s κ {self.kappa:.2f}, {meaning_of(self.kappa)})."
        if self.alike >= _NEARLY_ALL * self.both and self.kappa < _MODERATE:
            return f"{told} Where nearly all claims are judged alike, κ says little."
        return told


_NEARLY_ALL, _MODERATE = 0.9, 0.41  # from where on chance alone makes for agreement, and κ is low all the same
# Landis and Koch's words; the lower bound of each.
_MEANINGS = ((0.81, "almost perfect"), (0.61, "substantial"), (0.41, "moderate"), (0.21, "fair"), (0.0, "slight"))


def meaning_of(kappa: float) -> str:
    """What a kappa means, in the words that are customary."""
    return next((words for least, words in _MEANINGS if round(kappa, 2) >= least), "less than by chance")


def cohens_kappa(first: Sequence[Judged], second: Sequence[Judged]) -> float | None:
    """Cohen's kappa of two raters of the same things in the same order; None where it is not defined.

    Raises ValueError where they have not rated as many.
    """
    if len(first) != len(second):
        raise ValueError("both have to have judged the same claims")
    count = len(first)
    if not count:
        return None
    mine, theirs = Counter(first), Counter(second)
    observed = sum(one is other for one, other in zip(first, second, strict=True))
    # In whole numbers, so that agreement that is perfect is exactly 1.
    expected = sum(mine[kind] * theirs[kind] for kind in mine)
    if expected == count * count:
        return None
    return (observed * count - expected) / (count * count - expected)


def agreement(judgements: Sequence[Judgement], first: str, second: str, revision: str) -> Agreement:
    """How far two reviewers agree on one revision; of several judgements of a claim the last counts."""
    mine, theirs = _last(judgements, first, revision), _last(judgements, second, revision)
    both = [claim for claim in mine if claim in theirs]
    splits = tuple(Split(claim, mine[claim], theirs[claim]) for claim in both if mine[claim] is not theirs[claim])
    return Agreement(
        first=first,
        second=second,
        both=len(both),
        alike=len(both) - len(splits),
        kappa=cohens_kappa([mine[claim] for claim in both], [theirs[claim] for claim in both]),
        splits=splits,
    )


def agreements(judgements: Sequence[Judgement], revision: str) -> tuple[Agreement, ...]:
    """How far each two of the reviewers of a revision agree, in the order of their ids."""
    who = sorted({one.reviewer for one in judgements if one.revision == revision})
    return tuple(agreement(judgements, one, other, revision) for one, other in combinations(who, 2))


def to_settle(judgements: Sequence[Judgement], revision: str) -> tuple[str, ...]:
    """The claims on which any two reviewers of a revision do not agree, as they were first judged."""
    said: dict[str, set[Judged]] = {}
    for who in dict.fromkeys(one.reviewer for one in judgements):
        for claim, judged in _last(judgements, who, revision).items():
            said.setdefault(claim, set()).add(judged)
    return tuple(claim for claim, several in said.items() if len(several) > 1)


def _last(judgements: Sequence[Judgement], reviewer: str, revision: str) -> dict[str, Judged]:
    """What somebody last said of each claim of a revision."""
    own = sorted((one for one in judgements if one.reviewer == reviewer and one.revision == revision), key=lambda one: one.at)
    return {one.claim: one.judged for one in own}

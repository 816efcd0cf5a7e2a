"""Thresholds, chosen on one part and measured on another: what a score has to be for a label, which sentences are evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

from msgspec import Struct

from answerable.evaluation.pairs import LABELS, Label
from answerable.evaluation.resampling import libraries, macro_f1

_STEPS = 40  # places that a threshold is tried at
_MOST = 3  # sentences of a passage, where a number of them is chosen


class Ranges(Struct, frozen=True):
    """Two thresholds and the label of each of the three ranges of a score that they make."""

    low: float
    high: float
    labels: tuple[Label, Label, Label]
    reached: float  # macro-F1 on the part that they were chosen on

    def label(self, score: float) -> Label:
        """The label of a score."""
        return self.labels[(score >= self.low) + (score >= self.high)]


class Choice(Struct, frozen=True):
    """Which sentences of a passage are taken as evidence, by their scores: those from a threshold on, or the best few."""

    threshold: float | None = None
    best: int = 0
    reached: float = 0.0  # F1 on the part that it was chosen on

    def of(self, scores: Sequence[float]) -> tuple[int, ...]:
        """The numbers of the sentences, in their order."""
        if self.threshold is not None:
            return tuple(number for number, score in enumerate(scores) if score >= self.threshold)
        ranked = sorted(range(len(scores)), key=lambda number: (-scores[number], number))
        return tuple(sorted(ranked[: self.best]))


def best_ranges(scores: Sequence[float], labels: Sequence[Label]) -> Ranges:
    """The ranges with the highest macro-F1: every pair of thresholds with every labelling, so that no baseline is sold short.

    Without anything to choose on, everything is neutral.
    """
    if not scores:
        return Ranges(0.0, 0.0, (Label.NEUTRAL, Label.NEUTRAL, Label.NEUTRAL), 0.0)
    numpy = libraries()
    cuts = _cuts(scores)
    so = numpy.array([[label is one for one in LABELS] for label in labels], dtype=float)
    below = numpy.array([so[numpy.asarray(scores) < cut].sum(axis=0) for cut in cuts])  # how many of each label lie below a cut
    everything = so.sum(axis=0)
    found: list[tuple[float, int, int, tuple[Label, ...]]] = []
    for low in range(len(cuts)):
        parts = numpy.stack(  # for every higher cut the counts of each label in the three ranges
            [numpy.broadcast_to(below[low], below[low:].shape), below[low:] - below[low], everything - below[low:]], axis=1
        )
        for labelling in product(LABELS, repeat=3):
            said = numpy.array([[label is one for one in LABELS] for label in labelling], dtype=float)
            tables = numpy.einsum("crl,rs->cls", parts, said)  # what is so against what is said
            reached = macro_f1(tables.reshape(len(parts), -1))
            high = int(reached.argmax())
            found.append((float(reached[high]), low, low + high, labelling))
    reached, low, high, labelling = max(found, key=lambda one: (round(one[0], 12), -one[1], -one[2]))
    return Ranges(cuts[low], cuts[high], (labelling[0], labelling[1], labelling[2]), reached)


def best_choice(scores: Sequence[Sequence[float]], marked: Sequence[Sequence[int]]) -> Choice:
    """The choice of sentences with the highest F1 over all passages; without anything to choose on, the best sentence."""
    flat = [score for each in scores for score in each]
    candidates = [Choice(best=count) for count in range(1, _MOST + 1)] + [Choice(threshold=cut) for cut in _cuts(flat)]
    if not flat or not any(marked):
        return candidates[0]
    reached = [_f1([choice.of(each) for each in scores], marked) for choice in candidates]
    place = max(range(len(candidates)), key=lambda number: (reached[number], -number))
    return Choice(candidates[place].threshold, candidates[place].best, reached[place])


def probabilities(scores: Sequence[float], labels: Sequence[Label]) -> Callable[[float], tuple[float, float, float]]:
    """The probability of each label by a score, from a logistic regression; of a single label seen, the shares seen."""
    seen = [label for label in LABELS if label in labels]
    if len(seen) < 2:
        shares = tuple(float(label in seen) if seen else 1 / len(LABELS) for label in LABELS)
        return lambda score: (shares[0], shares[1], shares[2])
    numpy = libraries()
    from sklearn.linear_model import LogisticRegression  # pyright: ignore[reportMissingTypeStubs,reportUnknownVariableType]

    model: Any = LogisticRegression(max_iter=1_000)
    model.fit(numpy.array(scores).reshape(-1, 1), [label.value for label in labels])
    places = [list(model.classes_).index(label.value) if label in seen else None for label in LABELS]

    def of(score: float) -> tuple[float, float, float]:
        found = model.predict_proba([[score]])[0]
        one, two, three = (float(found[place]) if place is not None else 0.0 for place in places)
        return one, two, three

    return of


def _cuts(scores: Sequence[float]) -> list[float]:
    """Places for a threshold, spread over the scores: at most forty of the values that there are."""
    values = sorted(set(scores))
    if len(values) <= _STEPS:
        return values
    return [values[round(step * (len(values) - 1) / (_STEPS - 1))] for step in range(_STEPS)]


def _f1(chosen: Sequence[Sequence[int]], marked: Sequence[Sequence[int]]) -> float:
    right = sum(len(set(ours) & set(theirs)) for ours, theirs in zip(chosen, marked, strict=True))
    both = sum(map(len, chosen)) + sum(map(len, marked))
    return 2 * right / both if both else 0.0

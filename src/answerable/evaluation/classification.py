"""The measures of stance, sentence selection and calibration, computed by `scikit-learn`, with what their intervals need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

from answerable.evaluation.pairs import LABELS, Label, Pair
from answerable.evaluation.resampling import missing
from answerable.evaluation.results import Form, Measure, Table, Tallies
from answerable.evaluation.stances import Judged

MEASURES = (
    Measure("macro-F1", "the mean of the F1 of the stances that occur"),
    Measure("F1 supports", "the F1 of support"),
    Measure("F1 contradicts", "the F1 of contradiction"),
    Measure("F1 neutral", "the F1 of passages that do not tell"),
    Measure("supported P", "of what is shown as supported, the share that is: precision at the system's threshold"),
    Measure("supported R", "of what is supported, the share that is shown as such", ""),
    Measure("ECE", "expected calibration error of the most probable label, ten bins", "lower"),
    Measure("Brier", "the squared distance of the probabilities from what is so, summed over the labels", "lower"),
    Measure("sentence P", "of the sentences taken as evidence, the share that people marked; passages with evidence"),
    Measure("sentence R", "of the sentences that people marked, the share taken"),
    Measure("sentence F1", "the F1 of both"),
    Measure("sentence F1, all", "the same with passages without evidence, where every sentence taken is wrong"),
)
_BINS = 10


def tools() -> str:
    """What the measures are computed by, with its version; raises `MissingExtra` where it is not installed."""
    _metrics()
    return f"scikit-learn {version('scikit-learn')}"


def tallied(
    pairs: Sequence[Pair], judged: Sequence[Judged], rows: Sequence[int], units: int
) -> tuple[Mapping[str, Tallies], Mapping[str, float]]:
    """The tallies of each measure by unit, given the unit of each pair, and the figures by `scikit-learn`."""
    sums = _Sums(units)
    for pair, one, row in zip(pairs, judged, rows, strict=True):
        sums.add(row, pair, one)
    gold, said = [pair.label.value for pair in pairs], [one.label.value for one in judged]
    return sums.tallies(), _of_labels(gold, said) | _of_probabilities(gold, judged) | _of_sentences(pairs, judged)


class _Sums:
    """The counts of each measure for each unit."""

    def __init__(self, units: int) -> None:
        self._units = units
        self._rows: dict[str, tuple[Form, list[list[float]]]] = {}

    def add(self, row: int, pair: Pair, one: Judged) -> None:
        """Counts one pair."""
        so, said = LABELS.index(pair.label), LABELS.index(one.label)
        table = self._of("macro-F1", Form.MACRO_F1, row, 9)
        table[3 * so + said] += 1
        for label in LABELS:
            self._f1(f"F1 {label}", row, pair.label is label, one.label is label)
        is_so = pair.label is Label.SUPPORTS
        self._share("supported P", row, is_so and one.supported, one.supported)
        self._share("supported R", row, is_so and one.supported, is_so)
        if one.probabilities is not None:
            self._probable(row, so, one.probabilities)
        if pair.rationale is not None and one.selected is not None:
            self._sentences(row, pair, set(pair.rationale), set(one.selected))

    def tallies(self) -> Mapping[str, Tallies]:
        """What was counted, measure by measure."""
        return {name: Tallies(form, tuple(map(tuple, rows))) for name, (form, rows) in self._rows.items()}

    def _of(self, name: str, form: Form, row: int, width: int) -> list[float]:
        if name not in self._rows:
            self._rows[name] = (form, [[0.0] * width for _ in range(self._units)])
        return self._rows[name][1][row]

    def _f1(self, name: str, row: int, so: bool, said: bool) -> None:
        counts = self._of(name, Form.F1, row, 3)
        counts[0] += so and said
        counts[1] += said and not so
        counts[2] += so and not said

    def _share(self, name: str, row: int, part: float, whole: float) -> None:
        counts = self._of(name, Form.RATIO, row, 2)
        counts[0] += part
        counts[1] += whole

    def _probable(self, row: int, so: int, found: tuple[float, float, float]) -> None:
        best = max(range(len(found)), key=lambda number: found[number])
        bins = self._of("ECE", Form.CALIBRATION, row, 3 * _BINS)
        place = 3 * bin_of(found[best])
        bins[place] += found[best]
        bins[place + 1] += best == so
        bins[place + 2] += 1
        self._share("Brier", row, sum((one - (number == so)) ** 2 for number, one in enumerate(found)), 1)

    def _sentences(self, row: int, pair: Pair, marked: set[int], selected: set[int]) -> None:
        right = len(marked & selected)
        everywhere = self._of("sentence F1, all", Form.F1, row, 3)
        rows = [everywhere]
        if marked:
            rows.append(self._of("sentence F1", Form.F1, row, 3))
            self._share("sentence P", row, right, len(selected))
            self._share("sentence R", row, right, len(marked))
        for counts in rows:
            counts[0] += right
            counts[1] += len(selected - marked)
            counts[2] += len(marked - selected)


def bin_of(probability: float) -> int:
    """The bin of a probability, of ten that are equally wide; each holds its upper bound, as `calibration_curve` has it."""
    return min(max(-int(-probability * _BINS // 1) - 1, 0), _BINS - 1)


def _of_labels(gold: Sequence[str], said: Sequence[str]) -> dict[str, float]:
    metrics = _metrics()
    names = [label.value for label in LABELS]
    each: Any = metrics.f1_score(gold, said, labels=names, average=None, zero_division=0)
    found = {f"F1 {name}": float(value) for name, value in zip(names, each, strict=True)}
    occurring = [name for name in names if name in gold]
    found["macro-F1"] = float(metrics.f1_score(gold, said, labels=occurring, average="macro", zero_division=0))
    return found


def _of_probabilities(gold: Sequence[str], judged: Sequence[Judged]) -> dict[str, float]:
    """The Brier score, where every pair has probabilities; `scikit-learn` wants labels in the order of the alphabet."""
    given = [one.probabilities for one in judged]
    if any(one is None for one in given):
        return {}
    names = sorted(label.value for label in LABELS)
    order = [[label.value for label in LABELS].index(name) for name in names]
    rows = [[one[place] for place in order] for one in given if one is not None]
    rows = [[value / sum(row) for value in row] for row in rows]
    return {"Brier": float(_metrics().brier_score_loss(gold, rows, labels=names, scale_by_half=False))}


def _of_sentences(pairs: Sequence[Pair], judged: Sequence[Judged]) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, with_neutral in (("sentence F1", False), ("sentence F1, all", True)):
        so: list[bool] = []
        said: list[bool] = []
        for pair, one in zip(pairs, judged, strict=True):
            if pair.rationale is None or one.selected is None or not (pair.rationale or with_neutral):
                continue
            so += [number in pair.rationale for number in range(len(pair.sentences))]
            said += [number in one.selected for number in range(len(pair.sentences))]
        if so:
            precision, recall, f1, _ = _metrics().precision_recall_fscore_support(so, said, average="binary", zero_division=0)
            found[name] = float(f1)
            if not with_neutral:
                found |= {"sentence P": float(precision), "sentence R": float(recall)}
    return found


# ---- tables


def tables(pairs: Sequence[Pair], said: Mapping[str, Sequence[Judged]]) -> tuple[Table, ...]:
    """For each stance its precision and recall, who took what for what, and how probable is how often right."""
    made = [_per_class(pairs, said), _confusion(pairs, said)]
    made += [_reliability(name, pairs, judged) for name, judged in said.items() if all(one.probabilities for one in judged)]
    return tuple(made)


def _per_class(pairs: Sequence[Pair], said: Mapping[str, Sequence[Judged]]) -> Table:
    names = [label.value for label in LABELS]
    gold = [pair.label.value for pair in pairs]
    rows: list[tuple[str, ...]] = []
    for system, judged in said.items():
        given = [one.label.value for one in judged]
        found = _metrics().precision_recall_fscore_support(gold, given, labels=names, zero_division=0)
        for name, precision, recall, f1, count in zip(names, *found, strict=True):
            rows.append((system, name, f"{precision:.3f}", f"{recall:.3f}", f"{f1:.3f}", f"{count:,}"))
    return Table("Each stance", ("system", "stance", "precision", "recall", "F1", "pairs"), tuple(rows))


def _confusion(pairs: Sequence[Pair], said: Mapping[str, Sequence[Judged]]) -> Table:
    names = [label.value for label in LABELS]
    gold = [pair.label.value for pair in pairs]
    rows: list[tuple[str, ...]] = []
    for system, judged in said.items():
        matrix = _metrics().confusion_matrix(gold, [one.label.value for one in judged], labels=names)
        rows += [(system, name, *(f"{int(count):,}" for count in row)) for name, row in zip(names, matrix, strict=True)]
    return Table("What was taken for what", ("system", "what is so", *(f"said {name}" for name in names)), tuple(rows))


def _reliability(system: str, pairs: Sequence[Pair], judged: Sequence[Judged]) -> Table:
    bins: dict[int, list[tuple[float, bool]]] = {}
    for pair, one in zip(pairs, judged, strict=True):
        found = one.probabilities or (0.0, 0.0, 0.0)
        best = max(range(len(found)), key=lambda number: found[number])
        bins.setdefault(bin_of(found[best]), []).append((found[best], LABELS[best] is pair.label))
    rows = tuple(
        (
            f"{place / _BINS:.1f} to {(place + 1) / _BINS:.1f}",
            f"{sum(probability for probability, _ in one) / len(one):.3f}",
            f"{sum(right for _, right in one) / len(one):.3f}",
            f"{len(one):,}",
        )
        for place, one in sorted(bins.items())
    )
    return Table(f"How probable, and how often right: {system}", ("probability", "mean", "right", "pairs"), rows)


def _metrics() -> Any:
    """`sklearn.metrics`, loaded when something is measured."""
    try:
        from sklearn import metrics  # pyright: ignore[reportMissingTypeStubs]
    except ImportError as error:
        raise missing(error) from error
    return metrics

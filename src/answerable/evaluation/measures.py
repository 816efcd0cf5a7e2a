"""The measures, computed by `ir-measures` and never by hand, and how sure they are, by a paired bootstrap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Protocol, cast

from answerable.errors import MissingExtra
from answerable.evaluation.model import Collection, Estimate, Ranking

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

MEASURES = ("nDCG@10", "R@100", "RR@10")  # as ir-measures names them
DEPTH = 100  # records that a ranking is asked for: the deepest that a measure looks
RESAMPLES = 10_000
SEED = 20_251_027

PerTopic = Mapping[str, "NDArray[numpy.float64]"]  # for each measure one value per topic, in the collection's order


class _Metric(Protocol):
    """What `ir_measures` gives for each measure and topic."""

    query_id: str
    measure: object
    value: float


def per_topic(collection: Collection, rankings: Mapping[str, Ranking]) -> PerTopic:
    """Each measure for each topic; a topic without a ranking scores 0. Raises `MissingExtra` without `ir-measures`."""
    ir, numpy = _parts()
    qrels = [ir.Qrel(qrel.topic, qrel.record, qrel.gain) for qrel in collection.qrels]
    # Scores that fall with the rank: the tools sort by score, and the order is what is judged.
    run = [
        ir.ScoredDoc(topic, record, float(DEPTH - rank))
        for topic, ranking in rankings.items()
        for rank, record in enumerate(ranking[:DEPTH])
    ]
    row = {topic.id: number for number, topic in enumerate(collection.topics)}
    values = {name: numpy.zeros(len(row)) for name in MEASURES}
    for metric in cast("Sequence[_Metric]", list(ir.iter_calc([ir.parse_measure(name) for name in MEASURES], qrels, run))):
        values[str(metric.measure)][row[metric.query_id]] = metric.value
    return values


def estimate(values: NDArray[numpy.float64], resamples: int = RESAMPLES, seed: int = SEED) -> Estimate:
    """The mean over topics with the 2.5th and 97.5th percentile of the means of resampled topics.

    Given per-topic differences of two systems this is their paired bootstrap (Sakai 2006, percentile intervals): the
    same topics are drawn for both. Drawn by numpy's PCG64 under `seed`, so that every call draws the same topics.
    """
    _, numpy = _parts()
    if not len(values):
        return Estimate(0.0, 0.0, 0.0)
    draw = numpy.random.default_rng(seed)
    means = numpy.concatenate(
        [values[draw.integers(0, len(values), (block, len(values)))].mean(axis=1) for block in _blocks(resamples)]
    )
    low, high = numpy.percentile(means, [2.5, 97.5])
    return Estimate(float(values.mean()), float(low), float(high))


def tools() -> str:
    """What the measures are computed by, with its version; raises `MissingExtra` where it is not installed."""
    _parts()
    return f"ir-measures {version('ir-measures')}"


def _blocks(resamples: int, at_once: int = 500) -> list[int]:
    """The resamples in blocks, so that memory stays small."""
    return [min(at_once, resamples - start) for start in range(0, resamples, at_once)]


def _parts() -> tuple[Any, Any]:
    """`ir_measures` and `numpy`, loaded when something is measured."""
    try:
        import ir_measures
        import numpy
    except ImportError as error:
        raise MissingExtra(
            f"Measuring needs {error.name}, which is not installed.", "Install it with: pip install 'answerable[evaluation]'"
        ) from error
    return ir_measures, numpy

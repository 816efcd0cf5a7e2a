"""The measures of retrieval, computed by `ir-measures` and never by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any, Protocol, cast

from answerable.evaluation.model import Collection, Ranking
from answerable.evaluation.resampling import missing
from answerable.evaluation.results import Measure

MEASURES = (  # as ir-measures names them
    Measure("nDCG@10", "the gain of the first ten, discounted by rank"),
    Measure("R@100", "the share of what is relevant among the first hundred"),
    Measure("RR@10", "one by the rank of the first that is relevant, within ten"),
)
NAMES = tuple(measure.name for measure in MEASURES)
DEPTH = 100  # records that a ranking is asked for: the deepest that a measure looks

PerTopic = Mapping[str, Sequence[float]]  # for each measure one value per topic, in the collection's order


class _Metric(Protocol):
    """What `ir_measures` gives for each measure and topic."""

    query_id: str
    measure: object
    value: float


def per_topic(collection: Collection, rankings: Mapping[str, Ranking]) -> PerTopic:
    """Each measure for each topic; a topic without a ranking scores 0. Raises `MissingExtra` without `ir-measures`."""
    ir = _ir_measures()
    qrels = [ir.Qrel(qrel.topic, qrel.record, qrel.gain) for qrel in collection.qrels]
    # Scores that fall with the rank: the tools sort by score, and the order is what is judged.
    run = [
        ir.ScoredDoc(topic, record, float(DEPTH - rank))
        for topic, ranking in rankings.items()
        for rank, record in enumerate(ranking[:DEPTH])
    ]
    row = {topic.id: number for number, topic in enumerate(collection.topics)}
    values = {name: [0.0] * len(row) for name in NAMES}
    for metric in cast("Sequence[_Metric]", list(ir.iter_calc([ir.parse_measure(name) for name in NAMES], qrels, run))):
        if metric.query_id in row:
            values[str(metric.measure)][row[metric.query_id]] = float(metric.value)
    return values


def tools() -> str:
    """What the measures are computed by, with its version; raises `MissingExtra` where it is not installed."""
    _ir_measures()
    return f"ir-measures {version('ir-measures')}"


def _ir_measures() -> Any:
    """`ir_measures`, loaded when something is measured."""
    try:
        import ir_measures
    except ImportError as error:
        raise missing(error) from error
    return ir_measures

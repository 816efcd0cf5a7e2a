"""Comparing systems: each ranks every topic, and is measured against the first by a paired bootstrap."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import median
from time import perf_counter

from answerable.evaluation.measures import MEASURES, PerTopic, estimate, per_topic
from answerable.evaluation.model import Collection, Estimate, Evaluation, Measured, Ranking
from answerable.evaluation.systems import System


def compare(
    collection: Collection,
    systems: Sequence[System],
    manifest: Mapping[str, str],
    tell: Callable[[str], None] = lambda done: None,
) -> Evaluation:
    """Every system on every topic; the first is the baseline. `tell` hears which system is at work.

    Raises `MissingExtra` where the libraries that measure are not installed.
    """
    found: list[Measured] = []
    values: list[PerTopic] = []
    for system in systems:
        tell(f"{system.name}: {len(collection.topics):,} topics")
        rankings, milliseconds = _rankings(collection, system)
        values.append(per_topic(collection, rankings))
        found.append(_measured(system, values, sum(not ranking for ranking in rankings.values()), milliseconds))
    return Evaluation(
        dataset=collection.name,
        topics=len(collection.topics),
        judgements=len(collection.qrels),
        records=len(collection.records),
        notes=collection.notes,
        systems=tuple(found),
        manifest=manifest,
    )


def _rankings(collection: Collection, system: System) -> tuple[Mapping[str, Ranking], float]:
    """The ranking of each topic, and the median time of one in milliseconds."""
    rankings: dict[str, Ranking] = {}
    times: list[float] = []
    for topic in collection.topics:
        start = perf_counter()
        rankings[topic.id] = system.rank(topic.text)
        times.append(perf_counter() - start)
    return rankings, 1000 * median(times) if times else 0.0


def _measured(system: System, values: Sequence[PerTopic], unanswered: int, milliseconds: float) -> Measured:
    """The figures of the last system of which there are values."""
    *before, own = values
    return Measured(
        system=system.name,
        what=system.what,
        measures={name: estimate(own[name]) for name in MEASURES},
        differences=_differences(own, before[0]) if before else {},
        gains=_differences(own, before[-1]) if before else {},
        unanswered=unanswered,
        milliseconds=milliseconds,
    )


def _differences(one: PerTopic, other: PerTopic) -> Mapping[str, Estimate]:
    return {name: estimate(one[name] - other[name]) for name in MEASURES}

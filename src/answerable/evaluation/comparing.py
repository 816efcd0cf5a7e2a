"""Comparing systems: each ranks every topic, and is measured against others on the same topics."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import median
from time import perf_counter

import msgspec

from answerable.evaluation.measures import MEASURES, per_topic
from answerable.evaluation.model import Collection, Ranking
from answerable.evaluation.resampling import counts_anything, interval
from answerable.evaluation.results import Evaluation, Measured, Tallies, means
from answerable.evaluation.systems import System


def compare(
    collection: Collection,
    systems: Sequence[System],
    manifest: Mapping[str, str],
    tell: Callable[[str], None] = lambda done: None,
) -> Evaluation:
    """Every system on every topic, compared with the first, the one before it, the one it adds to, and those `beside` it.

    `tell` hears which system is at work. Raises `MissingExtra` where the libraries that measure are not installed.
    """
    found: list[Measured] = []
    for system in systems:
        tell(f"{system.name}: {len(collection.topics):,} topics")
        rankings, milliseconds = _rankings(collection, system)
        facts = {"unanswered": float(sum(not ranking for ranking in rankings.values())), "ms": round(milliseconds, 1)}
        values = per_topic(collection, rankings)
        own = measured(system.name, system.what, {name: means(values[name]) for name in values}, facts)
        names = {one.system for one in (*found[:1], *found[-1:])} | {system.adds_to, *system.beside}
        beside = [one for one in found if one.system in names]
        found.append(against(own, beside))
    return Evaluation(
        kind="retrieval",
        dataset=collection.name,
        counted={"topics": len(collection.topics), "judgements": len(collection.qrels), "records": len(collection.records)},
        unit="topic",
        units=tuple(topic.id for topic in collection.topics),
        measures=MEASURES,
        systems=tuple(found),
        notes=collection.notes,
        manifest=manifest,
    )


def measured(
    system: str,
    what: str,
    tallies: Mapping[str, Tallies],
    facts: Mapping[str, float] | None = None,
    values: Mapping[str, float] | None = None,
) -> Measured:
    """A system with an interval around each of its figures; `values` are those that a library has computed."""
    known = values or {}
    sound = {name: one for name, one in tallies.items() if counts_anything(one)}
    return Measured(
        system=system,
        what=what,
        measures={name: interval(one, value=known.get(name)) for name, one in sound.items()},
        tallies=sound,
        facts=facts or {},
    )


def against(one: Measured, others: Sequence[Measured]) -> Measured:
    """The system with its paired differences from others, each once, in every measure that both have."""
    differences = {
        other.system: {
            name: interval(tallies, other.tallies[name], value=one.measures[name].value - other.measures[name].value)
            for name, tallies in one.tallies.items()
            if name in other.tallies
        }
        for other in others
    }
    return msgspec.structs.replace(one, differences=differences)


def _rankings(collection: Collection, system: System) -> tuple[Mapping[str, Ranking], float]:
    """The ranking of each topic, and the median time of one in milliseconds."""
    rankings: dict[str, Ranking] = {}
    times: list[float] = []
    for topic in collection.topics:
        start = perf_counter()
        rankings[topic.id] = system.rank(topic.text)
        times.append(perf_counter() - start)
    return rankings, 1000 * median(times) if times else 0.0

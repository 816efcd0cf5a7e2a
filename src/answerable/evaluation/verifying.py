"""Comparing systems that judge stance: thresholds come from one part of the pairs, figures from another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from time import perf_counter

from answerable.errors import UnreadableInput
from answerable.evaluation import classification
from answerable.evaluation.comparing import against, measured
from answerable.evaluation.folds import HELD_OUT_FOLD
from answerable.evaluation.pairs import Pair, PairSet
from answerable.evaluation.results import Absent, Case, Evaluation, Measured
from answerable.evaluation.stances import Judged, StanceSystem


class Part(StrEnum):
    """Which pairs are measured."""

    ALL = "all"
    TUNING = "tuning"
    HELD_OUT = "held-out"


Split = tuple[tuple[Pair, ...], tuple[Pair, ...]]  # the pairs that are tuned on, and those that are measured

_FEW = 20  # groups: below that an interval means little


def verify_systems(
    found: PairSet,
    systems: Sequence[StanceSystem],
    part: Part,
    manifest: Mapping[str, str],
    *,
    absent: Sequence[Absent] = (),
    tell: Callable[[str], None] = lambda stage: None,
) -> Evaluation:
    """Every system on the pairs of one part, the first as the baseline; `tell` hears which system is at work.

    Raises `UnreadableInput` where the part has no pair, and `MissingExtra` where what measures is not installed.
    """
    parts = splits(found, part)
    pairs = tuple(pair for _, chosen in parts for pair in chosen)
    if not pairs:
        raise UnreadableInput(f"{found.name} has no pair in its {part} part.", "Say --part all, or bring more pairs.")
    groups = tuple(dict.fromkeys(found.groups[pair.id] for pair in pairs))
    row = {group: number for number, group in enumerate(groups)}
    rows = [row[found.groups[pair.id]] for pair in pairs]
    results: list[Measured] = []
    said: dict[str, Sequence[Judged]] = {}
    for number, system in enumerate(systems):
        tell(f"{system.name}: {len(pairs):,} pairs")
        start = perf_counter()
        judged = said[system.name] = [one for tuning, chosen in parts for one in system.judge(tuning, chosen)]
        read = {pair.id for tuning, chosen in parts for pair in (*chosen, *(tuning if system.tunes else ()))}
        milliseconds = round(1000 * (perf_counter() - start) / len(read), 1)
        tallies, values = classification.tallied(pairs, judged, rows, len(groups))
        own = measured(system.name, system.what, tallies, {"ms": milliseconds}, values)
        others = results if number == len(systems) - 1 else results[:1]
        results.append(against(own, others))
    return Evaluation(
        kind="verification",
        dataset=f"{found.name}, {_named(part)}",
        counted=_counted(pairs, groups),
        unit="group of pairs that share a claim or a passage",
        units=groups,
        measures=classification.MEASURES,
        systems=tuple(results),
        absent=tuple(absent),
        tables=classification.tables(pairs, said),
        notes=(*found.notes, _how_split(part)),
        warnings=tuple(_warnings(found, part, len(groups))),
        rejected=found.rejected,
        cases=tuple(_cases(pairs, said)),
        manifest=manifest,
    )


def splits(found: PairSet, part: Part) -> list[Split]:
    """What is tuned on and what is measured; where all is measured, each fold is measured with thresholds from the others."""
    measured_folds = sorted({found.folds[pair.id] for pair in found.pairs})
    if part is Part.HELD_OUT:
        return [_split(found, measured_folds, [HELD_OUT_FOLD])]
    if part is Part.TUNING:
        measured_folds = [fold for fold in measured_folds if fold != HELD_OUT_FOLD]
    return [_split(found, measured_folds, [fold]) for fold in measured_folds]


def _split(found: PairSet, among: Sequence[int], chosen: Sequence[int]) -> Split:
    tuning = tuple(pair for pair in found.pairs if found.folds[pair.id] in among and found.folds[pair.id] not in chosen)
    return tuning, tuple(pair for pair in found.pairs if found.folds[pair.id] in chosen)


def _named(part: Part) -> str:
    return "all of it" if part is Part.ALL else f"{part} part"


def _counted(pairs: Sequence[Pair], groups: Sequence[str]) -> Mapping[str, int]:
    """How many there are of what; sentences only where people marked them."""
    counts = {"pairs": len(pairs), "claims": len({pair.claim for pair in pairs}), "groups": len(groups)}
    marked = sum(len(pair.rationale) for pair in pairs if pair.rationale)
    return counts | ({"marked sentences": marked} if marked else {})


def _how_split(part: Part) -> str:
    if part is Part.HELD_OUT:
        return "Thresholds of baselines come from the other part; no claim or passage is in both."
    return "Thresholds of baselines for each of the folds come from the other folds; no claim or passage is in two folds."


def _warnings(found: PairSet, part: Part, groups: int) -> Iterator[str]:
    if found.trained_on and part is not Part.HELD_OUT:
        yield (
            f"the shipped evidence model was TRAINED on most of {found.name}: only --part held-out says how good it is on what "
            "it has not seen. Figures of the model here are too good."
        )
    yield from found.cautions
    if groups < _FEW:
        yield f"there are only {groups} groups of pairs: intervals of so few mean little."


def _cases(pairs: Sequence[Pair], said: Mapping[str, Sequence[Judged]]) -> Iterator[Case]:
    for number, pair in enumerate(pairs):
        yield Case(pair.id, pair.place, pair.label, {name: judged[number].label for name, judged in said.items()})

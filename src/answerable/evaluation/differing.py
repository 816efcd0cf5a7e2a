"""Two measurements of the same data: whether they differ by more than noise, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct

from answerable.errors import UnreadableInput, UsageProblem
from answerable.evaluation.resampling import METHOD, interval
from answerable.evaluation.results import Estimate, Evaluation, Measure, Measured, Tallies

OF_A_RUN = "run "  # before the name of a file that is itself what is measured, and may differ


class Difference(Struct, frozen=True, kw_only=True):
    """One measure of one system in both measurements, the second less the first, and what that means."""

    system: str
    measure: str
    first: float
    second: float
    difference: Estimate
    verdict: str  # "better", "worse", "different", "no difference shown", "the same"
    words: str


class Comparison(Struct, frozen=True, kw_only=True):
    """Every measure that two measurements share, on the units that they share."""

    dataset: str
    unit: str
    units: int
    differences: tuple[Difference, ...]
    notes: tuple[str, ...] = ()
    manifest: Mapping[str, str] = {}


def read_evaluation(content: bytes, name: str) -> Evaluation:
    """A measurement that was saved as JSON; raises `UnreadableInput` where it is none of this version."""
    try:
        return msgspec.json.decode(content, type=Evaluation)
    except (msgspec.MsgspecError, UnicodeError, RecursionError, ValueError) as error:
        raise UnreadableInput(
            f"{name} is no measurement of this version: {error}.",
            "Give a file that 'answerable evaluate … --format json' has made.",
        ) from error


def compared(first: Evaluation, second: Evaluation, system: str = "") -> Comparison:
    """The second measurement less the first, for every system of the same name, or for the one that is named ("A:B" in each).

    Raises `UsageProblem` where the two are not of the same kind, data and units, or share no system or measure.
    """
    _comparable(first, second)
    pairs = _pairs(first, second, system)
    differences = tuple(one for pair in pairs for one in _differences(first, second, *pair))
    left_out = [one for pair in pairs for one in _only_in_one(*pair)]
    if not differences:
        raise UsageProblem("The two measurements share no measure.", "Compare measurements of the same kind.")
    return Comparison(
        dataset=first.dataset,
        unit=first.unit,
        units=len(first.units),
        differences=differences,
        notes=(*left_out, *_notes(first, second)),
        manifest={"bootstrap": METHOD, "first": first.manifest.get("version", ""), "second": second.manifest.get("version", "")},
    )


def _comparable(first: Evaluation, second: Evaluation) -> None:
    for what, one, other in (("kind", first.kind, second.kind), ("data", first.dataset, second.dataset)):
        if one != other:
            raise UsageProblem(
                f"The two measurements are of different {what}: “{one}” and “{other}”.", "Measure both on the same data."
            )
    for name, value in first.manifest.items():
        if value.startswith("sha256") and not name.startswith(OF_A_RUN) and second.manifest.get(name, value) != value:
            raise UsageProblem(f"{name} was not the same file in both measurements.", "Measure both on the same data.")
    if set(first.units) != set(second.units) or len(first.units) != len(second.units):
        lacking = len(set(first.units) ^ set(second.units))
        raise UsageProblem(
            f"The two measurements are not on the same data: {lacking:,} of their {first.unit}s are in one of them only.",
            "Measure both on the same part of the same data.",
        )


def _pairs(first: Evaluation, second: Evaluation, system: str) -> list[tuple[Measured, Measured]]:
    """The systems that are compared, one of each measurement."""
    ours, theirs = ({one.system: one for one in each.systems} for each in (first, second))
    if system:
        one, _, other = system.partition(":") if system not in ours else (system, "", "")
        other = other or one
        for name, held in ((one, ours), (other, theirs)):
            if name not in held:
                raise UsageProblem(f"There is no system “{name}” in it.", f"Choose from: {', '.join(held)}.")
        return [(ours[one], theirs[other])]
    shared = [(ours[name], theirs[name]) for name in ours if name in theirs]
    return shared or [(first.systems[-1], second.systems[-1])]


def _differences(first: Evaluation, second: Evaluation, one: Measured, other: Measured) -> Iterator[Difference]:
    place = {unit: number for number, unit in enumerate(second.units)}
    order = [place[unit] for unit in first.units]
    name = one.system if one.system == other.system else f"{one.system} → {other.system}"
    for measure in first.measures:
        ours, theirs = one.tallies.get(measure.name), other.tallies.get(measure.name)
        if ours is None or theirs is None or ours.form is not theirs.form:
            continue
        paired = Tallies(theirs.form, tuple(theirs.rows[number] for number in order))
        before, after = one.measures[measure.name].value, other.measures[measure.name].value
        found = interval(paired, ours, value=after - before)
        verdict = _verdict(found, measure, same=paired.rows == ours.rows)
        yield Difference(
            system=name, measure=measure.name, first=before, second=after, difference=found, verdict=verdict,
            words=_words(verdict, found, len(first.units), first.unit),
        )  # fmt: skip


def _only_in_one(one: Measured, other: Measured) -> Iterator[str]:
    lacking = sorted(one.tallies.keys() ^ other.tallies.keys())
    if lacking:
        yield f"Only one of the two has a figure of {one.system} for: {', '.join(lacking)}."


def _verdict(found: Estimate, measure: Measure, *, same: bool) -> str:
    if same:
        return "the same"
    if not found.excludes_zero:
        return "no difference shown"
    if not measure.better:
        return "different"
    return "better" if (found.value > 0) == (measure.better == "higher") else "worse"


def _words(verdict: str, found: Estimate, units: int, unit: str) -> str:
    """What it means for somebody who does not read intervals."""
    if verdict == "the same":
        return f"Every {unit} comes out the same."
    if verdict == "no difference shown":
        width = max(abs(found.low), abs(found.high))
        return (
            f"It could be noise: on other data of this kind it may as well be none. More than {width:.3f} either way is unlikely."
        )
    return f"More than noise: drawing the {units:,} {unit}s again leaves it {'above' if found.low > 0 else 'below'} zero."


def _notes(first: Evaluation, second: Evaluation) -> Iterator[str]:
    """What else is different, which may be why."""
    names = [*first.manifest, *(name for name in second.manifest if name not in first.manifest)]
    for name in names:
        one, other = first.manifest.get(name, "nothing"), second.manifest.get(name, "nothing")
        if one != other:
            yield f"They also differ in “{name}”: {one} and {other}."
    yield from (f"Said of the one or the other: {one}" for one in dict.fromkeys((*first.warnings, *second.warnings)))


# ---- for people and programs


def _rows(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    yield ("system", "measure", "first", "second", "difference", "")
    for one in comparison.differences:
        shown = f"{one.difference.value:+.3f} [{one.difference.low:+.3f}, {one.difference.high:+.3f}]".replace("-", "−")
        yield (one.system, one.measure, f"{one.first:.3f}", f"{one.second:.3f}", shown, one.verdict)


def _headline(comparison: Comparison) -> str:
    return f"{comparison.dataset}: the second less the first, on the same {comparison.units:,} {comparison.unit}s"


def _conclusions(comparison: Comparison) -> list[str]:
    """Each meaning once, with what it is said of."""
    found: dict[str, list[str]] = {}
    for one in comparison.differences:
        found.setdefault(f"{one.verdict}: {one.words}", []).append(f"{one.system}, {one.measure}")
    return [f"{meaning} ({'; '.join(of)})" for meaning, of in found.items()]


def text(comparison: Comparison) -> str:
    """The comparison as plain text."""
    rows = list(_rows(comparison))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [_headline(comparison), ""]
    lines += ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines += ["", *_conclusions(comparison), "", *comparison.notes, _key()]
    return "\n".join(lines) + "\n"


def markdown(comparison: Comparison) -> str:
    """The comparison as Markdown."""
    head, *rows = (tuple(cell.replace("|", "\\|") for cell in row) for row in _rows(comparison))
    lines = [f"## {_headline(comparison)}", "", _row(head), _row(["---"] * len(head)), *map(_row, rows), ""]
    lines += [*(f"- {one}" for one in (*_conclusions(comparison), *comparison.notes)), "", _key()]
    return "\n".join(lines) + "\n"


def json(comparison: Comparison) -> str:
    """The comparison as JSON."""
    return msgspec.json.format(msgspec.json.encode(comparison), indent=2).decode() + "\n"


RENDERERS: Mapping[str, Callable[[Comparison], str]] = {"text": text, "markdown": markdown, "json": json}


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _key() -> str:
    return f"In brackets 95% intervals ({METHOD})."

"""An `Evaluation` for people and programs: tables for the terminal, the same in Markdown, and JSON."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from answerable.evaluation.resampling import RESAMPLES
from answerable.evaluation.results import Estimate, Evaluation, Measured, Table

_WIDTH = 110
_SHOWN = 10  # of the lines that could not be read; JSON has all
_AT_ONCE = 4  # measures side by side
_NUMBERS = re.compile(r"\[([\d.e+,\s-]+)\]")


def text(evaluation: Evaluation) -> str:
    """The evaluation as plain text: what was measured, the tables, what the systems are, how to read it."""
    lines = _wrapped([_headline(evaluation), *(f"ATTENTION: {one}" for one in evaluation.warnings), *evaluation.notes])
    for table in _tables(evaluation):
        grid = [table.head, *table.rows]
        widths = [max(len(row[column]) for row in grid) for column in range(len(table.head))]
        lines += ["", *([table.title] if table.title else [])]
        lines += ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in grid]
    lines += ["", *_wrapped(f"{name}: {what}." for name, what in _explained(evaluation)), "", *_wrapped([_key(evaluation)])]
    lines += _wrapped(_left_out(evaluation))
    lines += _wrapped(f"{name}: {value}" for name, value in evaluation.manifest.items())
    return "\n".join(lines) + "\n"


def markdown(evaluation: Evaluation) -> str:
    """The evaluation as Markdown."""
    lines = [f"## {_headline(evaluation)}", "", *(f"**Attention: {one}**" for one in evaluation.warnings), *evaluation.notes]
    for table in _tables(evaluation):
        lines += ["", *([f"**{table.title}**", ""] if table.title else [])]
        lines += [_row(table.head), _row(["---"] * len(table.head)), *map(_row, table.rows)]
    lines += ["", *(f"- **{_cell(name)}**: {_cell(what)}." for name, what in _explained(evaluation)), "", _key(evaluation), ""]
    lines += [f"- {_cell(one)}" for one in _left_out(evaluation)]
    lines += [f"- {name}: {value}" for name, value in evaluation.manifest.items()]
    return "\n".join(lines) + "\n"


def json(evaluation: Evaluation) -> str:
    """The evaluation as JSON, every figure in full, with the tallies that `compare` reads; rows of numbers on one line."""
    laid_out = msgspec.json.format(msgspec.json.encode(evaluation), indent=2).decode()
    return _NUMBERS.sub(lambda match: f"[{' '.join(match[1].split())}]", laid_out) + "\n"


RENDERERS: Mapping[str, Callable[[Evaluation], str]] = {"text": text, "markdown": markdown, "json": json}


def _headline(evaluation: Evaluation) -> str:
    sizes = ", ".join(f"{number:,} {what}" for what, number in evaluation.counted.items())
    return f"{evaluation.dataset}: {sizes}"


def _explained(evaluation: Evaluation) -> Iterator[tuple[str, str]]:
    """What the systems are, those that were not measured, and what the measures are."""
    yield from ((one.system, one.what) for one in evaluation.systems)
    yield from ((one.system, f"not measured: {one.why.rstrip('.')}") for one in evaluation.absent)
    known = {name for one in evaluation.systems for name in one.measures}
    for one in evaluation.measures:
        if one.name in known:
            yield one.name, one.what + ("; lower is better" if one.better == "lower" else "")


def _key(evaluation: Evaluation) -> str:
    key = f"In brackets 95% intervals over {RESAMPLES:,} resamples, drawn by {evaluation.unit}"
    if len(evaluation.systems) > 1:
        key += "; differences are on the same ones, and marked * where the interval excludes zero"
    facts = {fact for one in evaluation.systems for fact in one.facts}
    if "unanswered" in facts:
        key += f"; unanswered: {evaluation.unit}s for which nothing is found"
    return key + ("; ms: time of one here." if "ms" in facts else ".")


def _left_out(evaluation: Evaluation) -> list[str]:
    """The lines that could not be read, the first of them with their places."""
    count = len(evaluation.rejected)
    if not count:
        return []
    more = [f"… and {count - _SHOWN:,} more; --format json has all."] if count > _SHOWN else []
    return [f"{count:,} {'line' if count == 1 else 'lines'} could not be read and were left out:",
            *evaluation.rejected[:_SHOWN], *more]  # fmt: skip


def _tables(evaluation: Evaluation) -> Iterator[Table]:
    """The measures of each system with what one cost, its differences from others, and whatever else there is."""
    known = {name for one in evaluation.systems for name in one.measures}
    every = [measure.name for measure in evaluation.measures if measure.name in known]
    facts = list(dict.fromkeys(fact for one in evaluation.systems for fact in one.facts))
    for start in range(0, max(len(every), 1), _AT_ONCE):
        names, last = every[start : start + _AT_ONCE], start + _AT_ONCE >= len(every)
        shown = facts if last else []
        yield Table("", ("system", *names, *shown), tuple(tuple(_measures(one, names, shown)) for one in evaluation.systems))
    for start in range(0, len(every), _AT_ONCE):
        names = every[start : start + _AT_ONCE]
        rows = [
            (f"{one.system} − {other}", *(_difference(found.get(name)) for name in names))
            for one in evaluation.systems
            for other, found in one.differences.items()
        ]
        if rows:
            yield Table("", ("difference", *names), tuple(rows))
    yield from evaluation.tables


def _measures(one: Measured, names: Sequence[str], facts: Sequence[str]) -> Iterator[str]:
    yield one.system
    yield from (_estimate(one.measures.get(name)) for name in names)
    for fact in facts:
        value = one.facts.get(fact)
        yield "–" if value is None else f"{value:,.0f}" if value == int(value) and fact != "ms" else f"{value:,.1f}"


def _estimate(estimate: Estimate | None) -> str:
    return f"{estimate.value:.3f} [{estimate.low:.3f}, {estimate.high:.3f}]" if estimate else "–"


def _difference(estimate: Estimate | None) -> str:
    if estimate is None:
        return "–"
    star = "*" if estimate.excludes_zero else ""
    return f"{estimate.value:+.3f}{star} [{estimate.low:+.3f}, {estimate.high:+.3f}]".replace("-", "−")


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(words: str) -> str:
    """Words that cannot end a cell or a line of Markdown."""
    return " ".join(words.split()).replace("|", "\\|")


def _wrapped(paragraphs: Iterable[str]) -> list[str]:
    return [line for paragraph in paragraphs for line in textwrap.wrap(paragraph, _WIDTH, subsequent_indent="  ")]

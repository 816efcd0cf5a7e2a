"""An `Evaluation` for people and programs: a table for the terminal, the same in Markdown, and JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from answerable.evaluation.measures import MEASURES, RESAMPLES
from answerable.evaluation.model import Estimate, Evaluation, Measured

_WIDTH = 110


def text(evaluation: Evaluation) -> str:
    """The evaluation as plain text: what was measured, a table, what the systems are, how to read it."""
    rows = list(_rows(evaluation))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [_headline(evaluation), *_wrapped(evaluation.notes), ""]
    lines += ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines += ["", *_wrapped(f"{one.system}: {one.what}." for one in evaluation.systems), "", *_wrapped([_key(evaluation)])]
    lines += _wrapped(f"{name}: {value}" for name, value in evaluation.manifest.items())
    return "\n".join(lines) + "\n"


def markdown(evaluation: Evaluation) -> str:
    """The evaluation as Markdown."""
    first, *rows = _rows(evaluation)
    lines = [f"## {_headline(evaluation)}", "", *evaluation.notes, ""]
    lines += [_row(first), _row(["---"] * len(first)), *map(_row, rows), ""]
    lines += [f"- **{one.system}**: {one.what}." for one in evaluation.systems]
    lines += ["", _key(evaluation), ""]
    lines += [f"- {name}: {value}" for name, value in evaluation.manifest.items()]
    return "\n".join(lines) + "\n"


def json(evaluation: Evaluation) -> str:
    """The evaluation as JSON, every figure in full."""
    return msgspec.json.format(msgspec.json.encode(evaluation), indent=2).decode() + "\n"


RENDERERS: Mapping[str, Callable[[Evaluation], str]] = {"text": text, "markdown": markdown, "json": json}


def _headline(evaluation: Evaluation) -> str:
    sizes = f"{evaluation.topics:,} topics, {evaluation.judgements:,} judgements, {evaluation.records:,} records"
    return f"{evaluation.dataset}: {sizes}"


def _key(evaluation: Evaluation) -> str:
    return (
        f"In brackets 95% intervals over {RESAMPLES:,} resamples of the topics; Δ is the difference from "
        f"{evaluation.baseline.system} on the same topics, marked * where its interval excludes zero; "
        "ms: median time of a topic in this run."
    )


def _rows(evaluation: Evaluation) -> Iterator[list[str]]:
    heads = [head for measure in MEASURES for head in (measure, f"Δ {measure}")]
    yield ["system", *heads, "unanswered", "ms"]
    yield from map(_cells, evaluation.systems)


def _cells(one: Measured) -> list[str]:
    cells = [one.system]
    for measure in MEASURES:
        difference = one.differences.get(measure)
        cells += [_estimate(one.measures[measure]), _difference(difference) if difference else "baseline"]
    return [*cells, str(one.unanswered), f"{one.milliseconds:.1f}"]


def _estimate(estimate: Estimate) -> str:
    return f"{estimate.value:.3f} [{estimate.low:.3f}, {estimate.high:.3f}]"


def _difference(estimate: Estimate) -> str:
    star = "*" if estimate.excludes_zero else ""
    return f"{estimate.value:+.3f}{star} [{estimate.low:+.3f}, {estimate.high:+.3f}]".replace("-", "−")


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _wrapped(paragraphs: Sequence[str] | Iterator[str]) -> list[str]:
    return [line for paragraph in paragraphs for line in textwrap.wrap(paragraph, _WIDTH, subsequent_indent="  ")]

"""An `Evaluation` for people and programs: tables for the terminal, the same in Markdown, and JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from answerable.evaluation.measures import MEASURES, RESAMPLES
from answerable.evaluation.model import Estimate, Evaluation, Measured

_WIDTH = 110


def text(evaluation: Evaluation) -> str:
    """The evaluation as plain text: what was measured, two tables, what the systems are, how to read it."""
    lines = [_headline(evaluation), *_wrapped(evaluation.notes)]
    for table in _tables(evaluation):
        widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
        lines.append("")
        lines += ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table]
    lines += ["", *_wrapped(f"{one.system}: {one.what}." for one in evaluation.systems), "", *_wrapped([_key()])]
    lines += _wrapped(f"{name}: {value}" for name, value in evaluation.manifest.items())
    return "\n".join(lines) + "\n"


def markdown(evaluation: Evaluation) -> str:
    """The evaluation as Markdown."""
    lines = [f"## {_headline(evaluation)}", "", *evaluation.notes]
    for first, *rows in _tables(evaluation):
        lines += ["", _row(first), _row(["---"] * len(first)), *map(_row, rows)]
    lines += ["", *(f"- **{one.system}**: {one.what}." for one in evaluation.systems), "", _key(), ""]
    lines += [f"- {name}: {value}" for name, value in evaluation.manifest.items()]
    return "\n".join(lines) + "\n"


def json(evaluation: Evaluation) -> str:
    """The evaluation as JSON, every figure in full."""
    return msgspec.json.format(msgspec.json.encode(evaluation), indent=2).decode() + "\n"


RENDERERS: Mapping[str, Callable[[Evaluation], str]] = {"text": text, "markdown": markdown, "json": json}


def _headline(evaluation: Evaluation) -> str:
    sizes = f"{evaluation.topics:,} topics, {evaluation.judgements:,} judgements, {evaluation.records:,} records"
    return f"{evaluation.dataset}: {sizes}"


def _key() -> str:
    return (
        f"In brackets 95% intervals over {RESAMPLES:,} resamples of the topics; differences are on the same topics, and marked * "
        "where the interval excludes zero; unanswered: topics for which nothing is found; ms: median time of a topic here."
    )


def _tables(evaluation: Evaluation) -> tuple[list[list[str]], list[list[str]]]:
    """The measures of each system with what a topic cost, and its differences from the baseline and from the one before."""
    baseline = evaluation.baseline.system
    measures = [["system", *MEASURES, "unanswered", "ms"], *map(_measures, evaluation.systems)]
    heads = [head for measure in MEASURES for head in (f"{measure} − {baseline}", "− the one before")]
    return measures, [["system", *heads], *map(_differences, evaluation.systems[1:])]


def _measures(one: Measured) -> list[str]:
    figures = [_estimate(one.measures[measure]) for measure in MEASURES]
    return [one.system, *figures, str(one.unanswered), f"{one.milliseconds:.1f}"]


def _differences(one: Measured) -> list[str]:
    found = [(one.differences[measure], one.gains[measure]) for measure in MEASURES]
    return [one.system, *(_difference(difference) for pair in found for difference in pair)]


def _estimate(estimate: Estimate) -> str:
    return f"{estimate.value:.3f} [{estimate.low:.3f}, {estimate.high:.3f}]"


def _difference(estimate: Estimate) -> str:
    star = "*" if estimate.excludes_zero else ""
    return f"{estimate.value:+.3f}{star} [{estimate.low:+.3f}, {estimate.high:+.3f}]".replace("-", "−")


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _wrapped(paragraphs: Iterable[str]) -> list[str]:
    return [line for paragraph in paragraphs for line in textwrap.wrap(paragraph, _WIDTH, subsequent_indent="  ")]

"""What came of an ingest, as it is summed up at its end: counts, then everything that was not taken in and why."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from answerable.app.ingest import IngestSummary
from answerable.text import how_many
from answerable.writing import Ink, inked, wrapped

FEW = 10  # rejections shown where nobody asked for all


def taken(summary: IngestSummary, width: int, ink: Ink, *, every: bool) -> str:
    """The summary; with `every` each rejection is shown, otherwise the first ten and how many more there are.

    A next step that several rejections in a row have in common is said once, after the last of them.
    """
    return "\n".join(_lines(summary, width, ink, FEW if not every else len(summary.rejected))) + "\n"


def _lines(summary: IngestSummary, width: int, ink: Ink, most: int) -> Iterator[str]:
    rate = f", {summary.records / summary.seconds:,.0f} records/s" if summary.seconds > 0 and summary.records else ""
    files = how_many(summary.files, "file")
    stopped = "Stopped before the end; what is counted here is stored. " if summary.interrupted else ""
    yield from inked(wrapped(f"{stopped}{files} read in {_time(summary.seconds)}{rate}.", width), ink.strong)
    counts = [
        ("new", summary.new),
        ("updated", summary.updated),
        ("unchanged", summary.unchanged),
        ("deleted", summary.deleted),
        ("rejected", summary.rejections),
    ]
    if summary.notices:
        counts.insert(4, ("notices", summary.notices))
    digits = max(len(f"{count:,}") for _, count in counts)
    yield from (f"  {name:<10} {count:>{digits},}" for name, count in counts)
    if summary.rejections:
        yield ""
        yield ink.alert("Not taken in")
        for next_step, items in groupby(summary.rejected[:most], lambda item: item.next_step):
            for item in items:
                reason = item.reason[:1].upper() + item.reason[1:]
                yield from wrapped(f"{item.file}, {item.position}: {reason.rstrip('.')}.", width, "  ✗ ")
            yield from inked(wrapped(next_step, width, "    → "), ink.faint)
        more = summary.rejections - min(most, len(summary.rejected))
        if more:
            hint = " Show them with --verbose." if most < len(summary.rejected) else " Their reasons were not kept."
            yield from wrapped(f"… and {more:,} more.{hint}", width, "  ")


def _time(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s"

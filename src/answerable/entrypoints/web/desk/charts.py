"""Charts: bars as SVG that has a name and a description, with the figures for a table beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

LABEL, LENGTH, ROW, FIGURE = 84, 300, 30, 96  # in the units of the drawing


class Bar(Struct, frozen=True):
    """One bar: what it is called, its figure in words, where it stands and how long it is in the drawing."""

    label: str
    told: str
    y: int
    width: int


class Chart(Struct, frozen=True, kw_only=True):
    """Bars with the size of their drawing, a title, what it says in a sentence, and the names of the table's columns."""

    key: str
    title: str
    says: str
    columns: tuple[str, str]
    bars: tuple[Bar, ...]
    width: int
    height: int


def bars(
    key: str,
    title: str,
    columns: tuple[str, str],
    figures: Sequence[tuple[str, float]],
    told: Callable[[float], str],
    full: float = 0.0,
) -> Chart | None:
    """A chart of these figures, from 0 to the greatest or to `full`; None where there is none to be drawn."""
    if not figures:
        return None
    most = full or max(figure for _, figure in figures) or 1.0
    drawn = tuple(
        Bar(label, told(figure), number * ROW, max(1, round(LENGTH * figure / most)) if figure else 0)
        for number, (label, figure) in enumerate(figures)
    )
    first, last = figures[0], figures[-1]
    says = f"{last[0]}: {told(last[1])}"
    if len(figures) > 1:
        says += f"; {first[0]}: {told(first[1])}"
    return Chart(
        key=key,
        title=title,
        says=f"{says}.",
        columns=columns,
        bars=drawn,
        width=LABEL + LENGTH + FIGURE,
        height=ROW * len(figures) + 4,
    )

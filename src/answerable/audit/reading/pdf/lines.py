"""Lines of a column: its words side by side, raised numbers together, cells of a table told by the wide gaps between them."""

from __future__ import annotations

import re
from collections import Counter

from msgspec import Struct

from answerable.audit.reading.block import raise_run
from answerable.audit.reading.pdf.columns import rows_of
from answerable.audit.reading.pdf.words import Word

_CELL_GAP = 1.8  # times the size of the letters
_SIGN = re.compile(r"[•◦▪▫‣∙●○■□–—\uf0b7\u00b7*-]|\d{1,3}[.)]|\[\d{1,3}\]|\(\d{1,3}\)")


class Line(Struct):
    """A line: its words, where it begins and ends, its letters, its page, and the margins of its column."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    page: int
    left: float
    right: float
    cells: int = 1
    first: bool = False  # the first of its column


def lines_of(words: list[Word], page: int) -> list[Line]:
    """The lines of a region of one column, from the top down."""
    rows = rows_of(words)
    left = min(row[0].x0 for row in rows)
    right = max(row[-1].x1 for row in rows)
    found = [_line(row, page, left, right) for row in rows]
    if found:
        found[0].first = True
    return [line for line in found if line.text]


def _line(row: list[Word], page: int, left: float, right: float) -> Line:
    sizes: Counter[float] = Counter()
    for word in row:
        sizes[round(word.size, 1)] += len(word.text)
    size = sizes.most_common(1)[0][0]
    parts: list[str] = []
    held = ""
    cells = 1
    for number, word in enumerate(row):
        before = row[number - 1] if number else None
        gap = word.x0 - before.x1 if before else 0.0
        cell = before is not None and gap > _CELL_GAP * size and not (number == 1 and _SIGN.fullmatch(before.text))
        if held and not word.raised:
            parts.append(raise_run(held))
            held = ""
        apart = before is not None and (gap > 0.15 * size if before.raised or word.raised else word.space or gap > 0.2 * size)
        if before and (cell or apart) and not held:
            parts.append(" | " if cell else " ")
        cells += cell
        if word.raised:
            held += word.text
        else:
            parts.append(word.text)
    if held:
        parts.append(raise_run(held))
    letters = sum(len(word.text) for word in row)
    bold = sum(len(word.text) for word in row if word.bold) > 0.9 * letters
    return Line("".join(parts).strip(), row[0].x0, row[-1].x1, row[0].y, size, bold, page, left, right, cells)

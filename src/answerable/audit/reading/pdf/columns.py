"""The reading order of a page: columns left to right, between what runs over the whole width.

A gutter is a place that many rows leave empty, with words on both sides of it that fill what they have; the order in which a
file draws its words is not trusted.
"""

from __future__ import annotations

from statistics import median

from answerable.audit.reading.pdf.words import Word

_ROWS_AT_LEAST = 4
_FILL = 0.5  # of a column's width that its middle row fills; the cells of a table fill less


def in_reading_order(words: list[Word], depth: int = 0) -> list[list[Word]]:
    """The words of a page in regions of one column each, in the order in which they are read."""
    if len(words) < 12 or depth > 4:
        return [words] if words else []
    rows = rows_of(words)
    gutter = _gutter(rows)
    if gutter is None:
        return [words]
    found: list[list[Word]] = []
    band: list[list[Word]] = []
    across: list[Word] = []
    for row in rows:
        if _crosses(row, gutter):
            found.extend(_columns(band, gutter, depth))
            band = []
            across.extend(row)
            continue
        if across:
            found.extend(in_reading_order(across, depth + 1) if depth < 1 else [across])
            across = []
        band.append(row)
    if across:
        found.append(across)
    found.extend(_columns(band, gutter, depth))
    return found


def _columns(band: list[list[Word]], gutter: float, depth: int) -> list[list[Word]]:
    """The two sides of a band of rows, each in its own order."""
    left = [word for row in band for word in row if word.x1 <= gutter + 1]
    right = [word for row in band for word in row if word.x1 > gutter + 1]
    return [*in_reading_order(left, depth + 1), *in_reading_order(right, depth + 1)]


def rows_of(words: list[Word]) -> list[list[Word]]:
    """Words on about the same baseline together, from the top of the page down, each row from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: -word.y):
        if rows and abs(rows[-1][0].y - word.y) <= 0.35 * max(min(rows[-1][0].size, word.size), 4):
            rows[-1].append(word)
        else:
            rows.append([word])
    for row in rows:
        row.sort(key=lambda word: word.x0)
    return rows


def _crosses(row: list[Word], gutter: float) -> bool:
    """Whether a row runs over the gutter: a word stands on it, or the gap there is no wider than between words."""
    left = [word for word in row if word.x0 < gutter]
    right = [word for word in row if word.x0 >= gutter]
    if left and max(word.x1 for word in left) > gutter + 1:
        return True
    if not left or not right:
        return False
    gap = min(word.x0 for word in right) - max(word.x1 for word in left)
    return gap < max(0.75 * row[0].size, 6)


def _gutter(rows: list[list[Word]]) -> float | None:
    """The best place to part the rows into two columns, or None where the text runs over the whole width."""
    first = min(word.x0 for row in rows for word in row)
    last = max(word.x1 for row in rows for word in row)
    best, places = _ROWS_AT_LEAST - 1, list[float]()
    for at in range(int(first + 0.14 * (last - first)), int(first + 0.86 * (last - first)), 3):
        clear = [row for row in rows if not _crosses(row, at)]
        left = sum(row[0].x0 < at for row in clear)
        right = sum(row[-1].x0 >= at for row in clear)
        score = min(left, right)
        if score > best:
            best, places = score, [at]
        elif score == best and places:
            places.append(at)
    # Of equally good places the middle of the first stretch.
    stretch = [place for number, place in enumerate(places) if place - places[0] == 3 * number]
    if not stretch:
        return None
    gutter = stretch[len(stretch) // 2]
    clear = [row for row in rows if not _crosses(row, gutter)]
    return gutter if _filled(clear, gutter, first, last) else None


def _filled(rows: list[list[Word]], gutter: float, first: float, last: float) -> bool:
    """Whether both sides are columns of prose: their middle rows fill most of what they have, and they stand side by side."""
    lefts = [[word for word in row if word.x0 < gutter] for row in rows]
    rights = [[word for word in row if word.x0 >= gutter] for row in rows]
    lefts, rights = [row for row in lefts if row], [row for row in rights if row]
    left = median(row[-1].x1 - row[0].x0 for row in lefts)
    right = median(row[-1].x1 - row[0].x0 for row in rights)
    spoken = min(median(len(row) for row in lefts), median(len(row) for row in rights))
    overlap = min(lefts[0][0].y, rights[0][0].y) - max(lefts[-1][0].y, rights[-1][0].y)
    return left >= _FILL * (gutter - first) and right >= _FILL * (last - gutter) and spoken >= 3 and overlap > 0

"""What a page carries besides the article: running headers and footers and page numbers, found because they come again."""

from __future__ import annotations

import re
from collections import Counter

from answerable.audit.reading.pdf.columns import rows_of
from answerable.audit.reading.pdf.words import Page, Word

_NUMBER = re.compile(r"\W*(?:page|p\.|seite)?\s*\d{1,4}(?:\s*(?:of|/|von)\s*\d{1,4})?\W*", re.IGNORECASE)
_EDGE = 0.12  # of a page's height, at the top and at the bottom
_ROWS = 3


def without_furniture(pages: list[Page]) -> list[Page]:
    """The pages without what stands at the edges of several of them, or is the number of one."""
    edges = [_edge_rows(page) for page in pages]
    seen = Counter(key for rows in edges for key in {_key(row) for row in rows})
    often = max(2, round(0.3 * len(pages)))
    found: list[Page] = []
    for page, rows in zip(pages, edges, strict=True):
        gone = {id(word) for row in rows if seen[_key(row)] >= often or _is_number(row, page) for word in row}
        found.append(Page(page.number, page.width, page.height, [word for word in page.words if id(word) not in gone]))
    return found


def _edge_rows(page: Page) -> list[list[Word]]:
    rows = rows_of(page.words)
    top = [row for row in rows[:_ROWS] if row[0].y > page.height * (1 - _EDGE)]
    return top + [row for row in rows[-_ROWS:] if row[0].y < page.height * _EDGE and row not in top]


def _key(row: list[Word]) -> str:
    """A row's words with any number for any other, so that “12 Smith et al.” comes again on the next page."""
    return re.sub(r"\d+", "#", " ".join(word.text for word in row)).casefold().strip("# ") or "#"


def _is_number(row: list[Word], page: Page) -> bool:
    at_edge = row[0].y < 0.08 * page.height or row[0].y > 0.94 * page.height
    return at_edge and bool(_NUMBER.fullmatch(" ".join(word.text for word in row)))

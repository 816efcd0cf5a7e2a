"""`Block`: the one form to which every layout of article is reduced: headings, paragraphs, bullets, rows, references.

Raised digits stay raised (“regions¹,²”, “10⁹ cells”), so that a block's text alone says what is a superscript; what a layout's
own structure says is a citation is kept beside it.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any

from msgspec import Struct

from answerable.corpus.reading.flatten import raised
from answerable.text import clean


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    ROW = "row"  # of a table, its cells divided by " | "
    CAPTION = "caption"
    REFERENCE = "reference"  # an entry that the layout itself says is one


class Given(Struct, frozen=True, kw_only=True):
    """The parts of a reference that the layout's own structure names (JATS), so that nobody has to read them from its words."""

    authors: tuple[str, ...] = ()
    title: str = ""
    journal: str = ""
    year: int | None = None
    pmid: str = ""
    doi: str = ""
    link: str = ""


class Block(Struct, frozen=True, kw_only=True):
    """One block of an article, its words cleaned.

    `level` is a heading's (0 is the title, None of a layout that has no levels), a bullet's depth from 1, and of a paragraph
    the depth of the list that it continues. `label` is the number printed before it ("3"). `cited` are the characters that
    the layout links to a reference.
    """

    kind: Kind
    text: str
    level: int | None = 0
    label: str = ""
    cited: tuple[tuple[int, int], ...] = ()
    chrome: bool = False  # of the page and not of the article: headers, forms, side columns
    current: bool = False  # the step of several that is marked as the one reached
    links: tuple[str, ...] = ()
    given: Given | None = None


# Around what the layout says is a citation, until the text is cleaned; taken out of whatever comes in.
OPEN, CLOSE = "\ue000", "\ue001"
_MARKS = re.compile(f"[{OPEN}{CLOSE}]")
_RAISED_NUMBERS = re.compile(r"[\[(]?\s*(\d{1,3}(?:\s*[,;–—‒-]\s*\d{1,3})*)\s*[,;]?\s*[\])]?")
_UP = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def foreign(text: str) -> str:
    """Text from outside, without the marks that only this room may set."""
    return _MARKS.sub("", text) if OPEN in text or CLOSE in text else text


def raise_run(text: str) -> str:
    """A run set as a superscript: numbers and their commas and dashes stay together as raised digits ("1, 3–5" gives "¹,³–⁵")."""
    bare = _MARKS.sub("", text).strip()
    if bare.startswith("[") and bare.endswith("]"):
        return text.strip()
    numbers = _RAISED_NUMBERS.fullmatch(bare)
    if not numbers:
        return raised(bare)
    up = re.sub(r"\s+", "", numbers[1]).translate(_UP)
    return f"{OPEN}{up}{CLOSE}" if OPEN in text else up


def made(kind: Kind, marked: str, **fields: Any) -> Block | None:
    """A block of text that may hold marks, cleaned, the marks turned into `cited`; None where no words are left."""
    text = clean(marked)
    cited: list[tuple[int, int]] = []
    if OPEN in text or CLOSE in text:
        text, cited = _unmarked(text)
    if not text.strip():
        return None
    return Block(kind=kind, text=text, cited=tuple(cited), **fields)


def _unmarked(text: str) -> tuple[str, list[tuple[int, int]]]:
    words: list[str] = []
    cited: list[tuple[int, int]] = []
    length, opened = 0, -1
    for piece in re.split(f"([{OPEN}{CLOSE}])", text):
        if piece == OPEN:
            opened = length
        elif piece == CLOSE:
            if 0 <= opened < length:
                cited.append((opened, length))
            opened = -1
        else:
            words.append(piece)
            length += len(piece)
    return "".join(words), cited

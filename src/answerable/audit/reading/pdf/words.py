"""The words of a PDF document with their places on the page, as PDFium sees them; raised digits are told by size and height."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from importlib import import_module
from itertools import pairwise
from typing import Any

from msgspec import Struct

from answerable.audit.reading.block import foreign
from answerable.audit.reading.lengths import TEXT_LIMIT
from answerable.errors import UnreadableInput

PAGES_LIMIT = 500
_HYPHENS = {0x2: "-", 0xFFFE: "-", 0xAD: "\u00ad"}
_FIGURES = frozenset("0123456789,")
_SUPERIOR = (0.33, 0.6)  # how high and how large such figures are taken to be, by the size of the letters
_BOLD = ("bold", "black", "heavy", "semibold", "demi")


class Word(Struct):
    """A word: its characters, where it stands (points from the page's lower left), how large, bold, raised."""

    text: str
    x0: float
    x1: float
    y: float  # its baseline
    size: float
    bold: bool = False
    raised: bool = False
    space: bool = True  # something stands between it and the word before
    own_y: float = 0.0  # as set, before a raised word was given the baseline of its line
    own_size: float = 0.0
    last_x0: float = 0.0  # where its last character begins


class Page(Struct):
    """A page and its words in the order in which the file draws them."""

    number: int
    width: float
    height: float
    words: list[Word]


class _Glyph(Struct):
    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool


def pages_of(data: bytes, name: str) -> list[Page]:
    """The pages of a document; raises `UnreadableInput` where it is locked, damaged, too long or without a text layer."""
    pdfium: Any = import_module("pypdfium2")  # loaded late: only a PDF needs it

    try:
        document: Any = pdfium.PdfDocument(data)
        count = len(document)
    except pdfium.PdfiumError as error:
        raise _refused(str(error), name) from None
    try:
        if count > PAGES_LIMIT:
            raise UnreadableInput(f"{name} has {count:,} pages; at most {PAGES_LIMIT} are read.", "Audit one article at a time.")
        pages: list[Page] = []
        length = 0
        for number in range(count):
            page = _page(document, number)
            pages.extend([page] if page else [])
            length += sum(len(word.text) for word in page.words) if page else 0
            if length > TEXT_LIMIT:
                raise UnreadableInput(
                    f"{name} has more than {TEXT_LIMIT:,} characters of text, which is the most that is read.",
                    "Audit one article at a time.",
                )
    finally:
        document.close()
    if not any(page.words for page in pages):
        raise UnreadableInput(
            f"{name} is a PDF without a text layer: its pages ({count:,}) hold pictures of words and no words.",
            "Run text recognition (OCR) over it first, or audit the article as HTML or DOCX.",
        )
    return pages


def _refused(said: str, name: str) -> UnreadableInput:
    if "password" in said.lower() or "security" in said.lower():
        return UnreadableInput(f"{name} is a PDF that is locked with a password.", "Save it without the password.")
    return UnreadableInput(f"{name} begins like a PDF and cannot be read: it is damaged or cut off.", "Fetch the file again.")


def _page(document: Any, number: int) -> Page | None:
    """A page, or None where the file holds none that can be loaded at this place."""
    pdfium: Any = import_module("pypdfium2")

    try:
        page: Any = document[number]
        text: Any = page.get_textpage()
    except pdfium.PdfiumError:
        return None
    try:
        width, height = page.get_size()
        return Page(number, width, height, _words(_glyphs(text.raw, width, height)))
    finally:
        text.close()
        page.close()


def _glyphs(text: Any, width: float, height: float) -> Iterator[_Glyph | None]:
    """The characters of a page that a reader sees upright; None where one word ends."""
    raw: Any = import_module("pypdfium2.raw")

    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    faces = _Faces(raw)
    high, code = 0, 0
    for at in range(min(raw.FPDFText_CountChars(text), 400_000)):
        code = int(raw.FPDFText_GetUnicode(text, at))
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code, high = (0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD), 0
        letter = _HYPHENS.get(code) or (chr(code) if code < 0x110000 else "")
        if (not letter.strip() or raw.FPDFText_IsGenerated(text, at) == 1) and letter != "-":
            yield None
            continue
        if not raw.FPDFText_GetLooseCharBox(text, at, box) or not raw.FPDFText_GetCharOrigin(text, at, x, y):
            continue
        raw.FPDFText_GetMatrix(text, at, matrix)
        upright = abs(matrix.b) <= 0.2 * abs(matrix.a or 1e-9)
        size = raw.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d)
        if not upright or not (0.5 < size < 400) or not (-5 <= x.value <= width + 5 and -5 <= y.value <= height + 5):
            continue  # a mark down the margin, or what stands off the page
        up = _superior(raw, text, at, letter, y.value, size)
        base, set_as = (y.value + _SUPERIOR[0] * size, _SUPERIOR[1] * size) if up else (y.value, size)
        yield _Glyph(foreign(letter), box.left, max(box.right, box.left), base, set_as, faces.bold(text, at))


def _superior(raw: Any, text: Any, at: int, letter: str, y: float, size: float) -> bool:
    """Whether a digit is one of a font's own raised figures, which stand high although they are set on the line."""
    if letter not in _FIGURES:
        return False
    edges = [ctypes.c_double() for _ in range(4)]
    return bool(raw.FPDFText_GetCharBox(text, at, *edges)) and edges[2].value - y > 0.22 * size


class _Faces:
    """Whether a character is bold, by its font's weight and name."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw
        self._buffer = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()

    def bold(self, text: Any, at: int) -> bool:
        if self._raw.FPDFText_GetFontWeight(text, at) >= 600:
            return True
        self._raw.FPDFText_GetFontInfo(text, at, self._buffer, 128, self._flags)
        name = self._buffer.value.decode("utf-8", "replace").lower()
        return any(mark in name for mark in _BOLD)


def _words(glyphs: Iterator[_Glyph | None]) -> list[Word]:
    found: list[Word] = []
    apart = True
    for glyph in glyphs:
        if glyph is None:
            apart = True
            continue
        last = found[-1] if found else None
        if last and not apart and _same_word(last, glyph):
            last.text += glyph.text
            last.x1, last.last_x0 = max(last.x1, glyph.x1), glyph.x0
        else:
            near = (
                last is not None
                and not apart
                and abs(glyph.y - last.own_y) < last.size
                and -0.5 <= glyph.x0 - last.x1 <= 0.12 * glyph.size
            )
            found.append(
                Word(
                    glyph.text,
                    glyph.x0,
                    glyph.x1,
                    glyph.y,
                    glyph.size,
                    glyph.bold,
                    space=not near,
                    own_y=glyph.y,
                    own_size=glyph.size,
                    last_x0=glyph.x0,
                )
            )
        apart = False
    _raise(found)
    return found


def _same_word(word: Word, glyph: _Glyph) -> bool:
    gap = glyph.x0 - word.x1
    return (
        abs(glyph.y - word.own_y) < 0.08 * word.size
        and abs(glyph.size - word.own_size) < 0.08 * word.size
        and gap <= 0.22 * word.size
        and (gap >= -0.3 * word.size or glyph.x0 >= word.last_x0 - 0.1 * word.size)  # a ligature's letters share one place
    )


def _raise(words: list[Word]) -> None:
    """Small words above the baseline of the word beside them are superscripts, and stand on its line."""
    for before, word in pairwise(words):
        gap = word.x0 - before.x1
        beside = -0.3 * before.size <= gap <= 0.5 * before.size
        if not beside:
            continue
        if (
            before.raised
            and abs(word.own_y - before.own_y) < 0.1 * before.size
            and abs(word.own_size - before.own_size) < 0.1 * before.size
        ) or (word.own_size < 0.87 * before.own_size and 0.12 * before.size < word.own_y - before.own_y < 0.8 * before.size):
            word.raised = True
        if word.raised:
            word.y, word.size, word.space = before.y, before.size, gap > 0.25 * before.size
    for word, after in pairwise(words):
        small = word.own_size < 0.87 * after.own_size and 0.12 * after.size < word.own_y - after.own_y < 0.8 * after.size
        if not word.raised and small and -0.3 * after.size <= after.x0 - word.x1 <= 0.5 * after.size:
            word.raised, word.y, word.size = True, after.y, after.size

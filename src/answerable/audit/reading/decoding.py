"""The bytes of a text as characters: by its byte order mark, as UTF-8, or as Windows wrote it; anything else is refused, saying so."""

from __future__ import annotations

import codecs
import re

from answerable.errors import UnreadableInput

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""(?i)<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-z0-9._:-]{1,40})|\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([a-z0-9._:-]{1,40})"""
)
# Controls that no text has; a file with many of them is something else.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_NEXT = "Save it as text in UTF-8, or audit the original as HTML, DOCX or PDF."


def decoded(data: bytes, name: str) -> str:
    """The text of the bytes, lines ending in "\\n"; raises `UnreadableInput` where they are no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lines(_strictly(data[len(mark) :], encoding, name))
    declared = _DECLARED.search(data[:4096])
    known = _known((declared[1] or declared[2]).decode("ascii")) if declared else ""
    for encoding in ("utf-8", known, "cp1252"):
        try:
            text = data.decode(encoding) if encoding else None
        except (UnicodeError, ValueError):
            continue
        if text is not None and len(_CONTROLS.findall(text)) <= len(text) // 1000:
            return _lines(text)
    raise UnreadableInput(f"{name} is no text: its bytes make no words in UTF-8 or in Windows-1252.", _NEXT)


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeError as error:
        raise UnreadableInput(f"{name} begins like {encoding.upper()} and is none: {error.args[-1]}.", _NEXT) from None
    if len(_CONTROLS.findall(text)) > len(text) // 1000:
        raise UnreadableInput(f"{name} is no text: it is full of control characters.", _NEXT)
    return text


def _known(encoding: str) -> str:
    """The encoding that a page declares, where it is one of text."""
    try:
        "".encode(encoding)
        return codecs.lookup(encoding).name
    except (LookupError, UnicodeError):
        return ""


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")

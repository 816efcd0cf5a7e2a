"""Text as the product sees it: cleaned of what does not belong, cut into sentences, and pointed at by spans."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from importlib import import_module
from typing import Any

from msgspec import Struct

# Controls, zero-width characters, bidirectional marks, variation selectors and tag characters: they hide or reorder words.
_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def clean(text: str) -> str:
    """The text in Unicode's composed form, without hidden characters, every run of white space a single space."""
    plain = text.isprintable()
    if not (plain and text.isascii()):
        text = unicodedata.normalize("NFC", text)
        if _HIDDEN.search(text):
            text = _HIDDEN.sub("", text)
        plain = text.isprintable()
    if plain and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return text  # what can be printed has no white space but the space
    return " ".join(text.split())


def how_many(number: int, one: str, several: str = "") -> str:
    """A count with what it counts: "1 record", "1,200 records", "1 study" with its own plural."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def sha256(text: str) -> str:
    """The SHA-256 of the text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


class Span(Struct, frozen=True):
    """Exact words of a stored record: characters `start` to `end` of a field whose text hashes to `sha256`."""

    record: str
    field: str
    start: int
    end: int
    sha256: str


def span_of(record: str, field: str, text: str, start: int, end: int) -> Span:
    """A span of `text`, the whole text of `field`; raises ValueError where it does not lie inside."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"characters {start} to {end} do not lie inside {field} of {record}, which has {len(text)}")
    return Span(record, field, start, end, sha256(text))


class Sentence(Struct, frozen=True):
    """A sentence and where it stands in the text it was cut from."""

    text: str
    start: int
    end: int


# Where the segmenter breaks although the sentence goes on: after these, or before a lower-case letter or a digit.
_NOT_THE_END = re.compile(
    r"(?:\b(?:vs|i\.?v|i\.?m|s\.?c|p\.?o|e\.?g|i\.?e|cf|ca|approx|resp|viz|et al|[Nn]o|[Nn]os|[Ff]igs?|[Rr]efs?|eds?"
    r"|[Vv]ol|[Dd]r|[Pp]rof|[Ss]t|subsp|spp?|var|max|min|wt|incl|excl|dept|[A-Z])\.)\s*$"
)
# Where it does not break although a new sentence begins: after a bracket, a figure or an abbreviation in capitals.
_GLUED = re.compile(
    r"(?<=[A-Z0-9)%]\. )(?=(?:The|In|An?|We|This|These|No|There|It|At|After|For|However|Both|All|Patients|Our|Compared|During)\s)"
)
_TAIL = 80  # characters before a break that say whether it is one
_GOES_ON = re.compile(r"^[\s]*[a-z0-9±<>=≤≥(,;%]")


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text in order, trimmed; their positions count characters of `text`."""
    segmenter: Any = import_module("sentencex")  # loaded late, so that the command line starts without it

    found: list[Sentence] = []
    start = 0
    cut: list[str] = [piece["text"] for piece in segmenter.get_sentence_boundaries("en", text)] if text else []
    pieces = [part for piece in cut for part in _GLUED.split(piece)]
    held = ""
    for number, piece in enumerate(pieces):
        held += piece
        following = pieces[number + 1] if number + 1 < len(pieces) else ""
        if following and _goes_on(held, following):
            continue
        trimmed = held.strip()
        if trimmed:
            at = start + len(held) - len(held.lstrip())
            found.append(Sentence(trimmed, at, at + len(trimmed)))
        start += len(held)
        held = ""
    return tuple(found)


def _goes_on(piece: str, following: str) -> bool:
    """Whether a break after `piece` is none: an abbreviation, or a next piece that cannot begin a sentence."""
    if piece.count("(") > piece.count(")") and ")" in following:
        return True
    piece = piece[-_TAIL:]
    if _GOES_ON.match(following) and not re.match(r"^\s*\d+(?:\.\d+)?\s+[a-z]", following):
        return following.lstrip()[:1].islower() or bool(_NOT_THE_END.search(piece))
    return bool(_NOT_THE_END.search(piece)) and not re.search(r"\b[A-Z]\.\s*$", piece)

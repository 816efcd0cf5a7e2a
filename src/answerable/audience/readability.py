"""How hard a text is to read: Flesch–Kincaid grade, Flesch reading ease and SMOG, by their published formulas.

The formulas count words, syllables and sentences; they know nothing of meaning. They can warn that a text is too hard for its
readers, and never show that it is easy enough.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from math import sqrt

from msgspec import Struct

from answerable.audience.syllables import syllables
from answerable.text import sentences

# From how many sentences SMOG is valid, and from how many words Flesch's two formulas are: his samples had a hundred.
SMOG_SENTENCES = 30
FLESCH_WORDS = 100

_BULLET = re.compile(r"^\s*(?:[•●▪◦‣∙·*+–—-]|\(?(?:\d{1,2}|[a-zA-Z])[.)])\s+")
# Citation markers: they are printed beside a text and not read as part of it.
_MARKERS = re.compile(
    r"\s*\[\s*\d{1,3}(?:\s*[,;–—-]\s*\d{1,3})*\s*\]"  # [1], [2, 4–6]
    r"|\s*\(\s*\d{1,3}(?:\s*[,;–—-]\s*\d{1,3})*\s*\)"  # (1), (2, 4–6)
    r"|\s*[⁰¹²³⁴-⁹]+(?:[,–⁻-][⁰¹²³⁴-⁹]+)*"  # superscripts
    r"|\s*\((?:[^()]*\bet al\b[^()]*|[A-Z][^()\d]{1,60},?\s(?:19|20)\d\d[a-z]?)\)"  # (Smith et al., 2010), (Smith, 2010)
    r"|(?<=[a-z)%])\s\d{1,3}(?:\s*[,–-]\s*\d{1,3})*(?=\s*[.!?]?\s*$)"  # "… of the back 5, 4" where the sentence ends
)
_ADDRESS = re.compile(r"\bhttps?://\S+|\bwww\.\S+|\bdoi:\s*\S+", re.IGNORECASE)
# A word: letters with the hyphens and apostrophes inside; or a figure with all that stands in it and its sign.
_WORD = re.compile(
    r"(?P<figure>[<>≤≥=±~+−]?\s?[€$£]?\d+(?:[.,:/×–−-]?\d+)*(?:st|nd|rd|th)?\s?(?:%|°C?)?)"
    r"|(?P<letters>[^\W\d_]+(?:['’-][^\W_]+)*\d*)"
)
_CAPITALS = re.compile(r"[A-Z]{2,6}s?")


class Readability(Struct, frozen=True, kw_only=True):
    """The three measures of a text and the counts that they come from.

    `grade` and `smog` are years of school in the United States; `ease` runs from 100 (very easy) down, below 0 too. `smog` is
    None where the text has fewer than the thirty sentences that the formula needs; SMOG runs about three grades above `grade`.
    `reliable` is False for a text of fewer than a hundred words: its figures are shown, and nothing is to be built on them.
    """

    grade: float
    ease: float
    smog: float | None
    sentences: int
    words: int
    syllables: int
    polysyllables: int  # words of three syllables or more

    @property
    def reliable(self) -> bool:
        """Whether the text is long enough for Flesch's formulas."""
        return self.words >= FLESCH_WORDS


def readability(text: str | Iterable[str], leave_out: Collection[str] = ()) -> Readability | None:
    """How hard a text is to read, or None where it has no words.

    A text is cut into blocks at empty lines and bullets, unless it comes as blocks already. A block that does not end with a
    full stop, a bullet or a heading, is a sentence of its own. Citation markers and addresses are not read. A word with hyphens
    is one word; a figure with its sign is one word of one syllable, for figures are easier to read than their names are to say;
    an abbreviation in capitals is said letter by letter. `leave_out` are words in small letters that are not counted at all:
    names of drugs, say, that no plainer word can stand for.
    """
    blocks = _blocks(text) if isinstance(text, str) else text
    counted = [count for block in blocks for sentence in sentences(_read(block)) if (count := _counted(sentence.text, leave_out))]
    if not counted:
        return None
    return measured(
        sentences=len(counted),
        words=sum(map(len, counted)),
        syllables=sum(map(sum, counted)),
        polysyllables=sum(number >= 3 for count in counted for number in count),
    )


def measured(*, sentences: int, words: int, syllables: int, polysyllables: int) -> Readability:
    """The measures of a text with these counts, by the formulas of Kincaid (1975), Flesch (1948) and McLaughlin (1969)."""
    length, weight = words / sentences, syllables / words
    return Readability(
        grade=round(0.39 * length + 11.8 * weight - 15.59, 1),
        ease=round(206.835 - 1.015 * length - 84.6 * weight, 1),
        smog=round(1.0430 * sqrt(polysyllables * 30 / sentences) + 3.1291, 1) if sentences >= SMOG_SENTENCES else None,
        sentences=sentences,
        words=words,
        syllables=syllables,
        polysyllables=polysyllables,
    )


def _blocks(text: str) -> list[str]:
    """The paragraphs and list items of a text, each on one line."""
    blocks: list[list[str]] = [[]]
    for line in text.splitlines():
        if not line.strip():
            blocks.append([])
        elif _BULLET.match(line):
            blocks.append([line])
        else:
            blocks[-1].append(line)
    return [" ".join(lines) for lines in blocks if lines]


def _read(block: str) -> str:
    """A block as it is read aloud: without bullet, addresses and citation markers."""
    block = _ADDRESS.sub("", _BULLET.sub("", block))
    return " ".join(_MARKERS.sub("", sentence.text) for sentence in sentences(block))


def _counted(sentence: str, leave_out: Collection[str]) -> list[int]:
    """The syllables of each word of a sentence; empty where it has no word in letters."""
    found = list(_WORD.finditer(sentence))
    if not any(match["letters"] for match in found):
        return []
    return [1 if match["figure"] else _said(match[0]) for match in found if match[0].lower() not in leave_out]


def _said(word: str) -> int:
    """The syllables of a word as it is said: an abbreviation letter by letter, unless it can be said as a word."""
    plain = word.replace("’", "'")
    if _CAPITALS.fullmatch(plain) and not (len(plain) > 3 and re.search(r"[^AEIOU][AEIOU][^AEIOU]", plain)):
        return sum(3 if letter == "W" else 1 for letter in plain.rstrip("s"))
    return syllables(plain)

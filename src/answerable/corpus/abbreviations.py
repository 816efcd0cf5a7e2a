"""Abbreviations that a quoted sentence leaves unexplained, explained by the same record's own words.

The rule is that of Schwartz and Hearst (2003): a long form stands before its short form in brackets and has its letters
in order, the first at the beginning of a word.
"""

from __future__ import annotations

import re
from functools import lru_cache

from answerable.corpus.record import Record

_BRACKETED = re.compile(r"\(([A-Za-z][A-Za-z0-9/&-]{1,9})\)")
# "NMES (neuromuscular electrical stimulation)": the short form first, its letters the first ones of the words.
_REVERSED = re.compile(r"\b([A-Z]{2,8}) \(([A-Za-z][^()]{5,70})\)")
_SHORT = re.compile(r"\b[A-Za-z]?[A-Z][A-Za-z0-9/&-]*[A-Z0-9][A-Za-z0-9]*\b")
_KNOWN = frozenset(
    {
        "CI",
        "SD",
        "SE",
        "SEM",
        "OR",
        "RR",
        "HR",
        "IQR",
        "US",
        "USA",
        "UK",
        "DNA",
        "RNA",
        "HIV",
        "AIDS",
        "MRI",
        "CT",
        "WHO",
        "NHS",
        "NICE",
        "II",
        "III",
        "IV",
    }
)


def explained(quote: str, record: Record) -> tuple[tuple[str, str], ...]:
    """(short, long) for each abbreviation of the quote that the record spells out and the quote does not, in its order."""
    wanted = _short_forms(quote)
    if not wanted:
        return ()
    known = _known((record.title, *(section.text for section in (*record.abstract, *record.full_text))))
    return tuple((short, known[short]) for short in wanted if short in known and known[short].lower() not in quote.lower())


@lru_cache(maxsize=4_096)
def _short_forms(quote: str) -> tuple[str, ...]:
    """What looks like an abbreviation and is not one that everybody knows, in order."""
    return tuple(short for short in dict.fromkeys(_SHORT.findall(quote)) if short not in _KNOWN)


@lru_cache(maxsize=512)
def _known(texts: tuple[str, ...]) -> dict[str, str]:
    """What each abbreviation that these texts introduce stands for, by the first that says so."""
    known: dict[str, str] = {}
    for text in texts:
        for short, long in definitions(text):
            known.setdefault(short, long)
    return known


def definitions(text: str) -> tuple[tuple[str, str], ...]:
    """(short, long) for each abbreviation that a text introduces in brackets."""
    found: list[tuple[str, str]] = []
    for reversed_ in _REVERSED.finditer(text):
        long = reversed_[2]
        letters = "".join(word[0] for word in re.findall(r"[A-Za-z]+", long)).upper()
        if letters == reversed_[1].upper():
            found.append((reversed_[1], long))
    for bracket in _BRACKETED.finditer(text):
        short = bracket[1]
        if any(letter.isupper() for letter in short) and (long := _long_form(short, text[: bracket.start()].rstrip())):
            found.append((short, long))
    return tuple(found)


def _long_form(short: str, before: str) -> str:
    """The shortest stretch of words at the end of `before` that has the letters of `short` in order, or nothing."""
    words = re.split(r"(?<=\s)", before[-200:])
    window = "".join(words[-min(len(short) + 5, len(short) * 2) :])
    letters = [letter.lower() for letter in short if letter.isalnum()]
    at = len(window) - 1
    for number in range(len(letters) - 1, -1, -1):
        first = number == 0
        while at >= 0 and not (window[at].lower() == letters[number] and (not first or at == 0 or not window[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return ""
        at -= 1
    long = window[at + 1 :].strip()
    return long if len(long) > len(short) and not re.search(r"[.;:]\s", long) else ""

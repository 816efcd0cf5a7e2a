"""Dates as bibliographies write them, in words or in figures, whole or in part."""

from __future__ import annotations

import re

from answerable.corpus.record import PartialDate

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january janvier januar enero", "feb february février februar febrero", "mar march mars märz marzo",
            "apr april avril abril", "may mai mayo", "jun june juin juni junio", "jul july juillet juli julio",
            "aug august août agosto", "sep sept september septembre septiembre", "oct october octobre oktober octubre",
            "nov november novembre noviembre", "dec december décembre dezember diciembre",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d|21\d\d)(?!\d)")
_ISO = re.compile(r"\s*(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)")
_AMERICAN = re.compile(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
_EIGHT = re.compile(r"\s*(\d{4})(\d\d)(\d\d)(?:\D|$)")
_WORD = re.compile(r"[^\W\d_]+")
_DAY = re.compile(r"(?<![\d:])(\d{1,2})(?![\d:])")


def month_of(text: str) -> int:
    """The number of the month that a file names ("Nov", "11", "November"), or 0."""
    text = text.strip()
    if text.isdecimal():
        return int(text) if len(text) <= 2 and 1 <= int(text) <= 12 else 0
    return _MONTHS.get(text.casefold().rstrip("."), 0)


def partial_date(year: str, month: str = "", day: str = "") -> PartialDate | None:
    """A date of its parts as a file has them; what makes no sense is left unknown, and without a year there is none."""
    year = year.strip()
    if not (len(year) == 4 and year.isascii() and year.isdecimal() and 1500 <= int(year) < 2200):
        return None
    number = month_of(month)
    day = day.strip()
    within = day.isascii() and day.isdecimal() and len(day) <= 2 and 1 <= int(day) <= 31
    return PartialDate(int(year), number, int(day) if number and within else 0)


def date_in(text: str) -> PartialDate | None:
    """The earliest date that a phrase names: "2000 Nov-Dec" is November 2000, "Winter 1998" is 1998."""
    for pattern, order in ((_ISO, (1, 2, 3)), (_AMERICAN, (3, 1, 2)), (_EIGHT, (1, 2, 3))):
        exact = pattern.match(text)
        if exact:
            return partial_date(*(exact[group] or "" for group in order))
    year = _YEAR.search(text)
    if not year:
        return None
    rest = text[: year.start()] + " " + text[year.end() :]
    names = [word[0] for word in _WORD.finditer(rest) if word[0].casefold() in _MONTHS]
    day = _DAY.search(rest)
    return partial_date(year[1], names[0] if names else "", day[1] if day and names else "")

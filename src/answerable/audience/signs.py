"""Says signs and shortened words as they are spoken: "≥ 3" is "at least 3", "vs." is "compared with"; small counts in figures."""

from __future__ import annotations

import re
from decimal import Decimal

from answerable.audience.shares import PEOPLE

_NUMBERS = {
    word: str(number) for number, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), 2)
}
_UNITS = (
    rf"(?:{PEOPLE}|times|minutes|hours|days|weeks|months|years|trials|studies|points|sessions|doses|injections|tablets|groups)"
)
_SPELLED = re.compile(
    rf"(?<!one of )(?<!one or )(?<!-)\b(?P<number>{'|'.join(_NUMBERS)}) (?=(?:[a-z]+ )?{_UNITS}\b)", re.IGNORECASE
)

_SPOKEN: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"≥ ?(?=\d)|>= ?(?=\d)"), "at least "),
    (re.compile(r"≤ ?(?=\d)|<= ?(?=\d)"), "at most "),
    (re.compile(r"< ?(?=\d)"), "less than "),
    (re.compile(r"> ?(?=\d)"), "more than "),
    (re.compile(r"\b(?:vs\.?|versus) (?=\S)"), "compared with "),
    (re.compile(r"\be\.g\.,? ?"), "for example "),
    (re.compile(r"\bi\.e\.,? ?"), "that is "),
    (re.compile(r"\((?:n|N) ?= ?(\d[\d,]*)\)"), r"(a group of \1)"),
    (re.compile(r"(?<=\d%)/(?:year|yr|y)\b"), " a year"),
    (re.compile(r"(?<=\d) ?(mg|g|µg|ml|mL|IU)/(day|week|d)\b(?!/)"), r" \1/\2"),
    (re.compile(r"\b(mg|g|µg|ml|mL|IU)/(?:day|d)\b(?!/)"), r"\1 a day"),
    (re.compile(r"\b(mg|g|µg|ml|mL|IU)/week\b"), r"\1 a week"),
)  # fmt: skip


# "15–16"; with a plain hyphen only where no name stands before it ("CA 19-9")
_RANGES = (
    re.compile(r"(?<![\d–-])(?P<low>\d+(?:\.\d+)?)(?P<unit>%?) ?– ?(?=(?P<high>\d+(?:\.\d+)?)(?!\d*[–-]))"),
    re.compile(r"(?<![A-Z] )(?<![\d-])\b(?P<low>\d+(?:\.\d+)?)(?P<unit>%?) ?- ?(?=(?P<high>\d+(?:\.\d+)?)(?!\d*-)(?!\d+-))"),
)


def _range(match: re.Match[str]) -> str:
    """ "15 to " of "15–16"; as it stands where it does not rise or the second part begins with 0, for then it is a name
    ("haptoglobin 2-1", "2015–0397")."""
    low, high = match["low"], match["high"]
    named = re.match(r"0\d", high) is not None or Decimal(low) >= Decimal(high)
    return match[0] if named else f"{low}{match['unit']} to "


def spoken(text: str) -> str:
    """The sentence with its signs in words and its small counts in figures."""
    for pattern, words in _SPOKEN:
        text = pattern.sub(words, text)
    for pattern in _RANGES:
        text = pattern.sub(_range, text)
    return _SPELLED.sub(lambda match: f"{_NUMBERS[match['number'].lower()]} ", text)

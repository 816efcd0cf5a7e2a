"""`Share`: a prevalence as a sentence states it, with the people it is a share of."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PREVALENCE = re.compile(
    r"(?P<low>\d+(?:\.\d+)?)\s*%?(?:\s*(?:to|-|–|and)\s*(?P<high>\d+(?:\.\d+)?)\s*)?%(?:\s*\([^)]*\))? of (?:the |all )?"
    r"(?P<whom>general population|population|people|adults|adult population|women|men|children|"
    r"pregnant women|patients with [\w -]{3,40}?|people with [\w -]{3,40}?|patients)\b",
    re.IGNORECASE,
)
_OF_EVERYBODY = frozenset({"general population", "population", "people", "adults", "adult population"})
_PRESENT = re.compile(r"\b(?:present|found|have|has|had|affect\w*|prevalence|occur\w*|seen|nodules?|carry)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Share:
    """A stated prevalence: between `low` and `high` per cent of `whom`."""

    low: float
    high: float
    whom: str

    def agrees(self, other: Share) -> bool:
        """Whether the ranges, widened by a tenth, have a value in common."""
        return self.low * 0.9 <= other.high * 1.1 and other.low * 0.9 <= self.high * 1.1


def share_of(words: str) -> Share | None:
    """The prevalence that a sentence states, or None."""
    found = _PREVALENCE.search(words)
    if not found or not _PRESENT.search(words):
        return None
    low = float(found["low"])
    whom = found["whom"].lower()
    return Share(low, float(found["high"] or low), "everybody" if whom in _OF_EVERYBODY else whom)

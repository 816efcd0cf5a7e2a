"""`Phrase`: a rule's expression, tried only at those words of a text with which it can begin.

An expression is many wordings side by side and most texts have none of them; trying each of them at every character is
what takes the time. How a match can begin is read from the expression itself, so that rule and short cut always agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

_LETTERS = 3  # of a beginning that are looked at
_FIGURE = "#"  # any digit
_BEGIN = re.compile(rf"\b(?=(\w.{{,{_LETTERS - 1}}}))", re.DOTALL)
_ALPHANUMERIC = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")


class Phrase:
    """An expression, without regard to case, with the methods of `re.Pattern`; `begins` is None where any text may match."""

    __slots__ = ("begins", "pattern")

    def __init__(self, pattern: str) -> None:
        self.pattern = re.compile(pattern, re.IGNORECASE)
        self.begins = beginnings(pattern)

    def search(self, text: str) -> re.Match[str] | None:
        """The first match in a text, or None."""
        if self.begins is None:
            return self.pattern.search(text)
        low, begun = begun_in(text)
        hits = self.begins & begun
        if not hits:
            return None
        if len(low) != len(text) or not all(hit[0].isalnum() for hit in hits):
            return self.pattern.search(text)
        match = self.pattern.match
        return next((found for place in _places(low, hits) if (found := match(text, place))), None)


@lru_cache(maxsize=1_024)
def begun_in(text: str) -> tuple[str, frozenset[str]]:
    """A text in small letters; and the one, two and three characters with which its words begin, and every other sign."""
    low = text.lower()
    words = set(_BEGIN.findall(low))
    letters = {word[0] for word in words}
    if any(map(str.isdecimal, letters)):
        letters.add(_FIGURE)
    return low, frozenset(letters.union(words, (word[:2] for word in words), set(low) - _ALPHANUMERIC))


def _places(low: str, hits: Iterable[str]) -> list[int]:
    """Where words begin in one of these ways, in order."""
    places: list[int] = []
    for hit in hits:
        at = low.find(hit)
        while at >= 0:
            if at == 0 or not ((before := low[at - 1]).isalnum() or before == "_"):
                places.append(at)
            at = low.find(hit, at + 1)
    if len(places) > 1:
        places.sort()
    return places


def beginnings(pattern: str) -> frozenset[str] | None:
    """Up to three characters with which any match begins; None where that is not known or a match may begin within a word."""
    from re import _parser  # pyright: ignore  # the library's own reading of expressions; it has no public name

    nodes: Any = _parser.parse(pattern, re.IGNORECASE)  # pyright: ignore
    if not _at_a_word(nodes):
        return None
    found = {begin for begin, _ in _begins(nodes)}
    if not all(found):
        return None
    return frozenset(begin if begin[0].isalnum() or begin == _FIGURE else begin[0] for begin in found)


def _at_a_word(nodes: Any) -> bool:
    """Whether a match can only begin where a word or the text begins."""
    for kind, value in nodes:
        match str(kind):
            case "AT":
                return str(value) in {"AT_BOUNDARY", "AT_BEGINNING"}
            case "ASSERT" | "ASSERT_NOT":
                continue
            case "SUBPATTERN":
                return _at_a_word(value[-1])
            case "BRANCH":
                return all(map(_at_a_word, value[1]))
            case _:
                return False
    return False


_Begin = tuple[str, bool]  # how a match begins, and whether what comes next in the expression follows at once
_ANYTHING: frozenset[_Begin] = frozenset({("", False)})


def _begins(nodes: Any) -> frozenset[_Begin]:
    """How what these parts of an expression match in a row can begin."""
    found: frozenset[_Begin] = frozenset({("", True)})
    for kind, value in nodes:
        if str(kind) in {"AT", "ASSERT", "ASSERT_NOT"}:
            continue
        if not any(follows for _, follows in found):
            break
        following = _of_one(str(kind), value)
        found = frozenset(_joined(one, other) for one in found for other in (following if one[1] else (("", False),)))
    return found


def _joined(one: _Begin, other: _Begin) -> _Begin:
    if other[0] == _FIGURE and one[0]:
        return one[0], False
    whole = one[0] + other[0]
    return whole[:_LETTERS], one[1] and other[1] and len(whole) < _LETTERS


def _of_one(kind: str, value: Any) -> frozenset[_Begin]:
    """How what one part of an expression matches can begin."""
    match kind:
        case "LITERAL":
            return frozenset({(chr(value).lower(), True)})
        case "IN":
            return _of_class(value)
        case "SUBPATTERN":
            return _begins(value[-1])
        case "BRANCH":
            return frozenset[_Begin]().union(*map(_begins, value[1]))
        case "MAX_REPEAT" | "MIN_REPEAT":
            least, most, inner = value
            once = frozenset((begin, follows and most == 1) for begin, follows in _begins(inner))
            return once if least else once | {("", True)}
        case _:
            return _ANYTHING


def _of_class(members: Any) -> frozenset[_Begin]:
    """How what a class of characters matches can begin: single letters, or a digit, or nothing that is known."""
    kinds = [(str(kind), value) for kind, value in members]
    if all(kind == "LITERAL" for kind, _ in kinds):
        return frozenset((chr(value).lower(), True) for _, value in kinds)
    digits = kinds in ([("CATEGORY", value)] for _, value in kinds if str(value) == "CATEGORY_DIGIT")
    return frozenset({(_FIGURE, False)}) if digits else _ANYTHING

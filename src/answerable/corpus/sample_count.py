"""A number that counts participants: where it stands, what it counts, and how numbers and sentences are read around it."""

from __future__ import annotations

import re

from msgspec import Struct

from answerable.corpus import sample_rules as rules

UNITS = rules.PEOPLE | rules.THINGS | rules.CLUSTERS | rules.BEASTS | rules.STUDIES
_WHO = rules.PEOPLE | rules.THINGS | rules.BEASTS
_ABBREVIATED = (" vs", "(vs", "i.e", "e.g", " al", " no")
_WORD = re.compile(r"%\s*(?:of (?:the )?)?[a-z]+|[a-z]+")  # "51 % women" are not all women: their word begins with the sign


class Count(Struct):
    """A number that counts participants, where it stands, and how much it looks like the size of the study."""

    number: int
    start: int
    end: int
    unit: str
    worth: int


def number_of(words: str) -> int | None:
    """The number that digits ("1,172") or words ("thirty-five", "one hundred and four") name; None for other words."""
    if words[:1].isdigit():
        digits = re.sub(r"[,\s]", "", words)
        return int(digits) if digits.isdecimal() and len(digits) <= 9 else None
    thousands = below = 0
    for word in re.split(r"[\s-]+", words.lower()):
        if word == "thousand":
            thousands, below = (below or 1) * 1000, 0
        elif word == "hundred":
            below = (below or 1) * 100
        elif word in rules.NUMBER_WORDS:
            below += rules.NUMBER_WORDS[word]
        elif word not in ("and", "a"):
            return None
    return thousands + below or None


def counted(low: str, end: int) -> tuple[str, int]:
    """What a number that ends at `end` counts ("" where nothing that we know), and where that word ends."""
    following = low[end + 1 : end + 9].split(None, 1)  # most numbers count nothing that takes part: seen by the next word
    if not following or following[0] in rules.STOPS:
        return "", end
    phrase = rules.PHRASE.match(low, end)
    if phrase is None:
        return "", end
    before = ""
    for word in phrase.group().split():
        bare = word.rstrip(",.")
        if bare in rules.STOPS and not (bare == "year" and before in rules.ORDINALS):
            return "", end
        at = low.index(bare, end) + len(bare)
        if bare in UNITS:
            return ("", at) if rules.NOT_PEOPLE.match(low, at) else _with_their_like(low, bare, at)
        if word.endswith("."):
            return "", at
        before, end = bare, at
    return "", end


def _with_their_like(low: str, unit: str, end: int) -> tuple[str, int]:
    """ "216 men and women" are participants, "84 boys and girls" children; any other unit is what it is."""
    also = rules.AND_THEIR_LIKE.match(low, end) if unit in rules.KINDS else None
    if also is None or also["kind"] == unit:
        return unit, end
    return "children" if {unit, also["kind"]} <= rules.YOUNG else "participants", also.end()


def unit_before(sentence: str, position: int) -> str:
    """The noun nearest before a bare "n = 40", or the plain word for whoever took part."""
    words = _WORD.findall(sentence[:position])
    return next((word for word in reversed(words) if word in _WHO), "participants")


def same_sentence_before(window: str) -> str:
    """The end of a window from where its last sentence begins."""
    cut = window.rfind(". ")
    while cut >= 0 and window.endswith(_ABBREVIATED, 0, cut):
        cut = window.rfind(". ", 0, cut)
    return window[max(cut, window.rfind("\n")) + 1 :]


def same_sentence_after(window: str) -> str:
    """The beginning of a window up to where its first sentence ends."""
    cut = window.find(". ")
    while cut >= 0 and window.endswith(_ABBREVIATED, 0, cut):
        cut = window.find(". ", cut + 1)
    line = window.find("\n")
    return window[: min((end for end in (cut, line) if end >= 0), default=len(window))]

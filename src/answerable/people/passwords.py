"""What a password has to be: long enough, and none of those that are guessed first. Nothing about its composition."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

from answerable.errors import WeakPassword

LEAST = 12  # characters
MOST = 1_024  # characters; far more than any manager makes, and little enough to hash
CHEAP = 3  # parts that are guessed first: what is made of no more than these is refused
_ROWS = (
    "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "azertyuiop", "1234567890", "abcdefghijklmnopqrstuvwxyz",
    "1q2w3e4r5t6y7u8i9o0p", "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "zaq12wsxcde34rfvbgt56yhn", "qazwsxedcrfvtgbyhnujm",
)  # fmt: skip
_LEET = str.maketrans("@4301!$57", "aaeoiisst")
_NUMBER = re.compile(r"\d{1,6}")
_REPEATED = re.compile(r"(.)\1{2,}", re.DOTALL)


def normal(password: str) -> str:
    """The password as it is hashed: the same characters however a keyboard writes them."""
    return unicodedata.normalize("NFKC", password)


def check(password: str, *about: str) -> None:
    """Raises `WeakPassword` where it may not be taken; `about` is what is known of whose it is: name, address, site."""
    words = normal(password)
    if len(words) < LEAST:
        raise WeakPassword(
            f"A password has at least {LEAST} characters; this one has {len(words)}.", "Four or five words in a row do well."
        )
    if len(words) > MOST:
        raise WeakPassword(f"A password has at most {MOST:,} characters.", "Use a shorter one.")
    if is_common(words, *about):
        raise WeakPassword(
            "This password is among those that are guessed first: common words, rows of keys, dates, names.",
            "Take several words that have nothing to do with each other, or let a password manager make one.",
        )


def is_common(password: str, *about: str) -> bool:
    """Whether a password is one small pattern over and over, or no more than a few parts that are guessed first."""
    plain = password.casefold()
    if len(set(plain)) < 5 or _period(plain) <= 6:
        return True
    words = _words() | {part for text in about for part in re.split(r"[\W_\d]+", normal(text).casefold()) if len(part) > 2}
    return _cost(plain, words) <= CHEAP


def _period(text: str) -> int:
    """The length of the smallest pattern that the text repeats; its own length where it repeats none."""
    return (text + text).find(text, 1)


def _cost(text: str, words: frozenset[str] | set[str]) -> int:
    """The fewest parts that are guessed first of which the text is made; CHEAP + 1 where it takes more, or other things.

    Signs between parts cost nothing.
    """
    read = text.translate(_LEET)  # as words are meant where signs stand for letters
    reached = _past_signs(text, {0})
    for cost in range(1, CHEAP + 1):
        reached = _past_signs(text, {end for start in reached for end in _ends(text, read, start, words)})
        if len(text) in reached:
            return cost
    return CHEAP + 1


def _past_signs(text: str, places: set[int]) -> set[int]:
    """These places, and those behind the signs that stand there."""
    found = set(places)
    for place in places:
        while place < len(text) and not text[place].isalnum():
            place += 1
            found.add(place)
    return found


def _ends(text: str, read: str, start: int, words: frozenset[str] | set[str]) -> set[int]:
    """Where a part that is guessed first ends that begins here."""
    ends = {start + len(word) for word in words if text.startswith(word, start) or read.startswith(word, start)}
    if number := _NUMBER.match(text, start):
        ends |= set(range(start + 1, number.end() + 1))
    if repeated := _REPEATED.match(text, start):
        ends.add(repeated.end())
    return ends | {end for row in _ROWS for end in (_along(text, start, row), _along(text, start, row[::-1])) if end - start > 2}


def _along(text: str, start: int, row: str) -> int:
    """How far the text goes along a row of keys from here."""
    at, end = row.find(text[start : start + 1]), start
    while at >= 0 and end < len(text) and text[end] == row[at]:
        end, at = end + 1, (at + 1) % len(row)
    return end


@cache
def _words() -> frozenset[str]:
    """Words that stand in passwords most often."""
    text = (files("answerable.people") / "common_words.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())

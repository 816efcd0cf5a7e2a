"""Misspelt names: which words of a question nothing knows, and what the nearest known word is; it is offered, never put in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache

from msgspec import Struct

from answerable.question.plain_words import FRAME_STEMS, FUNCTION_WORDS, MODIFIERS, STOP_WORDS
from answerable.question.vocabulary import vocabulary
from answerable.question.words import WORD, fold_word, stem

SHORTEST = 5  # letters; a shorter word is one letter away from too many others
_TWO_AWAY = 9  # letters from which a word may be two letters away from what was meant


class Doubtful(Struct, frozen=True):
    """A word of a question that the vocabulary does not know: characters `start` to `end`."""

    word: str
    start: int
    end: int


def doubtful(text: str) -> Iterator[Doubtful]:
    """The words of a question that may be misspelt names: long enough, no frame of a question, and no name in the vocabulary."""
    known = [(mention.start, mention.end) for mention in vocabulary().mentions(text)]
    for found in WORD.finditer(text):
        word = found.group().lower()
        named = any(start <= found.start() < end for start, end in known)
        if named or len(word) < SHORTEST or not word.isascii() or not word.isalpha() or found.group().isupper():
            continue
        framed = word in FUNCTION_WORDS or word in STOP_WORDS or word in MODIFIERS or stem(word) in FRAME_STEMS
        if not framed and fold_word(word) not in _named_words():
            yield Doubtful(found.group(), found.start(), found.end())


def letters_off(word: str) -> int:
    """How many letters what was meant may be off."""
    return 2 if len(word) >= _TWO_AWAY else 1


def nearest(word: str, more: Iterable[str] = ()) -> str:
    """The word of the vocabulary's names, or of `more`, that is a letter or two off and begins alike; empty where none is.

    Spellings of both sides of the Atlantic, plurals and case count as the same.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    choices = _named_words() | {fold_word(other): other for other in more if _may_be_meant(other)}
    key = fold_word(word)
    alike = [choice for choice in choices if choice[:1] == key[:1]]
    found = process.extract(key, alike, scorer=OSA.distance, score_cutoff=letters_off(word), limit=8)
    best = min(found, key=lambda one: (one[1], abs(len(one[0]) - len(key)), one[0]), default=None)
    return choices[best[0]] if best and best[1] > 0 else ""


def reworded(text: str, holds: Callable[[str], bool], like: Callable[[str, int], Iterable[str]]) -> str:
    """The question with each misspelt name replaced by the nearest known word, to be offered; empty where there is none.

    `holds` says whether the library has a word, which then is no mistake; `like` gives words of the library near a word.
    """
    parts: list[str] = []
    at = 0
    for one in doubtful(text):
        if holds(one.word) or not (meant := nearest(one.word, like(one.word, letters_off(one.word)))):
            continue
        parts += (text[at : one.start], meant.capitalize() if one.word[0].isupper() else meant)
        at = one.end
    return "".join((*parts, text[at:])) if parts else ""


def _may_be_meant(word: str) -> bool:
    return len(word) >= SHORTEST - 1 and word.isascii() and word.isalpha()


@cache
def _named_words() -> dict[str, str]:
    """The words of the vocabulary's names by their folded form."""
    words = {word.lower() for name in vocabulary().all_names() for word in WORD.findall(name)}
    return {fold_word(word): word for word in sorted(words) if _may_be_meant(word)}


@lru_cache(maxsize=1_024)
def words_of(text: str) -> frozenset[str]:
    """The words of a text in lower case that could be what a misspelt one was meant for."""
    return frozenset(word for word in map(str.lower, WORD.findall(text)) if _may_be_meant(word))

"""What stands about a word or a figure in its sentence: the words by which we know it again in another sentence."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from answerable.verification.measures import figures
from answerable.verification.words import FUNCTION_WORDS, NEGATORS, Token, is_content, plain, stem, tokens

# Signs and words at which one clause ends and another begins.
_CLAUSE_SIGNS = frozenset(";:.")
_CLAUSE_WORDS = frozenset("but whereas while although though however yet except despite unless because since".split())
_SCOPE_ENDS = frozenset(";:.,()[]")
_REACH: int = 4  # content words after a negation that it can bear on


class Word(Struct, frozen=True):
    """A content word of a sentence: its stem, whether a negation bears on it, its clause, and where it stands."""

    stem: str
    word: str
    negated: bool
    denied: bool  # it is the very next content word after the negation
    clause: int
    number: int  # its place among the content words
    start: int
    end: int


@lru_cache(maxsize=4096)
def content(text: str) -> tuple[Word, ...]:
    """The content words of a sentence in order, negators themselves left out."""
    found: list[Word] = []
    clause, reach = 0, 0
    names = _names(text)
    for token in tokens(text):
        word = token.word
        if word in _CLAUSE_SIGNS or word in _CLAUSE_WORDS:
            clause, reach = clause + 1, 0
        elif word in _SCOPE_ENDS:
            reach = 0
        elif _negates(word):
            reach = _REACH
        elif word == "fail" or word in ("failed", "fails", "failing"):
            found.append(_word(token, 0, clause, len(found)))
            reach = _REACH
        elif word in names or (is_content(word) and word not in NEGATORS):
            found.append(_word(token, reach, clause, len(found)))
            reach -= 0 if reach == _REACH and word.endswith("ly") else 1
    return tuple(found)


def _negates(word: str) -> bool:
    return word in NEGATORS or word.endswith("n't")


def _names(text: str) -> frozenset[str]:
    """Words that begin with a letter and hold a digit."""
    return frozenset(t.word for t in tokens(text) if t.word[0].isalpha() and any(c.isdigit() for c in t.word))


def _word(token: Token, reach: int, clause: int, number: int) -> Word:
    return Word(stem(token.word), token.word, reach > 0, reach == _REACH, clause, number, token.start, token.end)


def near(words: tuple[Word, ...], number: int, width: int) -> frozenset[str]:
    """The stems of the content words up to `width` before and after word `number`, itself left out."""
    return frozenset(w.stem for w in words[max(0, number - width) : number]) | frozenset(
        w.stem for w in words[number + 1 : number + 1 + width]
    )


@lru_cache(maxsize=2048)
def about_figures(text: str) -> tuple[frozenset[str], ...]:
    """For each figure of a text, in order, the stems about it: up to four words each side, not past another figure.

    Units are no words here. Where nothing stands between two figures ("89%, 31 of 35") they share what stands around both,
    and a figure in brackets is also of what the figure before the brackets is of.
    """
    found: list[frozenset[str]] = []
    end = 0
    for figure in figures(text):
        about = _about(text, figure.start, figure.end, 4)
        between = text[end : figure.start]
        if (
            found
            and "(" in between
            and ")" not in between
            and sum(w.start >= end and w.end <= figure.start for w in content(text)) <= 2
        ):
            about |= found[-1]  # "31 of 35 patients (89%)": the bracket says again what stands before it
        found.append(about)
        end = figure.end
    return tuple(found)


def wide_about(text: str, number: int) -> frozenset[str]:
    """The stems up to eight words each side of figure `number`, past other figures but not past the end of its clause."""
    figure = figures(text)[number]
    words = content(text)
    ahead = [w for w in words if w.end <= figure.start]
    behind = [w for w in words if w.start >= figure.end]
    clause = _clause_at(text, figure.start)
    left = [w.stem for w in ahead[-8:] if w.clause == clause]
    right = [w.stem for w in behind[:8] if w.clause == clause]
    return frozenset(left + right)


def _clause_at(text: str, position: int) -> int:
    clause = 0
    for token in tokens(text):
        if token.start >= position:
            break
        clause += token.word in _CLAUSE_SIGNS or token.word in _CLAUSE_WORDS
    return clause


def _about(text: str, start: int, end: int, width: int) -> frozenset[str]:
    """Stems about characters `start` to `end`, as far as the next figure that has words in between."""
    words = [w for w in content(text) if not _inside_figure(text, w)]
    ahead = [w for w in words if w.end <= start][-width:]
    behind = [w for w in words if w.start >= end][:width]
    others = [f for f in figures(text) if f.end <= start or f.start >= end]
    left_wall = max((f.end for f in others if ahead and f.end <= ahead[-1].start), default=0)
    right_wall = min((f.start for f in others if behind and f.start >= behind[0].end), default=len(text))
    return frozenset(w.stem for w in ahead if w.start >= left_wall) | frozenset(w.stem for w in behind if w.end <= right_wall)


def _inside_figure(text: str, word: Word) -> bool:
    """Whether a word is part of a figure, as its unit or as the number itself."""
    return any(f.start <= word.start and word.end <= f.end for f in figures(text))


def names_with_digits(text: str) -> frozenset[str]:
    """Names that hold a digit ("IL-6", "SF-36", "HbA1c"), folded and without hyphens."""
    found = re.findall(r"\b[A-Za-zα-ω]+(?:-?[A-Za-z]*\d[\dA-Za-z]*)+\b", plain(text))
    return frozenset(name.casefold().replace("-", "") for name in found)


@lru_cache(maxsize=4096)
def stems_of(text: str) -> frozenset[str]:
    """The stems of all words that are not mere function words, negators among them."""
    return frozenset(stem(t.word) for t in tokens(text) if t.is_word and t.word not in FUNCTION_WORDS)

"""Words as every index here sees them: lower-case, without accents, without empty words, stemmed, with their places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import tantivy

from answerable.retrieval.model import Query

# English words that carry no meaning alone. "no", "not" and "without" do: they stay.
_EMPTY: str = """
    a an and are as at be been being but by can could did do does for from had has have how if in into is it its
    may might of on or such that the their them then there these they this those to was were what when where which
    while who whom whose why will with would
"""
EMPTY_WORDS: list[str] = list(_EMPTY.split())
LONGEST_WORD = 64  # bytes; what is longer is a sequence or damage, not a word
ANALYSER = 1  # raise it whenever the same text may give other terms: every index is then made anew


Phrase = tuple[tuple[int, str], ...]  # stems, each with its place counted from the first


class Term(NamedTuple):
    """A stem, its place among the words of its text, and the characters `start` to `end` that it was read from."""

    stem: str
    place: int
    start: int
    end: int


@cache
def analyser() -> tantivy.TextAnalyzer:
    """The one analyser of texts and of queries alike; empty words are dropped and leave their places empty."""
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(LONGEST_WORD))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.custom_stopword(EMPTY_WORDS))
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


def terms(text: str) -> list[Term]:
    """The terms of a text in order; places count words from 0, empty words included."""
    return [
        Term(token.text, token.position, token.char_offset_from, token.char_offset_to)
        for token in analyser().pre_tokenize(text).tokens
    ]


def phrase(name: str) -> Phrase:
    """A name as a phrase: each stem with its place counted from the first; () where nothing of it can be searched."""
    found = terms(name)
    return tuple((term.place - found[0].place, term.stem) for term in found)


def highlights(query: Query, text: str) -> tuple[tuple[int, int], ...]:
    """Where the words and names of a query stand in a text: characters from and to, in order, none overlapping."""
    stems, phrases = _sought(query)
    found = terms(text)
    at = {term.place: term for term in found}
    spans = [(term.start, term.end) for term in found if term.stem in stems]
    spans.extend(span for term in found for words in phrases.get(term.stem, ()) if (span := _span(words, term.place, at)))
    return _joined(sorted(spans))


@lru_cache(maxsize=32)
def _sought(query: Query) -> tuple[frozenset[str], Mapping[str, tuple[Phrase, ...]]]:
    """The stems that a query seeks alone, and its phrases by their first stem: a query has hundreds, a page many texts."""
    stems = {term.stem for term in terms(query.words)}
    phrases: dict[str, list[Phrase]] = {}
    for words in {phrase(name) for clause in query.clauses for name in clause.names}:
        if len(words) == 1:
            stems.add(words[0][1])
        elif words:
            phrases.setdefault(words[0][1], []).append(words)
    return frozenset(stems), {first: tuple(those) for first, those in phrases.items()}


def _span(words: Phrase, place: int, at: Mapping[int, Term]) -> tuple[int, int] | None:
    """The characters of a phrase that begins at a place, or None where it does not stand there."""
    run = [at.get(place + offset) for offset, _ in words]
    standing = [one for one, (_, stem) in zip(run, words, strict=True) if one is not None and one.stem == stem]
    return (standing[0].start, standing[-1].end) if len(standing) == len(words) else None


def _joined(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Sorted spans with those that touch or overlap made one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)

"""How much a sentence of a record bears on a claim: the share of the claim's words that stand in it, by what they weigh."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from answerable.audit.report import Quoted
from answerable.corpus.record import Record, link_of
from answerable.question import vocabulary
from answerable.text import Span, sentences, sha256
from answerable.verification.words import FUNCTION_WORDS, HEDGES, stem, tokens

_TOPIC = 0.25  # what a word of the article's own topic weighs: it stands in every sentence about it
_LIGHT = 0.3  # what words weigh that stand in most sentences of the field
_LIGHT_WORDS = frozenset(
    stem(word)
    for word in """patient people case study report include including found find show shown describe cause common typical
    typically usual usually often characteristic feature clinical general various especially particularly present presence due
    represent represents associated area region location locations number year use used several certain other many most""".split()
)


class Said(Struct, frozen=True):
    """A sentence of a record with its place."""

    record: str
    field: str
    start: int
    end: int
    words: str
    digest: str  # SHA-256 of the whole field

    @property
    def span(self) -> Span:
        """The span of the sentence."""
        return Span(self.record, self.field, self.start, self.end, self.digest)


@lru_cache(maxsize=20_000)
def terms(text: str) -> frozenset[str]:
    """The words of a text that carry meaning, as stems; what the vocabulary knows as one thing under many names is one term."""
    found: set[str] = set()
    taken: list[tuple[int, int]] = []
    for mention in vocabulary().mentions(text):
        if mention.concept is not None:
            found.add(f"={mention.concept.name}")
            taken.append((mention.start, mention.end))
    for token in tokens(text):
        inside = any(start <= token.start < end for start, end in taken)
        if not inside and token.word[0].isalpha() and len(token.word) > 1 and token.word not in FUNCTION_WORDS | HEDGES:
            found.add(stem(token.word))
    return frozenset(found)


def weight(term: str, topic: frozenset[str]) -> float:
    """What a term of a claim weighs."""
    if term in topic:
        return _TOPIC
    return _LIGHT if term in _LIGHT_WORDS else 1.0


def coverage(claim: frozenset[str], said: frozenset[str], topic: frozenset[str]) -> float:
    """The share of a claim's terms, by what they weigh, that a sentence has too; between 0 and 1."""
    whole = sum(weight(term, topic) for term in claim)
    return round(sum(weight(term, topic) for term in claim & said) / whole, 4) if whole else 0.0


class Reader:
    """Cuts records into sentences, each record once."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[Said, ...]] = {}

    def sentences(self, record: Record) -> tuple[Said, ...]:
        """The sentences of a record in reading order, its title first."""
        if record.id not in self._read:
            self._read[record.id] = tuple(
                Said(record.id, name, one.start, one.end, one.text, digest)
                for name, section in record.fields()
                for digest in (sha256(section.text),)
                for one in sentences(section.text)
            )
        return self._read[record.id]


def quoted(said: Said, record: Record) -> Quoted:
    """A sentence with the record that it stands in, as findings show it."""
    return Quoted(
        span=said.span,
        words=said.words,
        title=record.title,
        year=record.year,
        link=link_of(record),
        digest=record.digest is not None,
    )

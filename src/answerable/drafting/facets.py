"""`Facet`: a part of the question that evidence has to be about, and how strongly a record or a sentence is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from answerable.corpus.record import Record
from answerable.question import ConceptKind, Mention, Question
from answerable.question.vocabulary import content_words, names_of, stem, vocabulary
from answerable.question.words import fold

_WORD = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=20_000)
def stems(text: str) -> str:
    """The words of a text as stems between single spaces, with a space at both ends, so that names can be looked up in it."""
    return f" {' '.join(stem(word) for word in _WORD.findall(fold(text)))} "


@dataclass(frozen=True)
class Facet:
    """One mention of the question: its names as stems, those of what is narrower or broader, and of what is merely near.

    `words` are the question's own; `unknown` says that the vocabulary does not know them, so that their words may
    stand apart.
    """

    words: str
    kind: ConceptKind
    names: tuple[str, ...]
    narrower: tuple[str, ...] = ()
    broader: tuple[tuple[str, str], ...] = ()  # (stems, the broader concept's name)
    near: tuple[tuple[str, str], ...] = ()  # (stems, the near concept's name)
    unknown: bool = False

    def named_in(self, text: str) -> bool:
        """Whether the text names it, a kind of it, or what it is a kind of."""
        found = stems(text)
        if any(name in found for name in self.all_names):
            return True
        return self.unknown and all(f" {part} " in found for part in self.names[0].split())

    @property
    def all_names(self) -> tuple[str, ...]:
        """The names under which evidence on it goes: its own, narrower and broader ones."""
        return (*self.names, *self.narrower, *(name for name, _ in self.broader))

    def near_in(self, text: str) -> str:
        """The name of a concept that is near and not the same, where the text names that one; empty otherwise."""
        found = stems(text)
        return next((name for part, name in self.near if part in found), "")

    def only_broader(self, record: Record) -> str:
        """The name of the broader concept that a record is about where it never names this one; empty otherwise."""
        texts = [stems(text) for text in (record.title, *(section.text for section in record.abstract))]
        texts += [stems(name) for name in (*record.keywords, *(heading.name for heading in record.mesh))]
        if any(name in text for text in texts for name in (*self.names, *self.narrower)):
            return ""
        return next((name for part, name in self.broader if any(part in text for text in texts)), "")

    def strength(self, record: Record) -> float:
        """How much a record is about it: 3 in the title, 2 in its indexing, 1 in its abstract more than once, 0.5 once."""
        return _strength(self, record)


@lru_cache(maxsize=20_000)
def _strength(facet: Facet, record: Record) -> float:
    if facet.named_in(record.title):
        return 3.0
    indexing = [heading.name for heading in record.mesh if heading.major] + list(record.keywords)
    if any(facet.named_in(name) for name in indexing):
        return 2.0
    if any(facet.named_in(heading.name) for heading in record.mesh):
        return 1.5
    count = sum(stems(section.text).count(name) for section in record.abstract for name in facet.all_names)
    if count == 0 and facet.unknown:
        return 0.5 if any(facet.named_in(section.text) for section in record.abstract) else 0.0
    return 1.0 if count > 1 else 0.5 * count


@dataclass(frozen=True)
class Facets:
    """The facets of a question by the part that they play.

    What it is about; what is done; the other conditions of the people it is about; to what end; in whom; the rest.
    """

    topic: tuple[Facet, ...]
    interventions: tuple[Facet, ...] = ()
    contexts: tuple[Facet, ...] = ()
    outcomes: tuple[Facet, ...] = ()
    populations: tuple[Facet, ...] = ()
    others: tuple[Facet, ...] = ()

    @property
    def main(self) -> tuple[Facet, ...]:
        """The facets that evidence has to be about: the topic and what is done."""
        return (*self.topic, *self.interventions)


def facets_of(question: Question) -> Facets:
    """The facets of a question, from its mentions."""
    topic = tuple(_facet(mention) for mention in question.topic)
    aspects = [_facet(mention) for mention in question.aspects]
    return Facets(
        topic=topic,
        interventions=_of_kind(aspects, ConceptKind.INTERVENTION, ConceptKind.TEST),
        contexts=_of_kind(aspects, ConceptKind.CONDITION),
        outcomes=_of_kind(aspects, ConceptKind.OUTCOME, ConceptKind.FINDING),
        populations=_of_kind(aspects, ConceptKind.POPULATION),
        others=_of_kind(aspects, ConceptKind.OTHER, ConceptKind.ANATOMY),
    )


def _of_kind(facets: Iterable[Facet], *kinds: ConceptKind) -> tuple[Facet, ...]:
    return tuple(facet for facet in facets if facet.kind in kinds)


def _facet(mention: Mention) -> Facet:
    concept = mention.concept
    if concept is None:
        words = " ".join(content_words(mention.words)) or mention.words
        return Facet(mention.words, ConceptKind.OTHER, (stems(words),), unknown=True)
    known = vocabulary()
    narrower = [other for name in concept.narrower if (other := known.concept(name))]
    near = [other for name in concept.near if (other := known.concept(name))]
    return Facet(
        mention.words,
        concept.kind,
        tuple(dict.fromkeys(stems(name) for name in names_of(concept))),
        tuple(dict.fromkeys(stems(name) for other in narrower for name in names_of(other))),
        tuple((stems(name), other.name) for other in known if concept.name in other.narrower for name in names_of(other)),
        tuple((stems(name), other.name) for other in near for name in names_of(other)),
    )

"""`Facet`: a part of the question that evidence has to be about, and how strongly a record or a sentence is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from answerable.corpus.record import Record
from answerable.question import Concept, ConceptKind, Mention, Question
from answerable.question.vocabulary import content_words, names_of, stem, vocabulary
from answerable.question.words import fold

_COURSES = (
    ("chronic", re.compile(r"\b(?:sub)?acute\b", re.IGNORECASE)),
    ("acute", re.compile(r"\bchronic\b", re.IGNORECASE)),
)
_LED = re.compile(r"[- ](?:based|delivered|led|assisted|administered|mediated|supported)\b", re.IGNORECASE)
_HOW = frozenset(
    {"recognised", "recognized", "spotted", "managed", "handled", "approached", "worked up", "picked up", "told apart"}
)
_PEOPLE_WITH = re.compile(
    r" (?:patient|inpati|outpati|peopl|adult|person|women|woman|men|man|child|particip|subject|those) (?:with|who have)"
    r"(?: \w+){0,3} $"
)
_WORD = re.compile(r"[a-z0-9]+")
# What folding may look at together: everything between two characters of ASCII that belong to no word.
_RUN = re.compile(r"[^\x00-&(-/:-@\[-^`{-\x7f]+")


@lru_cache(maxsize=100_000)
def _stems_of(run: str) -> str:
    return " ".join(stem(word) for word in _WORD.findall(fold(run)))


@lru_cache(maxsize=20_000)
def stems(text: str) -> str:
    """The words of a text as stems between single spaces, with a space at both ends, so that names can be looked up in it."""
    return f" {' '.join(filter(None, map(_stems_of, _RUN.findall(text))))} "


def _places(name: str, text: str) -> Iterator[int]:
    """Where a name stands in a text, one after the other."""
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + len(name))


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
    wider: tuple[str, ...] = ()  # the names of the conditions that it is a kind of
    unknown: bool = False
    head: str = ""  # the stem of what kind of intervention it is: "vaccin" of the HPV vaccine

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

    def told_in(self, text: str, record: Record) -> bool:
        """Whether a sentence of a record names it, or, where the title names it, the kind of thing that it is."""
        if self.named_in(text):
            return True
        return bool(self.head) and self.head in stems(text) and self.strength(record) == 3.0

    def only_as_people(self, text: str) -> bool:
        """Whether the text names it only for whom something else was found in: "in patients with low back pain"."""
        found = stems(text)
        places = [place for name in self.all_names for place in _places(name, found)]
        return bool(places) and all(_PEOPLE_WITH.search(found[: place + 1]) for place in places)

    def asks_how(self) -> bool:
        """Whether its words only say what is to be done about the topic, so that no evidence has to name them."""
        return self.unknown and self.words.lower() in _HOW

    def near_in(self, text: str) -> str:
        """The name of a concept that is near and not the same, where the text names that one; empty otherwise."""
        found = stems(text)
        return next((name for part, name in self.near if part in found), "")

    def other_course(self, text: str) -> bool:
        """Whether the text is about the acute form where the chronic one is meant, or the other way round."""
        return any(
            own in self.words.lower() and other.search(text) and not re.search(rf"\b{own}", text, re.IGNORECASE)
            for own, other in _COURSES
        )

    def only_broader(self, record: Record) -> str:
        """The name of the broader concept that a record is about where it never names this one; empty otherwise."""
        texts = [stems(text) for text in (record.title, *(section.text for section in record.abstract))]
        texts += [stems(name) for name in (*record.keywords, *(heading.name for heading in record.mesh))]
        if any(name in text for text in texts for name in (*self.names, *self.narrower)):
            return ""
        return next((name for part, name in self.broader if any(part in text for text in texts)), "")

    def studied_as(self, record: Record) -> str:
        """The wider condition that a record's title names where it names no other kind of it than this one; empty otherwise.

        A study of "upper respiratory tract infection" is none of respiratory tract infection, nor one of the common cold.
        """
        return _studied_as(self, record.title) if self.wider else ""

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


@lru_cache(maxsize=20_000)
def _studied_as(facet: Facet, title: str) -> str:
    found = [mention.concept for mention in vocabulary().mentions(title) if mention.concept]
    wider = next((concept for concept in found if concept.name in facet.wider), None)
    if wider is None or any(concept.name in wider.narrower and not facet.named_in(concept.name) for concept in found):
        return ""
    return wider.name


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
    topic = tuple(facet for mention in question.topic if not (facet := _facet(mention)).asks_how())
    wanted = question.pico.outcome.lower()
    around = _circumstances(question)
    ends = tuple(
        _facet(mention)
        for mention in question.aspects
        if mention.words.lower() in wanted
        and mention.words.lower() not in question.pico.intervention.lower()
        and mention.words not in around
    )
    aspects = [facet for mention in question.aspects if (facet := _facet(mention)) not in ends]
    done = _of_kind(topic, ConceptKind.INTERVENTION, ConceptKind.TEST)
    if done and len(done) < len(topic):  # "artesunate for malaria": what is done, and what it is done for
        topic = tuple(facet for facet in topic if facet not in done)
        aspects = [*done, *aspects]
    interventions = _of_kind(aspects, ConceptKind.INTERVENTION, ConceptKind.TEST)
    return Facets(
        topic=topic,
        interventions=tuple(facet for facet in interventions if facet.words not in around),
        contexts=(
            *_of_kind(aspects, ConceptKind.CONDITION),
            *(facet for facet in interventions if facet.words in around),
        ),
        outcomes=(*ends, *_of_kind(aspects, ConceptKind.OUTCOME, ConceptKind.FINDING)),
        populations=_of_kind(aspects, ConceptKind.POPULATION),
        others=tuple(facet for facet in _of_kind(aspects, ConceptKind.OTHER, ConceptKind.ANATOMY) if not facet.asks_how()),
    )


_AROUND = re.compile(r"\b(?:after|following|before|during|undergoing|in) (?:an? |the |their )?$", re.IGNORECASE)
# What something else is done for: counted only where that stands before it.
_FOR = re.compile(
    r"\b(?:for|aid|(?:help|assist)(?: \w+)?(?: with| in)?|to (?:stop|start|guide|limit|avoid|reduce|shorten|cut|lower|taper"
    r"|decide on|discontinue|achieve|replace|withdraw|prescribe|continue)) (?:an? |the |their |using |long-term )?$",
    re.IGNORECASE,
)


def _circumstances(question: Question) -> frozenset[str]:
    """The words for what is done beside what was asked about: the operation in "paracetamol for pain after tonsillectomy".

    Also what is to be reached by it: stopping, in "varenicline for smoking cessation".
    """
    done = [m for m in question.aspects if m.concept and m.concept.kind is ConceptKind.INTERVENTION]
    kinds = {ConceptKind.INTERVENTION, ConceptKind.TEST}
    asked = [m for m in (*question.aspects, *question.topic) if m.concept and m.concept.kind in kinds]
    whom, what = question.pico.population, question.pico.intervention
    given = any(m.words in what for m in asked)
    return frozenset(
        m.words
        for m in done
        if len(asked) > 1
        and (
            _AROUND.search(question.text, 0, m.start)
            or (_FOR.search(question.text, 0, m.start) and any(other.end < m.start for other in asked))
            or (given and m.words in whom and m.words not in what)
        )
    )


def _of_kind(facets: Iterable[Facet], *kinds: ConceptKind) -> tuple[Facet, ...]:
    return tuple(facet for facet in facets if facet.kind in kinds)


# What tells a condition's course apart and not what it is.
_COURSE = frozenset(
    {
        "chronic",
        "acute",
        "subacute",
        "persistent",
        "recurrent",
        "nonspecific",
        "non-specific",
        "mild",
        "moderate",
        "severe",
        "primary",
    }
)


def _without_course(concept: Concept) -> Concept | None:
    """The same condition without its course, where the vocabulary has it: low back pain for chronic low back pain."""
    for course in _COURSE:
        rest = concept.name.removeprefix(course).strip()
        if rest != concept.name and (other := vocabulary().concept(rest)) and other.name == rest:
            return other
    return None


# A variety with a cause or a time of life of its own, for which what was found in its kind at large does not stand.
_OF_ITS_OWN = re.compile(
    r"\b(?:\w+[- ](?:associated|induced|acquired|related|transmitted)|post\w*|perinatal|neonatal|congenital|gestational|juvenile"
    r"|childhood|traveller'?s|contrast|secondary|in pregnancy|of pregnancy)\b",
    re.IGNORECASE,
)


def _wider(concept: Concept) -> tuple[str, ...]:
    """The names of the conditions that a condition is a kind of, where evidence on those bears on it at all."""
    if concept.kind is not ConceptKind.CONDITION or _OF_ITS_OWN.search(concept.name):
        return ()
    return tuple(other.name for other in vocabulary().wider_than(concept))


def _facet(mention: Mention) -> Facet:
    concept = mention.concept
    if concept is None:
        words = _LED.sub("", " ".join(content_words(_LED.sub("", mention.words)))) or mention.words
        return Facet(mention.words, ConceptKind.OTHER, (stems(words),), unknown=True)
    known = vocabulary()
    narrower = [other for name in concept.narrower if (other := known.concept(name))]
    near = [other for name in concept.near if (other := known.concept(name))]
    milder = _without_course(concept)
    last = stems(concept.name).split()[-1] if " " in concept.name else ""
    return Facet(
        mention.words,
        concept.kind,
        tuple(dict.fromkeys(stems(name) for name in names_of(concept))),
        tuple(dict.fromkeys(stems(name) for other in narrower for name in names_of(other))),
        tuple((stems(name), milder.name) for name in names_of(milder)) if milder else (),
        tuple((stems(name), other.name) for other in near for name in names_of(other)),
        _wider(concept),
        head=f" {last} " if concept.kind is ConceptKind.INTERVENTION and len(last) > 4 else "",
    )

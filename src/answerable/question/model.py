"""A `Question` as understood: its type, its parts, and the concepts that its words name."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class QuestionType(StrEnum):
    """What kind of answer is wanted; it chooses the article's outline."""

    DEFINITION = "definition"
    EPIDEMIOLOGY = "epidemiology"
    CAUSE = "cause"
    PRESENTATION = "presentation"
    DIAGNOSIS = "diagnosis"
    DIFFERENTIAL = "differential"
    THERAPY = "therapy"
    HARM = "harm"
    PROGNOSIS = "prognosis"
    PREVENTION = "prevention"
    COMPARISON = "comparison"
    DOSE = "dose"


class ConceptKind(StrEnum):
    """What a concept of the vocabulary is a name for."""

    CONDITION = "condition"
    FINDING = "finding"  # a symptom or sign
    INTERVENTION = "intervention"  # drug, operation, device, programme
    TEST = "test"
    POPULATION = "population"
    OUTCOME = "outcome"
    ANATOMY = "anatomy"
    OTHER = "other"


class Concept(Struct, frozen=True):
    """One idea with all its names: the preferred one first, then synonyms, abbreviations, lay names, both spellings.

    `narrower` and `near` name other concepts by their preferred names: what is a kind of it, and what is related but
    not the same (evidence about it is *indirect*).
    """

    name: str
    kind: ConceptKind
    names: tuple[str, ...]  # includes `name`
    narrower: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


class Mention(Struct, frozen=True):
    """A concept, or words that the vocabulary does not know, found in a text: characters `start` to `end`."""

    words: str
    start: int
    end: int
    concept: Concept | None = None


class Pico(Struct, frozen=True, omit_defaults=True):
    """Population, intervention, comparator and outcome, each as the question words it; empty where it names none."""

    population: str = ""
    intervention: str = ""
    comparator: str = ""
    outcome: str = ""


class Question(Struct, frozen=True, kw_only=True):
    """A clinical question: cleaned words, type, PICO, and the mentions that carry its meaning.

    `topic` holds the mentions that a sentence has to be about to be on the topic (the condition, or the intervention
    where no condition is named); `aspects` holds the other content mentions (intervention, comparator, outcome, population).
    """

    text: str
    type: QuestionType
    topic: tuple[Mention, ...]
    aspects: tuple[Mention, ...] = ()
    pico: Pico = Pico()
    types: tuple[QuestionType, ...] = ()  # every type that the rules saw, the chosen one first

"""From a `Question` to the `Query` that an index is asked: its words, and a clause for each idea with all its names."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from answerable.question.model import Concept, ConceptKind, Mention, Question, QuestionType
from answerable.question.vocabulary import Vocabulary, names_of, vocabulary
from answerable.question.words import content_words
from answerable.retrieval.model import Clause, Filters, Query
from answerable.text import how_many

# How much each clause adds to the score of the plain words, which always count 1. Chosen by measurement on the claims
# of SciFact and the questions of PubMedQA: names of a topic count half of its words again, for the words were counted already.
WEIGHTS: dict[str, float] = {
    "topic": 1.0,  # the names of what the question is about
    "topic, unknown": 0.5,  # a phrase that the vocabulary does not know; its words are counted already
    "topic, narrower": 0.1,  # kinds of it: knee osteoarthritis where osteoarthritis was asked
    "topic, near": 0.03,  # related and not the same: indirect evidence, found after the direct
    "intervention": 0.35,
    "intervention, narrower": 0.1,  # the members of a drug class
    "condition": 0.3,
    "finding": 0.25,
    "test": 0.25,
    "outcome": 0.15,
    "population": 0.1,
    "anatomy": 0.05,
    "other": 0.15,
    "unknown": 0.4,
    "type": 0.02,  # words that sentences of the wanted kind have
}

# Content words from which on a question says by itself what it is about: with more, names count less, by the square.
_TELLING = 3

_MOST_NAMES = 60  # in a clause; enough for every concept and its spellings

# What abstracts that answer such a question say of themselves.
CUES: dict[QuestionType, tuple[str, ...]] = {
    QuestionType.DEFINITION: ("defined as", "definition", "characterised by", "characterized by", "review"),
    QuestionType.EPIDEMIOLOGY: ("prevalence", "incidence", "epidemiology", "cross-sectional"),
    QuestionType.CAUSE: ("risk factor", "aetiology", "etiology", "pathogenesis", "associated with"),
    QuestionType.PRESENTATION: ("symptoms", "clinical features", "presentation", "signs"),
    QuestionType.DIAGNOSIS: ("diagnosis", "sensitivity", "specificity", "diagnostic"),
    QuestionType.DIFFERENTIAL: ("differential diagnosis", "diagnosis", "mimic"),
    QuestionType.THERAPY: ("treatment", "therapy", "randomised", "randomized", "efficacy", "guideline"),
    QuestionType.HARM: ("adverse events", "side effects", "safety", "tolerability", "harms"),
    QuestionType.PROGNOSIS: ("prognosis", "follow-up", "recurrence", "survival", "outcome"),
    QuestionType.PREVENTION: ("prevention", "prophylaxis", "incidence", "risk reduction"),
    QuestionType.COMPARISON: ("versus", "compared with", "comparison", "randomised", "randomized"),
    QuestionType.DOSE: ("dose", "dosage", "mg", "dosing"),
}


def build_query(question: Question, filters: Filters = Filters()) -> Query:
    """The query for a question: its content words, clauses for its topic, aspects and type, and the bounds of `filters`.

    A question that names nothing the vocabulary knows gives its plain words, the phrases among them, and little else.
    """
    known = vocabulary()
    clauses: list[Clause] = []
    for mention in question.topic:
        clauses += _topic_clauses(mention, known)
    for mention in question.aspects:
        clauses += _aspect_clauses(mention, known)
    if any(mention.concept for mention in (*question.topic, *question.aspects)):
        clauses.append(Clause(CUES[question.type], WEIGHTS["type"]))
    words = content_words(question.text) or tuple(question.text.lower().split())
    share = min(1.0, (_TELLING / max(len(words), 1)) ** 2)
    weighed = (msgspec.structs.replace(clause, weight=round(clause.weight * share, 4)) for clause in clauses)
    return Query(" ".join(words), tuple(dict.fromkeys(clause for clause in weighed if clause.weight > 0)), filters)


def _topic_clauses(mention: Mention, known: Vocabulary) -> Iterator[Clause]:
    if mention.concept is None:
        yield from _phrase(mention, WEIGHTS["topic, unknown"])
        return
    yield Clause(_names(mention.concept, mention), WEIGHTS["topic"])
    yield from _related(mention.concept.narrower, known, WEIGHTS["topic, narrower"])
    yield from _related(mention.concept.near, known, WEIGHTS["topic, near"])


def _aspect_clauses(mention: Mention, known: Vocabulary) -> Iterator[Clause]:
    if mention.concept is None:
        yield from _phrase(mention, WEIGHTS["unknown"])
        return
    yield Clause(_names(mention.concept, mention), WEIGHTS[mention.concept.kind.value])
    if mention.concept.kind is ConceptKind.INTERVENTION:
        yield from _related(mention.concept.narrower, known, WEIGHTS["intervention, narrower"])


def _phrase(mention: Mention, weight: float) -> Iterator[Clause]:
    """A clause for words that the vocabulary lacks, where they are a phrase: a single word is among the plain words already."""
    if len(content_words(mention.words)) > 1:
        yield Clause((mention.words.lower(),), weight)


def _names(concept: Concept, mention: Mention) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*names_of(concept), mention.words)))[:_MOST_NAMES]


def _related(names: tuple[str, ...], known: Vocabulary, weight: float) -> Iterator[Clause]:
    """One clause for all of these concepts, by all their names."""
    concepts = [concept for concept in map(known.concept, names) if concept is not None]
    found = tuple(dict.fromkeys(name for concept in concepts for name in names_of(concept)))
    if found:
        yield Clause(found[:_MOST_NAMES], weight)


def _more(names: int) -> str:
    """How many names a sentence leaves unsaid; nothing where it says them all."""
    return f" and {how_many(names, 'more name')}" if names > 0 else ""


def explain(query: Query) -> str:
    """The query as it was run, on one line: its words, each clause with its names and weight, and the bounds."""
    parts = [f"words: {query.words}"]
    for clause in query.clauses:
        shown = ", ".join(f"“{name}”" for name in clause.names[:4])
        more = _more(len(clause.names) - 4)
        parts.append(f"{'must have' if clause.required else 'also'} {shown}{more} (×{clause.weight:g})")
    filters = query.filters
    if filters.since is not None:
        parts.append(f"published since {filters.since}")
    if filters.designs:
        parts.append("design: " + " or ".join(filters.designs))
    if filters.species is not None:
        parts.append(f"species: {filters.species}")
    return "; ".join(parts)


def searched_for(query: Query) -> str:
    """What was searched for, short enough for a sentence: the words, and the first other names of what they name."""
    heaviest = max(query.clauses, key=lambda clause: clause.weight, default=None)
    others = [name for name in heaviest.names if name.lower() not in query.words] if heaviest else []
    names = ", ".join(f"“{name}”" for name in others[:3])
    more = _more(len(others) - 3)
    return f"“{query.words}”" + (f", also {names}{more}" if names else "")


# What guidance calls the signs that need help at once.
_WARNING_NAMES = ("warning sign", "warning signs", "red flag", "red flags", "alarm symptoms", "danger signs", "serious pathology")


def warning_query(question: Question) -> Query | None:
    """The query for warning signs on the question's topic and on what is near it; None where the vocabulary knows no topic."""
    known = vocabulary()
    concepts = [mention.concept for mention in question.topic if mention.concept]
    names = [name for concept in concepts for name in names_of(concept)]
    for near in (other for concept in concepts for other in concept.near):
        if concept := known.concept(near):
            names += names_of(concept)
    if not names:
        return None
    about = Clause(tuple(dict.fromkeys(names)), WEIGHTS["topic"], required=True)
    return Query("warning signs red flags", (about, Clause(_WARNING_NAMES, WEIGHTS["topic"], required=True)))

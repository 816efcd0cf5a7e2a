"""The `Context` of a thread: what an article's question is about, and how a whole question changes it."""

from __future__ import annotations

import re

from answerable.composition.answer import Answer
from answerable.conversation.model import Context
from answerable.conversation.naming import HEALTH, bare, kind_of, people_in
from answerable.question import Mention, Question
from answerable.question.model import ConceptKind, QuestionType
from answerable.question.topic import is_modifier

_DONE = frozenset({ConceptKind.INTERVENTION})
_MAY_BE_DONE = frozenset({ConceptKind.INTERVENTION, ConceptKind.OTHER, ConceptKind.TEST})
_LONGEST_PART = 120  # characters
_WEIGHS = frozenset(
    {QuestionType.THERAPY, QuestionType.HARM, QuestionType.DOSE, QuestionType.COMPARISON, QuestionType.PREVENTION}
)


def context_of(question: Question, answer: Answer) -> Context:
    """The context in which the first follow-up question under an article is read: what the article's own question names."""
    del answer  # what was asked is what is spoken of; what was found may be about something near
    return context_from(question)


def context_from(question: Question) -> Context:
    """What a whole question names, by the parts of a context."""
    topic = _topic(question)
    _, population = people_in(question.text, topic)
    intervention, comparator = compared(question, topic)
    return Context(topic=topic, population=population, intervention=intervention, comparator=comparator)


def _topic(question: Question) -> str:
    """The condition that is spoken of, with what narrows it; where none is named, what the question is about."""
    health = [m for m in question.topic if kind_of(m) in HEALTH]
    if not health and question.type in _WEIGHS:  # "ibuprofen for backache": the condition is whom it is for
        of_people = [m for m in question.aspects if kind_of(m) in HEALTH]
        health = of_people[:1] if any(kind_of(m) in _MAY_BE_DONE or not m.concept for m in question.topic) else []
    if health:
        return _stretch(question.text, _neighbours(question, health))
    if question.topic:
        return _stretch(question.text, question.topic[:1])
    return ""


def _neighbours(question: Question, health: list[Mention]) -> tuple[Mention, ...]:
    """The named condition with the unknown words of the topic that stand beside it, and conditions linked to it."""
    first = health[0]
    beside = [m for m in question.topic if m.concept is None and _touch(question.text, m, first)]
    linked = [m for m in health[1:] if re.fullmatch(r"\s*(?:and|or|,|/)\s*", question.text[first.end : m.start])][:1]
    return (first, *beside, *linked)


def _touch(text: str, one: Mention, other: Mention) -> bool:
    return text[one.end : other.start] in {" ", "-"} or text[other.end : one.start] in {" ", "-"}


def _stretch(text: str, mentions: tuple[Mention, ...]) -> str:
    """The words from the first of these mentions to the last, with the modifiers right before them ("chronic")."""
    start, end = min(m.start for m in mentions), max(m.end for m in mentions)
    while (before := re.search(r"([A-Za-z-]+) $", text[:start])) and is_modifier(before[1]) and start > 0:
        start = before.start()
    return bare(text[start:end])[:_LONGEST_PART]


def compared(question: Question, topic: str) -> tuple[str, str]:
    """What is done about a topic, and what it is compared with, in the question's words."""
    pico = question.pico
    named = [
        m
        for m in sorted((*question.topic, *question.aspects), key=lambda m: m.start)
        if m.words.lower() not in topic.lower()
        and (kind_of(m) in _DONE or (question.type in _WEIGHS and (kind_of(m) in _MAY_BE_DONE or _may_name(m))))
    ]
    intervention = _shortest(named, pico.intervention)
    comparator = _shortest([m for m in named if m.words != intervention], pico.comparator) or _inert(pico.comparator)
    if not intervention:
        known = [m for m in named if m.words != comparator and m.words.lower() not in pico.population.lower()]
        intervention = known[0].words if known else ""
    if not comparator and question.type is QuestionType.COMPARISON:
        others = [m for m in named if m.words != intervention and m.words not in intervention]
        comparator = others[0].words if others else ""
    return intervention[:_LONGEST_PART], comparator[:_LONGEST_PART]


def _may_name(mention: Mention) -> bool:
    """Whether words that the vocabulary does not know may name what is done; "removed" is no name."""
    return mention.concept is None and not mention.words.lower().endswith("ed")


def _shortest(named: list[Mention], part: str) -> str:
    """The stretch of a part of the PICO from its first name to its last, where it has a name."""
    inside = [m for m in named if part and m.words in part]
    if not inside:
        return ""
    start, end = part.find(inside[0].words), part.find(inside[-1].words) + len(inside[-1].words)
    if len(inside) > 2 or end - start > 60:
        return inside[0].words
    return part[start:end]


def _inert(comparator: str) -> str:
    found = re.search(
        r"\b(?:placebo|sham|usual care|no treatment|nothing|waiting list|standard care)\b", comparator, re.IGNORECASE
    )
    return found.group() if found else ""

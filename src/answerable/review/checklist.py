"""The checklist that every reviewer goes through: frozen in each revision, a question for each item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

QUESTIONS: Mapping[str, str] = MappingProxyType(
    {
        "accuracy": "Is every claim true as it stands, and no more than its sources say?",
        "applicability": "Does it answer what was asked, for those who will act on it where they work?",
        "dose and units": "Is every dose, unit, route, frequency and length of treatment right and complete?",
        "harms": "Does it say what harm can be done, how often, and to whom?",
        "alternatives": "Does it name what else can be done, nothing among it, where there is evidence?",
        "warning signs": "Does it say what needs help at once, and what to do then?",
        "population": "Is it plain whom each claim is about, and whom it is not: age, sex, pregnancy, other illness?",
        "certainty": "Is each claim worded as surely as its evidence allows, and no more?",
        "omissions": "Is everything there without which a reader could come to harm or be misled?",
        "wording": "Is it clear, neutral, and free of blame and of advertising?",
        "readability": "Can the readers that it is for read it, and find what they need first?",
    }
)
"""Each item with the question that a reviewer answers, in the order in which they stand."""

ITEMS: tuple[str, ...] = tuple(QUESTIONS)
ANSWERS: tuple[str, ...] = ("yes", "no", "not applicable")


def question_of(item: str) -> str:
    """The question behind an item; an item of an older checklist that is no longer asked stands for itself."""
    return QUESTIONS.get(item, item)


def unanswered(items: Sequence[str], filled: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """The items of a revision's checklist that somebody has not answered, in their order; the last answer to each counts."""
    answered = {item for item, answer in dict(filled).items() if answer in ANSWERS}
    return tuple(item for item in items if item not in answered)

"""The outline of an article for each type of question: which sections, in which order, under which headings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from answerable.drafting.model import SectionKind as S
from answerable.question import Question
from answerable.question import QuestionType as Q


@dataclass(frozen=True)
class Part:
    """A section of an outline: its heading, how many statements it holds at most, and whether its absence is said.

    A part that is not `expected` is left out where there is nothing for it; an expected one becomes a stated gap.
    """

    kind: S
    heading: str
    most: int = 5
    expected: bool = True


_UNCERTAINTY = Part(S.UNCERTAINTY, "Uncertainty and dissent", 4, expected=False)
_WARNING = Part(S.WARNING_SIGNS, "Warning signs", 9, expected=False)
_GUIDANCE = Part(S.GUIDANCE, "What guidelines say", 4, expected=False)
_HARM = Part(S.HARM, "Harms", 4)

# Every outline begins with what was asked. The order is the order of the article.
OUTLINES: dict[Q, tuple[Part, ...]] = {
    Q.DEFINITION: (
        Part(S.DEFINITION, "What it is", 5),
        Part(S.EPIDEMIOLOGY, "How common it is and whom it affects", 6),
        Part(S.PRESENTATION, "Symptoms and signs", 6),
        _WARNING,
        Part(S.DIAGNOSIS, "Diagnosis", 5),
        Part(S.DIFFERENTIAL, "What it can be confused with", 4),
        Part(S.TREATMENT, "Treatment", 5),
        Part(S.OUTCOME, "How well treatment works, and the outlook", 6),
        _GUIDANCE,
        Part(S.UNCERTAINTY, "Uncertainty and dissent", 5),
    ),
    Q.EPIDEMIOLOGY: (Part(S.EPIDEMIOLOGY, "How common it is and whom it affects", 8),),
    Q.CAUSE: (Part(S.CAUSE, "Causes and risk factors", 8),),
    Q.PRESENTATION: (
        Part(S.PRESENTATION, "Symptoms and signs", 8),
        _WARNING,
        Part(S.DIAGNOSIS, "Diagnosis", 3, expected=False),
    ),
    Q.DIAGNOSIS: (
        Part(S.DIAGNOSIS, "Diagnosis", 8),
        Part(S.TREATMENT, "What acting on the test changes", 4, expected=False),
        Part(S.PRESENTATION, "Symptoms and signs", 4, expected=False),
        Part(S.DIFFERENTIAL, "What it can be confused with", 4, expected=False),
        _WARNING,
        _GUIDANCE,
    ),
    Q.DIFFERENTIAL: (
        Part(S.DIFFERENTIAL, "What it can be confused with", 8),
        Part(S.DIAGNOSIS, "What tells them apart", 4, expected=False),
        _WARNING,
    ),
    Q.THERAPY: (Part(S.TREATMENT, "What treatment does", 8), _GUIDANCE, _HARM, _WARNING, _UNCERTAINTY),
    Q.HARM: (Part(S.HARM, "Harms", 10), _GUIDANCE, _UNCERTAINTY),
    Q.PROGNOSIS: (
        Part(S.OUTCOME, "Outlook", 8),
        Part(S.TREATMENT, "What treatment does", 4, expected=False),
        _UNCERTAINTY,
    ),
    Q.PREVENTION: (Part(S.PREVENTION, "What prevention does", 8), _GUIDANCE, _HARM, _UNCERTAINTY),
    Q.COMPARISON: (Part(S.COMPARISON, "How they compare", 8), _GUIDANCE, _HARM, _UNCERTAINTY),
    Q.DOSE: (Part(S.DOSE, "Doses that were studied", 8), _GUIDANCE, _HARM),
}


# "What are the red flags of …?" asks for the warning signs and nothing else.
_ASKS_FOR_WARNINGS = re.compile(r"\b(?:red flags?|warning signs?|alarm (?:signs?|symptoms?)|danger signs?)\b", re.IGNORECASE)
_WARNINGS_ASKED = (Part(S.WARNING_SIGNS, "Warning signs", 12), _UNCERTAINTY)
# "Is it dangerous?" asks for the outlook and for what must not be missed, not for what treatment does.
_ASKS_WHETHER_DANGEROUS = re.compile(r"\b(?:dangerous|serious|harmful|life[- ]threatening|a danger)\b", re.IGNORECASE)
_DANGER_ASKED = (
    _WARNING,
    Part(S.OUTCOME, "Outlook", 6),
    Part(S.DIFFERENTIAL, "What it can be confused with", 4, expected=False),
    _UNCERTAINTY,
)


def asks_whether_dangerous(question: Question) -> bool:
    """Whether the question asks if a condition is dangerous."""
    return question.type is Q.PROGNOSIS and _ASKS_WHETHER_DANGEROUS.search(question.text) is not None


def outline_for(question: Question) -> tuple[Part, ...]:
    """The parts of the article that answers a question, in order; the first is what was asked for."""
    if _ASKS_FOR_WARNINGS.search(question.text):
        return _WARNINGS_ASKED
    if asks_whether_dangerous(question):
        return _DANGER_ASKED
    return OUTLINES[question.type]

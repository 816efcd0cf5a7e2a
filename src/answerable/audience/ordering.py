"""In which order a reader gets the sections of an article, and which of them are shown closed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answerable.audience.reader import Reader
from answerable.composition.answer import Answer, AnsweredClaim, AnsweredSection
from answerable.drafting.model import SectionKind as S

# What a reader needs first. A section that a row does not name stays behind those that it does, in the article's order.
_FIRST: dict[Reader, tuple[S, ...]] = {
    Reader.PATIENT: (
        S.DIRECT_ANSWER, S.DEFINITION, S.WARNING_SIGNS, S.PRESENTATION, S.CAUSE, S.DIAGNOSIS, S.GUIDANCE, S.TREATMENT,
        S.COMPARISON, S.PREVENTION, S.DOSE, S.HARM, S.OUTCOME, S.EPIDEMIOLOGY, S.DIFFERENTIAL, S.UNCERTAINTY,
    ),
    Reader.STUDENT: (
        S.DIRECT_ANSWER, S.DEFINITION, S.CAUSE, S.EPIDEMIOLOGY, S.PRESENTATION, S.WARNING_SIGNS, S.DIAGNOSIS, S.DIFFERENTIAL,
        S.TREATMENT, S.COMPARISON, S.PREVENTION, S.DOSE, S.HARM, S.OUTCOME, S.GUIDANCE, S.UNCERTAINTY,
    ),
    Reader.NURSE: (
        S.DIRECT_ANSWER, S.WARNING_SIGNS, S.GUIDANCE, S.TREATMENT, S.DOSE, S.COMPARISON, S.PREVENTION, S.HARM, S.PRESENTATION,
        S.DIAGNOSIS, S.OUTCOME, S.DEFINITION, S.CAUSE, S.DIFFERENTIAL, S.EPIDEMIOLOGY, S.UNCERTAINTY,
    ),
}  # fmt: skip

# What a reader needs least: shown closed on a page, never left out.
_FOLDED: dict[Reader, frozenset[S]] = {
    Reader.PATIENT: frozenset({S.DIFFERENTIAL, S.EPIDEMIOLOGY, S.UNCERTAINTY}),
    Reader.NURSE: frozenset({S.EPIDEMIOLOGY}),
}

_RELATIVE = re.compile(
    r"\b(?:odds ratio|hazards? ratio|relative risk|risk ratio|rate ratio)|\brisk\b[^.;]{0,60}\bby (?:about )?(?:a |one |\d)"
    r"|\b(?:proportional|relative)\b[^.;]{0,20}\d|\bby about one-|(?:\d%|times|-fold) (?:higher|lower|greater) (?:risk|odds)",
    re.IGNORECASE,
)
_ABSOLUTE = re.compile(r"\d+ ?(?:of|/|in) ?\d+|\d% (?:of|with|against|versus|vs|and|had)|%/year")


def ordered(answer: Answer, reader: Reader) -> tuple[int, ...]:
    """The numbers of the answer's sections in the reader's order; what was asked for stays first, but for warning signs."""
    first = _FIRST.get(reader)
    places = range(len(answer.sections))
    if first is None:
        return tuple(places)
    rank = {kind: place for place, kind in enumerate(first)}
    asked = answer.sections[0].kind if answer.sections else None
    return tuple(sorted(places, key=lambda n: (answer.sections[n].kind is not asked, rank.get(answer.sections[n].kind, 99), n)))


def folded(section: AnsweredSection, reader: Reader) -> bool:
    """Whether the page shows the section closed for this reader."""
    return section.kind in _FOLDED.get(reader, frozenset())


_HEADINGS: dict[Reader, dict[str, str]] = {
    Reader.PATIENT: {
        "Warning signs": "Warning signs: when to get help",
        "Diagnosis": "How it is found",
        "Treatment": "What may help",
        "Harms": "What can go wrong",
        "Uncertainty and dissent": "What is not certain",
        "Causes and risk factors": "What causes it and what raises the risk",
    }
}


def heading_for(section: AnsweredSection, reader: Reader) -> str:
    """The heading in the reader's words."""
    return _HEADINGS.get(reader, {}).get(section.heading, section.heading)


def first_absolute(claims: Sequence[AnsweredClaim]) -> tuple[AnsweredClaim, ...]:
    """The claims with those behind the others that tell only how much a risk changes, and not how large it is."""
    return tuple(sorted(claims, key=lambda claim: only_relative(claim.text)))


def only_relative(text: str) -> bool:
    """Whether a sentence gives a relative change of risk alone."""
    return bool(_RELATIVE.search(text)) and not _ABSOLUTE.search(text)

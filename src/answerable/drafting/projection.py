"""The lead and the summary of a draft: places of statements that stand in its sections already."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from answerable.corpus.evidence import EvidenceLevel
from answerable.drafting.model import Section, SectionKind, Statement
from answerable.question import QuestionType

Place = tuple[int, int]

# What such studies say of an effect does not lead where a guideline speaks of it.
_WEAK = frozenset({EvidenceLevel.FOUR, EvidenceLevel.FIVE, EvidenceLevel.UNKNOWN, EvidenceLevel.NEVER})
_OF_EFFECTS = frozenset({SectionKind.TREATMENT, SectionKind.COMPARISON, SectionKind.PREVENTION, SectionKind.DOSE})
# Where the second and third sentence of a lead come from, by preference.
_LEAD_AFTER = (SectionKind.OUTCOME, SectionKind.GUIDANCE, SectionKind.UNCERTAINTY, SectionKind.HARM, SectionKind.PRESENTATION)
_SUMMARY_FROM = (
    SectionKind.PRESENTATION,
    SectionKind.CAUSE,
    SectionKind.DIAGNOSIS,
    SectionKind.TREATMENT,
    SectionKind.PREVENTION,
    SectionKind.COMPARISON,
    SectionKind.OUTCOME,
    SectionKind.HARM,
    SectionKind.GUIDANCE,
    SectionKind.UNCERTAINTY,
)


def lead_of(
    sections: Sequence[Section], question_type: QuestionType, level: Callable[[Statement], EvidenceLevel]
) -> tuple[Place, ...]:
    """Up to three statements: what was asked for, and the best of the sections that qualify it.

    Where sources disagree on what was asked, the lead says both ends of it first. Weak or indirect evidence of an effect
    gives the first place to what guidelines say of it.
    """
    if not sections:
        return ()
    first = sections[0]
    asked = [(0, at) for at in range(len(first.statements))]
    if question_type is not QuestionType.DEFINITION and first.disagreements:
        at, sides = len(asked), len(first.disagreements[0].statements)
        asked = [(0, at), (0, at + sides - 1), *asked]
    else:
        asked.sort(key=lambda place: bool(first.statements[place[1]].indirect))  # what is indirect never leads
        if first.kind in _OF_EFFECTS and all(one.indirect or level(one) in _WEAK for one in first.statements):
            asked = _guided(asked, sections)
    lead = asked[:1] if question_type is QuestionType.DEFINITION else asked[:2]
    return _filled(lead, sections, _LEAD_AFTER, 3)


def _guided(asked: list[Place], sections: Sequence[Section]) -> list[Place]:
    """What was asked for behind the first direct statement of a guideline; what is indirect behind all of them."""
    advice = [
        (number, at)
        for number, section in enumerate(sections)
        if section.kind is SectionKind.GUIDANCE
        for at, one in enumerate(section.statements)
        if not one.indirect
    ]
    direct = [place for place in asked if not sections[0].statements[place[1]].indirect]
    indirect = [place for place in asked if place not in direct]
    return [*advice[:1], *direct, *advice[1:], *indirect]


def summary_of(sections: Sequence[Section]) -> tuple[Place, ...]:
    """Up to four statements, one from each section that carries the answer."""
    return _filled([], sections, _SUMMARY_FROM, 4)


def _filled(start: list[Place], sections: Sequence[Section], kinds: Sequence[SectionKind], most: int) -> tuple[Place, ...]:
    """`start`, and then the first direct statement of each kind of section, up to `most`."""
    places = {
        section.kind: (number, next((at for at, one in enumerate(section.statements) if not one.indirect), 0))
        for number, section in enumerate(sections)
        if section.statements
    }
    chosen = list(start)
    for kind in kinds:
        place = places.get(kind)
        if place and len(chosen) < most and place not in chosen:
            chosen.append(place)
    return tuple(chosen)

"""The lead and the summary of a draft: places of statements that stand in its sections already."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from answerable.corpus.evidence import EvidenceLevel
from answerable.drafting.model import Section, SectionKind, Statement
from answerable.drafting.relation import is_of_the_wider
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
    gives the first place to what guidelines say of it. Strong evidence on the wider concept keeps that place, and guidelines,
    who may speak of the narrower, follow at once.
    """
    if not sections:
        return ()
    first = sections[0]
    asked = [(0, at) for at in range(len(first.statements))]
    if question_type is not QuestionType.DEFINITION and first.disagreements:
        at, sides = len(asked), len(first.disagreements[0].statements)
        asked = [(0, at), (0, at + sides - 1), *asked]
    else:
        asked.sort(key=lambda place: bool(first.statements[place[1]].indirect))  # what is indirect never leads what is direct
        if first.kind in _OF_EFFECTS and all(one.indirect or level(one) in _WEAK for one in first.statements):
            wider = [place for place in asked[:1] if _is_strong_on_the_wider(first.statements[place[1]], level)]
            asked = [*wider, *_guided([place for place in asked if place not in wider], sections)]
    if not asked:  # of the outlook nothing is known, but of what treatment does
        treated = next(
            (number for number, one in enumerate(sections) if one.kind is SectionKind.TREATMENT and one.statements), None
        )
        asked = [(treated, at) for at in range(len(sections[treated].statements))] if treated is not None else []
    lead = asked[:1] if question_type is QuestionType.DEFINITION else asked[:2]
    return _filled(lead, sections, _LEAD_AFTER, 3)


def _is_strong_on_the_wider(one: Statement, level: Callable[[Statement], EvidenceLevel]) -> bool:
    return is_of_the_wider(one.indirect) and level(one) not in _WEAK


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
    """`start`, and then the first direct statement of each kind of section, up to `most`.

    What is uncertain about a study stands beside what that study found; a summary may say it of another one, a lead never.
    """
    numbered = {section.kind: (number, section.statements) for number, section in enumerate(sections) if section.statements}
    chosen = list(start)
    for kind in kinds:
        if kind not in numbered or len(chosen) >= most:
            continue
        number, statements = numbered[kind]
        rests = {record for place in chosen for record in _records(sections, place)}
        order = sorted(range(len(statements)), key=lambda at: bool(statements[at].indirect))
        if kind is SectionKind.UNCERTAINTY:
            beside = [at for at in order if rests & _behind(statements[at])]
            order = beside if start else [*beside, *order]
        place = (number, order[0]) if order else None
        if place and place not in chosen:
            chosen.append(place)
        if place and kind is SectionKind.GUIDANCE:
            chosen += [other for other in _against(place, order, statements) if other not in chosen]
    return tuple(chosen)


_ADVISES_AGAINST = re.compile(
    r"\b(?:advis|recommend)\w* against\b|\bnot (?:recommended|advised|for routine use|to be (?:used|offered))\b"
    r"|\bshould not\b|\bdo not (?:offer|use|give)\b",
    re.IGNORECASE,
)


def _against(place: Place, order: Sequence[int], statements: Sequence[Statement]) -> list[Place]:
    """The first statement of guidelines that advises the other way than the one at a place: who hears one has to hear both."""
    number, at = place
    way = bool(_ADVISES_AGAINST.search(statements[at].text))
    return [(number, other) for other in order if bool(_ADVISES_AGAINST.search(statements[other].text)) != way][:1]


def _records(sections: Sequence[Section], place: Place) -> frozenset[str]:
    """The records that the statement at a place rests on; those of a disagreement are counted behind the others."""
    section = sections[place[0]]
    all_of_it = (*section.statements, *(side for each in section.disagreements for side in each.statements))
    return _behind(all_of_it[place[1]])


def _behind(statement: Statement) -> frozenset[str]:
    return frozenset(support.span.record for support in statement.supports)

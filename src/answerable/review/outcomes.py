"""The outcomes that an article's claims bear on: what a machine proposes to rate the certainty of; a person may name others."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from answerable.composition.answer import Answer, AnsweredClaim, AnsweredSection
from answerable.drafting.model import SectionKind
from answerable.question.model import ConceptKind
from answerable.question.vocabulary import vocabulary

# Sections that say what follows of something: of a treatment, an exposure, a disease.
_OF_EFFECTS = frozenset(
    {
        SectionKind.TREATMENT,
        SectionKind.HARM,
        SectionKind.DOSE,
        SectionKind.PREVENTION,
        SectionKind.OUTCOME,
        SectionKind.COMPARISON,
        SectionKind.DIRECT_ANSWER,
    }
)
_HARMS = "harms"


class Outcome(Struct, frozen=True):
    """An outcome by its name, with the ids of the claims that bear on it."""

    name: str
    claims: tuple[str, ...]


def outcomes_of(answer: Answer) -> tuple[Outcome, ...]:
    """The outcomes that are named in what an article says of effects, in reading order; claims that name none go by section.

    A claim without evidence bears on none.
    """
    found: dict[str, dict[str, None]] = {}
    for section in answer.sections:
        if section.kind in _OF_EFFECTS:
            for claim in _claims(section):
                if claim.citations:
                    found.setdefault(_named(claim.text, section), {})[claim.id] = None
    return tuple(Outcome(name, tuple(claims)) for name, claims in found.items())


def _claims(section: AnsweredSection) -> Iterator[AnsweredClaim]:
    for disagreement in section.disagreements:
        yield from disagreement.claims
    yield from section.claims


def _named(text: str, section: AnsweredSection) -> str:
    """The first outcome that a sentence names; harms are harms, and a sentence that names none is of its section."""
    if section.kind is SectionKind.HARM:
        return _HARMS
    named = (one.concept for one in vocabulary().mentions(text))
    return next((one.name for one in named if one and one.kind is ConceptKind.OUTCOME), section.heading)

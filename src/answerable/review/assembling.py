"""A `Shape`: an article taken apart so that it can be edited; assembled again, lead, summary and numbers follow from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from answerable.composition.answer import Answer, AnsweredClaim, AnsweredDisagreement, AnsweredSection, Reference
from answerable.drafting.model import SectionKind

_EMPTY = "No statement is left here after editing."


@dataclass(eq=False)
class ShapedDisagreement:
    """Claims that do not agree, in the making."""

    about: str
    claims: list[AnsweredClaim]


@dataclass(eq=False)
class ShapedSection:
    """A section in the making."""

    kind: SectionKind
    heading: str
    claims: list[AnsweredClaim]
    disagreements: list[ShapedDisagreement]
    gap: str = ""


@dataclass(eq=False)
class Shape:
    """An article in the making: its title, its sections, and the ids of the claims that open and close it."""

    title: str
    sections: list[ShapedSection]
    lead: list[str]
    summary: list[str]

    @classmethod
    def of(cls, answer: Answer) -> Shape:
        """An answer taken apart."""
        return cls(
            answer.title,
            [
                ShapedSection(
                    one.kind,
                    one.heading,
                    list(one.claims),
                    [ShapedDisagreement(each.about, list(each.claims)) for each in one.disagreements],
                    one.gap,
                )
                for one in answer.sections
            ],
            list(answer.lead),
            list(answer.summary),
        )

    def claims(self) -> Iterator[AnsweredClaim]:
        """Every claim in reading order: in each section first what sources disagree on."""
        for section in self.sections:
            for disagreement in section.disagreements:
                yield from disagreement.claims
            yield from section.claims

    def add_section(self, position: int, kind: SectionKind, heading: str) -> None:
        """Puts an empty section in."""
        self.sections.insert(position, ShapedSection(kind, heading, [], [], _EMPTY))

    def swap(self, name: str, new: AnsweredClaim) -> None:
        """Puts a claim in the place of the one of that id, wherever it stands or is named."""
        for held in self._lists():
            held[:] = [new if claim.id == name else claim for claim in held]
        self.lead = [new.id if one == name else one for one in self.lead]
        self.summary = [new.id if one == name else one for one in self.summary]

    def take_out(self, name: str) -> None:
        """Takes a claim out; a disagreement left with one side becomes a plain claim."""
        for held in self._lists():
            held[:] = [claim for claim in held if claim.id != name]
        for section in self.sections:
            for one in [one for one in section.disagreements if len(one.claims) < 2]:
                section.disagreements.remove(one)
                section.claims[:0] = one.claims

    def _lists(self) -> Iterator[list[AnsweredClaim]]:
        for section in self.sections:
            for disagreement in section.disagreements:
                yield disagreement.claims
            yield section.claims


def assembled(
    answer: Answer, shape: Shape, reference_of: Callable[[str, int], Reference], *, opinions: frozenset[str]
) -> Answer:  # fmt: skip
    """The answer that a shape makes: lead and summary name only what stands there, each number has a reference and the reverse.

    `reference_of` gives a record's reference under a number. An opinion is never in lead or summary.
    """
    claims = {claim.id: claim for claim in shape.claims()}
    proven = [name for name in claims if name not in opinions]
    lead = [name for name in shape.lead if name in proven] or proven[:1] or list(claims)[:1]
    in_order = (*(claims[name] for name in lead), *claims.values())
    records = dict.fromkeys(citation.checked.span.record for claim in in_order for citation in claim.citations)
    numbers = {record: number for number, record in enumerate(records, 1)}
    return replace(
        answer,
        title=shape.title,
        lead=tuple(lead),
        summary=tuple(name for name in shape.summary if name in proven),
        sections=tuple(_section(one, numbers) for one in shape.sections),
        references=tuple(reference_of(record, number) for record, number in numbers.items()),
    )


def _section(section: ShapedSection, numbers: dict[str, int]) -> AnsweredSection:
    filled = section.claims or section.disagreements
    return AnsweredSection(
        kind=section.kind,
        heading=section.heading,
        claims=tuple(_numbered(claim, numbers) for claim in section.claims),
        disagreements=tuple(
            AnsweredDisagreement(one.about, tuple(_numbered(claim, numbers) for claim in one.claims))
            for one in section.disagreements
        ),
        gap="" if filled else section.gap or _EMPTY,
    )


def _numbered(claim: AnsweredClaim, numbers: dict[str, int]) -> AnsweredClaim:
    cited = tuple(replace(one, number=numbers[one.checked.span.record]) for one in claim.citations)
    return replace(claim, citations=cited)

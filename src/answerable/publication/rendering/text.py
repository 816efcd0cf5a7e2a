"""An answer as plain text for a terminal or a file."""

from __future__ import annotations

from collections.abc import Iterator

from answerable.composition.answer import Answer, AnsweredClaim, AnsweredSection, Reference
from answerable.drafting.model import SectionKind
from answerable.publication.references import (
    about_of,
    basis_line,
    identified,
    in_passing,
    kind_of,
    legend_of,
    meant_of,
    notices_of,
)
from answerable.publication.rendering.warnings import as_text
from answerable.writing import PLAIN, Ink, inked, tidy, wrapped


def render(answer: Answer, width: int = 92, ink: Ink = PLAIN, more: tuple[tuple[str, str], ...] = ()) -> str:
    """The article as text wrapped at `width` characters; `ink` sets titles, notices and what stands beside claims off.

    `more` goes behind what is said about the answer, each with its name.
    """
    return "\n".join(_lines(answer, width, ink, more)).rstrip() + "\n"


def _lines(answer: Answer, width: int, ink: Ink, more: tuple[tuple[str, str], ...]) -> Iterator[str]:
    title = wrapped(answer.title, width)
    yield from inked(title, ink.strong)
    yield "═" * max(map(len, title), default=0)
    yield from as_text(answer.warnings, width, ink)
    yield from inked(wrapped(answer.caution, width, "⚠ "), ink.alert)
    if answer.did_you_mean:
        yield from wrapped(meant_of(answer), width, "? ")
    yield ""
    claims = {claim.id: claim for claim in answer.claims()}
    yield from wrapped(" ".join(_alone(claims[one]) for one in answer.lead), width)
    for section in answer.sections:
        yield ""
        yield from _section(section, width, ink)
    if answer.summary:
        yield ""
        yield ink.strong("In short")
        for one in answer.summary:
            yield from wrapped(_alone(claims[one]), width, "  • ")
    yield ""
    yield ink.strong("References")
    for reference in answer.references:
        yield from _reference(reference, width, ink)
    yield ""
    yield ink.strong("About this answer")
    for name, words in (*about_of(answer), *more):
        yield from wrapped(f"{name}: {words}", width, "  ", "    ")
    yield ""
    yield from inked(wrapped(" ".join((*legend_of(answer), answer.disclaimer)), width), ink.faint)


def _section(section: AnsweredSection, width: int, ink: Ink) -> Iterator[str]:
    heading = ink.alert if section.kind is SectionKind.WARNING_SIGNS else ink.strong
    yield heading(tidy(section.heading))
    for each in section.disagreements:
        yield from inked(wrapped(f"Sources disagree on {each.about}:", width, "  ≠ "), ink.strong)
        for claim in each.claims:
            yield from _claim(claim, width, "    – ", ink)
    for claim in section.claims:
        yield from _claim(claim, width, "  • ", ink)
    if section.gap:
        yield from wrapped(section.gap, width, "  ○ ")


def _claim(claim: AnsweredClaim, width: int, bullet: str, ink: Ink) -> Iterator[str]:
    yield from wrapped(_cited(claim), width, bullet)
    yield from inked(wrapped(basis_line(claim), width, " " * len(bullet)), ink.faint)


def _alone(claim: AnsweredClaim) -> str:
    return f"{_cited(claim)}{in_passing(claim)}"


def _cited(claim: AnsweredClaim) -> str:
    numbers = ",\u00a0".join(str(number) for number in claim.numbers) or "opinion"
    return f"{tidy(claim.text)}\u00a0[{numbers}]"


def _reference(reference: Reference, width: int, ink: Ink) -> Iterator[str]:
    indent = " " * 6
    yield from wrapped(reference.formatted or reference.record.title, width, f"{reference.number:>4}. ")
    yield from inked(wrapped(kind_of(reference), width, indent), ink.faint)
    for notice in notices_of(reference):
        yield from inked(wrapped(f"NOTICE: {notice}", width, indent), ink.alert)
    yield from inked(wrapped(identified(reference), width, indent), ink.faint)

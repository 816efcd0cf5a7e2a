"""`render_for`: an answer in a reader's words and order, with the same claims, citations and figures."""

from __future__ import annotations

from collections.abc import Iterable

from answerable.audience.explaining import Explained
from answerable.audience.glossary import Glossary, glossary
from answerable.audience.ordering import folded, ordered
from answerable.audience.readability import Readability, readability
from answerable.audience.reader import Reader
from answerable.audience.rendition import RenderedClaim, RenderedSection, Rendition, Term
from answerable.composition.answer import Answer, AnsweredClaim, AnsweredSection

REWORDED = "Reworded automatically from the checked sentences; no person has read it over yet."
TARGETS = {Reader.PATIENT: 8.0}


def render_for(answer: Answer, reader: Reader) -> Rendition:
    """The rendition of an answer for a reader: every section and every claim of it, reworded only where nothing is lost."""
    words = glossary()
    teller = Explained(words)
    title = teller.pieces(answer.title)
    sections = tuple(_section(answer.sections[number], number, reader, teller) for number in ordered(answer, reader))
    told = [claim for section in sections for claim in _claims(section)]
    read = readability([claim.text for claim in told])
    return Rendition(
        answer=answer.id,
        reader=reader,
        title=title,
        lead=answer.lead,
        sections=sections,
        summary=answer.summary,
        terms=_terms(teller.named, words),
        readability=read,
        note=REWORDED if any(claim.reworded for claim in told) else "",
        warning=_warning(read, reader),
    )


def _section(section: AnsweredSection, number: int, reader: Reader, teller: Explained) -> RenderedSection:
    sides = tuple((each.about, tuple(_claim(claim, reader, teller) for claim in each.claims)) for each in section.disagreements)
    return RenderedSection(
        number=number,
        kind=section.kind,
        heading=section.heading,
        claims=tuple(_claim(claim, reader, teller) for claim in section.claims),
        disagreements=sides,
        gap=section.gap,
        folded=folded(section, reader),
    )


def _claim(claim: AnsweredClaim, reader: Reader, teller: Explained) -> RenderedClaim:
    pieces = teller.pieces(claim.text)
    return RenderedClaim(id=claim.id, pieces=pieces, original=claim.text)


def _claims(section: RenderedSection) -> Iterable[RenderedClaim]:
    return (*(claim for _, sides in section.disagreements for claim in sides), *section.claims)


def _terms(ids: Iterable[str], words: Glossary) -> tuple[Term, ...]:
    found = (words.terms[one] for one in dict.fromkeys(ids))
    return tuple(Term(id=entry.id, name=entry.name, plain=entry.plain, definition=entry.definition) for entry in found)


def _warning(read: Readability | None, reader: Reader) -> str:
    """What the editor is told where the text is harder than its readers are meant to find it."""
    target = TARGETS.get(reader)
    if read is None or target is None or read.grade <= target:
        return ""
    return f"Reading grade {read.grade:g}: above the target of {target:g} for a {reader.label.lower()}."

"""`render_for`: an answer in a reader's words and order, with the same claims, citations and figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from answerable.audience.details import details_of
from answerable.audience.explaining import Explained
from answerable.audience.glossary import Glossary, glossary
from answerable.audience.guard import lost
from answerable.audience.ordering import first_absolute, folded, heading_for, ordered
from answerable.audience.readability import Readability, readability
from answerable.audience.reader import Reader
from answerable.audience.rendition import Piece, RenderedClaim, RenderedSection, Rendition, Term
from answerable.audience.rewording import reworded
from answerable.composition.answer import Answer, AnsweredClaim, AnsweredSection

REWORDED = "Reworded automatically from the checked sentences; no person has read it over yet."
TARGETS = {Reader.PATIENT: 8.0}
_INTRODUCED = re.compile(r" \([^()]*\)$")
_LAY = frozenset({Reader.PATIENT})
_EXPLAINED = frozenset({Reader.PATIENT, Reader.STUDENT, Reader.NURSE})


def render_for(answer: Answer, reader: Reader) -> Rendition:
    """The rendition of an answer for a reader: every section and every claim of it, reworded only where nothing is lost."""
    words = glossary()
    teller = Explained(words, own={mention.term_id for mention in words.mentions(answer.question.text)})
    order = ordered(answer, reader)
    title = _title(answer.title, reader, teller)
    claims = _told(answer, order, reader, teller)
    sections = tuple(_section(answer.sections[number], number, reader, claims) for number in order)
    read = readability([_read(claim) for section in sections for claim in _claims(section)], _drugs(words))
    changed = any(claim.reworded for claim in claims.values()) or "".join(piece.text for piece in title) != answer.title
    return Rendition(
        answer=answer.id,
        reader=reader,
        title=title,
        lead=answer.lead,
        sections=sections,
        summary=answer.summary,
        terms=_terms(teller.named, words),
        readability=read,
        note=REWORDED if changed else "",
        warning=_warning(read, reader),
    )


def _told(answer: Answer, order: Iterable[int], reader: Reader, teller: Explained) -> Mapping[str, RenderedClaim]:
    """Every claim for this reader by its id, told in the order of reading: the lead, then the sections."""
    own = {claim.id: claim for claim in answer.claims()}
    references = {reference.number: reference for reference in answer.references}
    read = [*answer.lead, *(claim.id for number in order for claim in _of(answer.sections[number], reader))]
    kinds = {claim.id: section.kind for section in answer.sections for claim in _of(section, reader)}
    return {
        one: _claim(own[one], reader, teller, details_of(own[one], kinds[one], references, reader)) for one in dict.fromkeys(read)
    }


def _of(section: AnsweredSection, reader: Reader) -> tuple[AnsweredClaim, ...]:
    sides = tuple(claim for each in section.disagreements for claim in each.claims)
    return (*sides, *(first_absolute(section.claims) if reader in _LAY else section.claims))


def _claim(claim: AnsweredClaim, reader: Reader, teller: Explained, details: tuple[str, ...]) -> RenderedClaim:
    if reader in _LAY:
        return reworded(claim, teller, details)
    pieces = teller.as_written(claim.text) if reader in _EXPLAINED else (Piece(claim.text),)
    return RenderedClaim(id=claim.id, pieces=pieces, original=claim.text, details=details)


def _title(title: str, reader: Reader, teller: Explained) -> tuple[Piece, ...]:
    if reader not in _EXPLAINED:
        return (Piece(title),)
    if reader in _LAY:
        found = teller.plainly(title)
        if not lost(title, found.text, terms=found.changed):
            return teller.keep(found)
    return teller.as_written(title)


def _section(section: AnsweredSection, number: int, reader: Reader, told: Mapping[str, RenderedClaim]) -> RenderedSection:
    claims = first_absolute(section.claims) if reader in _LAY else section.claims
    return RenderedSection(
        number=number,
        kind=section.kind,
        heading=heading_for(section, reader),
        claims=tuple(told[claim.id] for claim in claims),
        disagreements=tuple((each.about, tuple(told[claim.id] for claim in each.claims)) for each in section.disagreements),
        gap=section.gap,
        folded=folded(section, reader),
    )


def _claims(section: RenderedSection) -> Iterable[RenderedClaim]:
    return (*(claim for _, sides in section.disagreements for claim in sides), *section.claims)


def _read(claim: RenderedClaim) -> str:
    """The sentence as the formulas count it: without the clinical word in brackets behind a plain one, which is its name."""
    return "".join(_INTRODUCED.sub("", piece.text) if piece.term else piece.text for piece in claim.pieces)


@cache
def _drugs(words: Glossary) -> frozenset[str]:
    """Names of drugs, for which there is no plainer word: no formula counts them."""
    entries = (entry for entry in words.terms.values() if entry.topic == "medicines" and not entry.plain)
    return frozenset(name.lower() for entry in entries for name in entry.names if name.isalpha())


def _terms(ids: Iterable[str], words: Glossary) -> tuple[Term, ...]:
    found = (words.terms[one] for one in dict.fromkeys(ids))
    return tuple(Term(id=entry.id, name=entry.name, plain=entry.plain, definition=entry.definition) for entry in found)


def _warning(read: Readability | None, reader: Reader) -> str:
    """What the editor is told where the text is harder than its readers are meant to find it."""
    target = TARGETS.get(reader)
    if read is None or target is None or read.grade <= target:
        return ""
    return f"Reading grade {read.grade:g}: above the target of {target:g} for a {reader.label.lower()}."

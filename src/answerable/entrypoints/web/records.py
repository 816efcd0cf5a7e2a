"""Records and words: a page for each record of the library, with what rests on it, and the glossary."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from fastapi import APIRouter, Request
from starlette.responses import Response

from answerable.audience.glossary import Entry, glossary
from answerable.corpus.notices import standing
from answerable.corpus.record import Record, link_of
from answerable.entrypoints.web.cards import DOUBTS
from answerable.entrypoints.web.door import library, room
from answerable.entrypoints.web.kept import Kept
from answerable.entrypoints.web.pages import page
from answerable.publication.levels import badge_of
from answerable.publication.marking import in_record
from answerable.publication.references import DIGEST, graded, in_words
from answerable.writing import is_web_address

router = APIRouter(include_in_schema=False)

_NAMED = 12  # authors that are named before the rest are counted
_letters: Kept[tuple[tuple[str, tuple[Entry, ...]], ...]] = Kept(1)


@router.get("/records/{identifier:path}")
def record_page(request: Request, identifier: str) -> Response:
    """The record under a PMID, a DOI or another of its identifiers: text, level, notices, and what rests on it."""
    one = library(request).show(identifier)
    record = one.record
    return page(
        request,
        "record.html",
        record=record,
        sections=in_record(record, ()),
        authors=_authors(record),
        where=_where(record),
        notices=in_words(one.notices),
        doubt=DOUBTS.get(standing(one.notices), ""),
        badge=badge_of(one.appraisal.level),
        graded=_sentence(f"{graded(one.appraisal)}: {one.appraisal.reason}"),
        digest=DIGEST if record.digest else "",
        resting=room(request).resting_on(record.pmid or record.id),
        facts=tuple(_facts(record, one.shelf)),
    )


def _authors(record: Record) -> str:
    names = [author.name for author in record.authors]
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _where(record: Record) -> str:
    volume = record.volume + (f"({record.issue})" if record.issue else "") + (f":{record.pages}" if record.pages else "")
    name = record.journal.name or record.publisher
    return ". ".join(part for part in (name, str(record.published or "year unknown"), volume) if part)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:].removesuffix(".")


def _facts(record: Record, shelf: str) -> Iterator[tuple[str, str, str]]:
    """What else is known of a record: name, words, and the address that they lead to where it is one that may be followed."""
    link = link_of(record)
    if link and is_web_address(link):
        yield "Publication", link, link
    for name, value in (("PMID", record.pmid), ("DOI", record.doi), ("PubMed Central", record.pmcid), ("ISBN", record.isbn)):
        if value:
            yield name, value, ""
    lists = (
        ("Typed as", record.publication_types),
        ("Indexed under (MeSH)", tuple(heading.name for heading in record.mesh)),
        ("Keywords", record.keywords),
        ("Registered", record.registry_numbers),
        ("Funded by", tuple(" ".join(part for part in (grant.agency, grant.number) if part) for grant in record.grants)),
        ("Language", record.languages),
    )
    for name, values in lists:
        if values:
            yield name, "; ".join(values), ""
    if record.competing_interests:
        yield "Interests", record.competing_interests, ""
    if record.licence:
        yield "Licence", record.licence, ""
    yield "Held in", shelf, ""


@router.get("/glossary")
def glossary_page(request: Request) -> Response:
    """Every word that the glossary explains."""
    return page(request, "glossary.html", letters=_letters.get("letters", _by_letter))


def _by_letter() -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    entries = sorted(glossary().terms.values(), key=lambda entry: entry.name.casefold())
    grouped = groupby(entries, key=lambda entry: entry.name[:1].upper() if entry.name[:1].isalpha() else "0–9")
    return tuple((letter, tuple(found)) for letter, found in grouped)

"""EndNote's XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

from answerable.corpus.identifiers import doi_in, doi_of, isbn_of, issn_of, pmcid_of, pmid_of
from answerable.corpus.reading.bytestream import Stream
from answerable.corpus.reading.dates import date_in
from answerable.corpus.reading.flatten import text_of
from answerable.corpus.reading.labels import labelled_sections
from answerable.corpus.reading.languages import language_of
from answerable.corpus.reading.making import record_of, unique
from answerable.corpus.reading.model import Read, Rejected, Unusable
from answerable.corpus.reading.names import author_of
from answerable.corpus.reading.registries import numbers_in
from answerable.corpus.reading.work_types import publication_types_of_words
from answerable.corpus.reading.xmlunits import Element, elements
from answerable.corpus.record import Author, Journal, PartialDate, Record

_PMID_WORDS = re.compile(r"(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/|\bPMID:?\s*)(\d{1,8})\b", re.IGNORECASE)
_PMC_WORDS = re.compile(r"\bPMC\d{3,10}\b", re.IGNORECASE)


def read_endnote(stream: Stream) -> Iterator[Read]:
    """Every record of EndNote's XML, and a rejection for each that cannot be had."""
    for item in elements(stream, ("record",)):
        if isinstance(item, Rejected):
            yield item
            continue
        unit, element = item
        try:
            yield _record(element)
        except Unusable as bad:
            yield bad.at(unit.position)


def _texts(element: Element, path: str) -> list[str]:
    return [text for found in element.iterfind(path) if (text := text_of(found))]


def _first(element: Element, *paths: str) -> str:
    return next((text for path in paths for text in _texts(element, path)), "")


def _record(element: Element) -> Record:
    reference = element.find("ref-type")
    kind = (reference.get("name") or "") if reference is not None else ""
    numbers = [number for text in _texts(element, "isbn") for number in re.split(r"[\s,;]+(?=[\dX])", text)]
    urls = " ".join(_texts(element, "urls//url"))
    found: dict[str, Any] = {
        "title": _first(element, "titles/title"),
        "vernacular_title": _first(element, "titles/translated-title"),
        "pmid": _pmid(element, urls),
        "doi": doi_of(_first(element, "electronic-resource-num")) or (doi_in(urls) if "doi.org" in urls else ""),
        "pmcid": next((pmcid_of(marked[0]) for text in _texts(element, "custom2") if (marked := _PMC_WORDS.search(text))), ""),
        "isbn": next((isbn for number in numbers if (isbn := isbn_of(re.sub(r"\(.*?\)", "", number)))), ""),
        "authors": _people(element, "contributors/authors/author"),
        "editors": _people(element, "contributors/secondary-authors/author") if "Book" in kind else (),
        "journal": Journal(
            name=_first(element, "titles/secondary-title", "periodical/full-title", "alt-periodical/full-title"),
            abbreviation=_first(element, "periodical/abbr-1", "alt-periodical/abbr-1"),
            issn=unique(issn_of(number[:9]) for number in numbers),
        ),
        "publisher": _first(element, "publisher"),
        "published": _date(element),
        "volume": _first(element, "volume"),
        "issue": _first(element, "number", "issue"),
        "pages": _first(element, "pages"),
        "languages": unique(language_of(text) for text in _texts(element, "language")),
        "abstract": labelled_sections(_first(element, "abstract")),
        "publication_types": publication_types_of_words([kind, *_texts(element, "work-type"), *_note_lines(element)]),
        "keywords": unique(text.lstrip("*") for text in _texts(element, "keywords/keyword")),
        "registry_numbers": unique(numbers_in(_first(element, "abstract"))),
        "source": "endnote",
    }
    return record_of(found)


def _pmid(element: Element, urls: str) -> str:
    database = _first(element, "remote-database-name", "remote-database-provider").lower()
    accession = _first(element, "accession-num")
    if not database or any(name in database for name in ("pubmed", "medline", "nlm")):
        pmid = pmid_of(accession)
        if pmid and (database or pmid in urls or "pubmed" in urls):
            return pmid
    marked = _PMID_WORDS.search(f"{urls} {accession} {_first(element, 'notes')}")
    return pmid_of(marked[1]) if marked else ""


def _people(element: Element, path: str) -> tuple[Author, ...]:
    return tuple(author for text in _texts(element, path) if (author := author_of(text)))


def _date(element: Element) -> PartialDate | None:
    year, day = _first(element, "dates/year"), _first(element, "dates/pub-dates/date")
    full = date_in(day if re.search(r"\d{4}", day) else f"{year} {day}")
    return full if full and (not year or str(full.year) == year) else date_in(year)


def _note_lines(element: Element) -> list[str]:
    """The lines of the notes: EndNote's import of PubMed puts the publication types there, one a line."""
    return [
        line
        for note in element.iterfind("notes")
        for line in re.split(r"[\r\n]+", "".join(cast("Iterator[str]", note.itertext())))
    ]

"""RIS, as Zotero, Ovid, Embase, EndNote and publishers write it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from answerable.corpus.identifiers import doi_in, doi_of, isbn_of, issn_of, pmcid_of, pmid_of
from answerable.corpus.reading.bytestream import Stream, at_line
from answerable.corpus.reading.dates import date_in
from answerable.corpus.reading.languages import language_of
from answerable.corpus.reading.making import record_of, unique
from answerable.corpus.reading.model import Read, Unusable
from answerable.corpus.reading.names import author_of
from answerable.corpus.reading.plain import abstract_of, plain
from answerable.corpus.reading.registries import numbers_in
from answerable.corpus.reading.tagged import RIS_LINE, Tagged, tagged_records
from answerable.corpus.reading.work_types import publication_types_of_words
from answerable.corpus.record import Author, Journal, PartialDate, Record

_PMID_WORDS = re.compile(r"(?:\bPMID:?\s*|pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/)(\d{1,8})\b", re.IGNORECASE)
_PMCID_WORDS = re.compile(r"\bPMC\d{3,10}\b", re.IGNORECASE)
_BOOKS = frozenset({"BOOK", "CHAP", "EDBOOK", "EBOOK", "ECHAP"})
_NOT_A_PAGE = frozenset({"no", "specified", "no pagination"})  # Ovid writes "SP - No", "EP - Specified"


def read_ris(stream: Stream) -> Iterator[Read]:
    """Every record of a RIS file, and a rejection for each that cannot be had."""
    for tagged in tagged_records(stream, RIS_LINE, lambda tag, _: tag == "TY", end="ER"):
        try:
            tagged.check()
            if not tagged.ended and stream.failure:
                raise Unusable(f"{stream.failure} in the middle of it")
            if not tagged.ended:
                raise Unusable("it does not end: the line “ER  - ” is missing", "Add that line after it if it is whole.")
            yield _record(tagged)
        except Unusable as bad:
            yield bad.at(at_line(tagged.number, tagged.line))


def _record(tagged: Tagged) -> Record:
    kind = tagged.first("TY")
    container = tagged.first("T2", "JF", "JO", "BT", "JA")
    numbers = [number for text in tagged.all("SN") for number in re.split(r"[\s,;]+(?=[\dX])", text)]
    found: dict[str, Any] = {
        "title": plain(tagged.first("TI", "T1", "CT") or (tagged.first("BT", "T2") if kind in _BOOKS else "")),
        "vernacular_title": plain(tagged.first("TT", "OP")) if tagged.first("TT") else "",
        "pmid": _pmid(tagged),
        "doi": _doi(tagged),
        "pmcid": _pmcid(tagged),
        "isbn": next((isbn for number in numbers if (isbn := isbn_of(re.sub(r"\(.*?\)", "", number)))), ""),
        "authors": _people(tagged, "AU", "A1"),
        "editors": _people(tagged, "ED", "A2") if kind in _BOOKS else _people(tagged, "ED"),
        "journal": Journal(
            name=plain(container),
            abbreviation=plain(tagged.first("J2", "JA")),
            issn=unique(issn_of(number[:9]) for number in numbers),
        ),
        "publisher": tagged.first("PB"),
        "published": _date(tagged),
        "volume": tagged.first("VL"),
        "issue": tagged.first("IS", "CP"),
        "pages": _pages(tagged),
        "languages": unique(language_of(language) for text in tagged.all("LA") for language in re.split(r"[,;]", text)),
        "abstract": abstract_of(tagged.first("AB", "N2")),
        "publication_types": publication_types_of_words([kind, *tagged.all("M3", "PT"), *_lines(tagged, "N1")]),
        "keywords": _keywords(tagged),
        "registry_numbers": unique(number for text in tagged.all("AB", "N2", "C1", "SI") for number in numbers_in(text)),
        "source": "ris",
    }
    return record_of(found)


def _pmid(tagged: Tagged) -> str:
    """The PMID, where the record says so: RIS has no tag of its own for it."""
    database = tagged.first("DB", "DP").lower()
    if "pubmed" in database or "medline" in database or "nlm" in database:
        for text in tagged.all("AN"):
            if pmid := pmid_of(text):
                return pmid
    for text in tagged.all("AN", "N1", "ID", "C1", "C2", "M1", "M2", "UR", "L2", "LK"):
        if marked := _PMID_WORDS.search(text):
            return pmid_of(marked[1])
    return ""


def _pmcid(tagged: Tagged) -> str:
    for text in tagged.all("C2", "AN", "N1", "UR", "L1", "L2"):
        if marked := _PMCID_WORDS.search(text):
            return pmcid_of(marked[0])
    return ""


def _doi(tagged: Tagged) -> str:
    for text in tagged.all("DO"):
        if doi := doi_of(text) or doi_in(text):
            return doi
    return next((doi for text in tagged.all("UR", "L2", "L3", "M3", "LK") if "doi.org/" in text and (doi := doi_in(text))), "")


def _people(tagged: Tagged, *tags: str) -> tuple[Author, ...]:
    """People, one a line; a line of many names run together names nobody surely and is left out."""
    lines = [text for text in tagged.all(*tags) if text.count(",") <= 3]
    return tuple(author for text in lines if (author := author_of(text)))


def _date(tagged: Tagged) -> PartialDate | None:
    """The fullest date that agrees with the year of publication."""
    year = tagged.first("PY", "Y1")[:4]
    texts = [*tagged.all("PY", "Y1"), *(text if re.search(r"\d{4}", text) else f"{year} {text}" for text in tagged.all("DA"))]
    dates = [date for text in texts if (date := date_in(text))]
    return max(
        (date for date in dates if date.year == dates[0].year), key=lambda date: (bool(date.month), bool(date.day)), default=None
    )


def _pages(tagged: Tagged) -> str:
    start, end = (text if text.lower() not in _NOT_A_PAGE else "" for text in (tagged.first("SP"), tagged.first("EP")))
    return f"{start}-{end}" if start and end and "-" not in start and start != end else start or end


def _keywords(tagged: Tagged) -> tuple[str, ...]:
    """Keywords, one a line; EndNote puts all of them under one tag, each on a line of its own."""
    return unique(plain(line).lstrip("*") for line in _lines(tagged, "KW"))


def _lines(tagged: Tagged, name: str) -> list[str]:
    return [line for tag, lines in tagged.values if tag == name for line in lines]

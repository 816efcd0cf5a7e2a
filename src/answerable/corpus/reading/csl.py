"""CSL-JSON, as Zotero, citation processors and Crossref write it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

import msgspec

from answerable.corpus.identifiers import doi_of, isbn_of, issn_of, orcid_of, pmcid_of, pmid_of
from answerable.corpus.reading.bytestream import Stream
from answerable.corpus.reading.dates import date_in, partial_date
from answerable.corpus.reading.json_items import json_items
from answerable.corpus.reading.languages import language_of
from answerable.corpus.reading.making import record_of, unique
from answerable.corpus.reading.model import Read, Rejected, Unusable
from answerable.corpus.reading.names import author_of, initials_of
from answerable.corpus.reading.plain import abstract_of, plain
from answerable.corpus.reading.registries import numbers_in
from answerable.corpus.reading.work_types import publication_types_of_words
from answerable.corpus.record import Author, Journal, PartialDate, Record
from answerable.text import clean

_IN_NOTE = re.compile(r"\b(PMID|PMCID|DOI):\s*(\S+)", re.IGNORECASE)


def read_csl(stream: Stream) -> Iterator[Read]:
    """Every item of CSL-JSON, in an array or one after another, and a rejection for each that cannot be had."""
    for item in json_items(stream):
        if isinstance(item, Rejected):
            yield item
            continue
        try:
            yield _record(_decoded(item.json))
        except Unusable as bad:
            yield bad.at(item.position)


def _decoded(content: bytes) -> dict[str, Any]:
    try:
        return cast("dict[str, Any]", msgspec.json.decode(content))
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise Unusable(f"it is no JSON: {error}") from None


def _record(item: dict[str, Any]) -> Record:
    note = {name.upper(): value for name, value in _IN_NOTE.findall(_text(item, "note"))}
    book = _text(item, "type") in ("book", "chapter")
    found: dict[str, Any] = {
        "title": plain(_text(item, "title")),
        "vernacular_title": plain(_text(item, "original-title")),
        "pmid": pmid_of(_text(item, "PMID") or note.get("PMID", "")),
        "doi": doi_of(_text(item, "DOI") or note.get("DOI", "")),
        "pmcid": pmcid_of(_text(item, "PMCID") or note.get("PMCID", "")),
        "isbn": next((isbn for text in _texts(item, "ISBN") if (isbn := isbn_of(text))), ""),
        "authors": _people(item.get("author")),
        "editors": _people(item.get("editor")),
        "journal": Journal(
            name=plain(_text(item, "container-title") or (_text(item, "title") if book else "")),
            abbreviation=plain(_text(item, "container-title-short", "journalAbbreviation")),
            issn=unique(issn_of(text) for text in _texts(item, "ISSN")),
        ),
        "publisher": plain(_text(item, "publisher")),
        "published": next((date for name in _DATES if (date := _date(item.get(name)))), None),
        "volume": _text(item, "volume"),
        "issue": _text(item, "issue"),
        "pages": _text(item, "page", "number", "article-number"),
        "languages": unique([language_of(_text(item, "language"))]),
        "abstract": abstract_of(_text(item, "abstract")),
        "publication_types": publication_types_of_words([_text(item, "type"), _text(item, "genre")]),
        "keywords": unique(plain(word) for word in re.split(r"[;,]", ";".join(_list(item.get("keyword"))))),
        "registry_numbers": unique(numbers_in(_text(item, "abstract"))),
        "source": "csl",
    }
    return record_of(found)


_DATES = ("issued", "published", "published-print", "published-online", "event-date", "submitted")


def _list(value: Any) -> list[str]:
    """The texts of a value that may be a text, a number, or a list of them."""
    values = cast("list[Any]", value) if isinstance(value, list) else [value]
    return [clean(str(item)) for item in values if isinstance(item, str | int | float) and not isinstance(item, bool)]


def _text(item: dict[str, Any], *names: str) -> str:
    """The first text under the first of the names that has one; Crossref gives lists where CSL has texts."""
    return next((text for name in names for text in _list(item.get(name)) if text), "")


def _texts(item: dict[str, Any], name: str) -> list[str]:
    return [part for text in _list(item.get(name)) for part in re.split(r"[,;\s]+", text)]


def _people(value: Any) -> tuple[Author, ...]:
    people = cast("list[Any]", value) if isinstance(value, list) else []
    found = (_person(cast("dict[str, Any]", person)) if isinstance(person, dict) else author_of(str(person)) for person in people)
    return tuple(author for author in found if author)


def _person(person: dict[str, Any]) -> Author | None:
    group = plain(_text(person, "literal", "name"))
    family = plain(" ".join(part for part in (_text(person, "non-dropping-particle"), _text(person, "family")) if part))
    given = plain(" ".join(part for part in (_text(person, "given"), _text(person, "dropping-particle")) if part))
    if not family:
        return Author(collective=group or given) if group or given else None
    return Author(
        family=family,
        given=given,
        initials=initials_of(given),
        suffix=plain(_text(person, "suffix")),
        orcid=orcid_of(_text(person, "ORCID")),
    )


def _date(value: Any) -> PartialDate | None:
    if not isinstance(value, dict):
        return date_in(value) if isinstance(value, str) else None
    date = cast("dict[str, Any]", value)
    parts = date.get("date-parts")
    first = cast("list[Any]", parts)[0] if isinstance(parts, list) and parts else None
    if isinstance(first, list):
        numbers = [str(part) for part in cast("list[Any]", first)[:3]]
        return partial_date(*numbers) if numbers else None
    return date_in(_text(date, "raw", "literal"))

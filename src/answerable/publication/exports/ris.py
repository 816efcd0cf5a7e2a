"""The references of an answer as RIS, which Zotero, EndNote, Mendeley and Papers take in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import rispy  # pyright: ignore[reportMissingTypeStubs]

from answerable.composition.answer import Answer, Reference
from answerable.corpus.record import Author, Record
from answerable.publication.exports.bibliography import given_of, journal_of, kind_of_work, page_range
from answerable.publication.exports.remarks import remarks
from answerable.publication.references import address_of
from answerable.writing import tidy

_KINDS = {"article": "JOUR", "book": "BOOK", "chapter": "CHAP", "report": "RPRT"}


class _Writer(rispy.RisWriter):
    """RIS without a number before each record, which is no part of the format, and with tags that may stand several times."""

    DEFAULT_LIST_TAGS: list[str] = [*rispy.LIST_TYPE_TAGS, "M3", "SN", "ED"]  # noqa: RUF012 (the library's own name and kind)
    DEFAULT_MAPPING: dict[str, str] = {**rispy.TAG_KEY_MAPPING, "ED": "editors"}  # noqa: RUF012

    def set_header(self, count: int) -> str:
        """Nothing before a record."""
        return ""


def render(answer: Answer) -> str:
    """Every reference in its order, with its level and notices as notes."""
    return written(_item(answer, reference) for reference in answer.references)


def written(items: Any) -> str:
    """Items by rispy's names as RIS; what is empty is left out, and no value can end its line."""
    tidied = [{name: _tidied(value) for name, value in item.items() if value and any(_tidied(value))} for item in items]
    return _Writer().formats(tidied)  # pyright: ignore[reportUnknownMemberType]


def _tidied(value: str | Sequence[str]) -> str | list[str]:
    return tidy(value) if isinstance(value, str) else [text for one in value if (text := tidy(one))]


def _item(answer: Answer, reference: Reference) -> dict[str, Any]:
    record = reference.record
    first, last = page_range(record)
    kind = kind_of_work(record)
    return {
        "type_of_reference": _KINDS[kind],
        "authors": [_person(author) for author in record.authors if not author.unnamed],
        "editors": [_person(author) for author in record.editors],
        "title": record.title,
        "secondary_title": journal_of(record),
        "alternate_title1": record.journal.abbreviation,
        "year": str(record.year or ""),
        "date": _date(record),
        "volume": record.volume,
        "number": record.issue,
        "start_page": first,
        "end_page": last,
        "publisher": record.publisher,
        "issn": [*record.journal.issn, record.isbn],
        "language": ", ".join(record.languages),
        "doi": record.doi,
        "name_of_database": "PubMed" if record.pmid else "",
        "accession_number": record.pmid,
        "custom2": record.pmcid,
        "type_of_work": list(record.publication_types),
        "keywords": list(record.keywords),
        "urls": [address_of(reference)],
        "notes": list(remarks(answer, reference)),
    }


def _person(author: Author) -> str:
    """ "Motyka, T. M., Jr"; a group as it signs, without the commas that would make it a person."""
    if author.collective:
        return " ".join(author.collective.replace(",", " ").split())
    parts = [part.replace(",", " ") for part in (author.family or author.given, given_of(author), author.suffix)]
    return ", ".join(parts if author.suffix else parts[:2] if parts[1] else parts[:1])


def _date(record: Record) -> str:
    """ "2001/03/05/" as far as it is known."""
    date = record.published
    if not date or not date.month:
        return ""
    return f"{date.year:04d}/{date.month:02d}/{f'{date.day:02d}' if date.day else ''}/"

"""The references of an answer as CSL-JSON, which Zotero, pandoc and every citation processor read."""

from __future__ import annotations

from typing import Any

from answerable.composition.answer import Answer, Reference
from answerable.corpus.record import Author, PartialDate, Record
from answerable.publication.exports.bibliography import given_of, journal_of, kind_of_work
from answerable.publication.exports.remarks import remarks
from answerable.publication.references import address_of
from answerable.writing import as_json, tidy

_KINDS = {"article": "article-journal", "book": "book", "chapter": "chapter", "report": "report"}


def render(answer: Answer) -> str:
    """Every reference in its order, with its level and notices as a note."""
    return as_json([item_of(answer, reference) for reference in answer.references])


def item_of(answer: Answer, reference: Reference) -> dict[str, Any]:
    """A reference as an item of CSL-JSON; what is empty is left out."""
    record = reference.record
    fields: dict[str, Any] = {
        "id": f"ref-{reference.number}",
        "type": _KINDS[kind_of_work(record)],
        "title": tidy(record.title),
        "author": [_person(author) for author in record.authors if not author.unnamed],
        "editor": [_person(author) for author in record.editors],
        "container-title": journal_of(record),
        "container-title-short": tidy(record.journal.abbreviation),
        "issued": issued(record.published) if record.published else {},
        "volume": tidy(record.volume),
        "issue": tidy(record.issue),
        "page": tidy(record.pages),
        "publisher": tidy(record.publisher),
        "ISSN": ", ".join(record.journal.issn),
        "ISBN": record.isbn,
        "DOI": record.doi,
        "PMID": record.pmid,
        "PMCID": record.pmcid,
        "URL": address_of(reference),
        "language": record.languages[0] if record.languages else "",
        "genre": _genre(record),
        "keyword": ", ".join(tidy(word) for word in record.keywords),
        "note": " ".join(f"{line}." for line in remarks(answer, reference)),
    }
    return {name: value for name, value in fields.items() if value}


def issued(date: PartialDate) -> dict[str, list[list[int]]]:
    """A date as far as it is known."""
    parts = [date.year, date.month, date.day]
    return {"date-parts": [parts[: parts.index(0)] if 0 in parts else parts]}


def _genre(record: Record) -> str:
    """The publication type that says most: the first beside PubMed's "Journal Article"."""
    return next((name for name in record.publication_types if name != "Journal Article"), "")


def _person(author: Author) -> dict[str, str]:
    if author.collective:
        return {"literal": tidy(author.collective)}
    name = {
        "family": tidy(author.family),
        "given": given_of(author),
        "suffix": tidy(author.suffix),
        "ORCID": f"https://orcid.org/{author.orcid}" if author.orcid else "",
    }
    return {key: value for key, value in name.items() if value}

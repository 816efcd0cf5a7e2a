"""The references of an answer as BibTeX, for LaTeX and JabRef: UTF-8, with every sign that LaTeX would act on made literal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from bibtexparser.entrypoint import write_string  # pyright: ignore[reportUnknownVariableType]
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field
from bibtexparser.writer import BibtexFormat

from answerable.composition.answer import Answer, Reference
from answerable.corpus.record import Author, Record
from answerable.publication.exports.bibliography import given_of, journal_of, kind_of_work
from answerable.publication.exports.remarks import remarks
from answerable.publication.references import address_of
from answerable.writing import tidy

_KINDS = {"article": "article", "book": "book", "chapter": "incollection", "report": "misc"}
_CONTAINERS = {"article": "journal", "chapter": "booktitle", "report": "howpublished"}
_LITERAL = {
    "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
    "&": "\\&", "%": "\\%", "$": "\\$", "#": "\\#", "_": "\\_",
}  # fmt: skip
# BibTeX counts braces whatever stands before them, so that one without its fellow goes by its name.
_ALONE = {"{": "\\textbraceleft{}", "}": "\\textbraceright{}"}
_SIGNS = re.compile(r"[\\{}~^&%$#_]")
_BREAKS = re.compile(r"[\\{}%\s]")  # what may not stand in an address as it is, where LaTeX reads it letter by letter


def render(answer: Answer) -> str:
    """Every reference in its order, with its level and notices as a note."""
    return written(_entry(answer, reference) for reference in answer.references)


def written(entries: Iterable[Entry]) -> str:
    """Entries as BibTeX."""
    form = BibtexFormat()
    form.indent = "  "
    return write_string(Library(list(entries)), bibtex_format=form)


def entry_of(kind: str, key: str, values: dict[str, str]) -> Entry:
    """An entry of values that are already literal; what is empty is left out."""
    return Entry(kind, key, [Field(name, value) for name, value in values.items() if value])


def literal(text: str) -> str:
    """Text on one line as LaTeX prints it."""
    text = tidy(text)
    by_name = _LITERAL if _paired(text) else _LITERAL | _ALONE
    return _SIGNS.sub(lambda sign: by_name[sign[0]], text)


def _paired(text: str) -> bool:
    """Whether every brace has its fellow."""
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


def verbatim(text: str) -> str:
    """An identifier or address, which LaTeX reads letter by letter."""
    return _BREAKS.sub(lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), tidy(text))


def _entry(answer: Answer, reference: Reference) -> Entry:
    record = reference.record
    kind = kind_of_work(record)
    date = record.published
    values = {
        "author": " and ".join(_person(author) for author in record.authors),
        "editor": " and ".join(_person(author) for author in record.editors),
        "title": f"{{{literal(record.title)}}}",  # twice in braces, so that no style changes its capitals
        _CONTAINERS.get(kind, "series"): literal(journal_of(record)),
        "year": str(record.year or ""),
        "month": str(date.month) if date and date.month else "",
        "volume": literal(record.volume),
        "number": literal(record.issue),
        "pages": literal(record.pages).replace("-", "--"),
        "publisher": literal(record.publisher),
        "issn": ", ".join(record.journal.issn),
        "isbn": record.isbn,
        "doi": verbatim(record.doi),
        "pmid": record.pmid,
        "pmcid": record.pmcid,
        "url": verbatim(address_of(reference)),
        "language": ", ".join(record.languages),
        "note": literal(" ".join(f"{line}." for line in remarks(answer, reference))),
    }
    return entry_of(_KINDS[kind], _key(record, reference.number), values)


def _key(record: Record, number: int) -> str:
    """What one cites it by: "weaver2001-1"; the number keeps it the only one."""
    first = record.authors[0] if record.authors else Author()
    folded = unicodedata.normalize("NFKD", first.family or first.collective or "anonymous")
    name = re.sub(r"[^a-z]", "", folded.lower())[:20]
    return f"{name or 'ref'}{record.year or ''}-{number}"


def _person(author: Author) -> str:
    """ "Motyka, Jr, T. M."; a group, and any part that holds an "and" or a comma, stays whole in braces."""
    if author.unnamed:
        return "others"  # BibTeX's own word for authors whom nobody names
    if author.collective:
        return f"{{{literal(author.collective)}}}"
    parts = [_whole(part) for part in (author.family, author.suffix, given_of(author))]
    return ", ".join([parts[0], *(part for part in parts[1:] if part)])


def _whole(part: str) -> str:
    words = literal(part)
    return f"{{{words}}}" if "," in words or " and " in f" {words.lower()} " else words

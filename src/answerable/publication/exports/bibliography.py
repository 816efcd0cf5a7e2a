"""What every bibliographic format needs of a record: the kind of work, its journal, given names, first and last page."""

from __future__ import annotations

import re
from typing import Literal

from answerable.corpus.record import Author, Record
from answerable.writing import tidy

Kind = Literal["article", "book", "chapter", "report"]
_BOOKS = frozenset({"Book", "Books"})
_RANGE = re.compile(r"([^-,;\s]+)-([^-,;\s]+)")


def kind_of_work(record: Record) -> Kind:
    """What reference managers call the work."""
    types = set(record.publication_types)
    if "Book Chapter" in types:
        return "chapter"
    if _BOOKS & types or (record.isbn and not record.journal.issn):
        return "book"
    return "article" if record.journal.name or record.journal.abbreviation else "report"


def journal_of(record: Record) -> str:
    """The journal's name, or its abbreviation where that is all that is known."""
    return tidy(record.journal.name or record.journal.abbreviation)


def given_of(author: Author) -> str:
    """A person's given names, or the initials as "T. M."."""
    return tidy(author.given) or " ".join(f"{letter}." for letter in tidy(author.initials) if letter.isalnum())


def page_range(record: Record) -> tuple[str, str]:
    """First and last page; the pages as they stand, and nothing, where they are no plain range."""
    pages = tidy(record.pages)
    span = _RANGE.fullmatch(pages)
    return (span[1], span[2]) if span and span[1] != span[2] else (pages, "")

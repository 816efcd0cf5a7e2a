"""Making a `Record` of what a layout found: its title, its identity."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from answerable.corpus.identifiers import key_of, record_id
from answerable.corpus.reading.model import Unusable
from answerable.corpus.record import Author, PartialDate, Record

LONGEST_TITLE = 10_000  # characters; the longest title in PubMed has about two thousand
NO_TITLES = frozenset(
    {"", "[Not Available].", "[Not Available]", "[In Process Citation]", "Not Available", "[No title available]"}
)


def record_of(found: dict[str, Any]) -> Record:
    """A `Record` of its fields by name, `id` excepted, which follows from them.

    A vernacular title stands in where there is no title. Raises `Unusable` where there is neither, or where the title
    cannot be one.
    """
    if found.get("title", "") in NO_TITLES:
        found["title"] = found.get("vernacular_title", "")
    title: str = found["title"]
    if not title:
        raise Unusable("it has no title", "Add the title to the record, or leave the record out.")
    if len(title) > LONGEST_TITLE:
        raise Unusable(f"its title has {len(title):,} characters, and the longest that is taken in has {LONGEST_TITLE:,}")
    pmid, doi, pmcid = found.get("pmid", ""), found.get("doi", ""), found.get("pmcid", "")
    if pmid or doi or pmcid:
        return Record(id=record_id(pmid=pmid, doi=doi, pmcid=pmcid), **found)
    authors: tuple[Author, ...] = found.get("authors", ())
    published: PartialDate | None = found.get("published")
    family = (authors[0].family or authors[0].collective) if authors else ""
    return Record(id=f"key:{key_of(title, published.year if published else None, family)}", **found)


def unique(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts that are not empty, each once, in their first order."""
    return tuple(dict.fromkeys(text for text in texts if text))

"""What of a passage is searched: the fields with their weights, and the bounds it can be held to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from answerable.corpus.evidence import Design, Species
from answerable.corpus.record import Record, TextSection
from answerable.retrieval.model import Filters

# The one table of weights: how much a match in a field counts. Measured by `answerable evaluate retrieval`.
WEIGHTS: Mapping[str, float] = {
    "title": 0.3,  # on top of its words in the body
    "body": 1.0,  # title and abstract, or the section of a full text: one field, so that words are weighed over all of it
    "mesh": 0.5,
    "keywords": 0.5,
}
PRECISION = 4  # decimals of a score that count; what is equal to there is a tie
DOCUMENTS = 2  # raise it whenever the same record may give other documents: every index is then made anew


class Document(Struct, frozen=True):
    """A passage as an index takes it in: its id, its record's id, the words of each field, and what filters look at."""

    id: str
    record: str
    words: Mapping[str, str]
    year: int | None
    design: Design
    species: Species


def documents_of(record: Record, design: Design, species: Species) -> Iterator[Document]:
    """One document for the title and abstract, one for each section of the full text that has words."""
    mesh = " . ".join(
        part for heading in record.mesh for part in (heading.name, *(qualifier.name for qualifier in heading.qualifiers))
    )
    yield Document(
        f"{record.id}#abstract",
        record.id,
        {
            "title": record.title,
            "body": " ".join(text for text in (record.title, *(section.text for section in record.abstract)) if text),
            "mesh": mesh,
            "keywords": " . ".join((*record.keywords, *(substance.name for substance in record.substances))),
        },
        record.year,
        design,
        species,
    )
    for number, section in enumerate(record.full_text):
        if section.text:
            words = {"title": record.title, "body": _with_heading(section)}
            yield Document(f"{record.id}#text/{number}", record.id, words, record.year, design, species)


def _with_heading(section: TextSection) -> str:
    return f"{section.label} . {section.text}" if section.label else section.text


SPECIES_MET_BY: Mapping[Species, tuple[Species, ...]] = {
    "human": ("human", "both"),
    "animal": ("animal", "both"),
    "both": ("both",),
    "unknown": ("unknown",),
}


def meets(document: Document, filters: Filters) -> bool:
    """Whether a document lies within the bounds; what is not known meets no bound."""
    if filters.since is not None and (document.year is None or document.year < filters.since):
        return False
    if filters.designs and document.design not in filters.designs:
        return False
    return filters.species is None or document.species in SPECIES_MET_BY[filters.species]

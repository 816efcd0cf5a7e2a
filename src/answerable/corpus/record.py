"""A `Record`: one publication as its own metadata and words describe it.

Every field of text that can be cited has a *field name*: ``title``, ``abstract/0``, ``abstract/1`` … and
``text/0`` … for the sections of a full text. `Record.field` gives the words behind a name; spans count
characters in exactly those words.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Literal

from msgspec import Struct


class Author(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A person or, in `collective`, a group that signs as one."""

    family: str = ""
    given: str = ""
    initials: str = ""
    suffix: str = ""
    collective: str = ""
    orcid: str = ""  # sixteen digits with hyphens, without the address before them

    @property
    def unnamed(self) -> bool:
        """Whether this stands for authors whom nobody names: "et al.", which a list shows and a catalogue leaves out."""
        return self.collective.lower().rstrip(".") == "et al"

    @property
    def name(self) -> str:
        """The name as reference lists write it: "Motyka TM", or the group's own name."""
        if self.collective:
            return self.collective
        initials = self.initials or "".join(part[0] for part in self.given.replace("-", " ").split())
        return " ".join(part for part in (self.family, initials, self.suffix) if part)


class Journal(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Where it appeared: for a book, its title stands in `name`."""

    name: str = ""
    abbreviation: str = ""
    issn: tuple[str, ...] = ()


class PartialDate(Struct, frozen=True, omit_defaults=True, order=True):
    """A date of which only the year may be known; months count from 1, 0 means unknown."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        """The date as ISO 8601 has it, as far as it is known: "2000-06"."""
        parts = [f"{self.year:04d}"]
        if self.month:
            parts.append(f"{self.month:02d}")
            if self.day:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)


class TextSection(Struct, frozen=True, omit_defaults=True):
    """A stretch of running text under its own heading.

    `label` is the heading as printed ("RESULTS"), `category` is NLM's normalised one ("RESULTS",
    "METHODS", …) where stated, `kind` tells prose from the caption of a figure or a table.
    """

    text: str
    label: str = ""
    category: str = ""
    kind: Literal["prose", "figure", "table"] = "prose"


class OtherAbstract(Struct, frozen=True, omit_defaults=True):
    """An abstract in another language, or of another kind ("plain-language-summary")."""

    sections: tuple[TextSection, ...]
    language: str = ""
    kind: str = ""


class MeshQualifier(Struct, frozen=True, omit_defaults=True):
    """A subheading, such as "therapeutic use"."""

    name: str
    major: bool = False


class MeshHeading(Struct, frozen=True, omit_defaults=True):
    """A Medical Subject Heading with its qualifiers; `major` marks what the article is mainly about."""

    name: str
    major: bool = False
    qualifiers: tuple[MeshQualifier, ...] = ()
    ui: str = ""


class Substance(Struct, frozen=True, omit_defaults=True):
    """A chemical that the article is indexed under."""

    name: str
    registry_number: str = ""


class Grant(Struct, frozen=True, omit_defaults=True):
    """Who paid, and under which number."""

    agency: str = ""
    number: str = ""
    country: str = ""


class Link(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One of PubMed's comments-and-corrections links; `ref_type` is PubMed's own word, e.g. "RetractionIn"."""

    ref_type: str
    pmid: str = ""
    doi: str = ""
    citation: str = ""
    note: str = ""


class NoticeKind(StrEnum):
    """What was said about a publication after it appeared."""

    RETRACTION = "retraction"
    RETRACTION_AND_REPLACEMENT = "retraction and replacement"
    WITHDRAWAL = "withdrawal"
    EXPRESSION_OF_CONCERN = "expression of concern"
    ERRATUM = "erratum"
    UPDATE = "update"
    CORRECTED_REPUBLICATION = "corrected republication"
    REINSTATEMENT = "reinstatement"


class PublicationNotice(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A typed, dated notice about a publication, whoever told us of it.

    `about` and `notice` are PMIDs or DOIs: of the publication, and of the notice itself. `told_by` says where
    it was read: "the article's record", "the notice's record", "a table of retractions".
    """

    kind: NoticeKind
    date: PartialDate | None = None
    about: str = ""
    notice: str = ""
    reason: str = ""
    told_by: str = ""


class Digest(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Says that the text of a record is a digest in our own words and not the publication's abstract.

    `original` is the page where the publication, or what is known of it, can be read; `seen` says how surely the
    facts were seen: "own abstract", "own full text", "described elsewhere", "lay page".
    """

    original: str
    seen: str = ""


class Record(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One publication: identifiers, bibliography, text, indexing, and what it says of other publications."""

    id: str  # "pmid:19078461", "doi:10.…", "pmcid:PMC…", or "key:…" where it has no identifier
    title: str
    pmid: str = ""
    doi: str = ""  # lower case, without the resolver's address
    pmcid: str = ""  # with "PMC"
    isbn: str = ""
    vernacular_title: str = ""
    authors: tuple[Author, ...] = ()
    editors: tuple[Author, ...] = ()
    journal: Journal = Journal()
    publisher: str = ""
    published: PartialDate | None = None
    revised: PartialDate | None = None  # when the source last changed its description
    volume: str = ""
    issue: str = ""
    pages: str = ""
    languages: tuple[str, ...] = ()  # ISO 639-2, as PubMed has it: "eng"
    abstract: tuple[TextSection, ...] = ()
    other_abstracts: tuple[OtherAbstract, ...] = ()
    full_text: tuple[TextSection, ...] = ()
    publication_types: tuple[str, ...] = ()
    mesh: tuple[MeshHeading, ...] = ()
    keywords: tuple[str, ...] = ()
    substances: tuple[Substance, ...] = ()
    grants: tuple[Grant, ...] = ()
    competing_interests: str = ""
    links: tuple[Link, ...] = ()
    registry_numbers: tuple[str, ...] = ()
    licence: str = ""
    version: int = 1  # PubMed's own version of the citation
    source: str = ""  # the layout it was read from: "pubmed", "medline", "ris", …
    digest: Digest | None = None

    @property
    def year(self) -> int | None:
        """The year of publication, or None where it is not known."""
        return self.published.year if self.published else None

    def field(self, name: str) -> str | None:
        """The words behind a field name, or None where the record has no such field."""
        if name == "title":
            return self.title
        head, _, number = name.partition("/")
        sections = {"abstract": self.abstract, "text": self.full_text}.get(head, ())
        if not number.isdecimal() or int(number) >= len(sections):
            return None
        return sections[int(number)].text

    def fields(self) -> Iterator[tuple[str, TextSection]]:
        """Every citable field in reading order, with its name: title, abstract, full text."""
        yield "title", TextSection(self.title, "TITLE")
        for number, section in enumerate(self.abstract):
            yield f"abstract/{number}", section
        for number, section in enumerate(self.full_text):
            yield f"text/{number}", section


def link_of(record: Record) -> str:
    """The page where a reader finds the publication: its DOI, PubMed, PubMed Central, or where a digest's facts were read."""
    if record.doi:
        return f"https://doi.org/{record.doi}"
    if record.pmid:
        return f"https://pubmed.ncbi.nlm.nih.gov/{record.pmid}/"
    if record.pmcid:
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{record.pmcid}/"
    return record.digest.original if record.digest else ""

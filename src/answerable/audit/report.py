"""`AuditReport`: what became of every reference and every claim of an audited article, and every finding."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from answerable.audit.article import Place, ReadArticle
from answerable.retrieval.model import Searched
from answerable.text import Span
from answerable.verification.model import Finding, Verdict

SCHEMA_VERSION = "1"


class Severity(StrEnum):
    """How much a finding matters to somebody who acts on the article."""

    SERIOUS = "serious"  # may lead a reader to do, or to believe, what the evidence does not say
    MODERATE = "moderate"  # a claim cannot be checked, or says less or more than its source
    MINOR = "minor"  # an untidiness that costs whoever checks it time


class FindingKind(StrEnum):
    """What can be found; the value is the word for readers and the key in JSON."""

    # citations and the reference list
    CITATION_WITHOUT_REFERENCE = "citation without reference"
    REFERENCE_NEVER_CITED = "reference never cited"
    AMBIGUOUS_NUMBERING = "ambiguous numbering"
    DUPLICATE_REFERENCE = "duplicate reference"
    GARBLED_REFERENCE = "garbled reference"
    MISSING_AUTHORS = "missing authors"
    MISSING_IDENTIFIER = "missing identifier"
    METADATA_MISMATCH = "metadata mismatch"
    UNRESOLVED_REFERENCE = "unresolved reference"
    # what claims say
    CLAIM_WITHOUT_CITATION = "claim without citation"
    FIGURE_NOT_IN_SOURCE = "figure not in the cited source"
    FIGURE_WITH_ANOTHER_MEANING = "figure with another meaning"
    DIRECTION_REVERSED = "direction reversed"
    STRONGER_THAN_DESIGN = "stronger than the design"
    MISSING_DENOMINATOR = "missing denominator"
    MISSING_DESIGN = "missing design"
    MISSING_COMPARISON = "missing comparison group"
    POPULATION_STRETCHED = "population stretched"
    CITED_ELSEWHERE = "another source says it"
    NOT_BORNE_OUT = "not borne out"
    RELATIVE_WITHOUT_ABSOLUTE = "relative without absolute effect"
    # what sources are
    RETRACTED_SOURCE = "retracted source"
    QUESTIONED_SOURCE = "questioned source"
    SUPERSEDED_GUIDELINE = "superseded guideline"
    # what the article does not say
    DISAGREEMENT_NOT_MENTIONED = "disagreement not mentioned"
    DISSENT_NOT_MENTIONED = "dissent not mentioned"
    READING_GRADE = "reading grade above the audience"
    NO_WARNING_SIGNS = "no warning signs"
    NO_DATE = "no date"
    NO_REVIEWER = "no reviewer"
    NO_DISCLAIMER = "no disclaimer"


class Quoted(Struct, frozen=True, kw_only=True):
    """Words of a record that a finding or a verdict rests on, with the span that they stand in."""

    span: Span
    words: str
    title: str
    year: int | None = None
    link: str = ""
    digest: bool = False
    context: str = ""  # the sentences around the words, with the words among them, where a page is to show them there


class AuditFinding(Struct, frozen=True, kw_only=True):
    """One thing found: what, how grave, where, why in a sentence for a reader, and the words of the sources behind it.

    `place` is None where it is about the article as a whole;
    `claims` and `references` are the numbers and positions that it is about.
    """

    kind: FindingKind
    severity: Severity
    reason: str
    place: Place | None = None
    claims: tuple[int, ...] = ()
    references: tuple[int, ...] = ()
    sources: tuple[Quoted, ...] = ()
    next_step: str = ""  # what an author does about it, where that is not plain from the reason


class Certainty(StrEnum):
    """How surely a listed reference is the record that it was matched with."""

    CERTAIN = "certain"  # by an identifier whose record has the title, or by title with journal and year
    LIKELY = "likely"  # by a damaged title, or a title whose journal or year differs
    UNRESOLVED = "unresolved"


class Mismatch(Struct, frozen=True):
    """A part of a listed reference that its record says otherwise."""

    part: str  # "year", "journal", "title", "authors"
    listed: str
    held: str


class ResolvedReference(Struct, frozen=True, kw_only=True):
    """What a listed reference was matched with: the record, by what, how surely, and what differs."""

    position: int
    certainty: Certainty
    record: str = ""
    by: str = ""  # "PMID", "DOI", "title, journal and year", "title despite damage"
    title: str = ""
    year: int | None = None
    link: str = ""
    design: str = ""
    mismatches: tuple[Mismatch, ...] = ()


class JudgedCitation(Struct, frozen=True, kw_only=True):
    """One cited source under a claim: the verdict, every check's finding, and the words of the source that bear most on it.

    `reference` is the position in the list, None where the marker leads to none; `sure` is False where the numbering is
    ambiguous, so that the reference is only the one that the marker may mean.
    """

    marker: str
    reference: int | None
    record: str
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    quoted: Quoted | None = None
    sure: bool = True


class JudgedClaim(Struct, frozen=True, kw_only=True):
    """A claim with the verdict on each of its citations; `elsewhere` is what other records of the library say of it."""

    number: int
    verdict: Verdict
    citations: tuple[JudgedCitation, ...] = ()
    elsewhere: tuple[Quoted, ...] = ()


class AuditReport(Struct, frozen=True, kw_only=True):
    """The whole audit: the article as read, its references resolved, its claims judged, the findings gravest first."""

    article: ReadArticle
    references: tuple[ResolvedReference, ...]
    claims: tuple[JudgedClaim, ...]
    findings: tuple[AuditFinding, ...]
    searched: Searched
    judged_by: str  # what judged stance, or that nothing did
    made: str  # ISO 8601 date
    version: str
    schema_version: str = SCHEMA_VERSION

    @property
    def clean(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

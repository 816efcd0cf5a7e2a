"""An `Answer`: the checked article in response to a question, the same object behind every format."""

from __future__ import annotations

from msgspec import UNSET, Struct, UnsetType

from answerable.corpus.evidence import Appraisal
from answerable.corpus.record import PublicationNotice, Record
from answerable.drafting.model import SectionKind
from answerable.intake.model import WarningBlock
from answerable.question import Question
from answerable.retrieval.model import Query, Searched
from answerable.verification.model import CheckedCitation, Claim

CAUTION = "Not yet reviewed by a person. Exercise caution: every sentence was checked against its source by machine only."
DISCLAIMER = (
    "Answerable gives general information for health professionals and for learning. It is not advice about one person's "
    "health and does not replace clinical judgement: check the cited sources before acting on what you read here. In an "
    "emergency call your local emergency number."
)


class Citation(Struct, frozen=True):
    """A supported citation of a claim: the number of its reference and the checked span with its quoted words."""

    number: int
    quote: str
    checked: CheckedCitation


class AnsweredClaim(Struct, frozen=True, kw_only=True):
    """A claim that holds, as the article shows it.

    `basis` is what it rests on in words ("case series, 35 patients, 2000"); `indirect` says what differs where the
    evidence is about something near; `digest` is True where any quote is from a digest.
    """

    id: str
    text: str
    citations: tuple[Citation, ...]
    basis: str
    indirect: str = ""
    digest: bool = False
    abbreviations: tuple[tuple[str, str], ...] = ()  # (short, long), as the cited record explains them

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of its references, ascending, each once."""
        return tuple(sorted({citation.number for citation in self.citations}))


class AnsweredDisagreement(Struct, frozen=True):
    """Claims that do not agree with each other, side by side."""

    about: str
    claims: tuple[AnsweredClaim, ...]


class AnsweredSection(Struct, frozen=True, kw_only=True):
    """A section of the article; `gap` says what was searched where it has no evidence."""

    kind: SectionKind
    heading: str
    claims: tuple[AnsweredClaim, ...] = ()
    disagreements: tuple[AnsweredDisagreement, ...] = ()
    gap: str = ""


class Reference(Struct, frozen=True, kw_only=True):
    """One entry of the reference list: number, type, level, notices, and the record it renders."""

    number: int
    record: Record
    appraisal: Appraisal
    notices: tuple[PublicationNotice, ...]
    link: str
    formatted: str = ""  # in the style asked for; the renderer fills it


class Manifest(Struct, frozen=True, kw_only=True):
    """Under the same manifest the same question gives the same bytes."""

    version: str
    schema: int
    settings: dict[str, str]
    library: str  # the library's fingerprint


class Answer(Struct, frozen=True, kw_only=True):
    """A question, the article that answers it, and all that is needed to check it again.

    Numbers are contiguous from 1 and two-way: each used has a reference, each reference is used. `lead` and `summary`
    name claims of `sections` by id. `kept_out` lists the claims that did not hold, with their findings.
    """

    id: str
    question: Question
    title: str
    lead: tuple[str, ...]
    sections: tuple[AnsweredSection, ...]
    summary: tuple[str, ...]
    references: tuple[Reference, ...]
    searched: Searched
    query: Query
    kept_out: tuple[Claim, ...]
    manifest: Manifest
    evidence_searched: str  # ISO date: the library's last change, not the clock
    text_edited: str | None = None  # nobody has edited it
    human_reviewed: str | None = None  # nobody has reviewed it
    status: str = "not yet reviewed by a person"
    caution: str = CAUTION
    disclaimer: str = DISCLAIMER
    # The question with misspelt names put right: an offer, nothing was searched for it. Left out of the JSON where there is none.
    did_you_mean: str | UnsetType = UNSET
    warnings: tuple[WarningBlock, ...] = ()  # what an article on this topic always carries, the most urgent first

    def claims(self) -> tuple[AnsweredClaim, ...]:
        """Every claim in reading order: in each section first what sources disagree on."""
        return tuple(
            claim
            for section in self.sections
            for claim in (*(c for d in section.disagreements for c in d.claims), *section.claims)
        )

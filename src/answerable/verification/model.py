"""`Claim`, `Finding`, `Verdict`, `Report`: what is checked and what came of it."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from answerable.corpus.evidence import Appraisal
from answerable.corpus.record import PublicationNotice, Record
from answerable.drafting.model import Wording
from answerable.text import Span


class Verdict(StrEnum):
    """What a check, and the worst of the required checks, says of a citation."""

    SUPPORTED = "supported"
    PARTLY_SUPPORTED = "partly supported"
    CONTRADICTED = "contradicted"
    NOT_SUPPORTED = "not supported"
    UNCHECKED = "unchecked"  # could not be checked, which is never support


class Check(StrEnum):
    """The checks by name; each is one pure function of `Evidence`."""

    QUOTE = "quote"  # the quoted words stand in the stored text, whose hash is the span's
    SHOWN = "shown"  # the passage was shown to the drafter
    FIGURES = "figures"  # every number, unit, interval and p-value stands in the quote, with its meaning
    DIRECTION = "direction"  # direction and negation agree
    STRENGTH = "strength"  # the verb is no stronger than the design
    POPULATION = "population"  # species, age group and subgroup fit
    INTEGRITY = "integrity"  # not retracted; a concern is shown
    STANCE = "stance"  # a model judges that the words bear the statement out


class Finding(Struct, frozen=True):
    """What one check found: its verdict and the reason in a sentence for a reader."""

    check: Check
    verdict: Verdict
    reason: str


class Evidence(Struct, frozen=True, kw_only=True):
    """All that a check may look at: one claim's words and one span of one record, as the library holds it now.

    `field_text` is None where the record or the field is gone; `quote` is the span's words there; `sentence` is the
    whole sentence (or sentences) that the quote stands in, for what a figure means. `indirect` is the label that the claim
    is shown with where its evidence is about something near.
    """

    claim: str
    span: Span
    wording: Wording
    record: Record | None
    appraisal: Appraisal | None
    notices: tuple[PublicationNotice, ...] | None  # None means that nobody could look, which is not "none"
    field_text: str | None
    quote: str | None
    sentence: str | None
    question_population: str = ""  # as the question words it
    indirect: str = ""
    shown: bool = True


class CheckedCitation(Struct, frozen=True):
    """A span under a claim with the verdict on it and every finding that led there."""

    span: Span
    wording: Wording
    verdict: Verdict
    findings: tuple[Finding, ...]


class Claim(Struct, frozen=True, kw_only=True):
    """A statement as a thing that can be checked: a stable id, its words, its checked citations, its own verdict.

    A claim is supported when each citation kept under it is; `citations` holds all of them, also those that failed.
    """

    id: str
    text: str
    citations: tuple[CheckedCitation, ...]
    verdict: Verdict


class Report(Struct, frozen=True):
    """The claims of a draft in its order: sections, and in each its statements, then those of its disagreements."""

    claims: tuple[Claim, ...]

    def of(self, claim_id: str) -> Claim:
        """The claim of that id; raises KeyError where there is none."""
        for claim in self.claims:
            if claim.id == claim_id:
                return claim
        raise KeyError(claim_id)

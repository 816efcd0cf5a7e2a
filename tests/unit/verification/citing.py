"""Records of our own invention, and the evidence of a claim that cites them, for the tests of verification."""

from __future__ import annotations

from answerable.corpus.evidence import Appraisal, Design, EvidenceLevel, Species
from answerable.corpus.record import PublicationNotice, Record, TextSection
from answerable.drafting.model import Wording
from answerable.text import span_of
from answerable.verification.model import Evidence, Finding, Verdict
from answerable.verification.verifier import sentence_about

LEVELS = {
    Design.RANDOMISED_TRIAL: EvidenceLevel.TWO,
    Design.SYSTEMATIC_REVIEW: EvidenceLevel.ONE,
    Design.COHORT: EvidenceLevel.THREE,
    Design.CASE_SERIES: EvidenceLevel.FOUR,
    Design.CASE_REPORT: EvidenceLevel.FOUR,
    Design.REVIEW: EvidenceLevel.FIVE,
    Design.OPINION: EvidenceLevel.FIVE,
    Design.ANIMAL: EvidenceLevel.FIVE,
    Design.UNKNOWN: EvidenceLevel.UNKNOWN,
}


def evidence_of(
    claim: str,
    source: str,
    *,
    cited: str | None = None,
    wording: Wording = Wording.QUOTE,
    design: Design = Design.RANDOMISED_TRIAL,
    species: Species = "human",
    title: str = "A study of nodules",
    notices: tuple[PublicationNotice, ...] | None = (),
    asked: str = "",
    indirect: str = "",
) -> Evidence:
    """The evidence of a claim that cites the words `cited` (all, where not said) of an abstract that reads `source`."""
    quote = cited or source
    start = source.index(quote)
    record = Record(id="pmid:1", title=title, pmid="1", abstract=(TextSection(source, "RESULTS"),))
    return Evidence(
        claim=claim,
        span=span_of("pmid:1", "abstract/0", source, start, start + len(quote)),
        wording=wording,
        record=record,
        appraisal=Appraisal(design=design, level=LEVELS[design], reason="for this test", stated=True, species=species),
        notices=notices,
        field_text=source,
        quote=quote,
        sentence=sentence_about(source, start, start + len(quote)),
        question_population=asked,
        indirect=indirect,
    )


def reworded(claim: str, source: str, **more: object) -> Evidence:
    """The evidence of a claim in other words than its source's."""
    return evidence_of(claim, source, wording=Wording.REWORDED, **more)  # type: ignore[arg-type]


def holds(finding: Finding) -> bool:
    """Whether a finding supports."""
    return finding.verdict is Verdict.SUPPORTED

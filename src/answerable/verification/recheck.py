"""Checks saved claims again against the library as it is now, and says of each citation what has become of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from msgspec import Struct

from answerable.corpus.record import NoticeKind, PublicationNotice
from answerable.text import sha256
from answerable.verification.model import Check, CheckedCitation, Claim, Evidence, Finding, Verdict
from answerable.verification.ports import Judge, Sources
from answerable.verification.verdicts import of_citation, of_claim
from answerable.verification.verifier import Verifier, claim_id, gather, look_up


class Change(StrEnum):
    """What has become of a citation since it was saved, in words for a reader."""

    UNCHANGED = "unchanged"
    TEXT_CHANGED = "the record's text has changed; the text that was cited is kept"
    TEXT_GONE = "the text that was cited is no longer in the library"
    RECORD_GONE = "the record is no longer in the library"
    RETRACTED = "retracted"
    CONCERN = "an expression of concern"
    VERDICT_CHANGED = "the checks come to another verdict"


class RecheckedCitation(Struct, frozen=True):
    """A saved citation and what the checks say now; `changes` is (UNCHANGED,) or everything that is different."""

    before: CheckedCitation
    now: CheckedCitation
    changes: tuple[Change, ...]


class Rechecked(Struct, frozen=True, kw_only=True):
    """A saved claim checked again; `genuine` is False where its words and spans are not those that its id was made of."""

    before: Claim
    now: Claim
    citations: tuple[RecheckedCitation, ...]
    genuine: bool

    @property
    def unchanged(self) -> bool:
        """Whether the claim is the one that was saved and nothing about its citations is different."""
        return self.genuine and all(citation.changes == (Change.UNCHANGED,) for citation in self.citations)


def recheck(
    claims: Iterable[Claim],
    sources: Sources,
    judge: Judge | None = None,
    *,
    question_population: str = "",
    indirect: Mapping[str, str] | None = None,
) -> tuple[Rechecked, ...]:
    """Each saved claim with its verdicts of now; `indirect` holds the labels of claims by id.

    Whether a passage was shown to the drafter belongs to the moment of drafting: that finding is taken over as saved.
    """
    saved = tuple(claims)
    held = look_up(sources, (citation.span.record for claim in saved for citation in claim.citations))
    verifier = Verifier(sources, judge)

    def again(claim: Claim, citation: CheckedCitation) -> RecheckedCitation:
        label = (indirect or {}).get(claim.id, "")
        evidence = gather(
            sources, held, claim.text, citation.span, citation.wording, question_population=question_population, indirect=label
        )
        now = _with_saved_shown(verifier.check(evidence), citation)
        return RecheckedCitation(citation, now, _changes(citation, now, evidence))

    return tuple(_rechecked(claim, tuple(again(claim, citation) for citation in claim.citations)) for claim in saved)


def _rechecked(claim: Claim, citations: tuple[RecheckedCitation, ...]) -> Rechecked:
    now = tuple(citation.now for citation in citations)
    return Rechecked(
        before=claim,
        now=Claim(id=claim.id, text=claim.text, citations=now, verdict=of_claim(now)),
        citations=citations,
        genuine=claim.id == claim_id(claim.text, (citation.span for citation in claim.citations)),
    )


def _with_saved_shown(now: CheckedCitation, before: CheckedCitation) -> CheckedCitation:
    """The citation with the saved finding on what was shown; unchecked where none was saved."""
    saved = next((f for f in before.findings if f.check is Check.SHOWN), None)
    shown = saved or Finding(Check.SHOWN, Verdict.UNCHECKED, "Whether the passage was shown to the drafter was not saved.")
    findings = tuple(shown if finding.check is Check.SHOWN else finding for finding in now.findings)
    return CheckedCitation(now.span, now.wording, of_citation(now.wording, findings), findings)


def _changes(before: CheckedCitation, now: CheckedCitation, evidence: Evidence) -> tuple[Change, ...]:
    """Everything that is different, the gravest first."""
    found: list[Change] = []
    integrity = next(f for f in now.findings if f.check is Check.INTEGRITY)
    if integrity.verdict is Verdict.NOT_SUPPORTED:
        found.append(Change.RETRACTED)
    elif _has_concern(evidence.notices) and not _said_concern(before):
        found.append(Change.CONCERN)
    current = evidence.record.field(evidence.span.field) if evidence.record else None
    if evidence.record is None:
        found.append(Change.RECORD_GONE)
    elif evidence.field_text is None:
        found.append(Change.TEXT_GONE)
    elif current is None or sha256(current) != evidence.span.sha256:
        found.append(Change.TEXT_CHANGED)
    if now.verdict is not before.verdict:
        found.append(Change.VERDICT_CHANGED)
    return tuple(found) or (Change.UNCHANGED,)


def _has_concern(notices: tuple[PublicationNotice, ...] | None) -> bool:
    return any(notice.kind is NoticeKind.EXPRESSION_OF_CONCERN for notice in notices or ())


def _said_concern(citation: CheckedCitation) -> bool:
    return any(f.check is Check.INTEGRITY and NoticeKind.EXPRESSION_OF_CONCERN.value in f.reason for f in citation.findings)

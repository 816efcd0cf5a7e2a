"""INTEGRITY: a retracted source supports nothing; "not checked" is not "clean"; a concern is shown."""

from __future__ import annotations

from answerable.corpus.evidence import EvidenceLevel
from answerable.corpus.notices import FROM_ARTICLE, Standing, notices_told_by, settle, standing
from answerable.corpus.record import NoticeKind, PublicationNotice, Record
from answerable.verification.model import Check, Evidence, Finding, Verdict

_GRAVE = (
    NoticeKind.RETRACTION,
    NoticeKind.RETRACTION_AND_REPLACEMENT,
    NoticeKind.WITHDRAWAL,
    NoticeKind.EXPRESSION_OF_CONCERN,
)


def check_integrity(evidence: Evidence) -> Finding:
    """Whether the publication still stands: retracted, withdrawn or itself a notice it supports nothing.

    An expression of concern leaves the support and says so; where nobody could look for notices nothing is supported.
    """
    if evidence.record is None:
        return _found(Verdict.UNCHECKED, "The record is not in the library, so nobody could look for a retraction.")
    told = all_notices(evidence.record, evidence.notices or ())
    where = standing(told)
    if where is Standing.RETRACTED:
        return _found(Verdict.NOT_SUPPORTED, f"The publication no longer stands: {_named(told)}.")
    if evidence.notices is None:
        return _found(Verdict.UNCHECKED, "Nobody could look for publication notices; not checked is not clean.")
    if evidence.appraisal is None:
        return _found(Verdict.UNCHECKED, "The record is not appraised, so whether it may be cited is not known.")
    if evidence.appraisal.level is EvidenceLevel.NEVER:
        return _found(Verdict.NOT_SUPPORTED, f"The record is never cited: {evidence.appraisal.reason}.")
    if where is Standing.CONCERN:
        return _found(Verdict.SUPPORTED, f"Not retracted, but under a concern, which is shown with it: {_named(told)}.")
    kinds = ", ".join(dict.fromkeys(notice.kind.value for notice in told))
    return _found(
        Verdict.SUPPORTED, f"Not retracted; notices: {kinds}." if kinds else "No notice about the publication is known."
    )


def all_notices(record: Record, told: tuple[PublicationNotice, ...]) -> tuple[PublicationNotice, ...]:
    """What the library was told of a record together with what the record tells of itself, oldest first."""
    own = (notice for notice in notices_told_by(record) if notice.told_by == FROM_ARTICLE)
    return settle((*told, *own))


def _named(told: tuple[PublicationNotice, ...]) -> str:
    """The grave notices with their dates."""
    grave = [notice for notice in told if notice.kind in _GRAVE]
    return ", ".join(f"{notice.kind.value} of {notice.date}" if notice.date else notice.kind.value for notice in grave)


def _found(verdict: Verdict, reason: str) -> Finding:
    return Finding(Check.INTEGRITY, verdict, reason)

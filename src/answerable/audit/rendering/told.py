"""What every rendering says of an audit in the same words: what was read and searched, how much was found, what it means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from answerable.audit.findings.severity import GRAVEST, counted, listing
from answerable.audit.report import AuditFinding, AuditReport, JudgedCitation, JudgedClaim, Quoted, ResolvedReference
from answerable.verification.model import Check, Verdict

UNJUDGED = (
    "No model is installed that judges whether a source bears a claim out, so every citation stays at best unchecked, "
    "which is never support. Install one with: pip install 'answerable[model]'. The findings rest on rules that can say why."
)
NO_VERDICT = "A report with few findings is no proof that an article is right: only what the rules can see was looked for."
_MOST_NUMBERS = 8


def title_of(report: AuditReport) -> str:
    """What was audited."""
    return f"Audit of “{report.article.title or report.article.question or 'an article without a title'}”"


def read_of(report: AuditReport) -> str:
    """What was read and against what it was checked."""
    searched = report.searched
    newest = f", newest {searched.newest}" if searched.newest else ""
    claims, references = len(report.article.claims), len(report.article.references)
    return (
        f"Read as {report.article.layout}: {counted(claims, 'claim')}, {counted(references, 'reference')}. "
        f"Checked against the {searched.library} ({counted(searched.records, 'record')}{newest})."
    )


def found_of(report: AuditReport) -> str:
    """How much was found, by severity."""
    if report.clean:
        return "Nothing was found."
    counts = Counter(one.severity for one in report.findings)
    parts = [f"{counts[severity]} {severity.value}" for severity in GRAVEST if counts[severity]]
    return f"{counted(len(report.findings), 'finding')}: {listing(parts)}."


def judged_of(report: AuditReport) -> str:
    """What judged the stance of sources, or that nothing did."""
    return f"Stance was judged by {report.judged_by}." if report.judged_by else UNJUDGED


def about_of(finding: AuditFinding, report: AuditReport) -> str:
    """Where a finding is, in words: its line, its claims, its references."""
    parts: list[str] = []
    if finding.place:
        parts.append(f"line {finding.place.line}")
    if finding.claims:
        parts.append(_numbers("claim", finding.claims))
    if finding.references:
        parts.append(_numbers("reference", [_printed(report, one) for one in finding.references]))
    return ", ".join(parts) or "the article as a whole"


def _numbers(noun: str, numbers: Sequence[int]) -> str:
    shown = [str(one) for one in numbers[:_MOST_NUMBERS]]
    rest = len(numbers) - len(shown)
    words = f"{', '.join(shown)} and {rest} more" if rest else listing(shown)
    return f"{noun}{'s' if len(numbers) > 1 else ''} {words}"


def _printed(report: AuditReport, position: int) -> int:
    entry = report.article.references[position - 1]
    return entry.number if entry.number is not None else position


def source_of(quoted: Quoted) -> str:
    """Which publication words are from."""
    year = f" ({quoted.year})" if quoted.year else ""
    return f"{quoted.title}{year}{', digest' if quoted.digest else ''}"


def match_of(resolved: ResolvedReference) -> str:
    """How a reference was matched, in words."""
    if not resolved.record:
        return "unresolved: the library does not hold it, which proves nothing about it"
    differs = "; ".join(f"{one.part}: “{one.listed}”, in the record “{one.held}”" for one in resolved.mismatches)
    year = f", {resolved.year}" if resolved.year else ""
    return f"{resolved.certainty.value}, by {resolved.by}: {resolved.title} ({resolved.design}{year})" + (
        f"; differs: {differs}" if differs else ""
    )


def best_of(claim: JudgedClaim) -> JudgedCitation | None:
    """The citation whose source bears most on a claim: the one that decides its verdict, the first with words among equals."""
    quoted = [one for one in claim.citations if one.quoted]
    deciding = [one for one in quoted if one.verdict is claim.verdict]
    return next(iter(deciding or quoted), None)


def why_of(claim: JudgedClaim, report: AuditReport) -> str:
    """Why a claim has its verdict: the first reason that is not support; that there is no model is told once, and not here."""
    if not claim.citations:
        return "cites nothing"
    best = best_of(claim)
    if best is None:
        lost = any(one.reference is None for one in claim.citations)
        return (
            "the citation leads to no entry of the list"
            if lost
            else "nothing in what the library holds of its sources speaks of it"
        )
    reasons = [
        one.reason
        for one in best.findings
        if one.verdict is best.verdict
        and one.verdict is not Verdict.SUPPORTED
        and not (one.check is Check.STANCE and not report.judged_by)
    ]
    return reasons[0] if reasons else ""

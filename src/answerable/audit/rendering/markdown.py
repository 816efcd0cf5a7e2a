"""An audit as Markdown (CommonMark, and as GitHub reads it)."""

from __future__ import annotations

from collections.abc import Iterator

from answerable.audit.findings.severity import GRAVEST
from answerable.audit.rendering.told import (
    NO_VERDICT,
    about_of,
    best_of,
    found_of,
    judged_of,
    match_of,
    read_of,
    source_of,
    title_of,
    why_of,
)
from answerable.audit.report import AuditFinding, AuditReport, JudgedClaim, Quoted
from answerable.writing import escaped, is_web_address


def render(report: AuditReport) -> str:
    """The report as Markdown."""
    return "\n".join(_lines(report)).rstrip() + "\n"


def _lines(report: AuditReport) -> Iterator[str]:
    yield f"# {escaped(title_of(report))}\n"
    yield f"{escaped(read_of(report))} **{escaped(found_of(report))}**\n"
    for severity in GRAVEST:
        found = [one for one in report.findings if one.severity is severity]
        if found:
            yield f"## {severity.value.capitalize()}\n"
            for one in found:
                yield from _finding(one, report)
            yield ""
    if report.references:
        yield "## References\n"
        for printed, resolved in zip(report.article.references, report.references, strict=True):
            where = f" <{resolved.link}>" if is_web_address(resolved.link) else ""
            number = printed.number if printed.number is not None else printed.position
            yield f"- {number}: {escaped(printed.title or printed.words)}  \n  {escaped(match_of(resolved))}{where}"
        yield ""
    if report.claims:
        yield "## Claims\n"
        for claim in report.claims:
            yield from _claim(claim, report)
        yield ""
    if report.article.not_found:
        yield "## Looked for in the article and not found\n"
        yield from (f"- {escaped(words)}" for words in report.article.not_found)
        yield ""
    yield "## About this audit\n"
    made = f"Made {report.made} by Answerable {report.version}, library {report.searched.fingerprint[:12]}."
    yield from (f"{escaped(words)}\n" for words in (judged_of(report), NO_VERDICT, made))


def _finding(finding: AuditFinding, report: AuditReport) -> Iterator[str]:
    yield f"- **{finding.kind.value}** ({escaped(about_of(finding, report))}): {escaped(finding.reason)}"
    yield from (f"  - {_quoted(one)}" for one in finding.sources)
    if finding.next_step:
        yield f"  - *{escaped(finding.next_step)}*"


def _quoted(quoted: Quoted) -> str:
    where = f" <{quoted.link}>" if is_web_address(quoted.link) else ""
    return f"“{escaped(quoted.words)}” {escaped(source_of(quoted))}{where}"


def _claim(claim: JudgedClaim, report: AuditReport) -> Iterator[str]:
    read = report.article.claims[claim.number - 1]
    cites = "".join(f" {marker.words}" for marker in read.markers)
    why = why_of(claim, report)
    yield f"- {claim.number}: {escaped(f'{read.said}{cites}')}  \n  **{claim.verdict.value}**{f': {escaped(why)}' if why else ''}"
    best = best_of(claim)
    if best and best.quoted:
        yield f"  - {'' if best.sure else 'perhaps meant: '}{_quoted(best.quoted)}"

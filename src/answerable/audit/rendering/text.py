"""An audit as plain text for a terminal or a file: the gravest finding first, then references, then claims."""

from __future__ import annotations

from collections.abc import Iterator

from answerable.audit.article import ReadReference
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
from answerable.audit.report import AuditFinding, AuditReport, JudgedClaim, ResolvedReference, Severity
from answerable.writing import PLAIN, Ink, inked, tidy, wrapped

_INDENT = " " * 4


def render(report: AuditReport, width: int = 92, ink: Ink = PLAIN) -> str:
    """The report as text wrapped at `width` characters."""
    return "\n".join(_lines(report, width, ink)).rstrip() + "\n"


def _lines(report: AuditReport, width: int, ink: Ink) -> Iterator[str]:
    title = wrapped(title_of(report), width)
    yield from inked(title, ink.strong)
    yield "═" * max(map(len, title), default=0)
    yield from wrapped(read_of(report), width)
    yield from inked(wrapped(found_of(report), width), ink.strong)
    for severity in GRAVEST:
        found = [one for one in report.findings if one.severity is severity]
        if found:
            yield ""
            yield (ink.alert if severity is Severity.SERIOUS else ink.strong)(severity.value.capitalize())
            for one in found:
                yield from _finding(one, report, width, ink)
    if report.article.references:
        yield ""
        yield ink.strong("References")
        for printed, resolved in zip(report.article.references, report.references, strict=True):
            yield from _reference(printed, resolved, width, ink)
    if report.claims:
        yield ""
        yield ink.strong("Claims")
        for claim in report.claims:
            yield from _claim(claim, report, width, ink)
    if report.article.not_found:
        yield ""
        yield ink.strong("Looked for in the article and not found")
        for words in report.article.not_found:
            yield from wrapped(words, width, "  • ")
    yield ""
    yield ink.strong("About this audit")
    made = f"Made {report.made} by Answerable {report.version}, library {report.searched.fingerprint[:12]}."
    for words in (judged_of(report), NO_VERDICT, made):
        yield from inked(wrapped(words, width, "  "), ink.faint)


def _finding(finding: AuditFinding, report: AuditReport, width: int, ink: Ink) -> Iterator[str]:
    yield from inked(wrapped(f"{finding.kind.value}: {about_of(finding, report)}", width, "  ✗ ", _INDENT), ink.strong)
    yield from wrapped(finding.reason, width, _INDENT)
    for quoted in finding.sources:
        yield from inked(wrapped(f"“{quoted.words}” {source_of(quoted)}", width, f"{_INDENT}· ", f"{_INDENT}  "), ink.faint)
    if finding.next_step:
        yield from wrapped(finding.next_step, width, f"{_INDENT}→ ", f"{_INDENT}  ")


def _reference(printed: ReadReference, resolved: ResolvedReference, width: int, ink: Ink) -> Iterator[str]:
    label = f"{printed.number}." if printed.number is not None else f"({printed.position})"
    yield from wrapped(printed.title or tidy(printed.words), width, f"{label:>5} ")
    yield from inked(wrapped(match_of(resolved), width, " " * 6), ink.faint)
    if resolved.link:
        yield from inked(wrapped(resolved.link, width, " " * 6), ink.faint)


def _claim(claim: JudgedClaim, report: AuditReport, width: int, ink: Ink) -> Iterator[str]:
    read = report.article.claims[claim.number - 1]
    cites = "".join(f" {marker.words}" for marker in read.markers)
    why = why_of(claim, report)
    told = f"line {read.place.line} · {claim.verdict.value}{f': {why}' if why else ''}"
    yield from wrapped(f"{read.said}{cites}", width, f"{claim.number:>4}. ", " " * 6)
    yield from inked(wrapped(told, width, " " * 6), ink.faint)
    best = best_of(claim)
    if best and best.quoted:
        sure = "" if best.sure else "perhaps meant: "
        yield from inked(wrapped(f"{sure}“{best.quoted.words}” {source_of(best.quoted)}", width, " " * 6), ink.faint)

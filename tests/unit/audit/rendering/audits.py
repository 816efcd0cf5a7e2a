"""A small audit made by hand: an invented article about porridge against hiccups, with a finding in every kind of place."""

from answerable.audit.article import Marker, Place, ReadArticle, ReadClaim, ReadReference, ReadSection, Stated
from answerable.audit.report import (
    AuditFinding,
    AuditReport,
    Certainty,
    FindingKind,
    JudgedCitation,
    JudgedClaim,
    Mismatch,
    Quoted,
    ResolvedReference,
    Severity,
)
from answerable.retrieval.model import Searched
from answerable.text import Span
from answerable.verification.model import Check, Finding, Verdict

PARTS = {
    "title": "Porridge against hiccups",
    "heading": "What helps",
    "first": "Porridge stopped hiccups in 60% of people",
    "second": "Salt makes no difference",
    "third": "Eat porridge with every meal",
    "stated": "Checked by our board of experts",
    "reference": "Weaver A. Porridge and hicups. Journal of Invented Trials, 2003.",
    "other": "Miller B. Salt. Journal of Invented Trials, 2001.",
    "reason": "The source says 12 of 20 people.",
    "quote": "Hiccups stopped in 12 of 20 people",
    "source": "Porridge and hiccups: an invented trial",
}


def an_audit(**parts: str) -> AuditReport:
    """The audit, with any of its words put otherwise."""
    said = PARTS | parts
    text, at = "", {}
    layout = (
        ("", "title", "\n\n"),
        ("", "stated", "\n\n"),
        ("", "heading", "\n\n"),
        ("• ", "first", " [1]\n"),
        ("• ", "second", " [2, 7].\n"),
        ("    • ", "third", "\n\n"),
        ("", "reference", "\n"),
        ("", "other", "\n"),
    )
    for before, name, after in layout:
        start = len(text) + len(before)
        text += before + said[name] + after
        at[name] = (start, start + len(said[name]))

    def place(name: str, more: int = 0, after: int = 0) -> Place:
        start, end = at[name][0] + after, at[name][1] + more
        return Place(start, end, text.count("\n", 0, start) + 1)

    def marker(name: str, words: str, *numbers: int) -> Marker:
        end = at[name][1]
        return Marker(place=Place(end + 1, end + 1 + len(words), text.count("\n", 0, end) + 1), words=words, numbers=numbers)

    claims = (
        ReadClaim(
            number=1, place=place("first", 4), words=said["first"], section=said["heading"], markers=(marker("first", "[1]", 1),)
        ),
        ReadClaim(number=2, place=place("second", 7), words=said["second"], markers=(marker("second", "[2, 7]", 2, 7),)),
        ReadClaim(number=3, place=place("third"), words=said["third"]),
    )
    quoted = Quoted(
        span=Span("key:porridge", "abstract/0", 10, 20, "0" * 64),
        words=said["quote"],
        title=said["source"],
        year=2002,
        link="https://example.org/porridge",
        digest=True,
        context=f"Twenty people were asked. {said['quote']}. Nobody was harmed.",
    )
    return AuditReport(
        article=ReadArticle(
            layout="plain text",
            text=text,
            title=said["title"],
            sections=(ReadSection(place=place("heading"), heading=said["heading"]),),
            claims=claims,
            references=(
                ReadReference(position=1, number=1, place=place("reference"), words=said["reference"]),
                ReadReference(position=2, number=2, place=place("other"), words=said["other"]),
            ),
            reviewers=(Stated(place=place("stated"), words=said["stated"]),),
            not_found=("a disclaimer",),
        ),
        references=(
            ResolvedReference(
                position=1,
                certainty=Certainty.LIKELY,
                record="key:porridge",
                by="title despite damage",
                title=said["source"],
                year=2002,
                design="randomised trial",
                link="https://example.org/porridge",
                mismatches=(Mismatch("year", "2003", "2002"),),
            ),
            ResolvedReference(position=2, certainty=Certainty.UNRESOLVED),
        ),
        claims=(
            JudgedClaim(
                number=1,
                verdict=Verdict.PARTLY_SUPPORTED,
                citations=(
                    JudgedCitation(
                        marker="[1]",
                        reference=1,
                        record="key:porridge",
                        verdict=Verdict.PARTLY_SUPPORTED,
                        findings=(Finding(Check.FIGURES, Verdict.PARTLY_SUPPORTED, "60% is 12 of 20."),),
                        quoted=quoted,
                    ),
                ),
            ),
            JudgedClaim(
                number=2,
                verdict=Verdict.UNCHECKED,
                citations=(
                    JudgedCitation(marker="[2, 7]", reference=2, record="", verdict=Verdict.UNCHECKED),
                    JudgedCitation(marker="[2, 7]", reference=None, record="", verdict=Verdict.UNCHECKED),
                ),
                elsewhere=(quoted,),
            ),
            JudgedClaim(number=3, verdict=Verdict.UNCHECKED),
        ),
        findings=(
            AuditFinding(
                kind=FindingKind.MISSING_DENOMINATOR,
                severity=Severity.SERIOUS,
                reason=said["reason"],
                place=place("first", after=28),
                claims=(1,),
                references=(1,),
                sources=(quoted,),
                next_step="Say how many people there were.",
            ),
            AuditFinding(
                kind=FindingKind.METADATA_MISMATCH,
                severity=Severity.MODERATE,
                reason="The list says 2003, the record 2002.",
                place=place("reference"),
                references=(1,),
            ),
            AuditFinding(
                kind=FindingKind.NO_REVIEWER,
                severity=Severity.MINOR,
                reason="A board is named and nobody of it.",
                place=place("stated"),
            ),
            AuditFinding(kind=FindingKind.NO_WARNING_SIGNS, severity=Severity.SERIOUS, reason="No warning sign is named."),
        ),
        searched=Searched(library="invented library", records=3, newest=2003, changed="2026-01-01", fingerprint="ab" * 16),
        judged_by="nothing judged stance",
        made="2026-01-02",
        version="0.1.0",
    )

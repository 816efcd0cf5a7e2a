"""A saved answer checked again, as `verify` prints it: what changed, claim by claim, and whether the article holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from answerable.app.verify import Verified, VerifiedClaim
from answerable.text import how_many
from answerable.verification.model import Verdict
from answerable.verification.recheck import Change, RecheckedCitation
from answerable.writing import Ink, inked, wrapped

_INDENT = " " * 6
_UNJUDGED = (
    "This answer was made with the evidence model, which cannot be run here: what a source says in words of its own is "
    "unchecked. Install it with: pip install 'answerable[model]'"
)


def rechecked(verified: Verified, width: int, ink: Ink) -> str:
    """What has changed since the answer was saved; claims about which nothing has are only counted."""
    return "\n".join(_lines(verified, width, ink)) + "\n"


def _lines(verified: Verified, width: int, ink: Ink) -> Iterator[str]:
    answer = verified.answer
    yield from inked(wrapped(answer.title, width), ink.strong)
    library = "has changed since" if verified.library_changed else "is as it was"
    yield from inked(wrapped(f"Evidence searched {answer.evidence_searched}; the library {library}.", width), ink.faint)
    yield ""
    for fault in verified.faults:
        yield from inked(wrapped(fault, width, "  ✗ "), ink.alert)
    for claim in verified.claims:
        if not claim.unchanged:
            yield from _claim(claim, width, ink)
    if verified.faults or any(not claim.unchanged for claim in verified.claims):
        yield ""
    if verified.unjudged:
        yield from inked(wrapped(_UNJUDGED, width, "  ! "), ink.alert)
        yield ""
    yield from inked(wrapped(_verdict(verified), width), ink.strong if verified.holds else ink.alert)


def _verdict(verified: Verified) -> str:
    count = Counter(
        "unchanged" if one.unchanged else "changed, holds" if one.holds else "does not hold" for one in verified.claims
    )
    parts = [f"{count['unchanged']} unchanged"]
    if count["changed, holds"]:
        parts.append(f"{count['changed, holds']} with a change that leaves the claim standing")
    if count["does not hold"]:
        parts.append(f"{count['does not hold']} no longer hold" + ("s" if count["does not hold"] == 1 else ""))
    if verified.faults:
        parts.append("the file itself is not in order")
    head = "Everything holds" if verified.holds else "Not everything holds"
    return f"{head}: of {how_many(len(verified.claims), 'claim')} {', '.join(parts)}."


def _claim(claim: VerifiedClaim, width: int, ink: Ink) -> Iterator[str]:
    yield from wrapped(claim.claim.text, width, "  ~ " if claim.holds else "  ✗ ")
    if not claim.genuine:
        words = "the claim's words or citations are not those that were checked: the file has been edited"
        yield from inked(wrapped(words, width, _INDENT), ink.alert)
    for shown, citation in zip(claim.claim.citations, claim.citations, strict=True):
        if shown.number in claim.altered:
            words = f"[{shown.number}] the quoted words are not those of the source: the file has been edited"
            yield from inked(wrapped(words, width, _INDENT), ink.alert)
        yield from _citation(shown.number, citation, width, ink)
    if claim.basis_now:
        yield from wrapped(f"what it rests on is described otherwise now: {claim.basis_now}", width, _INDENT)


def _citation(number: int, citation: RecheckedCitation, width: int, ink: Ink) -> Iterator[str]:
    if citation.changes == (Change.UNCHANGED,) and citation.now.verdict is Verdict.SUPPORTED:
        return
    what = "; ".join(change.value for change in citation.changes if change is not Change.VERDICT_CHANGED)
    holds = citation.now.verdict is Verdict.SUPPORTED
    where = f"[{number}] {citation.now.span.record}: {what or 'checked again'}"
    yield from inked(wrapped(where, width, _INDENT), ink.faint if holds else ink.alert)
    for finding in citation.now.findings:
        if finding.verdict is not Verdict.SUPPORTED:
            yield from wrapped(f"{finding.check.value}: {finding.verdict.value}. {finding.reason}", width, _INDENT + "  ")

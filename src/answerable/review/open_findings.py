"""What a verification report leaves open on a revision: each finding under a key of its own, so that it can be answered."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from answerable.composition.answer import Answer, AnsweredClaim
from answerable.text import Span
from answerable.verification.model import Check, CheckedCitation, Claim, Report, Verdict
from answerable.verification.verdicts import REQUIRED

_AGAINST = frozenset({Verdict.CONTRADICTED, Verdict.NOT_SUPPORTED, Verdict.PARTLY_SUPPORTED})


class OpenFinding(Struct, frozen=True):
    """A finding that somebody has to answer.

    `key` names claim, place and check, and so is another one as soon as the claim's words or quotes change.
    """

    key: str
    claim: str
    check: Check | None
    verdict: Verdict
    reason: str


def open_findings(answer: Answer, report: Report | None, opinions: frozenset[str] = frozenset()) -> tuple[OpenFinding, ...]:
    """Every finding on the claims of an article that is not clean; a claim that nobody checked is one.

    `opinions` are the ids of claims that stand without evidence, under an editor's name.
    """
    checked = {claim.id: claim for claim in report.claims} if report else {}
    return tuple(
        finding for claim in answer.claims() if claim.id not in opinions for finding in _of_claim(claim, checked.get(claim.id))
    )


def keys_in(answer: Answer) -> frozenset[str]:
    """Every key that a finding on an article can have, whether or not there is one now."""
    return frozenset(key for claim in answer.claims() for key in _keys_of(claim))


def _keys_of(claim: AnsweredClaim) -> Iterator[str]:
    yield f"{claim.id}:unchecked"
    for citation in claim.citations:
        yield from (f"{_place(claim.id, citation.checked.span)}:{check.value}" for check in Check)


def _place(name: str, span: Span) -> str:
    """A citation of a claim, as the keys of its findings name it."""
    return f"{name}:{span.record}:{span.field}:{span.start}-{span.end}:{span.sha256[:12]}"


def _of_claim(shown: AnsweredClaim, claim: Claim | None) -> Iterator[OpenFinding]:
    """What is open on a claim as the article shows it: the report has to be on these words and on each of these quotes."""
    spans = [one.checked.span for one in shown.citations]
    found = {one.span: one for one in claim.citations} if claim and claim.text == shown.text else {}
    if not spans or any(span not in found for span in spans):
        yield OpenFinding(
            f"{shown.id}:unchecked", shown.id, None, Verdict.UNCHECKED, "The claim was not checked as it now stands."
        )
        return
    for span in dict.fromkeys(spans):
        yield from _of_citation(shown.id, found[span])


def _of_citation(name: str, citation: CheckedCitation) -> Iterator[OpenFinding]:
    """What stands against a citation, and which of its required checks could not be made."""
    required, place = REQUIRED[citation.wording], _place(name, citation.span)
    for finding in citation.findings:
        if finding.verdict in _AGAINST or (finding.verdict is Verdict.UNCHECKED and finding.check in required):
            yield OpenFinding(f"{place}:{finding.check.value}", name, finding.check, finding.verdict, finding.reason)
    made = {finding.check for finding in citation.findings}
    for check in Check:
        if check in required - made:
            yield OpenFinding(f"{place}:{check.value}", name, check, Verdict.UNCHECKED, f"The check {check.value} was not made.")

"""What a verdict needs is one table; how findings become verdicts, and which verdict is worse, stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from answerable.drafting.model import Wording
from answerable.verification.model import Check, CheckedCitation, Finding, Verdict

_ALWAYS = frozenset({Check.QUOTE, Check.SHOWN, Check.FIGURES, Check.DIRECTION, Check.STRENGTH, Check.POPULATION, Check.INTEGRITY})

REQUIRED: Mapping[Wording, frozenset[Check]] = {
    Wording.QUOTE: _ALWAYS,
    Wording.SAME_WORDS: _ALWAYS,
    Wording.REWORDED: _ALWAYS | {Check.STANCE},
    Wording.GENERATED: _ALWAYS | {Check.STANCE},
}
"""The checks on which the verdict of a citation rests, by how the claim's words relate to the cited ones."""

# Worst first. What is known to be wrong is worse than what nobody could look at, and that is worse than half a support.
ORDER = (Verdict.CONTRADICTED, Verdict.NOT_SUPPORTED, Verdict.UNCHECKED, Verdict.PARTLY_SUPPORTED, Verdict.SUPPORTED)


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The worst of some verdicts; of none it is unchecked, for nothing was looked at."""
    return min(verdicts, key=ORDER.index, default=Verdict.UNCHECKED)


def of_citation(wording: Wording, findings: Iterable[Finding]) -> Verdict:
    """The worst finding of the required checks; a required check without a finding counts as unchecked."""
    found = tuple(findings)
    required = REQUIRED[wording]
    absent = required - {finding.check for finding in found}
    verdicts = [finding.verdict for finding in found if finding.check in required]
    return worst([*verdicts, Verdict.UNCHECKED] if absent else verdicts)


def of_claim(citations: Iterable[CheckedCitation]) -> Verdict:
    """The best of its citations, since those that fail are not kept; but a source that contradicts it is never passed over."""
    verdicts = [citation.verdict for citation in citations]
    if Verdict.CONTRADICTED in verdicts:
        return Verdict.CONTRADICTED
    return max(verdicts, key=ORDER.index, default=Verdict.UNCHECKED)

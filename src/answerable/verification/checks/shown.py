"""SHOWN: what a drafter was shown is all it may cite."""

from __future__ import annotations

from answerable.verification.model import Check, Evidence, Finding, Verdict


def check_shown(evidence: Evidence) -> Finding:
    """Supported where the cited field belongs to a passage of the run that the drafter was shown."""
    if evidence.shown:
        return Finding(Check.SHOWN, Verdict.SUPPORTED, "The passage was found for this question and shown to the drafter.")
    return Finding(Check.SHOWN, Verdict.NOT_SUPPORTED, "The passage was not among those that the drafter was shown.")

"""Judging with the evidence model: a passage read in windows of sentences, and the verdict that costs least if it is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log

from msgspec import Struct

from answerable.corpus.stance import Stance, StanceModel
from answerable.retrieval.windows import overlap, stems_of
from answerable.text import sentences
from answerable.verification.model import Check, Evidence, Finding, Verdict

EVIDENCE_FROM = -0.1  # log-odds that a sentence tells, less a share of the most telling one's, from which it is evidence
SHARE_OF_MOST = 1 / 3
WINDOWS = 8  # sentences of a passage that are judged: those with most of the claim's words

COSTS: Mapping[Verdict, Stance] = {
    Verdict.SUPPORTED: Stance(supports=0, contradicts=6, neutral=4),
    Verdict.CONTRADICTED: Stance(supports=4, contradicts=0, neutral=3),
    Verdict.NOT_SUPPORTED: Stance(supports=5, contradicts=1, neutral=0),
    Verdict.UNCHECKED: Stance(supports=0.8, contradicts=0.8, neutral=0.8),
}
"""What each verdict costs where the passage in truth supports, contradicts, or does not tell.

A claim wrongly called supported may reach a reader; a claim wrongly called unsupported accuses its author. To leave it
unchecked costs a person the time to look, whatever the truth, and is said where the model is not sure.
"""


class Judgement(Struct, frozen=True):
    """The verdict on a passage, the stance that it rests on, and the words that were judged to be the most telling."""

    verdict: Verdict
    stance: Stance
    words: str


def verdict_of(stance: Stance) -> Verdict:
    """The verdict with the least expected cost."""

    def expected(verdict: Verdict) -> float:
        cost = COSTS[verdict]
        return stance.supports * cost.supports + stance.contradicts * cost.contradicts + stance.neutral * cost.neutral

    return min(COSTS, key=expected)


def judge(model: StanceModel, claim: str, cut: Sequence[str]) -> Judgement:
    """The judgement on a passage cut into its sentences: that of its most telling one.

    Each sentence is a window of its own: on claims kept back for it, wider ones did worse (`training/calibrate.py`). Of a long
    passage those are read that have most of the claim's words. Raises ValueError where there is no sentence.
    """
    if not cut:
        raise ValueError("there is no sentence to judge")
    read = windows(claim, cut)
    stances = model.stances([(claim, words) for words in read])
    stance, words = max(zip(stances, read, strict=True), key=lambda one: max(one[0].supports, one[0].contradicts))
    return Judgement(verdict_of(stance), stance, words)


def windows(claim: str, cut: Sequence[str]) -> Sequence[str]:
    """The windows of a passage that are judged, in its order."""
    asked = stems_of(claim)
    ranked = sorted(range(len(cut)), key=lambda number: (-overlap(asked, cut[number]), -number))
    return [cut[number] for number in sorted(ranked[:WINDOWS])]


def evidence_of(stances: Sequence[Stance]) -> Sequence[int]:
    """The numbers of the sentences of a passage that are evidence for or against a claim.

    What counts is how surely a sentence tells, and how it stands beside the most telling one: where one says it plainly, what
    half says it is no evidence; where none does, it is. Chosen on claims that the network had not seen
    (`training/calibrate.py`).
    """
    odds = [log_odds(1 - one.neutral) for one in stances]
    most = max(odds, default=0.0)
    return [number for number, one in enumerate(odds) if one - SHARE_OF_MOST * most >= EVIDENCE_FROM]


def log_odds(probability: float) -> float:
    """The logarithm of the odds, kept finite."""
    kept = min(max(probability, 1e-6), 1 - 1e-6)
    return log(kept / (1 - kept))


class ModelJudge:
    """A judge of stance by the evidence model, for the check `Check.STANCE`."""

    def __init__(self, model: StanceModel) -> None:
        self._model = model

    def stance(self, evidence: Evidence) -> Finding:
        """A finding on the quoted words, which are judged sentence by sentence where they are several."""
        if evidence.quote is None:
            return Finding(Check.STANCE, Verdict.UNCHECKED, "The quoted words are not in the library.")
        cut = [sentence.text for sentence in sentences(evidence.quote)] or [evidence.quote]
        found = judge(self._model, evidence.claim, cut)
        return Finding(Check.STANCE, found.verdict, f"{_said(found)} It rests on: “{_shortened(found.words)}”")


_SAID: Mapping[Verdict, str] = {
    Verdict.SUPPORTED: "The model finds that the words bear the claim out ({0.supports:.0%}).",
    Verdict.CONTRADICTED: "The model finds that the words contradict the claim ({0.contradicts:.0%}).",
    Verdict.NOT_SUPPORTED: "The model finds that the words do not tell of the claim ({0.neutral:.0%}).",
    Verdict.UNCHECKED: "The model is not sure (supports {0.supports:.0%}, contradicts {0.contradicts:.0%}).",
}


def _said(found: Judgement) -> str:
    return _SAID[found.verdict].format(found.stance)


def _shortened(words: str, most: int = 200) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"

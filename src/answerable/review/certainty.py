"""`Certainty` of a body of evidence by GRADE: its levels, the reasons that lead to one, and what a person has set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from msgspec import Struct


class Certainty(StrEnum):
    """How sure a body of evidence makes us of one outcome; the first is the surest."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very low"


ORDER = tuple(Certainty)


class Domain(StrEnum):
    """What GRADE looks at: the design it begins with, five reasons to rate down, three to rate up."""

    DESIGN = "design"
    RISK_OF_BIAS = "risk of bias"
    INCONSISTENCY = "inconsistency"
    INDIRECTNESS = "indirectness"
    IMPRECISION = "imprecision"
    PUBLICATION_BIAS = "publication bias"
    LARGE_EFFECT = "large effect"
    DOSE_RESPONSE = "dose response"
    CONFOUNDING = "plausible confounding"


UP = (Domain.LARGE_EFFECT, Domain.DOSE_RESPONSE, Domain.CONFOUNDING)
DOWN = (
    Domain.RISK_OF_BIAS, Domain.INCONSISTENCY, Domain.INDIRECTNESS, Domain.IMPRECISION, Domain.PUBLICATION_BIAS,
)  # fmt: skip
STEPS = {
    Domain.DESIGN: (0,),
    **dict.fromkeys(DOWN, (0, -1, -2)),
    Domain.LARGE_EFFECT: (0, 1, 2),
    Domain.DOSE_RESPONSE: (0, 1),
    Domain.CONFOUNDING: (0, 1),
}
"""By how many steps each domain can rate, down or up."""

ASKS = {
    Domain.DESIGN: "Where does evidence of this design begin?",
    Domain.RISK_OF_BIAS: "Were the studies done in a way that can be trusted: allocation, blinding, losses, what was reported?",
    Domain.INCONSISTENCY: "Do the studies find the same, as far as chance allows?",
    Domain.INDIRECTNESS: "Are these the people, the treatment, the comparison and the outcome that the question is about?",
    Domain.IMPRECISION: "Did enough people take part, and does the interval leave only one decision?",
    Domain.PUBLICATION_BIAS: "Are studies likely to be missing that found something else?",
    Domain.LARGE_EFFECT: "Is the effect so large that bias alone would not make it (twofold, or fivefold)?",
    Domain.DOSE_RESPONSE: "Does the effect grow with the dose?",
    Domain.CONFOUNDING: "Would everything that may confound have hidden the effect, and not made it?",
}
"""What whoever rates asks themselves in each domain."""
MEANS = {
    Certainty.HIGH: "The evidence makes us sure of this: further studies are unlikely to say otherwise.",
    Certainty.MODERATE: "This is probably so; further studies could still change it.",
    Certainty.LOW: "This may be so; further studies are likely to change it.",
    Certainty.VERY_LOW: "The evidence is very uncertain: nobody can say yet whether this is so.",
}
"""What each certainty means, in plain words."""


class GradeReason(Struct, frozen=True):
    """One domain: by how many steps it rates down (negative) or up, and why in words; 0 where it changes nothing."""

    domain: Domain
    steps: int
    words: str


class SetCertainty(Struct, frozen=True, kw_only=True):
    """The certainty that a person set for an outcome, from which claims and why; kept for good, the last of an outcome counts.

    `begins` is where the evidence begins by its design, and `reasons` lead from there to `certainty`; `proposed` and `proposal`
    are what the machine proposed. `revision` is the content hash of the revision that it was set on. One that is `withdrawn`
    takes back what was set before it.
    """

    submission: str
    revision: str
    outcome: str
    claims: tuple[str, ...]
    certainty: Certainty
    begins: Certainty
    reasons: tuple[GradeReason, ...]
    proposed: Certainty
    proposal: tuple[GradeReason, ...]
    by: str
    at: str
    words: str = ""
    withdrawn: bool = False


def comes_to(begins: Certainty, reasons: Iterable[GradeReason]) -> Certainty:
    """The certainty to which reasons lead from where the evidence begins; never above high nor below very low."""
    place = ORDER.index(begins) - sum(one.steps for one in reasons)
    return ORDER[min(max(place, 0), len(ORDER) - 1)]


def same_outcome(one: str, other: str) -> bool:
    """Whether two names are of one outcome: spaces and capitals make no difference."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def last_set(many: Sequence[SetCertainty]) -> tuple[SetCertainty, ...]:
    """Of each outcome what was set last, in the order in which the outcomes were first set; what was withdrawn is left out."""
    last: dict[str, SetCertainty] = {}
    for one in sorted(many, key=lambda one: one.at):
        last[" ".join(one.outcome.split()).casefold()] = one
    return tuple(one for one in last.values() if not one.withdrawn)


def stands_on(one: SetCertainty, claims: Iterable[str]) -> bool:
    """Whether each claim that it was set for is among these; a claim's id is made of its words and its quotes."""
    return set(one.claims) <= set(claims)

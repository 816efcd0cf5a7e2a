"""Level badges: a symbol, a word and a plain sentence for what a study can show; readers understand grades poorly without one."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from answerable.corpus.evidence import Appraisal, Design, EvidenceLevel

_L = EvidenceLevel


class Badge(Struct, frozen=True):
    """A level as a page shows it: its key, a symbol that also differs without colour, the word, and what it means."""

    key: str
    symbol: str
    word: str
    sentence: str


BADGES: dict[EvidenceLevel, Badge] = {
    _L.GUIDELINE: Badge(
        "guideline",
        "▣",
        "Guideline",
        "Advice that a body of experts worked out and published. It is not a single study and is not ranked among them.",
    ),
    _L.ONE: Badge(
        "level-1",
        "●●●●●",
        "Level 1",
        "The strongest kind of source for this question: as a rule a review that gathered all fitting studies and weighed them.",
    ),
    _L.TWO: Badge(
        "level-2",
        "●●●●○",
        "Level 2",
        "A strong kind of study for this question: for a treatment, one in which chance decided who got it.",
    ),
    _L.THREE: Badge(
        "level-3",
        "●●●○○",
        "Level 3",
        "A study of groups that had formed by themselves. Other differences between them may explain what it found.",
    ),
    _L.FOUR: Badge(
        "level-4",
        "●●○○○",
        "Level 4",
        "A report on patients, often without anybody to compare them with. It shows that something happens, not why.",
    ),
    _L.FIVE: Badge(
        "level-5",
        "●○○○○",
        "Level 5",
        "An expert's view, or reasoning from how the body works. No study of patients stands behind it.",
    ),
    _L.UNKNOWN: Badge("not-graded", "○○○○○", "Not graded", "The record does not say how the study was done."),
    _L.NEVER: Badge("never", "✕", "Not to be cited", "It was retracted, or is itself a notice. Nothing may rest on it."),
}
OPINION = Badge(
    "opinion", "✎", "Opinion", "An editor of this site says so under their own name; no source is cited, no study behind it."
)
"""What stands in the place of a level where a statement cites nothing."""
_ORDER = tuple(BADGES)
# Words that a reference list can be filtered by: the types that the reference article calls all of them "Research".
_GROUPS: dict[Design, str] = {
    Design.GUIDELINE: "Guideline",
    Design.SYSTEMATIC_REVIEW: "Systematic review",
    Design.META_ANALYSIS: "Systematic review",
    Design.RANDOMISED_TRIAL: "Trial",
    Design.CONTROLLED_TRIAL: "Trial",
    Design.CASE_SERIES: "Case report or series",
    Design.CASE_REPORT: "Case report or series",
    Design.REVIEW: "Review or opinion",
    Design.OPINION: "Review or opinion",
    Design.ANATOMY: "Laboratory or anatomy",
    Design.LABORATORY: "Laboratory or anatomy",
    Design.ANIMAL: "Animal study",
}


def badge_of(level: EvidenceLevel) -> Badge:
    """The badge of a level."""
    return BADGES[level]


def strongest(appraisals: Iterable[Appraisal]) -> Appraisal | None:
    """The appraisal of the highest level, a guideline before all; None where there is none."""
    return min(appraisals, key=lambda one: _ORDER.index(one.level), default=None)


def group_of(design: Design) -> str:
    """The type under which a reference list can be filtered for a design."""
    return _GROUPS.get(design, "Notice or unknown" if design in (Design.NOTICE, Design.UNKNOWN) else "Observational study")

"""What a study is worth and about whom: its design, its OCEBM level, its size, its species."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from msgspec import Struct


class Design(StrEnum):
    """How a publication came to what it says; the words are those shown to readers."""

    GUIDELINE = "guideline"
    SYSTEMATIC_REVIEW = "systematic review"
    META_ANALYSIS = "meta-analysis"
    RANDOMISED_TRIAL = "randomised trial"
    CONTROLLED_TRIAL = "controlled trial"  # controlled, not randomised, or PubMed's bare "Clinical Trial"
    COHORT = "cohort study"
    CASE_CONTROL = "case-control study"
    CROSS_SECTIONAL = "cross-sectional study"
    CASE_SERIES = "case series"
    CASE_REPORT = "case report"
    OBSERVATIONAL = "observational study"
    QUALITATIVE = "qualitative study"
    PROTOCOL = "protocol"  # no results
    REVIEW = "narrative review"
    OPINION = "opinion"  # editorial, letter, comment
    ANATOMY = "anatomical study"
    LABORATORY = "laboratory study"
    ANIMAL = "animal study"
    NOTICE = "publication notice"  # a retraction, an erratum: never evidence itself
    UNKNOWN = "study of unknown design"


class EvidenceLevel(StrEnum):
    """The OCEBM 2011 level of one study; not the certainty of a body of evidence."""

    GUIDELINE = "guideline"  # typed, not ranked
    ONE = "1"
    TWO = "2"
    THREE = "3"
    FOUR = "4"
    FIVE = "5"
    UNKNOWN = "not graded"
    NEVER = "never cited"  # retracted, or itself a notice


class SampleSize(Struct, frozen=True):
    """How many took part, with the words it was read from; `unit` is "patients", "studies", "sheep", …"""

    number: int
    words: str
    unit: str = "participants"


Species = Literal["human", "animal", "both", "unknown"]


class Appraisal(Struct, frozen=True, kw_only=True):
    """What the rules make of a record, with the reason, and whether it was stated or inferred.

    `reason` is one sentence for a reader: "PubMed types it as Randomized Controlled Trial",
    "the abstract says 'retrospective series of 35'". `stated` is False where the text had to stand in for the
    record's own types.
    """

    design: Design
    level: EvidenceLevel
    reason: str
    stated: bool
    sample: SampleSize | None = None
    species: Species = "unknown"
    species_reason: str = ""

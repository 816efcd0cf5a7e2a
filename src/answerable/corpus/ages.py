"""Whom by age a record is about, by its indexing or else by its words."""

from __future__ import annotations

import re

from answerable.corpus.record import Record
from answerable.corpus.wording import Wording

# MeSH's headings of age, and of pregnancy, by the group that a reader knows.
AGE_HEADINGS: dict[str, str] = {
    "Infant, Newborn": "children",
    "Infant": "children",
    "Child, Preschool": "children",
    "Child": "children",
    "Adolescent": "adolescents",
    "Young Adult": "adults",
    "Adult": "adults",
    "Middle Aged": "adults",
    "Aged": "older adults",
    "Aged, 80 and over": "older adults",
    "Frail Elderly": "older adults",
    "Pregnancy": "pregnant",
    "Pregnant Women": "pregnant",
    "Pregnant People": "pregnant",
}


class AgeWording:
    """Words that name a group by age, with plain strings of which one has to be there before the pattern is tried."""

    def __init__(self, group: str, cues: tuple[str, ...], pattern: str) -> None:
        self.group = group
        self.cues = cues
        self.pattern = re.compile(pattern)


AGE_WORDINGS: tuple[AgeWording, ...] = (
    AgeWording(
        "children", ("child", "pediatric", "paediatric", "infan", "neonat", "newborn", "toddler", "preschool", "boys", "girls"),
        r"\bchild(?:ren|hood)?\b(?! ?-?(?:bearing|birth))|\bp(?:a)?ediatrics?\b|\binfan(?:ts?|cy)\b|\bneonat\w+|\bnewborns?\b"
        r"|\btoddlers?\b|\bpre-?school\w*"
        r"|\b(?:boys|girls)\b",
    ),
    AgeWording("adolescents", ("adolescen", "teenage", "youth"), r"\badolescen(?:ts?|ce)\b|\bteenage\w*|\byouths?\b"),
    AgeWording(
        "adults", ("adult", "aged", "middle-aged", " men", "women", "mothers", "students", "employees"),
        r"\badults?\b(?!hood)|\bmiddle-aged\b|\baged? (?:≥ ?|over |at least )?(?:1[6-9]|[2-5]\d)\b|\b(?:men|women|mothers"
        r"|employees)\b|\buniversity students\b",
    ),
    AgeWording(
        "older adults", ("older", "elder", "geriatric", "aged", "≥", "over 6", "nursing home", "seniors"),
        r"\bolder (?:[\w-]+ )?(?:adults?|people|persons|patients|women|men|individuals)\b|\belderly\b|\bgeriatric\b"
        r"|\bnursing home residents\b|\bseniors\b"
        r"|\b(?:aged|age|aged over|over) (?:≥ ?|over |at least )?(?:6[05]|7[05]|80)(?: years)?(?: (?:and|or) (?:over|older"
        r"|above))?\b",
    ),
    AgeWording("pregnant", ("pregnan", "antenatal", "prenatal", "gestation", "primigravid"),
        r"\bpregnan(?:t|cy|cies)\b"
        r"|\bantenatal\b|\bprenatal\b|\bprimigravid\w*"),
)  # fmt: skip
# "Older adults" alone are not adults of every age.
OTHER_ADULTS = re.compile(
    r"(?<!older )(?<!elderly )(?<!dwelling )\badults\b|\bmiddle-aged\b|\b(?:young|younger) (?:adults|men|women|people)\b"
    r"|\b(?:1[89]|[2-5]\d) (?:to|years|-)"
)


def age_groups(record: Record) -> frozenset[str]:
    """Whom by age a record is about: of "children", "adolescents", "adults", "older adults" and "pregnant", those it names.

    Indexing decides where there is any that tells an age; else the words of the title and the methods, else of the abstract.
    """
    indexed = {AGE_HEADINGS[heading.name] for heading in record.mesh if heading.name in AGE_HEADINGS}
    if indexed:
        return frozenset(indexed)
    wording = Wording(record)
    told = _ages(f"{wording.title_low}\n{wording.methods_low}")
    return told or _ages(wording.body_low)


def _ages(low: str) -> frozenset[str]:
    """The groups that a text names, with the years of age that it gives."""
    found = {rule.group for rule in AGE_WORDINGS if any(cue in low for cue in rule.cues) and rule.pattern.search(low)}
    if "older adults" in found and "adults" in found and not OTHER_ADULTS.search(low):
        found.discard("adults")
    return frozenset(found)

"""Which MeSH headings say what an article is about, and which specialties that is in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

# Headings that say whom a study is about or how it was made, and nothing of what.
_OF_THE_STUDY = """
    Humans; Animals; Male; Female; Adult; Middle Aged; Aged; Aged, 80 and over; Young Adult; Adolescent; Child;
    Child, Preschool; Infant; Infant, Newborn; Pregnancy; Treatment Outcome; Retrospective Studies;
    Prospective Studies; Follow-Up Studies; Time Factors; Cohort Studies; Risk Factors;
    Surveys and Questionnaires; Cross-Sectional Studies; Case-Control Studies; Double-Blind Method;
    Single-Blind Method; Severity of Illness Index; United States; Reproducibility of Results; Prognosis;
    Incidence; Prevalence; Odds Ratio; Risk Assessment; Research Design; Mice; Rats; Evidence-Based Medicine;
    Practice Guidelines as Topic; Randomized Controlled Trials as Topic; Quality of Life;
    Predictive Value of Tests; Sensitivity and Specificity; Risk; Age Factors; Sex Factors; Comorbidity;
    Analysis of Variance; Databases, Factual; Regression Analysis; Survival Analysis; Survival Rate;
    Meta-Analysis as Topic; Review Literature as Topic; Cross-Over Studies; Pilot Projects;
    Dose-Response Relationship, Drug; Drug Administration Schedule; Longitudinal Studies;
    Multicenter Studies as Topic; Logistic Models; Proportional Hazards Models; Observer Variation;
    Chi-Square Distribution; Sex Distribution; Age Distribution; Biomarkers; Statistics, Nonparametric;
    Reference Values; Confidence Intervals; Recurrence; Disease Progression
"""

OF_THE_STUDY = frozenset(name.strip() for name in _OF_THE_STUDY.replace("\n", " ").split(";"))

MOST = 3  # specialties of an article
_TITLE, _TOPIC = 3, 2  # what a word weighs in the question or title, and in a heading of the references
_ENOUGH = 2
_LEADING = 5  # headings that say what it is in; those behind them are beside it


@cache
def specialties() -> Mapping[str, re.Pattern[str]]:
    """The words that say an article is in a specialty, by its name."""
    found: dict[str, re.Pattern[str]] = {}
    for line in files(__package__ or "").joinpath("specialties.tsv").read_text("utf-8").splitlines():
        name, _, words = line.partition("\t")
        if words and not line.startswith("#"):
            found[name] = re.compile(rf"\b(?:{'|'.join(_pattern(word.strip()) for word in words.split(';'))})", re.IGNORECASE)
    return found


def _pattern(word: str) -> str:
    return rf"{re.escape(word[1:])}\b" if word.startswith("=") else re.escape(word)


def specialties_of(asked: str, topics: Sequence[str]) -> tuple[str, ...]:
    """The specialties of an article by what it asks and by the headings of its references, the surest first."""
    scores: dict[str, int] = {}
    for name, words in specialties().items():
        score = _TITLE * len({match[0].lower() for match in words.finditer(asked)})
        score += sum(_TOPIC for topic in topics[:_LEADING] if words.search(topic))
        if score >= _ENOUGH:
            scores[name] = score
    return tuple(sorted(scores, key=lambda name: (-scores[name], name)))[:MOST]

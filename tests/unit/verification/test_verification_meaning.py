"""FIGURES and DIRECTION: a reworded claim keeps every figure with its meaning, and says what its source says."""

import pytest
from citing import evidence_of, holds, reworded

from answerable.verification.checks.direction import check_direction
from answerable.verification.checks.figures import check_figures
from answerable.verification.model import Verdict

SERIES = "In this retrospective series lasting relief followed the injection in 31 of 35 patients (89%)."
BEFORE = "Pain had been present for a median of 8 weeks before treatment."
NUMB = "Numbness or paraesthesia was found in 14% of the patients."
TRIAL = "The proportion improved was 52% with the injection v 30% with saline, which was not statistically significant."


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Lasting relief followed in 89% of 35 patients.", SERIES),
        ("Lasting relief was seen in 31/35 patients.", SERIES),
        ("Before treatment, patients had had pain for a median of 8 weeks.", BEFORE),
        ("About 14% of patients had numbness or paraesthesia.", NUMB),
        ("Nodules are found in 10% to 58% of people.", "The prevalence of nodules in people was 10–58%."),
        ("The dose was 5 mg per kg.", "The dose was 5 mg/kg."),
    ],
)
def test_a_figure_that_keeps_its_meaning_is_supported(claim: str, source: str):
    finding = check_figures(reworded(claim, source))
    assert holds(finding), finding.reason


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Relief lasted for a median of 8 weeks after treatment.", BEFORE),  # the median is of pain before treatment
        ("Pain resolved within a median of 8 weeks.", BEFORE),
        ("The injection was effective in 89% of patients.", SERIES),  # it is lasting relief
        ("Relief followed in 89% of patients.", SERIES),
        ("Numbness was found in 14% of the patients.", NUMB),  # numbness or paraesthesia
        ("Nodules were found in 16 patients.", "Nodules were found in 16% of patients."),
        ("Nodules were found in 16% of patients.", "Nodules were found in 16 patients."),
        ("The dose was 5 g.", "The dose was 5 mg."),
        ("The dose was 5 mg.", "The dose was 5 mg/kg."),
        ("The oral dose was 5 mg.", "The intravenous dose was 5 mg."),
        ("Pain fell (p > 0.05).", "Pain fell (p < 0.05)."),
        ("58% had nodules.", "Up to 58% had nodules."),
        ("The mean age was 44 years.", "The median age was 44 years."),
        ("The odds ratio was 1.4.", "The hazard ratio was 1.4."),
        ("30% improved with the injection and 52% with saline.", TRIAL),
        ("IL-8 fell by 3 units.", "IL-6 fell by 3 units."),
        ("Relief followed in 35 patients.", SERIES),
    ],
)
def test_a_figure_of_something_else_is_not_supported(claim: str, source: str):
    assert not holds(check_figures(reworded(claim, source)))


def test_a_p_value_turned_round_contradicts_its_source():
    found = check_figures(reworded("Pain fell (p > 0.05).", "Pain fell (p < 0.05)."))
    assert found.verdict is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Pain was reduced by the injection.", "The injection reduced pain."),
        ("The injection did not improve function.", "Function did not improve after the injection."),
        ("There was no difference in function.", "Function was similar in both groups."),
        ("Fewer patients had pain with heat than with cold.", "Pain was less frequent with heat than with cold."),
    ],
)
def test_the_same_direction_in_other_words_is_supported(claim: str, source: str):
    finding = check_direction(reworded(claim, source))
    assert holds(finding), finding.reason


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Pain increased after the injection.", "Pain decreased after the injection."),
        ("The injection improved function.", "The injection did not improve function."),
        ("The injection did not improve function.", "The injection improved function."),
        ("The injection was effective.", "The injection was ineffective."),
        ("Heat was superior to cold.", "Heat was inferior to cold."),
        ("Nodules were related to pain.", "Nodules were not related to pain."),
        ("There were serious harms.", "There were no serious harms."),
        ("Pain differed between the groups.", "There was no difference in pain between the groups."),
        ("Pain rose and function fell.", "Pain fell and function rose."),
    ],
)
def test_the_opposite_direction_contradicts(claim: str, source: str):
    assert check_direction(reworded(claim, source)).verdict is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The injection reduced pain.", "The injection did not significantly reduce pain."),
        (
            "A higher proportion improved with the injection than with saline (52% v 30%).",
            "A higher proportion improved with the injection than with saline (52% v 30%), which was not significant.",
        ),
        ("The injection reduced pain.", "Pain was measured after the injection."),
        ("Heat reduced pain compared with rest.", "Heat reduced pain compared with cold."),
        ("Heat reduced pain.", "Heat reduced pain compared with cold."),
    ],
)
def test_a_chance_difference_or_a_lost_arm_is_not_supported(claim: str, source: str):
    assert not holds(check_direction(reworded(claim, source)))


def test_the_52_against_30_per_cent_of_the_trial_is_never_told_without_its_non_significance():
    claim = "The proportion improved was 52% with the injection v 30% with saline."
    assert not holds(check_direction(reworded(claim, TRIAL)))
    assert holds(check_direction(evidence_of(TRIAL, TRIAL)))

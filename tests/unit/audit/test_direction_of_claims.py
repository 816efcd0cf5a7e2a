"""A claim is turned round only where it and its source each point one way, and the ways differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.audit.direction import opposite, opposite_by_figures

NO_TOPIC = frozenset[str]()


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        (
            "Walking distance was shorter with rosehip than with placebo.",
            "Walking distance was longer with rosehip than with placebo.",
        ),
        ("Rosehip powder increased night-time cough.", "Rosehip powder reduced night-time cough."),
        ("Zinc improved recovery time from pneumonia.", "Zinc did not improve recovery time from pneumonia."),
        ("Imaging should be offered routinely for back pain.", "Imaging should not be offered routinely for back pain."),
        ("Back mice are a cause of low back pain.", "Back mice are not the cause of low back pain."),
        ("Mortality was lower with continuous oxygen.", "Mortality did not differ with continuous oxygen."),
    ],
)
def test_the_opposite_is_told(claim, source):
    assert opposite(claim, source, NO_TOPIC)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Nodules lie near the posterior superior iliac spine.", "Nodules were found near the iliac spine in adults."),
        (
            "A smaller trial gave zinc to children with pneumonia.",
            "A double-blind trial compared zinc with placebo in children with pneumonia.",
        ),
        ("Natural recovery could explain the result.", "The effect cannot be told from natural recovery."),
        ("Pain fell in one trial, but did not fall in another.", "Pain did not fall in this trial."),
        ("Rosehip reduced pain.", "Honey increased the yield of bees in spring."),
        ("Some patients have low back pain.", "Patients with low back pain had higher scores."),
    ],
)
def test_what_is_no_opposite_is_left_alone(claim, source):
    assert not opposite(claim, source, NO_TOPIC)


def test_figures_of_two_arms_say_which_is_more():
    said = ["Nausea occurred in 4.0% with rosehip powder and in 9.0% with placebo."]
    assert opposite_by_figures("Nausea occurred more often with rosehip powder than with placebo.", said, NO_TOPIC)
    assert not opposite_by_figures("Nausea occurred less often with rosehip powder than with placebo.", said, NO_TOPIC)


@given(st.text(max_size=100), st.text(max_size=100))
def test_no_text_breaks_it_and_a_text_is_never_its_own_opposite(one, other):
    opposite(one, other, NO_TOPIC)
    assert not opposite(one, one, NO_TOPIC)

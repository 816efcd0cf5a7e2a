"""What stands in the arms of a comparison."""

import pytest

from answerable.drafting.arms import sets_against_itself, tells_who_responds
from answerable.drafting.facets import facets_of
from answerable.question import understand

EXERCISE = "Does exercise help chronic low back pain?"


def against_itself(words: str, asked: str = EXERCISE) -> bool:
    question = understand(asked)
    return sets_against_itself(words, facets_of(question), question.text)


@pytest.mark.parametrize(
    "words",
    [
        "Pain improved with ultrasound plus exercise and with placebo ultrasound plus exercise alike.",
        "Neither laser plus exercise nor placebo laser plus exercise changed the range of motion.",
        "Pain fell more with ultrasound plus exercise than with exercise alone.",
        "Motor control exercise was no better than stretching at one year.",
        "Walking reduced disability as much as Pilates did, compared with strengthening exercises.",
        "Pain did not differ between aerobic exercise and resistance training.",
        "Home exercise and supervised exercise lessened pain to the same degree.",
    ],
)
def test_exercise_in_both_arms_says_nothing_of_exercise(words: str):
    assert against_itself(words)


@pytest.mark.parametrize(
    "words",
    [
        "Exercise added to best care improved disability by 1.6 points over best care alone.",
        "Exercise reduced pain more than usual care (mean difference 8 points).",
        "Pain fell with exercise but not with placebo.",
        "Pain was lower with exercise than without exercise.",
        "Pain was lower with yoga than in a group that did no exercise.",
        "Exercise reduced pain over 12 weeks.",
        "Pain after twelve weeks of exercise was lower than before exercise.",
        "Pain did not differ between exercise, stretching and usual care.",
    ],
)
def test_exercise_against_something_else_is_an_answer(words: str):
    assert not against_itself(words)


def test_one_way_to_do_it_against_another_answers_a_question_on_that_way():
    words = "Function was better with early physiotherapy than with late physiotherapy after knee replacement."
    assert not against_itself(words, "Does early physiotherapy help after knee replacement?")
    assert against_itself(words, "Does physiotherapy help after knee replacement?")


def test_one_drug_of_a_class_against_another_says_nothing_of_the_class():
    assert against_itself("Pain relief was the same with ibuprofen and with naproxen.", "Do NSAIDs help back pain?")
    assert not against_itself("Pain relief was better with ibuprofen than with placebo.", "Do NSAIDs help back pain?")


def test_in_whom_an_effect_is_larger_is_no_effect():
    words = "The interaction of Modic changes with rest or exercise was −0.99 points."
    assert tells_who_responds(words, EXERCISE)
    assert not tells_who_responds(words, "Is there an interaction of MRI findings with exercise in back pain?")
    assert not tells_who_responds("Exercise reduced pain.", EXERCISE)

"""Which sentences make sense alone, and what trimming leaves of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.drafting.sense import stands_alone, trimmed

WHOLE = [
    "Yoga lowered disability more than usual care in adults with chronic low back pain.",
    "In a retrospective case series, pain was relieved in 31 of 35 patients (89%).",
    "Nodules near the posterior superior iliac spine are common in adults.",
    "Pain over the superior cluneal nerves is worse on lumbar movement.",
    "It is recommended that exercise be offered to people with low back pain.",
    "Both yoga and stretching improved function compared with a self-care book.",
    "Metformin lowered HbA1c by 1.1% (95% CI 0.9 to 1.3) compared with placebo.",
    "Five trials compared lidocaine with saline and found similar relief.",
]

DANGLING = [
    "This secondary analysis found no benefit of steroid over saline injection.",
    "This was significantly different from the control condition in all of the visits.",
    "These patients improved more than the controls over the following year.",
    "They reported fewer symptoms than those who received placebo tablets.",
    "There was no difference in pain, and this treatment was well tolerated overall.",
    "Pain scores were significantly lower in the exercise group after twelve weeks.",
    "No significant differences were found between the two groups after treatment.",
    "The intervention group improved more than the control group at six months.",
    "However the effect was not maintained and its size was small after that",
    "and improved function was seen in the group that was given the drug.",
    "Group A had a mean reduction of 12 mm and group B of 4 mm.",
    "Improved pain.",
    "After the toddler dose, paracetamol reduced fever above 39 degrees in 79% of children.",
    "Paracetamol prevented fever and other reactions, mainly during the infant series of the trial.",
    "The rate of pneumonia rose in unit A after surveillance had ended (P = 0.04).",
    "Mortality and length of stay increased between periods 1 and 2 with the new schedule.",
    "A significant treatment difference (-0.7 [1.9]; p < 0.05) was identified after exclusion of an outlier.",
    "RESULTS: pain fell by 12 mm with yoga compared with usual care over a year.",
]


@pytest.mark.parametrize("sentence", WHOLE)
def test_a_whole_sentence_makes_sense_alone(sentence):
    assert stands_alone(sentence, named=False)


@pytest.mark.parametrize("sentence", DANGLING)
def test_a_sentence_that_leans_on_others_does_not(sentence):
    assert not stands_alone(sentence, named=False)


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("However, yoga reduced pain.", "Yoga reduced pain."),
        ("In conclusion, we found that yoga reduced pain.", "Yoga reduced pain."),
        ("Our results demonstrate that yoga reduced pain (Table 2).", "Yoga reduced pain."),
        ("These findings suggest that yoga may reduce pain.", "Findings suggest that yoga may reduce pain."),
        ("This study suggests that yoga may reduce pain.", "This study suggests that yoga may reduce pain."),
        ("IL-6 fell with exercise [12].", "IL-6 fell with exercise."),
        ("Yoga (n = 20) reduced pain.", "Yoga (n = 20) reduced pain."),
    ],
)
def test_what_carries_nothing_is_trimmed_and_what_qualifies_is_kept(sentence, left):
    assert trimmed(sentence)[2] == left


@given(st.text(max_size=300))
def test_trimming_only_takes_words_away(sentence):
    start, end, words = trimmed(sentence)
    assert 0 <= start <= end == len(sentence)
    rest = iter(sentence[start:end].lower())
    assert all(letter in rest for letter in words.lower())

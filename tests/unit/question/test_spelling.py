"""Misspelt names: what is offered, and what is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.question.spelling import doubtful, nearest, reworded


def meant(text: str, *held: str) -> str:
    return reworded(text, lambda word: word.lower() in held, lambda word, letters: held)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("procalcitonn in sepsis", "procalcitonin in sepsis"),
        ("Does osteoartritis cause pain?", "Does osteoarthritis cause pain?"),
        ("Osteoartritis of the knee", "Osteoarthritis of the knee"),
        ("Does metfromin cause diarhea?", "Does metformin cause diarrhoea?"),
        ("is asthna dangerous", "is asthma dangerous"),
        ("treatment of pnumonia", "treatment of pneumonia"),
    ],
)
def test_the_nearest_name_is_offered_for_a_misspelt_one(typed: str, offered: str):
    assert meant(typed) == offered


@pytest.mark.parametrize(
    "text",
    [
        "What is a back mouse?",
        "Does oesophagitis respond to esomeprazole?",
        "Is anemia common in pregnancy?",
        "How should people with diabetes exercise?",
        "Does CBT-I help?",
        "What about 25-hydroxyvitamin D?",
    ],
)
def test_what_is_spelled_right_on_either_side_of_the_atlantic_is_left_alone(text: str):
    assert meant(text) == ""


def test_a_rare_word_that_the_library_holds_is_no_mistake():
    assert meant("Does varenicaline help?", "varenicaline") == ""
    assert meant("Does varenicaline help?") == "Does varenicline help?"


def test_a_word_that_only_the_library_knows_is_offered():
    assert meant("Does xanthogumab help?", "xanthohumab") == "Does xanthohumab help?"


def test_what_begins_otherwise_or_is_too_far_off_is_not_offered():
    assert nearest("gardening") == ""
    assert nearest("zzzzzzzzz") == ""


def test_only_the_misspelt_word_of_a_question_changes():
    assert meant("Does procalcitonn shorten a Stay?") == "Does procalcitonin shorten a Stay?"
    assert [one.word for one in doubtful("Does procalcitonn help at 12 IU?")] == ["procalcitonn"]


@given(st.text(max_size=60))
def test_of_anything_typed_an_offer_differs_from_it_or_is_none(text: str):
    offered = meant(text)
    assert offered != text or not text
    assert len(offered) <= 2 * len(text) + 4

"""The same question of anybody: whom it is about is taken out, and where nothing would be left nothing is offered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.conversation.naming import people_in
from answerable.conversation.widening import of_anybody


@pytest.mark.parametrize(
    ("asked", "wider"),
    [
        ("How are back mice treated in children?", "How are back mice treated?"),
        ("Is surgery useful for low back pain in pregnant women?", "Is surgery useful for low back pain?"),
        ("Do children with back pain need surgery?", "Do people with back pain need surgery?"),
        ("Is ibuprofen safe for children with low back pain?", "Is ibuprofen safe for people with low back pain?"),
        ("How is sciatica treated in people over 65?", "How is sciatica treated?"),
        ("In older adults, how is low back pain treated?", "How is low back pain treated?"),
        ("Does massage help low back pain during pregnancy?", "Does massage help low back pain?"),
    ],
)
def test_whom_a_question_is_about_is_taken_out(asked, wider):
    assert of_anybody(asked, "low back pain") == wider


@pytest.mark.parametrize(
    "asked",
    ["What is a back mouse?", "Are women more often affected by back mice?", "Can my 5-year-old son have it?", ""],
)
def test_nothing_is_offered_where_nobody_is_named_or_nothing_would_be_left(asked):
    assert of_anybody(asked, "back mice") == ""


@given(st.text(max_size=80), st.sampled_from(["in children", "for pregnant women", "with asthma", "of the elderly", ""]))
def test_what_is_offered_names_nobody_any_more(words, whom):
    wider = of_anybody(f"{words} {whom}?", "low back pain")
    assert not wider or not people_in(wider, "low back pain")[0]

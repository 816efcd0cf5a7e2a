"""What several sources say together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.drafting.direction import direction_of
from answerable.drafting.grouping import overlap, same_words
from answerable.drafting.shares import Share, share_of


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Back mice are firm nodules.", "The back mice are firm nodules.", True),
        ("Pain fell in 31 of 35 patients.", "Pain fell in 30 of 35 patients.", False),
        ("Yoga reduced pain.", "Yoga did not reduce pain.", False),
        ("Yoga reduced pain.", "Pain reduced yoga.", False),
    ],
)
def test_two_sources_say_the_same_only_with_the_same_words_in_the_same_order(one, other, same):
    assert same_words(one, other) is same


@pytest.mark.parametrize(
    ("words", "share"),
    [
        ("Nodules are present in 15% of the general population.", Share(15, 15, "everybody")),
        ("Nodules are present in up to 16% of people.", Share(16, 16, "everybody")),
        ("Nodules have been found in 10% to 58% of adults.", Share(10, 58, "everybody")),
        ("Nodules are present in 1.6-14% of the population.", Share(1.6, 14, "everybody")),
        ("The prevalence is 25% of women.", Share(25, 25, "women")),
        ("Relief lasted in 89% of patients treated.", None),
        ("Pain was worse at night.", None),
    ],
)
def test_a_prevalence_is_read_with_the_people_it_is_a_share_of(words, share):
    found = share_of(words)
    if share is None:
        assert found is None or found.whom.startswith("patients")
    else:
        assert found == share


def test_shares_of_sixteen_and_twenty_five_per_cent_do_not_agree():
    assert not Share(16, 16, "everybody").agrees(Share(25, 25, "everybody"))
    assert Share(15, 15, "everybody").agrees(Share(16, 16, "everybody"))
    assert Share(10, 58, "everybody").agrees(Share(25, 25, "everybody"))


@given(st.floats(0, 100), st.floats(0, 100), st.floats(0, 100), st.floats(0, 100))
def test_agreement_is_mutual_and_a_share_agrees_with_itself(a, b, c, d):
    one, other = Share(min(a, b), max(a, b), "everybody"), Share(min(c, d), max(c, d), "everybody")
    assert one.agrees(other) == other.agrees(one)
    assert one.agrees(one)


@pytest.mark.parametrize(
    ("words", "direction"),
    [
        ("Yoga reduced pain.", "effect"),
        ("Yoga did not reduce pain.", "none"),
        ("No significant difference in pain was found.", "none"),
        ("Pain was similar with yoga and with stretching.", "none"),
        ("The trial took place in Leiden.", ""),
    ],
)
def test_a_result_has_a_direction(words, direction):
    assert direction_of(words) == direction


@given(st.text(max_size=80), st.text(max_size=80))
def test_overlap_is_a_share_and_mutual(one, other):
    assert 0 <= overlap(one, other) <= 1
    assert overlap(one, other) == overlap(other, one)

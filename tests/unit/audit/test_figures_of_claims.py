"""A figure is the source's where it is rounded, counted or told in other units, and is not where it means something else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.audit.figures import otherwise, same_value, telling
from answerable.verification.measures import figures


def one(text: str):
    return figures(text)[0]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("in 89% of patients", "in 31 of 35 patients"),
        ("in 89%", "in 88.6%"),
        ("after 2 months", "after 8 weeks"),
        ("31 of 35", "88.6%"),
        ("about 40%", "41%"),
        ("1,172 people", "1172 people"),
    ],
)
def test_the_same_figure_in_other_words_is_the_same(ours, theirs):
    assert same_value(one(ours), one(theirs))


def test_an_age_without_its_unit_is_in_years():
    ours = [figure for figure in telling("a trial in 96 children aged 4 to 16") if figure.values[0] == 16]
    assert any(same_value(ours[0], theirs) for theirs in figures("children aged 4–16 years"))
    assert any(same_value(ours[0], theirs) for theirs in figures("children from 4 to 16"))


def test_what_a_claim_says_fell_by_so_much_is_the_change_that_a_source_writes_with_a_minus():
    assert same_value(one("pain dropped by 5.2"), one("the change was −5.2"))
    assert not same_value(one("the change was −5.2"), one("pain rose by 5.2"))


@pytest.mark.parametrize(
    ("ours", "theirs"), [("0.6 L", "0.06 L"), ("45%", "54%"), ("5 mg", "5 kg"), ("8 weeks", "8 months"), ("88.6%", "89%")]
)
def test_another_figure_is_another(ours, theirs):
    assert not same_value(one(ours), one(theirs))


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("a median of 8 weeks before diagnosis", "the median duration before treatment was 8 weeks"),
        ("a median of 8 weeks before the lump was recognised", "the median duration before treatment was 8 weeks"),
        ("pain had gone 8 weeks before surgery", "pain had gone 8 weeks after surgery"),
        ("a median of 5 years of treatment", "the median duration before treatment was 5 years"),
        ("a mean stay of 9 days", "a median stay of 9 days"),
        ("a sensitivity of 80%", "a specificity of 80%"),
        ("healing in 14% with placebo", "healing in 9% with placebo and 14% with zinc"),
        ("pain fell by 40%", "pain fell by 24% (4% to 40%)"),
    ],
)
def test_a_figure_of_something_else_means_something_else(claim, source):
    ours = telling(claim)[0]
    same = [theirs for theirs in figures(source) if same_value(ours, theirs)]
    assert same
    assert all(otherwise(ours, claim, theirs, source) for theirs in same)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("a median of 8 weeks before treatment", "the median duration of pain before treatment was 8 weeks"),
        ("healing in 14% with zinc", "healing in 9% with placebo and 14% with zinc"),
        ("relief in 89%", "lasting relief in 31 of 35 patients (89%)"),
        ("up to 16% of people", "10% to 16% of people"),
    ],
)
def test_a_figure_of_the_same_means_the_same(claim, source):
    ours = telling(claim)[0]
    assert any(same_value(ours, theirs) and not otherwise(ours, claim, theirs, source) for theirs in figures(source))


def test_years_small_counts_and_half_as_much_need_no_source_of_their_own():
    assert telling("In 2015 two of them came, and it cost half as much.") == ()


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_text_breaks_the_comparison(claim, source):
    for ours in telling(claim):
        for theirs in figures(source):
            same_value(ours, theirs)
            otherwise(ours, claim, theirs, source)

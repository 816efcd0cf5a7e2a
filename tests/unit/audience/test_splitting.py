"""Long sentences in two, where nothing can change."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.audience.guard import lost
from answerable.audience.splitting import split


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "In a randomised trial in 41 patients with gout, 52% of patients improved after ice and 30% after rest.",
            "A randomised trial looked at 41 patients with gout. 52% of patients improved after ice and 30% after rest.",
        ),
        (
            "In a retrospective case series of 35 patients with back mice, pain reached the lower leg in 37% of patients.",
            "A retrospective case series looked at 35 patients with back mice. Pain reached the lower leg in 37% of patients.",
        ),
        (
            "The nodules were tender in 12 people; the skin was normal in all of them.",
            "The nodules were tender in 12 people. The skin was normal in all of them.",
        ),
        (
            "Pain fell in 12 people, but the stiffness did not change.",
            "Pain fell in 12 people. But the stiffness did not change.",
        ),
        (
            "Pain was less in 52% of people with ice and 30% without, a difference that was not statistically significant.",
            "Pain was less in 52% of people with ice and 30% without. This difference was not statistically significant.",
        ),
        (
            "The nodules were tender, and the pain had lasted for 8 weeks.",
            "The nodules were tender. The pain had lasted for 8 weeks.",
        ),
    ],
)
def test_a_long_sentence_is_told_in_two(sentence: str, told: str):
    assert split(sentence) == told
    assert not lost(sentence, told)


@pytest.mark.parametrize(
    "sentence",
    [
        "The authors suggested that the dose was low, and the cut-off was high.",
        "In people with gout, pain was lower with ice, and swelling was less.",
        "Pain may have been mild, and the dose was low.",
        "Pain and stiffness were less with ice, and with rest.",
        "The dose was low, and rose to 3 mg.",
        "Pain was lower with ice than with rest, and the stay was shorter.",
        "In a randomised trial, pain was lower with ice.",
        "Pain (which was mild; the dose was low) did not change.",
        "Pain was mild in 5%, 10% and 12 had none.",
    ],
)
def test_what_may_change_its_meaning_stays_whole(sentence: str):
    assert split(sentence) == sentence


WORDS = st.sampled_from(
    "In a randomised trial of 41 patients with gout , ; and but the pain was were lower than not no may 12% (31 of 35) that fell "
    "rose difference was stiffness A study in children".split(" ")
)


@given(st.lists(WORDS, min_size=1, max_size=30))
def test_nothing_but_joining_words_comes_or_goes_and_the_order_stays(words: list[str]):
    sentence = re.sub(r" ([,;])", r"\1", " ".join(words)) + "."
    told = split(sentence)
    ours, theirs = (re.findall(r"[\w%]+", text.lower()) for text in (sentence, told))
    joining = {"in", "of", "and", "looked", "at", "with", "among", "a", "that", "this"}
    assert [word for word in theirs if word not in joining] == [word for word in ours if word not in joining]
    assert [word for word in theirs if word == "not"] == [word for word in ours if word == "not"]
    assert split(told.split(". ")[0] + ".").count(". ") <= told.count(". ")

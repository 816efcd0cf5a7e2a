"""What the evidence model learns from is made by rule: a change that alters what is said is never labelled as support."""

import random
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "training"))

from changes import changes, contradicted
from examples import Label

SENTENCE = "Compared with placebo, walking significantly reduced pain in 31 of 35 adults after 8 weeks (p = 0.02)."


def _made(sentence: str, seed: int = 1) -> dict[str, tuple[str, Label]]:
    return {one.change: (one.words, one.label) for one in changes(sentence, random.Random(seed))}


@pytest.mark.parametrize(
    ("change", "label"),
    [
        ("opposite", Label.CONTRADICTS),
        ("negation", Label.CONTRADICTS),
        ("figure", Label.CONTRADICTS),
        ("unit", Label.CONTRADICTS),
        ("people", Label.NEUTRAL),
        ("comparator", Label.NEUTRAL),
        ("trimmed", Label.SUPPORTS),
    ],
)
def test_each_change_has_its_label(change: str, label: Label):
    words, labelled = _made(SENTENCE.replace("significantly ", ""))[change]
    assert labelled is label
    assert words != SENTENCE


def test_the_opposite_of_less_is_more():
    assert "increased pain" in _made("Walking reduced pain in adults.")["opposite"][0]


def test_a_negation_is_taken_away_where_there_is_one():
    assert _made("Walking did not reduce pain.")["negation"][0] == "Walking did reduce pain."


def test_a_changed_figure_changes_one_figure_only():
    before, after = (re.findall(r"\d+(?:\.\d+)?", words) for words in (SENTENCE, _made(SENTENCE)["figure"][0]))
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


def test_what_is_moved_says_the_same():
    moved, _ = _made("Compared with placebo, walking reduced pain in adults.")["order"]
    assert moved == "Walking reduced pain in adults compared with placebo."


def test_a_sentence_that_no_rule_fits_has_no_opposite():
    assert contradicted("Kites.", random.Random(1)) == ""


@given(st.text(max_size=200), st.integers(0, 100))
def test_any_text_can_be_changed_or_left(text: str, seed: int):
    for one in changes(text, random.Random(seed)):
        assert one.words != text
        assert one.words.strip()


@given(st.integers(0, 1000))
def test_the_same_chance_makes_the_same_changes(seed: int):
    assert _made(SENTENCE, seed) == _made(SENTENCE, seed)

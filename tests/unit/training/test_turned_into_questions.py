"""Statements are turned into yes-or-no questions by rule, and only where the rule fits."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "training"))

from asking import as_question


@pytest.mark.parametrize(
    ("statement", "question"),
    [
        ("Aspirin reduces fever in adults.", "Does aspirin reduce fever in adults?"),
        ("Tea is associated with sleep.", "Is tea associated with sleep?"),
        ("TP53 is mutated in cancer.", "Is TP53 mutated in cancer?"),
        ("Walking improved pain.", "Did walking improve pain?"),
        ("Exercise led to less pain.", "Did exercise lead to less pain?"),
    ],
)
def test_a_statement_becomes_its_question(statement: str, question: str):
    assert as_question(statement) == question


@pytest.mark.parametrize("statement", ["Walking did not help.", "Patients who walked had less pain.", "Low back pain", ""])
def test_what_says_not_or_fits_no_rule_is_not_asked(statement: str):
    assert as_question(statement) == ""


@given(st.text(max_size=120))
def test_any_text_is_asked_or_left_alone(statement: str):
    asked = as_question(statement)
    assert asked == "" or asked.endswith("?")

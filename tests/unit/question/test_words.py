"""Words meet over spelling, number and possession, and part into content and function."""

import pytest

from answerable.question.vocabulary import content_words, stem
from answerable.question.words import fold, spellings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("anaemia", "anemia"),
        ("oedema", "edema"),
        ("paediatric", "pediatric"),
        ("oesophagus", "esophagus"),
        ("tumour", "tumor"),
        ("randomised", "randomized"),
        ("fibre", "fiber"),
        ("counselling", "counseling"),
        ("back mice", "back mouse"),
        ("diagnoses", "diagnosis"),
        ("diseases", "disease"),
        ("allergies", "allergy"),
        ("headaches", "headache"),
        ("Crohn's", "crohn"),
        ("children", "child"),
        ("programmes", "program"),
        ("Sjögren", "Sjogren"),
    ],
)
def test_two_spellings_fold_into_one(one: str, other: str):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("gout", "got"), ("could", "cold"), ("piles", "pills"), ("virus", "viru")])
def test_different_words_stay_apart(one: str, other: str):
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("anaemia", "anemia"),
        ("anemia", "anaemia"),
        ("gastro-oesophageal reflux", "gastro-esophageal reflux"),
        ("non-specific low back pain", "nonspecific low back pain"),
        ("pre-eclampsia", "preeclampsia"),
        ("paediatric", "pediatric"),
        ("acetaminophen", "paracetamol"),
    ],
)
def test_a_name_has_its_other_spellings(name: str, found: str):
    assert found in spellings(name)


@pytest.mark.parametrize("name", ["orthopedic", "academic", "back mouse", "gout", "them", "hospital"])
def test_a_name_spelled_one_way_gets_no_invented_spelling(name: str):
    assert all(other in {"orthopaedic"} for other in spellings(name))


def test_content_words_leave_out_what_holds_a_sentence_together():
    assert content_words("What is the best treatment for a back mouse in adults?") == (
        "best",
        "treatment",
        "back",
        "mouse",
        "adults",
    )


def test_a_stem_stands_for_its_inflections():
    assert stem("Treated") == stem("treating") == stem("treats") == "treat"

"""Plain words stand where they fit, with the clinical word at first use; names, drugs and quotes are left alone."""

import pytest

from answerable.audience.explaining import Explained
from answerable.audience.glossary import Entry, Glossary

TERMS = Glossary(
    (
        Entry(id="hypertension", name="hypertension", plain="high blood pressure", mass=True, topic="heart", definition="A."),
        Entry(id="fracture", name="fracture", plain="broken bone", topic="bones", definition="B."),
        Entry(
            id="statin", name="statin", plain="cholesterol drug", variants=("simvastatin",), topic="medicines", definition="C."
        ),
        Entry(id="numbness", name="numbness", plain="loss of feeling", mass=True, topic="signs", definition="D."),
        Entry(id="disability", name="disability", plain="limits in daily life", mass=True, topic="signs", definition="E."),
        Entry(id="asymptomatic", name="asymptomatic", plain="symptom-free", part="adjective", topic="words", definition="F."),
        Entry(id="embolism", name="pulmonary embolism", plain="lung clot", abbreviations=("PE",), topic="lungs", definition="G."),
        Entry(id="carcinoma", name="adenocarcinoma", plain="cancer", topic="cancer", definition="H."),
    )
)


@pytest.fixture
def teller():
    return Explained(TERMS)


def told(teller, text):
    found = teller.plainly(text)
    teller.keep(found)
    return found.text


def test_the_clinical_word_stands_in_brackets_at_first_use_and_then_no_more(teller):
    assert told(teller, "Hypertension is common.") == "High blood pressure (hypertension) is common."
    assert told(teller, "They had hypertension.") == "They had high blood pressure."


def test_an_abbreviation_in_brackets_goes_with_its_name(teller):
    assert told(teller, "A pulmonary embolism (PE) was found.") == "A lung clot (pulmonary embolism, PE) was found."


@pytest.mark.parametrize(
    "text",
    [
        "They took simvastatin 40 mg.",
        "It is also known as hypertension.",
        "He said “hypertension is common”.",
        "They had saddle numbness.",
        "It is a warning sign of fracture.",
        "They had rib fractures.",
        "It improved Roland-Morris disability.",
        "It is a symptomatic lump.",
        "They had adenocarcinoma.",
        "A lung clot (pulmonary embolism) was found.",
    ],
)
def test_where_plain_words_would_be_wrong_the_clinical_ones_stay(teller, text):
    assert told(teller, text) == text


def test_inside_brackets_nothing_is_put_into_brackets_again(teller):
    assert told(teller, "Risks (hypertension and others) were told.") == "Risks (high blood pressure and others) were told."


def test_what_stays_is_explained_all_the_same(teller):
    pieces = teller.as_written("They had saddle numbness.")
    assert [piece.text for piece in pieces if piece.term == "numbness"] == ["numbness"]
    assert "".join(piece.text for piece in pieces) == "They had saddle numbness."


def test_an_article_fits_the_word_behind_it(teller):
    assert told(teller, "It is an asymptomatic lump.") == "It is a symptom-free lump."

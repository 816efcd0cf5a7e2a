"""How a record relates to a question: what it lacks, and what makes its evidence indirect."""

import pytest

from answerable.corpus.record import Record, TextSection
from answerable.drafting.facets import facets_of
from answerable.drafting.relation import lacks, relation
from answerable.question import understand

DIARRHOEA = Record(
    id="key:1",
    title="Probiotic milk and diarrhoea in a slum: a randomised trial",
    abstract=(TextSection("Probiotics did not prevent diarrhoea. Diarrhoea was as common with probiotics as without."),),
)


def test_evidence_on_diarrhoea_is_none_on_diarrhoea_from_antibiotics():
    question = understand("Do probiotics prevent antibiotic-associated diarrhoea?")
    facets = facets_of(question)
    assert relation(DIARRHOEA, facets, question.type) is None
    assert lacks(DIARRHOEA, facets, question.type) == "it does not name “antibiotic-associated diarrhoea”"


def test_evidence_on_a_variety_is_evidence_on_its_kind():
    question = understand("Do probiotics prevent diarrhoea?")
    assert relation(DIARRHOEA, facets_of(question), question.type) is not None


@pytest.mark.parametrize(
    ("question", "lacking"),
    [
        ("Does yoga prevent diarrhoea?", "it does not name “yoga”"),
        ("Do probiotics prevent gout?", "it does not name “gout”"),
        ("Do probiotics prevent diarrhoea in people with gout?", "it does not name “gout”"),
    ],
)
def test_what_a_record_lacks_is_said_in_words(question, lacking):
    understood = understand(question)
    assert lacks(DIARRHOEA, facets_of(understood), understood.type) == lacking


def test_a_study_that_does_not_name_the_harm_asked_about_says_nothing_of_it():
    record = Record(
        id="key:2",
        title="Dapagliflozin added to metformin: a randomised trial",
        abstract=(TextSection("Metformin with dapagliflozin did not raise the risk of hypoglycaemia."),),
    )
    named = understand("Does metformin cause hypoglycaemia?")
    found = relation(record, facets_of(named), named.type)
    assert found is not None
    assert not found.differs
    unnamed = understand("Does metformin cause lactic acidosis?")
    assert relation(record, facets_of(unnamed), unnamed.type) is None
    assert lacks(record, facets_of(unnamed), unnamed.type) == "it does not name “lactic acidosis”"


CHEST = Record(
    id="key:3",
    title="Procalcitonin to guide antibiotics in lower respiratory tract infection: a randomised trial",
    abstract=(
        TextSection(
            "In lower respiratory tract infection procalcitonin shortened treatment. In pneumonia it did so by three days."
        ),
    ),
)


@pytest.mark.parametrize(
    "asked",
    [
        "Can procalcitonin shorten antibiotics in pneumonia?",
        "procalcitonin to stop antibiotics early in pneumonia",
        "Does procalcitonin reduce antibiotic use in acute bronchitis?",
    ],
)
def test_a_study_of_the_wider_condition_bears_on_the_narrower_and_says_which_it_is(asked: str):
    question = understand(asked)
    facets = facets_of(question)
    found = relation(CHEST, facets, question.type)
    assert found is not None
    words = "In lower respiratory tract infection procalcitonin shortened treatment."
    assert found.indirect(words, False, facets) == "about lower respiratory tract infection in general"
    narrower = f"In {facets.topic[0].words} it did so by three days."
    assert found.indirect(narrower, True, facets) == ""


@pytest.mark.parametrize(
    "title",
    [
        "Procalcitonin in upper respiratory tract infection: a randomised trial",
        "Procalcitonin in acute bronchitis and other lower respiratory tract infection: a randomised trial",
        "Procalcitonin in sepsis: a randomised trial",
    ],
)
def test_a_study_of_another_kind_of_the_wider_condition_does_not_bear_on_this_one(title: str):
    record = Record(id="key:4", title=title, abstract=(TextSection("Procalcitonin shortened treatment, procalcitonin did."),))
    question = understand("Can procalcitonin shorten antibiotics in pneumonia?")
    assert relation(record, facets_of(question), question.type) is None


@pytest.mark.parametrize(
    "asked",
    [
        "Does varenicline help smoking cessation?",
        "varenicline for smoking cessation",
        "Does varenicline help people quit smoking?",
        "Is varenicline effective for stopping smoking?",
    ],
)
def test_what_is_to_be_reached_by_a_drug_is_no_second_drug(asked: str):
    facets = facets_of(understand(asked))
    assert [facet.words for facet in facets.topic] == ["varenicline"]
    assert not facets.interventions
    assert len(facets.contexts) == 1

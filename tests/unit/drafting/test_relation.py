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


def test_a_study_that_does_not_name_the_harm_asked_about_is_indirect():
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
    found = relation(record, facets_of(unnamed), unnamed.type)
    assert found is not None
    assert found.differs == "does not name lactic acidosis"

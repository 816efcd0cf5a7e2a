"""The vocabulary names things under all their names, and only where they are named."""

from collections import Counter

import pytest

from answerable.question.model import ConceptKind
from answerable.question.vocabulary import Vocabulary, names_of, vocabulary


def named(text: str, *, misspelt: bool = False) -> list[str]:
    return [mention.concept.name for mention in vocabulary().mentions(text, misspelt=misspelt) if mention.concept]


@pytest.mark.parametrize(
    "name",
    ["back mice", "Back Mouse", "episacroiliac lipoma", "episacral lipomas", "EPISACRAL LIPOMA", "fibro-fatty nodules",
     "fibrofatty nodule", "subfascial fat herniation", "Copeman's nodule", "Copeman nodules", "sacroiliac fatty nodules",
     "lumbosacral fatty nodule", "presacral nodules", "fascial fat herniation"],
)  # fmt: skip
def test_every_name_of_the_back_mouse_is_the_back_mouse(name: str):
    assert named(f"Patients with {name} were seen.") == ["back mouse"]


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("heart attacks", "myocardial infarction"),
        ("high blood pressure", "hypertension"),
        ("sugar diabetes", "diabetes"),
        ("piles", "haemorrhoids"),
        ("shingles", "herpes zoster"),
        ("the flu", "influenza"),
        ("slipped disc", "disc herniation"),
        ("water tablets", "diuretics"),
        ("blood thinners", "anticoagulants"),
        ("non-steroidal anti-inflammatory drugs", "NSAIDs"),
        ("nonsteroidal antiinflammatory drug", "NSAIDs"),
        ("gastroesophageal reflux", "gastro-oesophageal reflux disease"),
        ("pediatric", "children"),
        ("iron deficiency anemia", "iron deficiency anaemia"),
        ("Alzheimers", "Alzheimer's disease"),
        ("ACE-inhibitor", "ACE inhibitors"),
        ("T2DM", "type 2 diabetes"),
        ("x ray", "X-ray"),
        ("UTIs", "urinary tract infection"),
    ],
)
def test_lay_names_abbreviations_and_spellings_name_the_concept(text: str, concept: str):
    assert named(text) == [concept]


def test_the_longest_name_is_taken():
    assert named("chronic low back pain") == ["chronic low back pain"]
    assert named("knee osteoarthritis pain") == ["knee osteoarthritis", "pain"]


def test_a_name_is_no_part_of_a_longer_word():
    assert named("goutweed painting stroked gastroke") == []


@pytest.mark.parametrize("text", ["it can be an art to fit a cap", "an ms in the pe department", "us and them", "in patients"])
def test_ordinary_words_are_no_abbreviations(text: str):
    assert named(text) == []


def test_an_ambiguous_abbreviation_counts_only_beside_words_that_fit_it():
    assert named("PE and its anticoagulation")[0] == "pulmonary embolism"
    assert named("PE lessons at school") == []


def test_a_misspelt_word_is_understood_in_a_question_and_not_in_evidence():
    assert named("fibromialgia", misspelt=True) == ["fibromyalgia"]
    assert named("fibromialgia") == []


@pytest.mark.parametrize("word", ["syndrome", "relative", "matters", "patients", "whether", "treatment", "mention", "station"])
def test_an_ordinary_word_is_no_misspelt_concept(word: str):
    assert named(word, misspelt=True) == []


def test_what_is_near_the_back_mouse_is_not_the_back_mouse():
    concept = vocabulary().concept("back mouse")
    assert concept is not None
    assert {"iliac crest pain syndrome", "cluneal nerve entrapment", "lipoma"} <= set(concept.near)
    assert named("iliac crest pain syndrome") == ["iliac crest pain syndrome"]


def test_a_concept_is_found_by_any_of_its_names():
    assert vocabulary().concept("Lumbago") is vocabulary().concept("low back pain")
    assert vocabulary().concept("no such thing") is None


def test_names_come_with_both_spellings():
    concept = vocabulary().concept("anemia")
    assert concept is not None
    assert {"anaemia", "anemia"} <= set(names_of(concept))


def test_every_relation_leads_to_a_concept():
    known = {concept.name for concept in vocabulary()}
    assert [(c.name, other) for c in vocabulary() for other in (*c.narrower, *c.near) if other not in known] == []


def test_a_concept_is_not_narrower_than_itself():
    assert [concept.name for concept in vocabulary() if concept.name in (*concept.narrower, *concept.near)] == []


def test_no_name_belongs_to_two_concepts():
    owner = Counter((name, concept.name) for concept in vocabulary() for name in concept.names)
    lost = [(name, concept) for name, concept in owner if (found := vocabulary().concept(name)) is None or found.name != concept]
    assert lost == []


def test_the_vocabulary_covers_every_kind_with_at_least_eight_hundred_concepts():
    kinds = Counter(concept.kind for concept in vocabulary())
    assert len(vocabulary()) >= 800
    assert all(kinds[kind] for kind in ConceptKind)


def test_a_vocabulary_is_read_from_a_table():
    small = Vocabulary("# a comment\ncondition\tgreen ear\tviridis auris; =GE [ear]\t\t\n")
    assert len(small) == 1
    assert [m.words for m in small.mentions("Green ears, GE of the ear")] == ["Green ears", "GE"]
    assert small.mentions("GE turbines") == ()


@pytest.mark.parametrize(
    ("variety", "kind"),
    [
        ("antibiotic-associated diarrhoea", "diarrhoea"),
        ("traveller's diarrhoea", "diarrhoea"),
        ("ventilator-associated pneumonia", "pneumonia"),
        ("hospital-acquired pneumonia", "pneumonia"),
        ("chemotherapy-induced nausea", "nausea and vomiting"),
        ("opioid-induced constipation", "constipation"),
        ("postoperative delirium", "delirium"),
        ("exercise-induced asthma", "asthma"),
        ("neonatal jaundice", "jaundice"),
        ("contrast nephropathy", "acute kidney injury"),
    ],
)
def test_a_variety_with_a_cause_of_its_own_is_no_other_name_of_its_kind(variety: str, kind: str):
    (name,) = named(f"Patients with {variety} were seen.")
    concept = vocabulary().concept(name)
    assert concept is not None
    assert name != kind
    assert kind in concept.near
    assert name in vocabulary().concept(kind).narrower  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["nausea and vomiting in pregnant women", "nausea during pregnancy", "vomiting in pregnancy"])
def test_sickness_of_pregnancy_goes_by_many_words(text: str):
    assert named(text) == ["nausea and vomiting of pregnancy"]

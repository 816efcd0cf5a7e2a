"""Verbs that say what one thing does to another are part of no name, and words that look like them stay."""

import pytest

from answerable.corpus.record import Record, TextSection
from answerable.drafting.facets import facets_of
from answerable.drafting.relation import relation
from answerable.question import QuestionType, understand


def names(question: str) -> set[str]:
    """The words of everything that a question was understood to name."""
    understood = understand(question)
    return {mention.words.lower() for mention in (*understood.topic, *understood.aspects)}


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Does acupressure shorten labour?", {"acupressure", "labour"}),
        ("Does oxytocin hasten labour?", {"oxytocin", "labour"}),
        ("Does epidural analgesia prolong labour?", {"epidural analgesia", "labour"}),
        ("Is acupressure effective in shortening labour?", {"acupressure", "labour"}),
        ("Do antibiotics lengthen hospital stay?", {"antibiotics", "hospital stay"}),
        ("Can exercise delay dementia?", {"exercise", "dementia"}),
        ("Does vitamin C speed up wound healing?", {"vitamin c", "wound healing"}),
        ("Does honey accelerate wound healing?", {"honey", "wound healing"}),
        ("Does early mobilisation speed recovery after hip fracture?", {"early mobilisation", "recovery", "hip fracture"}),
        ("Do statins slow dementia?", {"statins", "dementia"}),
        ("Does riluzole slow down amyotrophic lateral sclerosis?", {"riluzole", "amyotrophic lateral sclerosis"}),
        ("Can ginger ease nausea in pregnancy?", {"ginger", "nausea in pregnancy"}),
        ("Does massage relieve low back pain?", {"massage", "low back pain"}),
        ("Does heat soothe menstrual cramps?", {"heat", "menstrual cramps"}),
        ("Can zinc shorten the common cold?", {"zinc", "common cold"}),
        ("Does metformin extend life span?", {"metformin", "life span"}),
        ("Does paracetamol lessen pain after tonsillectomy?", {"paracetamol", "pain", "tonsillectomy"}),
        ("Do antipsychotics halve relapse in schizophrenia?", {"antipsychotics", "relapse", "schizophrenia"}),
        ("Does music diminish anxiety before surgery?", {"music", "anxiety", "surgery"}),
        ("Does CPAP curb hypertension?", {"cpap", "hypertension"}),
        ("Do beta blockers cut mortality in heart failure?", {"beta blockers", "mortality", "heart failure"}),
        ("Does smoking hasten menopause?", {"smoking", "menopause"}),
    ],
)
def test_the_verb_is_part_of_no_name(question, named):
    assert names(question) == named


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What is slow transit constipation?", "slow transit"),
        ("How is blunt trauma treated?", "blunt"),
        ("Does CT detect blunt trauma?", "blunt"),
        ("What are the complications of leg lengthening?", "lengthening"),
        ("What causes prolonged jaundice?", "prolonged"),
        ("Does levodopa improve walking speed in stroke?", "speed"),
        ("Is extended release zolpidem safe?", "extended"),
    ],
)
def test_an_adjective_or_a_noun_that_looks_like_the_verb_stays(question, named):
    assert any(named in name for name in names(question))


@pytest.mark.parametrize("verb", ["shorten", "hasten", "prolong", "lengthen", "slow down", "speed up", "ease"])
def test_a_trial_of_what_was_asked_about_is_on_the_topic_whatever_the_verb(verb):
    question = understand(f"Does acupressure {verb} labour?")
    trial = Record(
        id="key:1",
        title="Acupressure at the ankle and the length of labour: a randomised trial",
        abstract=(TextSection("Acupressure shortened labour by an hour. Labour was 4 h with acupressure and 5 h without."),),
    )
    assert question.type is QuestionType.THERAPY
    assert relation(trial, facets_of(question), question.type) is not None

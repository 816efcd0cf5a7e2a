"""What cannot be asked is refused, saying what to do; what can be asked keeps its words and their places."""

import pytest

from answerable.errors import UnusableQuestion
from answerable.question import QuestionType, understand
from answerable.question.words import content_words


@pytest.mark.parametrize("text", ["", "   ", "\u200b\u202e", "?", "12345", "!!! ... 42"])
def test_a_text_without_words_is_refused(text: str):
    with pytest.raises(UnusableQuestion) as refused:
        understand(text)
    assert refused.value.what
    assert refused.value.next_step


def test_a_text_of_more_than_two_thousand_characters_is_refused():
    with pytest.raises(UnusableQuestion, match=r"2,00[01]"):
        understand("a" * 2_001)
    assert understand("gout " * 399).text


@pytest.mark.parametrize(
    "text",
    [
        "Was ist eine Rückenmaus und wie wird sie behandelt?",
        "¿Qué es el dolor lumbar y cómo se trata?",
        "Comment traiter le mal de dos?",
        "Wat is de behandeling van lage rugpijn bij ouderen?",
        "Что такое боль в спине?",
        "腰痛の治療法は何ですか",
        "ما هو ألم أسفل الظهر",
    ],
)
def test_another_language_is_refused(text: str):
    with pytest.raises(UnusableQuestion, match="English"):
        understand(text)


@pytest.mark.parametrize(
    "text",
    ["back mouse", "lumbago treatment", "osteoporosis", "cauda equina", "Is van der Woude syndrome inherited?", "β-blockers",
     "herpes zoster", "metformin weight loss", "de Quervain tenosynovitis", "Sjögren", "α1-antitrypsin deficiency"],
)  # fmt: skip
def test_medical_latin_names_and_keywords_are_english_enough(text: str):
    assert understand(text).topic


@pytest.mark.parametrize("text", ["capital of France", "how do I change a tyre", "who won the cup in 1966"])
def test_a_question_that_is_not_medical_is_left_to_find_nothing(text: str):
    assert understand(text).text == text


def test_hidden_characters_are_cleaned_away():
    assert understand("What is a b\u200back m\u202eouse?").text == "What is a back mouse?"


def test_a_long_history_is_read_by_its_question():
    history = "I am fifty and have been working on building sites for thirty years without any trouble at all. " * 5
    question = understand(history + "Does yoga help chronic low back pain?")
    assert question.type is QuestionType.THERAPY
    assert question.topic[0].words == "chronic low back pain"


def test_mentions_point_into_the_text_of_the_question():
    question = understand("  Does   yoga help chronic low back pain in adults? ")
    for mention in (*question.topic, *question.aspects):
        assert question.text[mention.start : mention.end] == mention.words


def test_every_type_that_was_seen_is_kept_the_chosen_one_first():
    question = understand("What are the side effects and the dose of ibuprofen?")
    assert question.types[0] is question.type
    assert {QuestionType.HARM, QuestionType.DOSE} <= set(question.types)


def test_a_name_that_the_vocabulary_lacks_is_the_topic():
    question = understand("What is the prognosis of Quuxel syndrome?")
    assert question.topic[0].concept is None
    assert question.topic[0].words == "Quuxel syndrome"


def test_a_drug_is_the_topic_of_a_question_about_its_harms_with_the_condition_after_it():
    question = understand("toxicity of methotrexate in rheumatoid arthritis")
    assert [mention.words for mention in question.topic] == ["methotrexate", "rheumatoid arthritis"]


@pytest.mark.parametrize("text", ["the", "is", "what is it", "how to"])
def test_function_words_alone_are_understood_as_nothing_in_particular(text: str):
    assert understand(text).topic == ()


def test_what_stands_where_a_name_was_taken_out_is_not_searched_for():
    question = understand("[name], born [date of birth], has back pain: what should I do?")
    assert [mention.words for mention in (*question.topic, *question.aspects)] == ["back pain"]
    assert content_words(question.text) == ("back", "pain")
    assert content_words("[Episacral lipoma]") == ("episacral", "lipoma")


@pytest.mark.parametrize("asked", ["does ultrasound show episacroiliac lipoma", "Does an X-ray show a tumour?"])
def test_whether_a_test_shows_a_condition_is_asked_of_diagnosis(asked: str):
    assert understand(asked).type is QuestionType.DIAGNOSIS

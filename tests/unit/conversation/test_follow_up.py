"""Follow-up questions one by one: what is said back, what a changed context does, what is left as typed."""

import pytest

from answerable.composition.answer import Answer, Manifest
from answerable.conversation.context import context_of
from answerable.conversation.model import Context, FollowUp
from answerable.conversation.naming import is_plural, people_in, phrase
from answerable.conversation.understanding import LONGEST, follow_up
from answerable.question import QuestionType, understand
from answerable.retrieval.model import Query, Searched


def answer_to(question: str) -> Answer:
    """An answer to a question, with no claims."""
    return Answer(
        id="a1",
        question=understand(question),
        title=question,
        lead=(),
        sections=(),
        summary=(),
        references=(),
        searched=Searched(library="starter library", records=1, newest=2025, changed="2026-01-01", fingerprint="f"),
        query=Query(words=""),
        kept_out=(),
        manifest=Manifest(version="0", schema=1, settings={}, library="f"),
        evidence_searched="2026-01-01",
    )


def asked(article: str, *turns: str, context: Context | None = None) -> FollowUp:
    """The last of these turns under an article, as it is understood; `context` is what the asker made of it."""
    last = answer_to(article)
    understood = FollowUp(words="", question="", context=Context(), used=(), follows=context_of(last.question, last))
    for words in turns:
        read_in = context if context is not None and words == turns[-1] else understood.follows
        understood = follow_up(words, read_in, last)
        last = answer_to(understood.question) if understood.question else last
    return understood


@pytest.mark.parametrize(
    ("article", "topic", "population", "intervention", "comparator"),
    [
        ("What is a back mouse?", "back mouse", "", "", ""),
        ("Does zinc help severe pneumonia in children?", "severe pneumonia", "children", "zinc", ""),
        ("Is ibuprofen safe in pregnancy?", "ibuprofen", "pregnancy", "", ""),
        ("Is surgery better than exercise for knee osteoarthritis?", "knee osteoarthritis", "", "surgery", "exercise"),
        (
            "Does topical diclofenac help knee osteoarthritis compared with placebo?",
            "knee osteoarthritis",
            "",
            "diclofenac",
            "placebo",
        ),
        ("How is low back pain treated in the elderly?", "low back pain", "the elderly", "", ""),
    ],
)
def test_the_context_of_the_first_turn_is_what_the_articles_question_names(
    article: str, topic: str, population: str, intervention: str, comparator: str
):
    answer = answer_to(article)
    context = context_of(answer.question, answer)
    assert (context.topic, context.population, context.comparator) == (topic, population, comparator)
    assert intervention in context.intervention
    assert bool(intervention) == bool(context.intervention)


@pytest.mark.parametrize("words", ["", "   ", "?", "???", "123", "💊💊", "a" * (LONGEST + 1), "и как это лечится у детей"])
def test_what_cannot_be_read_is_asked_back_with_what_to_do(words: str):
    understood = asked("What is gout?", words)
    assert understood.question == ""
    assert understood.unclear.endswith(".")
    assert understood.follows == understood.context


@pytest.mark.parametrize(
    "words", ["thanks!", "ok", "hello", "are you sure?", "who are you", "asdf qwer zxcv poiu lkjh mnbv wert sdfg xcvb"]
)
def test_words_that_ask_nothing_are_answered_in_words_and_not_searched_for(words: str):
    assert asked("What is gout?", words).question == ""


def test_without_a_topic_a_short_question_is_asked_back():
    understood = asked("What is gout?", "how is it treated?", context=Context())
    assert "Name the condition" in understood.unclear


def test_a_context_that_the_asker_changed_is_the_one_that_counts():
    children = Context(topic="gout", population="children")
    assert asked("What is gout?", "how is it treated?", context=children).question == "How is gout treated in children?"
    assert asked("What is gout?", "how is it treated?", context=Context(topic="asthma")).question == "How is asthma treated?"


def test_people_who_were_taken_out_of_the_context_do_not_come_back_with_the_last_question():
    without = Context(topic="pneumonia", intervention="zinc")
    understood = asked("Does zinc help pneumonia in children?", "and vitamin A?", context=without)
    assert understood.question == "Does vitamin A help pneumonia?"
    assert understood.follows.population == ""


def test_the_question_before_counts_where_it_had_no_answer():
    answered = answer_to("What is gout?")
    first = follow_up("what about surgery?", context_of(answered.question, answered), answered)
    second = follow_up("is it safe?", first.follows, answered, first.question)
    assert second.question == "Is surgery safe for gout?"


def test_a_whole_question_is_asked_as_it_was_typed():
    understood = asked("Does zinc help pneumonia in children?", "what is the treatment of lupus nephritis")
    assert understood.question == "what is the treatment of lupus nephritis"
    assert understood.used == ()
    assert understood.follows == Context(topic="lupus nephritis")


@pytest.mark.parametrize(
    ("turns", "question"),
    [
        (["How is it treated?"], "How is a back mouse treated?"),
        (["what about surgery?", "does it cure it?"], "Does surgery cure a back mouse?"),
        (["what about surgery?", "is it safe if I'm pregnant?"], "Is surgery safe for a back mouse in pregnancy?"),
        (["what about surgery?", "in people over 80?"], "Does surgery help a back mouse in people over 80?"),
        (["massage or yoga?"], "Is massage better than yoga for a back mouse?"),
        (["injections?", "local or systemic?"], "Are local injections better than systemic injections for a back mouse?"),
        (["when should I see a doctor?"], "What are the warning signs in a back mouse?"),
        (["how do doctors find it?"], "How is a back mouse diagnosed?"),
        (["is it hereditary?"], "Do genetic factors cause a back mouse?"),
    ],
)
def test_the_whole_question_is_put_in_words_that_a_person_would_use(turns: list[str], question: str):
    assert asked("What is a back mouse?", *turns).question == question


@pytest.mark.parametrize(
    ("words", "people"),
    [
        ("and in children?", "children"),
        ("what about the elderly", "the elderly"),
        ("if I'm pregnant", "pregnancy"),
        ("in people over 80", "people over 80"),
        ("in elderly women", "elderly women"),
        ("I am 72", "older adults"),
        ("how do doctors treat it", ""),
        ("can my mother catch it", ""),
    ],
)
def test_people_are_found_where_the_words_are_about_them(words: str, people: str):
    assert people_in(words)[1] == people


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("back mouse", "a back mouse"),
        ("gout", "gout"),
        ("varicose veins", "varicose veins"),
        ("ulcer", "an ulcer"),
        ("asthma", "asthma"),
    ],
)
def test_a_name_is_put_as_english_puts_it(name: str, said: str):
    assert phrase(name) == said


@pytest.mark.parametrize(
    ("name", "plural"), [("back mice", True), ("arthritis", False), ("injections", True), ("diabetes", False)]
)
def test_the_verb_agrees_with_the_name(name: str, plural: bool):
    assert is_plural(name) is plural


def test_whether_a_condition_is_dangerous_asks_for_its_outlook():
    assert understand(asked("What is gout?", "is it dangerous?").question).type is QuestionType.PROGNOSIS

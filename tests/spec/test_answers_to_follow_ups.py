"""Follow-up questions asked of the starter library: what the answers say, and what the article said already."""

import pytest

from answerable.app import App
from answerable.app.ask import Request
from answerable.composition.answer import Answer
from answerable.conversation.already import already_answered
from answerable.conversation.context import context_of
from answerable.conversation.suggesting import suggestions
from answerable.conversation.understanding import follow_up
from answerable.drafting.model import SectionKind
from answerable.errors import NoEvidence
from answerable.question import understand


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory):
    with App.open(tmp_path_factory.mktemp("starter")) as opened:
        yield opened


@pytest.fixture(scope="module")
def back_mouse(app: App) -> Answer:
    return app.ask(Request(question="What is a back mouse?"))


def answer_to(app: App, article: Answer, *turns: str) -> Answer:
    """The answer to the last of these turns under an article."""
    last, context, before = article, context_of(article.question, article), ""
    for words in turns[:-1]:
        asked = follow_up(words, context, last, before)
        context, before = asked.follows, asked.question
    asked = follow_up(turns[-1], context, last, before)
    return app.ask(Request(question=asked.question, guidelines_first=True))


def section(answer: Answer, kind: SectionKind):
    return next(one for one in answer.sections if one.kind is kind)


def test_how_it_is_treated_is_answered_for_the_topic_of_the_article(app: App, back_mouse: Answer):
    told = " ".join(
        claim.text for claim in section(answer_to(app, back_mouse, "How is it treated?"), SectionKind.TREATMENT).claims
    )
    assert "31 of 35 patients (89%)" in told


def test_whether_it_is_dangerous_is_answered_by_what_must_not_be_missed_and_not_by_relief(app: App, back_mouse: Answer):
    answer = answer_to(app, back_mouse, "Is it dangerous?")
    warnings = section(answer, SectionKind.WARNING_SIGNS)
    assert answer.sections[0] == warnings
    assert answer.lead[0] in {claim.id for claim in warnings.claims}
    assert any("cauda equina" in claim.text for claim in warnings.claims)
    outlook = section(answer, SectionKind.OUTCOME)
    assert not outlook.claims
    assert "No statement" in outlook.gap


def test_a_warning_that_was_not_studied_in_the_people_asked_about_says_so(app: App, back_mouse: Answer):
    for turns in (("Is it dangerous?", "and in children?"), ("red flags?", "and in pregnancy?")):
        answer = answer_to(app, back_mouse, *turns)
        claims = section(answer, SectionKind.WARNING_SIGNS).claims
        assert claims
        assert all("does not say that it studied" in claim.indirect for claim in claims)


def test_a_treatment_in_children_that_nobody_studied_has_no_answer(app: App, back_mouse: Answer):
    with pytest.raises(NoEvidence):
        answer_to(app, back_mouse, "and in children?", "what about surgery instead?")


def test_surgery_instead_is_answered_by_what_was_operated(app: App, back_mouse: Answer):
    answer = answer_to(app, back_mouse, "what about surgery instead?")
    assert any("surgery" in claim.text or "remov" in claim.text for claim in answer.claims())


def test_relief_of_those_who_have_it_is_no_prevention(app: App):
    article = app.ask(Request(question="What causes low back pain?"))
    try:
        answer = answer_to(app, article, "how can I prevent it?")
    except NoEvidence:
        return
    told = " ".join(claim.text for claim in answer.claims())
    assert "referred for suspected spondyloarthritis" not in told
    assert "comfrey" not in told
    assert "sterile water" not in told


def test_a_study_of_the_middle_aged_is_none_of_older_adults(app: App):
    article = app.ask(Request(question="How is knee osteoarthritis treated?"))
    try:
        answer = answer_to(app, article, "does exercise help", "what about the elderly")
    except NoEvidence:
        return
    assert all(claim.indirect for claim in answer.claims() if "middle-aged" in claim.text)


def test_claims_of_the_article_that_answer_already_are_named(app: App, back_mouse: Answer):
    by_id = {claim.id: claim.text for claim in back_mouse.claims()}
    found = already_answered(understand("How is a back mouse treated?"), back_mouse)
    assert found
    assert all(one.heading in {"Treatment", "How well treatment works, and the outlook", "What guidelines say"} for one in found)
    surgery = already_answered(understand("Does surgery help a back mouse?"), back_mouse)
    assert surgery
    assert all("surg" in by_id[one.claim] or "excision" in by_id[one.claim] or "remov" in by_id[one.claim] for one in surgery)


@pytest.mark.parametrize(
    "question",
    [
        "How is gout treated?",
        "How is a back mouse treated in children?",
        "Does acupuncture help a back mouse?",
        "How is a back mouse prevented?",
        "Can a back mouse be cancer?",
    ],
)
def test_what_the_article_does_not_say_is_not_said_to_be_answered(back_mouse: Answer, question: str):
    assert already_answered(understand(question), back_mouse) == ()


def test_suggestions_come_from_sections_first_and_never_repeat_the_articles_question(back_mouse: Answer):
    found = suggestions(back_mouse)
    words = [one.words for one in found]
    assert words[:2] == ["How is a back mouse treated?", "Is a back mouse dangerous?"]
    assert "What is a back mouse?" not in words
    assert len(set(words)) == len(words) <= 10
    assert [one.why for one in found] == sorted((one.why for one in found), reverse=True)


def test_most_suggestions_from_sections_have_an_answer(app: App, back_mouse: Answer):
    tried = [one.words for one in suggestions(back_mouse) if one.why == "section"]
    answered = 0
    for words in tried:
        try:
            app.ask(Request(question=words, guidelines_first=True))
        except NoEvidence:
            continue
        answered += 1
    assert answered >= 0.8 * len(tried)


def test_a_thing_that_one_does_is_not_said_to_have_symptoms(app: App):
    article = app.ask(Request(question="What helps with smoking cessation?"))
    assert not any("symptoms" in one.words or "diagnosed" in one.words for one in suggestions(article))

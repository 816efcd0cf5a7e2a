"""What a question may have meant: an offer beside the answer to the words as they were typed."""

import pytest

import answerable
from answerable.errors import NoEvidence
from answerable.publication.rendering import markdown, text


def test_an_answer_to_a_misspelt_question_keeps_its_words_and_offers_the_others(tmp_path):
    answer = answerable.ask("Does osteoartritis of the knee respond to exercise?", library=tmp_path)
    assert answer.question.text == "Does osteoartritis of the knee respond to exercise?"
    assert "osteoarthritis" in (answer.did_you_mean or "")
    for rendered in (text.render(answer, 500), markdown.render(answer)):
        assert "Did you mean" in rendered


def test_an_answer_to_a_question_spelled_right_offers_nothing(tmp_path):
    answer = answerable.ask("What is a back mouse?", library=tmp_path)
    assert not answer.did_you_mean
    assert "Did you mean" not in text.render(answer)


def test_where_nothing_is_found_the_next_step_is_the_offer(tmp_path):
    with pytest.raises(NoEvidence) as raised:
        answerable.ask("procalcitonn in sepsis", library=tmp_path)
    assert raised.value.next_step.startswith("Did you mean “procalcitonin in sepsis”?")
    assert "procalcitonn" in raised.value.what


def test_what_only_the_library_names_is_offered_from_its_own_words(tmp_path):
    with pytest.raises(NoEvidence) as raised:
        answerable.ask("Is trondhaim safe?", library=tmp_path)
    assert "trondheim" in raised.value.next_step.lower()

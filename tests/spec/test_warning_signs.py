"""Warning signs in what people type: paraphrases fire, near misses do not."""

import pytest
from waiting_room import EMERGENCIES, IN_OTHER_WORDS, NONE
from warning_signs import FIRES, NEAR_MISSES, WORK

from answerable.intake.rules import rules
from answerable.intake.warning_signs import warnings_in

IDS = {rule.id for rule in rules()}


def _fired(text: str) -> list[str]:
    return [block.rule for block in warnings_in(text)]


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, texts in FIRES.items() for text in texts])
def test_a_paraphrase_fires_its_rule(rule: str, text: str):
    assert rule in _fired(text)


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, texts in NEAR_MISSES.items() for text in texts])
def test_a_near_miss_does_not_fire_the_rule(rule: str, text: str):
    assert rule not in _fired(text)


@pytest.mark.parametrize("text", EMERGENCIES + IN_OTHER_WORDS)
def test_an_emergency_as_it_is_told_in_a_waiting_room_fires(text: str):
    assert _fired(text)


@pytest.mark.parametrize("text", NONE)
def test_what_only_sounds_like_an_emergency_fires_nothing(text: str):
    assert _fired(text) == []


def test_every_rule_has_eight_paraphrases_and_five_near_misses():
    assert set(FIRES) == set(NEAR_MISSES) == IDS
    for rule in IDS:
        assert len(set(FIRES[rule])) >= 8, rule
        assert len(set(NEAR_MISSES[rule])) >= 5, rule


@pytest.mark.parametrize("text", FIRES["self-harm"])
def test_somebody_in_a_crisis_is_told_of_help_before_everything_and_gets_no_article(text: str):
    first = warnings_in(text, "uk")[0]
    assert first.crisis
    assert ("116 123", "Samaritans, day and night") in first.lines


@pytest.mark.parametrize("text", WORK)
def test_a_clinicians_question_about_suicide_is_answered(text: str):
    assert not any(block.crisis for block in warnings_in(text))


@pytest.mark.parametrize(
    "text",
    [text for rule in ("chest-pain", "stroke", "sepsis", "anaphylaxis") for text in NEAR_MISSES[rule] if text.endswith("?")],
)
def test_a_question_for_information_fires_nothing(text: str):
    assert _fired(text) == []


def test_what_is_told_in_capitals_or_curly_quotes_or_several_lines_is_the_same():
    assert _fired("I CAN’T PEE AND MY BACK PAIN IS BAD") == _fired("I can't pee and my back pain is bad")
    assert "cauda-equina" in _fired("My back hurts.\n\nI can't pee.")


def test_the_most_urgent_comes_first():
    text = "I fell, my back hurts, I have a swollen painful calf and I can't pee"
    urgencies = [block.urgency.value for block in warnings_in(text)]
    assert urgencies == sorted(urgencies)  # emergency, urgent
    assert len(set(urgencies)) == 2

"""The block that an article on a topic always carries, and where every rendering shows it."""

import json

import msgspec
import pytest
from answers import an_answer

from answerable.intake.model import Urgency
from answerable.intake.rules import regions, rules
from answerable.intake.warning_signs import REGIONS, warnings_about
from answerable.publication.rendering import renderer
from answerable.publication.rendering.json import parse, render
from answerable.question import understand


@pytest.mark.parametrize(
    ("question", "rule", "urgency"),
    [
        ("What is a back mouse?", "cauda-equina", Urgency.EMERGENCY),
        ("What is a back mouse?", "back-pain-cancer", Urgency.URGENT),
        ("Is exercise effective for chronic low back pain?", "aortic-aneurysm", Urgency.EMERGENCY),
        ("What is an episacral lipoma?", "cauda-equina", Urgency.EMERGENCY),
        ("How is migraine treated?", "thunderclap-headache", Urgency.EMERGENCY),
        ("What causes chest pain?", "chest-pain", Urgency.EMERGENCY),
        ("Does aspirin prevent stroke?", "stroke", Urgency.EMERGENCY),
        ("Do antidepressants help in depression?", "self-harm", Urgency.EMERGENCY),
        ("What is postnatal depression?", "self-harm", Urgency.EMERGENCY),
        ("What are the symptoms of testicular torsion?", "testicular-torsion", Urgency.EMERGENCY),
        ("Is button battery ingestion dangerous in children?", "button-battery", Urgency.EMERGENCY),
        ("How is deep vein thrombosis diagnosed?", "deep-vein-thrombosis", Urgency.URGENT),
    ],
)
def test_an_article_on_a_topic_with_rules_carries_their_block(question, rule, urgency):
    blocks = warnings_about(understand(question))
    assert any(rule in block.rule.split() and block.urgency is urgency for block in blocks)
    assert not any(block.crisis for block in blocks), "an article is never stopped by its own topic"


@pytest.mark.parametrize("question", ["Does vitamin C shorten the common cold?", "How is acne treated?", "What is gingivitis?"])
def test_an_article_on_another_topic_carries_none(question):
    assert warnings_about(understand(question)) == ()


@pytest.mark.parametrize("region", ["", "us", "UK", "gb", "nowhere", "🏝"])
def test_there_is_a_number_to_call_in_every_region_and_in_none(region):
    blocks = warnings_about(understand("What is a back mouse?"), region)
    assert all(block.lines for block in blocks)


def test_the_region_without_a_name_lists_those_of_several():
    numbers = [number for number, _ in warnings_about(understand("What is stroke?"))[0].lines]
    assert numbers == ["112", "911", "999", "000", "111"]


def test_every_region_has_a_number_for_an_emergency_and_a_line_for_a_crisis():
    assert REGIONS[0] == ""
    for region in regions().values():
        assert region.emergency
        assert region.crisis


def test_the_same_topic_has_the_same_warnings_however_it_is_asked():
    asked = ["What is low back pain?", "How is low back pain treated?", "lumbago", "Does yoga help backache?"]
    assert len({warnings_about(understand(question)) for question in asked}) == 1


def test_rules_have_names_of_their_own_and_say_what_to_do():
    assert len({rule.id for rule in rules()}) == len(rules()) >= 25
    for rule in rules():
        assert rule.signs, rule.id
        assert rule.advice.endswith("."), rule.id
        assert rule.topics, rule.id


# -- promise 7: the warnings stand in every rendering ---------------------------------------------------------------------------

ANSWER = msgspec.structs.replace(an_answer(), warnings=warnings_about(understand("What is a back mouse?"), "uk"))


def _words(text: str) -> str:
    return " ".join(text.replace("\\", "").split())


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_promise_7_every_rendering_keeps_the_warnings_and_puts_them_before_the_article(form):
    page = _words(renderer(form)(ANSWER))
    lead = page.index(ANSWER.claims()[0].text)
    for block in ANSWER.warnings:
        for words in (block.title, *block.signs, block.advice, *(number for number, _ in block.lines)):
            assert words in page, words
            assert form == "json" or page.index(words) < lead, words


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_an_answer_without_warnings_says_nothing_of_them(form):
    assert "Warning signs" not in renderer(form)(an_answer())
    assert "☎" not in renderer(form)(an_answer())


def test_an_answer_that_was_saved_before_there_were_warnings_is_read():
    saved = json.loads(render(an_answer()))
    del saved["warnings"]
    assert parse(json.dumps(saved)) == an_answer()

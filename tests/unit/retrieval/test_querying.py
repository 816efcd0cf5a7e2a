"""A question becomes a query that finds what it means under whatever name."""

import pytest

from answerable.corpus.evidence import Design
from answerable.question import QuestionType, understand
from answerable.retrieval.model import Filters
from answerable.retrieval.querying import CUES, WEIGHTS, build_query, explain


def names(question: str) -> set[str]:
    return {name for clause in build_query(understand(question)).clauses for name in clause.names}


def test_a_question_about_back_mice_searches_for_episacroiliac_lipoma():
    assert {"episacroiliac lipoma", "episacral lipoma", "subfascial fat herniation", "fibro-fatty nodule"} <= names(
        "What is a back mouse?"
    )


def test_the_topic_weighs_most_and_what_is_near_weighs_least():
    topic, *others = build_query(understand("What is a back mouse?")).clauses
    assert topic.weight == WEIGHTS["topic"]
    assert all(clause.weight < topic.weight for clause in others)
    assert any("iliac crest pain syndrome" in clause.names for clause in others)


@pytest.mark.parametrize(("asked", "found"), [("anaemia in ckd", "anemia"), ("pediatric anemia", "anaemia")])
def test_both_spellings_are_searched(asked: str, found: str):
    assert found in names(asked)


def test_a_drug_class_brings_its_members():
    assert {"ibuprofen", "naproxen"} <= names("Do NSAIDs help low back pain?")


def test_a_claim_that_names_nothing_known_is_searched_by_its_plain_words():
    query = build_query(understand("Zyxin phosphorylation governs blebbing of quuxocytes."))
    assert set(query.words.split()) >= {"zyxin", "phosphorylation", "governs", "blebbing", "quuxocytes"}
    assert sum(clause.weight for clause in query.clauses) <= 1


def test_the_words_are_the_questions_content_words():
    assert build_query(understand("What is the treatment for a back mouse?")).words == "treatment back mouse"


def test_the_bounds_go_along():
    bounds = Filters(since=2015, designs=(Design.RANDOMISED_TRIAL,), species="human")
    query = build_query(understand("yoga for back pain"), bounds)
    assert query.filters == bounds
    line = explain(query)
    assert "\n" not in line
    for part in ("since 2015", "randomised trial", "human", "yoga", "low back pain"):
        assert part in line


def test_every_question_type_has_its_cues():
    assert set(CUES) == set(QuestionType)


def test_a_question_of_function_words_only_still_gives_words_to_search():
    assert build_query(understand("what is it")).words

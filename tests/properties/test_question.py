"""Whatever is typed, understanding ends soon, in a question whose mentions point into it, or in a refusal."""

from itertools import pairwise

import pytest
from growth import AS_ITS_SQUARE, grows_gently
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.errors import UnusableQuestion
from answerable.question import QuestionType, understand, vocabulary
from answerable.question.words import fold
from answerable.retrieval.querying import build_query, explain

NAMES = sorted(name for concept in vocabulary() for name in concept.names)
CUES = "what is the does help reduce in for vs than dose of safe risk or not ? ,".split()
SENTENCES = st.lists(st.sampled_from(CUES) | st.sampled_from(NAMES) | st.text(max_size=8), min_size=1, max_size=60).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(SENTENCES | st.text(max_size=2_100))
def test_understanding_gives_a_question_or_a_refusal_and_nothing_else(text: str):
    try:
        question = understand(text)
    except UnusableQuestion:
        return
    assert question.types[0] is question.type
    assert isinstance(question.type, QuestionType)
    places = sorted((mention.start, mention.end) for mention in (*question.topic, *question.aspects))
    assert all(0 <= start < end <= len(question.text) for start, end in places)
    assert all(earlier[1] <= later[0] for earlier, later in pairwise(places))
    for mention in (*question.topic, *question.aspects):
        assert question.text[mention.start : mention.end] == mention.words
    for part in (question.pico.population, question.pico.intervention, question.pico.comparator, question.pico.outcome):
        assert part in question.text
    query = build_query(question)
    assert query.words or not question.topic
    assert all(clause.names and clause.weight > 0 for clause in query.clauses)
    assert "\n" not in explain(query)


@settings(max_examples=200, deadline=None)
@given(SENTENCES)
def test_mentions_lie_inside_the_text_and_never_overlap(text: str):
    at = 0
    for mention in vocabulary().mentions(text):
        assert at <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.words
        assert mention.concept is not None
        at = mention.end


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(NAMES))
def test_a_name_alone_is_one_mention_of_its_concept(name: str):
    mentions = vocabulary().mentions(name)
    concept = vocabulary().concept(name)
    if mentions and len(mentions) == 1 and mentions[0].words == name:
        assert mentions[0].concept is concept


@given(st.text())
def test_folding_is_the_same_in_any_case(text: str):
    assert fold(text.lower()) == fold(text)


@pytest.mark.parametrize(
    "words", ["is ", "how <i> or <c> ", "distinguish tell compare gout ", "a", "does aspirin or ", "what is gout, "]
)
def test_the_worst_of_texts_takes_no_more_than_the_square_of_its_length(words: str):
    assert grows_gently(understand, words, 2_000, AS_ITS_SQUARE)  # no question is longer

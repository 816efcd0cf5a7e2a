"""Whatever a text is, its mentions stand in order inside it, and plain words change nothing but what they stand for."""

import pytest
from growth import grows_gently
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.audience.glossary import glossary

NAMES = tuple(
    name for entry in glossary().terms.values() for name in (*entry.names, *entry.related, *entry.abbreviations, *entry.ambiguous)
)
WORDS = st.sampled_from(
    [*NAMES, "a", "an", "the", "of", "patients", "(", ")", ".", "-", "/", "in", "PE", "DISCHARGE", "’s", "\n"]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=30).map(" ".join), st.lists(WORDS, max_size=30).map("".join))


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_mentions_stand_in_order_inside_the_text_and_do_not_overlap(text):
    known, last = glossary(), 0
    for mention in known.mentions(text):
        assert last <= mention.start < mention.end <= len(text)
        assert mention.term_id in known.terms
        last = mention.end


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_plain_words_cover_their_mention_and_at_most_the_article_before_it(text):
    known = glossary()
    for mention in known.mentions(text):
        wording = known.in_place(mention, text)
        if wording:
            assert wording.end == mention.end
            assert text[wording.start : mention.start].strip().lower() in {"", "a", "an"}
            assert wording.text.strip()
            assert known.terms[mention.term_id].plain


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_a_text_is_read_in_the_same_way_every_time(text):
    assert glossary().mentions(text) == glossary().mentions(text)


@pytest.mark.parametrize("piece", ["a", "(", "(AB)", "chronic ", "non-", "hypertension-", "((((a (PE) ", "\n", "é", "MS ", "’s "])
def test_hostile_text_takes_no_more_than_its_length(piece):
    assert grows_gently(glossary().mentions, piece, 60_000)
    assert grows_gently(put_in_place, piece, 60_000)


def put_in_place(text: str) -> None:
    """Each of the first mentions, in the form that fits its sentence."""
    for mention in glossary().mentions(text)[:100]:
        glossary().in_place(mention, text)

"""Text: cleaned of what hides, cut where sentences end, pointed at by spans."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.text import clean, how_many, sentences, sha256, span_of

LINES = st.text(st.characters(blacklist_categories=["Cs"]), max_size=400)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("two  spaces\n and a line ", "two spaces and a line"),
        ("zero\u200bwidth and bidi\u202e mark", "zerowidth and bidi mark"),
        ("tag\U000e0041 and variation\ufe0f selector", "tag and variation selector"),
        ("cafe\u0301", "café"),
        ("bell\x07 and escape\x1b[31m", "bell and escape[31m"),
    ],
)
def test_what_hides_or_reorders_words_is_taken_out(text, cleaned):
    assert clean(text) == cleaned


@given(LINES)
def test_cleaning_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Pain fell. Function rose.", 2),
        ("The dose was 3.5 mg/kg i.v. in adults.", 1),
        ("P. falciparum was found in 12 patients vs. 3 controls.", 1),
        ("Scores fell (p < 0.05). 12 patients left.", 2),
        ("Groups differed (Fig. 2). No harm was seen.", 2),
        ("Relief was seen with SP. The other arm had none.", 2),
        ("Dr. Smith et al. found relief.", 1),
        ("", 0),
    ],
)
def test_sentences_end_where_they_end(text, count):
    assert len(sentences(text)) == count, sentences(text)


@given(LINES)
def test_every_sentence_stands_where_it_says_and_nothing_but_white_space_is_lost(text):
    found = sentences(text)
    end = 0
    for sentence in found:
        assert text[sentence.start : sentence.end] == sentence.text
        assert text[end : sentence.start].strip() == ""
        end = sentence.end
    assert text[end:].strip() == ""


@given(LINES.filter(bool), st.integers(0, 400), st.integers(0, 400))
def test_a_span_lies_inside_the_text_whose_hash_it_carries(text, start, end):
    if 0 <= start < end <= len(text):
        span = span_of("pmid:1", "title", text, start, end)
        assert (span.start, span.end, span.sha256) == (start, end, sha256(text))
    else:
        with pytest.raises(ValueError, match="do not lie inside"):
            span_of("pmid:1", "title", text, start, end)


@pytest.mark.parametrize(
    ("number", "words", "expected"),
    [
        (1, ("record",), "1 record"),
        (0, ("record",), "0 records"),
        (1200, ("record",), "1,200 records"),
        (2, ("study", "studies"), "2 studies"),
    ],
)
def test_one_is_counted_as_one(number, words, expected):
    assert how_many(number, *words) == expected

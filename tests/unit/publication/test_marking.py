"""Quoted words marked inside the text that they were taken from."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from answerable.corpus.record import Record, TextSection
from answerable.publication.marking import holds, in_record, marked
from answerable.text import span_of

WORDS = "Nodules were tender. Injection helped 31 of 35 patients. Nobody was harmed."
RECORD = Record(
    id="pmid:1",
    title="A series of nodules",
    abstract=(TextSection("Back pain is common.", "BACKGROUND"), TextSection(WORDS, "RESULTS")),
    full_text=(TextSection("All were seen twice.", "Methods"), TextSection("Much else was said.", "Discussion")),
)


@given(st.text(max_size=80), st.lists(st.tuples(st.integers(-5, 90), st.integers(-5, 90)), max_size=6))
def test_marking_loses_no_letter_and_marks_just_what_lies_in_a_place(text: str, places: list[tuple[int, int]]):
    stretches = marked(text, places)
    assert "".join(one.text for one in stretches) == text
    assert all(one.text for one in stretches)
    assert all(a.marked != b.marked for a, b in pairwise(stretches))
    at = 0
    for one in stretches:
        for position in range(at, at + len(one.text)):
            assert one.marked == any(start <= position < end for start, end in places)
        at += len(one.text)


def test_the_exact_sentence_is_marked_inside_its_whole_abstract():
    quote = "Injection helped 31 of 35 patients."
    span = span_of("pmid:1", "abstract/1", WORDS, WORDS.index(quote), WORDS.index(quote) + len(quote))
    background, results = in_record(RECORD, [span])
    assert (background.label, background.marked) == ("Background", False)
    assert [one.text for one in results.stretches if one.marked] == [quote]
    assert "".join(one.text for one in results.stretches) == WORDS


def test_of_title_and_full_text_only_what_holds_a_quote_is_shown():
    title = span_of("pmid:1", "title", RECORD.title, 2, 8)
    methods = span_of("pmid:1", "text/0", RECORD.full_text[0].text, 0, 3)
    shown = in_record(RECORD, [title, methods])
    assert [one.field for one in shown] == ["title", "abstract/0", "abstract/1", "text/0"]


def test_words_that_have_changed_since_are_not_marked_as_if_they_were_the_quoted_ones():
    span = span_of("pmid:1", "abstract/1", WORDS.replace("31", "30"), 0, 20)
    assert not any(section.marked for section in in_record(RECORD, [span]))
    assert not holds(RECORD, span)
    assert not holds(None, span)
    assert holds(RECORD, span_of("pmid:1", "abstract/1", WORDS, 0, 20))

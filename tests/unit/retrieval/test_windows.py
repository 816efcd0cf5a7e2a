"""The window of a text that a model reads is the one that bears most on the question, and never more than it can read."""

from hypothesis import given
from hypothesis import strategies as st

from answerable.retrieval.windows import best_window, overlap, stems_of

TEXT = (
    "Low back pain is common. We randomised 120 adults to walking or to usual care. "
    "Walking reduced pain at 12 weeks. Adverse events were rare."
)


def test_the_window_is_where_the_words_of_the_question_stand():
    assert best_window("Does walking reduce pain?", TEXT, words=6) == "Walking reduced pain at 12 weeks."


def test_a_window_grows_by_whole_sentences_as_long_as_they_fit():
    assert best_window("Does walking reduce pain?", TEXT, words=11).startswith("Walking reduced pain at 12 weeks. Adverse")


def test_a_sentence_longer_than_the_window_is_read_whole():
    assert best_window("walking", "We randomised 120 adults to walking or to usual care.", words=3).endswith("usual care.")


def test_a_text_without_a_sentence_has_no_window():
    assert best_window("walking", "") == ""


def test_a_figure_that_is_asked_for_counts_twice():
    asked = stems_of("16% of adults")
    assert overlap(asked, "16%") > overlap(asked, "adults")


@given(st.text(), st.text(), st.integers(1, 60))
def test_a_window_is_words_of_the_text_in_their_order(question: str, text: str, words: int):
    assert best_window(question, text, words) in text

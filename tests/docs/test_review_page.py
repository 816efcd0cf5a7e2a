"""The page of the review says what the tables say."""

from pages import text_of

from answerable.review.page import page


def test_the_page_of_the_review_is_printed_from_its_tables():
    assert text_of("docs/reference/review.md") == page(), "print it again: answerable.review.page.page()"

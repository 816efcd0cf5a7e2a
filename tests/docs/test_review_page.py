"""The pages of the review and of the public state say what their tables say."""

from pages import text_of

from answerable.publication import public_state
from answerable.review.page import page


def test_the_page_of_the_review_is_printed_from_its_tables():
    assert text_of("docs/reference/review.md") == page(), "print it again: answerable.review.page.page()"


def test_the_page_of_the_public_state_is_printed_from_its_table():
    printed = public_state.page()
    assert text_of("docs/reference/public-state.md") == printed, "print it again: answerable.publication.public_state.page()"

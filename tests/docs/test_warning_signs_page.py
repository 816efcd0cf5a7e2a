"""The page of the warning signs is printed from their table."""

from pages import text_of

from answerable.intake.rules import rules
from answerable.intake.table_page import page


def test_the_page_of_the_warning_signs_is_that_of_the_table():
    # Write it anew with: python -c "from answerable.intake.table_page import page; print(page(), end='')" into that file
    assert text_of("docs/reference/warning-signs.md") == page()


def test_where_the_facts_of_each_rule_are_published_is_documented():
    told = text_of("docs/explanation/safety.md")
    for rule in rules():
        assert f"`{rule.id}`" in told, rule.id

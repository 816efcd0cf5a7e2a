"""The pages about a site: honest about what is there, and harmless whoever wrote them."""

from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from answerable.publication.pages import PAGES, about_page, harmless, packaged

VALUES = {
    "operator": "Clinic of *Ruritania*", "contact": "desk@example.org", "retention_days": "30", "evidence_model": "turned off",
    "version": "0.1.0",
}  # fmt: skip
HARMLESS = {
    "h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "strong", "em", "code", "pre", "blockquote", "a", "hr", "br", "table", "thead",
    "tbody", "tr", "th", "td",
}  # fmt: skip


class Seen(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes = set(), []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs


def is_harmless(html):
    seen = Seen(html)
    return seen.tags <= HARMLESS and all(
        (name == "href" and not value.lower().strip().startswith(("javascript:", "data:", "vbscript:", "file:")))
        or (name == "rel" and value == "noopener noreferrer")
        for name, value in seen.attributes
    )


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_ours_is_whole_and_names_the_operator_literally(name):
    page = about_page(name, None, VALUES)
    assert not page.own
    assert page.title
    assert "{{" not in page.html + page.markdown
    assert "<em>Ruritania</em>" not in page.html
    assert is_harmless(page.html)
    assert packaged(name).startswith("# ")


def test_the_pages_say_what_a_reader_has_to_know():
    for name in ("how-it-works", "intended-use", "disclaimer"):
        assert "automated (AI) system" in packaged(name)
    assert "Nobody has been named" in packaged("board")
    assert "**30 days**" in about_page("privacy", None, VALUES).markdown
    assert "No language model writes here" in packaged("how-it-works")
    assert "never an instruction" in packaged("intended-use")


def test_an_operators_text_takes_the_place_of_ours_with_its_own_title():
    page = about_page("board", "# Our & *your* board\n\nRun by {{ operator }}, not {{ somebody }}.\n", VALUES)
    assert page.own
    assert page.title == "Our & your board"
    assert "Clinic of *Ruritania*" in page.html
    assert "{{ somebody }}" in page.html


def test_a_text_without_a_heading_keeps_the_name_of_its_page():
    assert about_page("board", "Nothing yet.", VALUES).title == "Medical advisory board"


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&colon;alert(1))",
        "![x](https://elsewhere.example/pixel.png)",
        "<img src=x onerror=alert(1)>",
        "<https://a.example/><svg onload=alert(1)>",
        '[x](https://a.example "onmouseover=alert(1)")',
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        '<a href="x" style="position:fixed">y</a>',
        "<form action=/x><input name=csrf></form>",
        "[x][y]\n\n[y]: vbscript:x",
    ],
)
def test_hostile_markdown_is_harmless(hostile):
    assert is_harmless(harmless(hostile))
    assert is_harmless(about_page("board", f"# {hostile}\n\n{hostile}", VALUES).html)


@settings(max_examples=200, deadline=None)
@given(
    st.text(st.one_of(st.characters(exclude_categories=("Cs",)), st.sampled_from("<>[]()!:#*_`\"'=\\/&;|- \n\tax")), max_size=80)
)
@example("# \n")
def test_any_markdown_is_harmless(text):
    assert is_harmless(harmless(text))
    page = about_page("board", text, VALUES)
    assert is_harmless(page.html)
    assert page.title


def test_hidden_characters_do_not_get_through():
    assert "\u202e" not in harmless("good \u202e evil")

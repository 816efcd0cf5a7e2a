"""Whatever a title or an abstract says, it stays words: never markup, never a link, never an order to the terminal."""

import re
from html.parser import HTMLParser

import pytest
from answers import an_answer
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from answerable.publication.rendering import renderer
from answerable.writing import is_web_address, tidy

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</title><svg onload=alert(1)>",
    '" onmouseover="alert(1)',
    "{{ 7 * 7 }} {% raw %}",
    "[click](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "<https://evil.example/>",
    "<javascript:alert(1)>",
    "[x]: https://evil.example/",
    "# heading",
    "1. item",
    "7) item",
    "- item",
    "+ item",
    "= under",
    "--- ",
    "***bold*** __bold__ ~~gone~~ `code`",
    "```\nfence",
    "    indented",
    "| a | b |\n|---|---|",
    "&lt;b&gt; &copy; &#x41;",
    "\x1b[31mred\x1b[0m \x1b]8;;https://evil.example\x07link\x1b]8;;\x07",
    "right\u202eleft\u2066 zero\u200bwidth",
    "line\nbreak\r\nand\ttab\x00",
    "ends in a backslash\\",
    "\\[1\\](#ref-9)",
    "<!-- comment -->",
    "<details open><summary>x",
    "5 < 6 > 4 & 3",
    "$x$ costs $5",
    "www.evil.example and https://evil.example/ and me@evil.example",
]
hostile = st.lists(st.one_of(st.sampled_from(ATTACKS), st.text(max_size=20)), min_size=1, max_size=4).map("".join)
answers = st.builds(
    lambda texts, titles, heading, title: an_answer(
        [f"{text} end" for text in texts], titles=titles, heading=heading, title=title
    ),
    st.lists(hostile, min_size=1, max_size=4),
    st.lists(hostile, max_size=4),
    hostile,
    hostile,
)
ALLOWED = {
    *"html head meta title style body main article header footer nav section div h1 h2 h3 p strong sup a ul ol li".split(),
    *"details summary span blockquote dl dt dd em code".split(),
}
VOID = {"meta"}
FROM_MARKDOWN = {*"h1 h2 p blockquote strong a ul ol li".split()}


class Page(HTMLParser):
    """Reads a page and notes its tags, links, ids and words; fails where a tag is not closed in its turn."""

    def __init__(self, page: str, allowed: set[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.ids: list[str] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self._allowed = allowed
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        assert tag in self._allowed, tag
        for name, value in attrs:
            assert not name.startswith("on")
            if name == "href":
                self.links.append(value or "")
            if name == "id":
                self.ids.append(value or "")
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        if "style" not in self._open:
            self.words.append(data)

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")


def own_links(answer) -> set[str]:
    return {f"#ref-{reference.number}" for reference in answer.references} | {r.link for r in answer.references}


@settings(max_examples=60, deadline=None)
@given(answers)
@example(an_answer(ATTACKS, titles=ATTACKS, heading=ATTACKS[0], title=ATTACKS[2]))
def test_a_web_page_shows_hostile_words_as_words(answer):
    page = renderer("html")(answer)
    read = Page(page, ALLOWED)
    sections = {f"#section-{number}" for number in range(1, len(answer.sections) + 1)}
    assert {*read.links} <= own_links(answer) | sections | {"#references"}
    assert len(read.ids) == len(set(read.ids))
    assert {link[1:] for link in read.links if link.startswith("#")} <= set(read.ids)
    told = " ".join(read.words)
    for claim in answer.claims():
        assert tidy(claim.text) in told


@settings(max_examples=100, deadline=None)
@given(answers)
@example(an_answer(ATTACKS, titles=ATTACKS, heading=ATTACKS[10], title=ATTACKS[11]))
def test_markdown_shows_hostile_words_as_words(answer):
    page = renderer("markdown")(answer)
    html = MarkdownIt("commonmark").render(page)
    # The anchors before the references are ours, and the only HTML of the page.
    anchors = re.findall(r'<a id="ref-(\d+)"></a>', html)
    assert anchors == [str(reference.number) for reference in answer.references]
    read = Page(html, FROM_MARKDOWN)
    assert {*read.links} <= own_links(answer)
    told = " ".join("".join(read.words).split())
    for claim in answer.claims():
        assert " ".join(tidy(claim.text).split()) in told


@settings(max_examples=60, deadline=None)
@given(answers)
def test_github_makes_no_link_table_or_strike_of_hostile_words(answer):
    html = MarkdownIt("gfm-like", {"linkify": False}).render(renderer("markdown")(answer))
    assert "<table" not in html
    assert "<s>" not in html
    bare = re.compile(r"(?<![\\<(])(?:https?:|www\.)", re.IGNORECASE)
    page = re.sub(r"<https?://[^>]*>", "", renderer("markdown")(answer))
    assert not [found for found in bare.findall(page) if found.lower() == "www."]
    assert not re.search(r"https?://", page)


@settings(max_examples=60, deadline=None)
@given(answers, st.integers(40, 100))
@example(an_answer(ATTACKS, titles=ATTACKS, heading=ATTACKS[22], title=ATTACKS[23]), 80)
def test_no_words_reach_a_terminal_as_an_order(answer, width):
    from answerable.publication.rendering.explanation import explanation
    from answerable.publication.rendering.text import render

    told = render(answer, width) + explanation(answer, width) + renderer("json")(answer)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]", told)


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "https://",
        "http:// x",
        'https://a.example/"x',
        "ftp://a.b",
        "",
    ],
)
def test_what_is_no_web_address_is_never_a_link(link):
    assert not is_web_address(link)
    for form in ("html", "markdown"):
        answer = an_answer(links=[link])
        page = renderer(form)(answer)
        assert f'href="{link}"' not in page
        assert f"<{link}>" not in page


def test_a_web_address_is_a_link():
    assert is_web_address("https://doi.org/10.1002/(sici)1097-0258(1998)17:8%3C857::aid%3E3.0")
    assert '<a href="https://pubmed.ncbi.nlm.nih.gov/1002/" rel="noreferrer">' in renderer("html")(an_answer())

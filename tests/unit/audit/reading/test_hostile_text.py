"""Text made to keep a reader busy: every one of these ends, because nothing is tried in more ways than its length allows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.audit.reading import read_article
from answerable.audit.reading.block import Block, Kind
from answerable.audit.reading.hyphens import Mender
from answerable.audit.reading.lengths import PARAGRAPH_LIMIT, parted
from answerable.errors import UnreadableInput

MANY = 60  # of what has two readings each: more combinations than anybody can try


def with_entry(words: str) -> bytes:
    return f"The sour knee\n\nThe knee hurts on stairs [1].\n\nReferences\n\n1. {words}\nSwellings\nJ Joints. 2010".encode()


@pytest.mark.parametrize("name", ["McAdam AB", "II II II", "Van de la Fenn A", "O'Marrow-Holt AB"])
def test_a_list_of_names_that_can_be_read_in_several_ways_is_read_once(name):
    article = read_article(with_entry(f"{name}, " * MANY + "!"), "the article")
    assert len(article.references) == 1


def test_a_page_may_begin_with_any_number_of_comments():
    page = "<!-- a theme's remark --> " * MANY + "<center><p>One.</p><p>Two.</p><p>Three.</p></center>"
    assert read_article(page.encode(), "the page").layout == "HTML"


def test_captions_inside_captions_are_each_read_once():
    depth = 40
    figures = "<fig><caption><p>It swells.</p>" * depth + "</caption></fig>" * depth
    article = read_article(
        "<article article-type='a'><front><article-meta><title-group><article-title>The sour knee</article-title>"
        f"</title-group></article-meta></front><body>{figures}</body></article>".encode(),
        "the article",
    )
    assert article.text.count("It swells.") == depth


def test_a_page_of_more_paragraphs_than_are_read_is_refused():
    item = "<ul><li>" + "<p>The knee hurts.</p>" * 20_001 + "</li></ul>"
    with pytest.raises(UnreadableInput, match="more than 20,000 paragraphs"):
        read_article(f"<html><body>{item}</body></html>".encode(), "the page")


@pytest.mark.parametrize(
    "sign", ["(", ";", "A. ", "1 ", "[1,", "¹ ", "word 1 ", "10.1000/", "x", "‘a", "vol. 1 ", "Smith J, 2010; "]
)
def test_a_paragraph_of_nothing_but_signs_is_no_claims_without_end(sign):
    article = read_article(b"The sour knee\n\nThe knee hurts on stairs.\n\n" + (sign * 20_000).encode(), "the article")
    assert article.claims[0].words == "The knee hurts on stairs."
    assert len(article.claims) <= 20_000


SENTENCES = st.lists(
    st.sampled_from(["The knee hurts.", "It swells", "x" * 900, "Rest [1] helps. ", "¹", "\u2009"]), max_size=400
)


@given(SENTENCES, st.sampled_from([Kind.PARAGRAPH, Kind.BULLET, Kind.HEADING]))
def test_a_long_paragraph_is_parted_without_losing_a_character(words, kind):
    text = " ".join(words).strip()
    cited = tuple((at, at + 3) for at in range(len(text)) if text.startswith("[1]", at))
    parts = parted([Block(kind=kind, text=text, cited=cited)])
    assert "".join("".join(part.text.split()) for part in parts) == "".join(text.split())
    assert all(len(part.text) <= PARAGRAPH_LIMIT for part in parts)
    linked = [part.text[start:end] for part in parts for start, end in part.cited]
    assert linked == ["[1]"] * len(cited)


LINES = st.lists(st.sampled_from(["pain-", "relieving", "swell-", "ing of the knee", "a", "1–", "2", "and/", "or"]), max_size=30)


@given(LINES)
def test_many_lines_are_joined_as_two_at_a_time_are(lines):
    mender = Mender("relieving pain-relieving swelling")
    stepwise = ""
    for line in lines:
        stepwise = mender.joined(stepwise, line) if stepwise else line
    assert mender.whole(lines) == stepwise

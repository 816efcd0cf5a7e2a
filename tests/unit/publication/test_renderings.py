"""Every rendering shows the same claims, numbers, notices and cautions, whatever the records' own words try."""

import re

import pytest
from answers import an_answer

from answerable.publication.rendering import FORMATS, renderer
from answerable.publication.rendering.text import render as as_text
from answerable.writing import Ink

NUMBERS = {
    "text": re.compile(r"\[(\d+)\]"),
    "markdown": re.compile(r"\[\\\[(\d+)\\\]\]\(#ref-\d+\)"),
    "html": re.compile(r'href="#ref-(\d+)"'),
    "json": re.compile(r'"citations": \[\s*\{\s*"number": (\d+)'),
}
ENTRIES = {
    "text": re.compile(r"^ +(\d+)\. Weaver", re.MULTILINE),
    "markdown": re.compile(r'^(\d+)\. <a id="ref-\1"></a>', re.MULTILINE),
    "html": re.compile(r'<li id="ref-(\d+)"'),
    "json": re.compile(r'^ {6}"number": (\d+),\s*"record"', re.MULTILINE),
}


@pytest.mark.parametrize("form", FORMATS)
def test_every_number_used_has_a_reference_and_every_reference_is_used(form):
    page = renderer(form)(an_answer())
    assert {*NUMBERS[form].findall(page)} == {*ENTRIES[form].findall(page)} == {"1", "2", "3"}


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_answer_gives_the_same_bytes(form):
    assert renderer(form)(an_answer()) == renderer(form)(an_answer())


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "words",
    [
        "Does porridge help against hiccups?",
        "Porridge helped 12 of 20 people (60%).",
        "Porridge helped nobody.",
        "Salt makes no difference.",
        "randomised trial, 20 people, 2002",
        "whether it works",
        "No statement that can be cited was found in the starter library (3 records).",
        "expression of concern",
        "2021-03",
        "RCT",
        "ot yet reviewed by a person",
        "not advice about one person's",
        "2026-01-02",
        "PMID 1002",
        "https://pubmed.ncbi.nlm.nih.gov/1003/",
        "digest",
    ],
)
def test_every_rendering_shows(form, words):
    page = renderer(form)(an_answer())
    if form == "json":
        words = {
            "randomised trial, 20 people, 2002": '"basis": "randomised trial, 20 people, 2002"',
            "2021-03": '"month": 3',
            "PMID 1002": '"pmid": "1002"',
        }.get(words, words)
    plain = re.sub(r"\s+", " ", page.replace("\\", "") if form == "markdown" else page)
    assert words in plain.replace("&#39;", "'")


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_indirect_evidence_says_what_differs(form):
    page = renderer(form)(an_answer(indirect="it studied tenderness and not nodules"))
    assert "indirect evidence: it studied tenderness and not nodules" in re.sub(r"\s+", " ", page)


def test_a_web_page_shows_every_quote_and_the_checks_that_it_passed():
    page = renderer("html")(an_answer())
    assert page.count("<blockquote>") == 3
    assert "Checks passed: quote, figures." in page


def test_on_paper_a_quote_that_is_the_statement_itself_is_not_said_twice():
    answer = an_answer()
    page = renderer("html")(answer)
    claim = answer.claims()[0]
    assert claim.citations[0].quote == claim.text
    assert f'<p class="same">“{claim.text}”</p>' in page
    assert re.search(r"@media print \{[^@]*\.same \{ display: none; \}", page)


def test_markdown_shows_a_quote_where_it_says_it_otherwise():
    import msgspec

    answer = an_answer()
    section = answer.sections[0]
    claim = msgspec.structs.replace(section.claims[0], text="Salt made no difference.")
    changed = msgspec.structs.replace(answer, sections=(msgspec.structs.replace(section, claims=(claim,)), *answer.sections[1:]))
    page = renderer("markdown")(changed)
    assert "“Salt makes no difference.”" in page
    assert "“Porridge helped nobody.”" not in page


def test_text_keeps_within_its_width_and_breaks_no_address():
    for width in (40, 80, 100):
        lines = as_text(an_answer(), width).splitlines()
        assert [line for line in lines if len(line) > width and "https://" not in line] == []


def test_text_is_set_off_only_by_the_ink_it_is_given():
    assert "\x1b" not in as_text(an_answer())
    inked = as_text(an_answer(), 80, Ink(strong=lambda words: f"<{words}>", alert=lambda words: f"!{words}!"))
    assert "<Does porridge help against hiccups?>" in inked
    assert "      !NOTICE: expression of concern, 2021-03 (PMID 77)!" in inked


def test_what_an_answer_rests_on_is_explained_with_the_words_cited():
    from answerable.publication.rendering.explanation import explanation

    told = explanation(an_answer())
    assert "Query as it was run: words: porridge hiccups" in told
    assert "[1] pmid:1001 abstract/0 0–38" in told
    assert "Nothing: every citation of every statement passed its checks." in told


def test_an_unknown_format_is_no_format():
    with pytest.raises(KeyError):
        renderer("pdf")


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_what_is_indirect_is_said_where_a_statement_leads_and_where_it_sums_up(form):
    answer = an_answer(indirect="about neck pain, not back pain")
    indirect = {claim.id for claim in answer.claims() if claim.indirect}
    stands = [claim.id for claim in answer.claims()] + list(answer.lead) + list(answer.summary)
    said = re.sub(r"\s+", " ", renderer(form)(answer)).count("about neck pain, not back pain")
    assert said == sum(one in indirect for one in stands) > len(indirect)

"""One article in every layout: the same claims, markers and references, whatever it was set in."""

from functools import partial

import pytest
from invented import SOUR_KNEE, as_docx, as_html, as_jats, as_markdown, as_pdf, as_text, bullets_of, glued, sentences_of

from answerable.audit.reading import read_article

SET = {
    "plain text": as_text,
    "plain text with bare numbers": partial(as_text, cited=glued),
    "plain text without numbered references": partial(as_text, numbered=False),
    "Markdown": as_markdown,
    "HTML": as_html,
    "JATS": as_jats,
    "DOCX": as_docx,
    "PDF": as_pdf,
    "PDF in two columns": partial(as_pdf, columns=2),
}


def expected() -> list[tuple[str, str, tuple[int, ...], str]]:
    """The claims of the article as they have to come out: words, stem, citations, section."""
    found: list[tuple[str, str, tuple[int, ...], str]] = []
    for part in SOUR_KNEE.parts:
        stem = ""
        for item in [*sentences_of(part), *bullets_of(part)]:
            if item.words.endswith(":"):
                stem = item.words
            else:
                found.append((item.words, stem if item.depth == 2 else "", item.cites, part.heading))
    return found


@pytest.mark.parametrize("layout", SET)
def test_the_same_article_is_read_from_every_layout(layout):
    article = read_article(SET[layout](SOUR_KNEE), "the article")
    assert article.layout == layout.partition(" with")[0].partition(" in ")[0]
    assert article.title == SOUR_KNEE.title
    assert [section.heading for section in article.sections] == ["What it is", "Treatment"]
    read = [
        (
            claim.words.rstrip("."),
            claim.stem,
            tuple(number for marker in claim.markers for number in marker.numbers),
            claim.section,
        )
        for claim in article.claims
    ]
    assert read == expected()
    assert [(entry.title, entry.journal, entry.year, ", ".join(entry.authors)) for entry in article.references] == [
        (source.title, source.journal, source.year, source.authors) for source in SOUR_KNEE.sources
    ]
    numbers = [entry.number for entry in article.references]
    assert numbers == ([None] * 4 if "without" in layout else [1, 2, 3, 4])


@pytest.mark.parametrize("layout", [layout for layout in SET if layout != "JATS"])
def test_date_and_disclaimer_are_found_in_every_layout(layout):
    article = read_article(SET[layout](SOUR_KNEE), "the article")
    assert [date.value for date in article.dates] == ["2024-05-03"]
    assert article.disclaimer is not None
    assert article.disclaimer.words == SOUR_KNEE.disclaimer


@pytest.mark.parametrize("layout", SET)
def test_a_claims_place_holds_its_words_and_a_markers_place_the_marker(layout):
    article = read_article(SET[layout](SOUR_KNEE), "the article")
    for claim in article.claims:
        there = article.text[claim.place.start : claim.place.end]
        assert claim.words.rstrip(".") in there
        assert article.text[: claim.place.start].count("\n") + 1 == claim.place.line
        for marker in claim.markers:
            assert article.text[marker.place.start : marker.place.end] == marker.words
    for entry in article.references:
        assert article.text[entry.place.start : entry.place.end].replace("\n\n", "\n") == entry.words

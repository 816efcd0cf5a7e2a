"""Whatever the bytes, reading an article gives an article or a `Problem`, and every place of it lies inside its text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented import SOUR_KNEE, Invented, Item, Part, Source, as_docx, as_html, as_jats, as_markdown, as_pdf, as_text

from answerable.audit.article import Place, ReadArticle
from answerable.audit.reading import read_article
from answerable.errors import Problem

SAMPLES = {"text": as_text, "Markdown": as_markdown, "HTML": as_html, "JATS": as_jats, "DOCX": as_docx, "PDF": as_pdf}
BYTES = {layout: set_as(SOUR_KNEE) for layout, set_as in SAMPLES.items()}
BEGINNINGS = [
    b"",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"<html><body>",
    b"<article article-type='a'><front>",
    b"# A\n\n",
    b"---\ntitle: x\n---\n",
    b"\xff\xfe",
]
SLOWLY = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def reading(data: bytes) -> ReadArticle | None:
    try:
        article = read_article(data, "a file")
    except Problem as problem:
        return None if problem.what else pytest.fail("a problem that says nothing")
    places: list[Place] = [claim.place for claim in article.claims]
    places += [marker.place for claim in article.claims for marker in claim.markers]
    places += [
        part.place for part in (*article.sections, *article.references, *article.dates, *article.reviewers, *article.audiences)
    ]
    places += [part.place for part in (article.status, article.disclaimer) if part]
    for place in places:
        assert 0 <= place.start < place.end <= len(article.text)
        assert article.text[: place.start].count("\n") + 1 == place.line
    for claim in article.claims:
        assert claim.words == claim.words.strip()
        for marker in claim.markers:
            assert article.text[marker.place.start : marker.place.end] == marker.words
    for said in (*article.dates, *article.reviewers, *article.audiences):
        assert article.text[said.place.start : said.place.end] == said.words
    assert [claim.number for claim in article.claims] == list(range(1, len(article.claims) + 1))
    return article


@SLOWLY
@given(st.sampled_from(BEGINNINGS), st.binary(max_size=400))
def test_any_bytes_are_an_article_or_a_problem(beginning, rest):
    reading(beginning + rest)


@SLOWLY
@given(st.text(max_size=600))
def test_any_text_is_an_article_or_a_problem(text):
    reading(text.encode("utf-8", "replace"))


@SLOWLY
@given(
    st.lists(
        st.sampled_from(
            "References|1. |[1]|(2)|¹|Smith J.|2010|;12:3|doi:10.1/x|• |  - |# |Disclaimer|Last updated: |May 2024|Reviewed by "
            "|Ann Holt, MD| and |\n|\n\n|. |: |? |a b c|Research|et al.|<p>|</p>|<sup>1</sup>|**|Which best describes you?".split(
                "|"
            )
        ),
        max_size=60,
    )
)
def test_any_mixture_of_an_articles_parts_is_read(parts):
    reading(" ".join(parts).encode())


@pytest.mark.parametrize("layout", BYTES)
@SLOWLY
@given(data=st.data())
def test_a_damaged_or_cut_off_file_is_an_article_or_a_problem(layout, data):
    whole = BYTES[layout]
    cut = data.draw(st.integers(0, len(whole)))
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = whole[:at] + data.draw(st.binary(min_size=1, max_size=8)) + whole[at + 1 :]
    reading(whole[:cut])
    reading(damaged)


WORDS = st.sampled_from(
    "walkers knees rest pain swelling tender joint stairs heat cold packs runners spring weeks relief limping".split()
)
SAID = st.lists(WORDS, min_size=4, max_size=12).map(lambda words: " ".join(["The", *words]).rstrip())
CITES = st.lists(st.integers(1, 3), max_size=3, unique=True).map(lambda numbers: tuple(sorted(numbers)))
ITEMS = st.builds(Item, SAID, CITES)
SOURCES = tuple(
    Source(f"Marrow {letter}", f"Swellings of the knee, part {number}", "J Imagined Joints", 2000 + number, "12(3):45-9.")
    for number, letter in ((1, "A"), (2, "B"), (3, "C"))
)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.lists(ITEMS, min_size=1, max_size=4), st.lists(ITEMS, max_size=4)), min_size=1, max_size=3))
def test_an_article_reads_the_same_from_every_layout(drawn):
    parts = tuple(
        Part(heading, (*prose, *(Item(item.words, item.cites, 1) for item in bullets)))
        for heading, (prose, bullets) in zip(("What it is", "Signs", "Treatment"), drawn, strict=False)
    )
    article = Invented("The sour knee of walkers", parts, SOURCES)
    expected = [(item.words, item.cites, part.heading) for part in parts for item in part.items]
    for layout, set_as in SAMPLES.items():
        read = reading(set_as(article))
        assert read is not None
        found = [
            (claim.words.rstrip("."), tuple(number for marker in claim.markers for number in marker.numbers), claim.section)
            for claim in read.claims
        ]
        assert found == expected, layout
        assert [entry.title for entry in read.references] == [source.title for source in SOURCES], layout

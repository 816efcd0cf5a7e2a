"""References in the house styles that clinicians know, and without a fault of the library behind them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.adapters.citeproc_style import STYLES, CiteprocStyle
from answerable.corpus.record import Author, Journal, PartialDate, Record
from answerable.errors import UsageProblem

ARTICLE = Record(
    id="pmid:1",
    title="Porridge against hiccups: a randomised trial.",
    pmid="1",
    doi="10.1000/porridge",
    authors=tuple(Author(family=name, initials=initials) for name, initials in [("Oduya", "AB"), ("Weaver-Smith", "C")]),
    journal=Journal(name="Journal of Invented Medicine", abbreviation="J Invent Med"),
    published=PartialDate(2020, 3, 5),
    volume="12",
    issue="3",
    pages="181-188",
)


@pytest.mark.parametrize(
    ("style", "entry"),
    [
        (
            "vancouver",
            "Oduya AB, Weaver-Smith C. Porridge against hiccups: a randomised trial. J Invent Med. 2020 Mar 5;12(3):181–8.",
        ),
        ("ama", "Oduya AB, Weaver-Smith C. Porridge against hiccups: a randomised trial. J Invent Med. 2020;12(3):181-188."),
        (
            "apa",
            "Oduya, A. B., & Weaver-Smith, C. (2020). Porridge against hiccups: a randomised trial. "
            "Journal of Invented Medicine, 12(3), 181–188.",
        ),
    ],
)
def test_an_article_in_each_style(style, entry):
    assert [*CiteprocStyle(style).format([ARTICLE])] == [entry]


@pytest.mark.parametrize("style", STYLES)
def test_a_group_signs_under_its_own_name(style):
    record = Record(id="key:1", title="Rules on porridge", authors=(Author(collective="The Porridge Group"),))
    [entry] = CiteprocStyle(style).format([record])
    assert entry.startswith("The Porridge Group.")


@pytest.mark.parametrize("style", STYLES)
def test_a_title_stands_once_where_nobody_signed(style):
    [entry] = CiteprocStyle(style).format([Record(id="key:1", title="On porridge")])
    assert entry.lower().count("on porridge") == 1


@pytest.mark.parametrize("style", STYLES)
def test_a_title_keeps_what_looks_like_a_number_or_an_identifier(style):
    [entry] = CiteprocStyle(style).format([Record(id="key:1", title="7. Notes on doi: 10.1/x and PubMed PMID: 5 in print")])
    assert "7. notes on doi: 10.1/x and pubmed pmid: 5 in print" in entry.lower()


def test_seven_authors_become_six_and_others_in_vancouver():
    many = Record(id="key:1", title="On porridge", authors=tuple(Author(family=f"Fam{n}") for n in "abcdefgh"))
    [entry] = CiteprocStyle("vancouver").format([many])
    assert entry.startswith("Fama, Famb, Famc, Famd, Fame, Famf, et al.")


def test_a_style_that_is_none_is_refused_with_those_that_are():
    with pytest.raises(UsageProblem, match="vancouver, ama, apa"):
        CiteprocStyle("harvard")


words = st.text(max_size=30)
records = st.builds(
    Record,
    id=st.just("key:1"),
    title=words,
    authors=st.lists(st.builds(Author, family=words, given=words, initials=words, collective=words), max_size=9).map(tuple),
    journal=st.builds(Journal, name=words, abbreviation=words),
    published=st.none() | st.builds(PartialDate, st.integers(1, 9999), st.integers(0, 12), st.integers(0, 31)),
    volume=words,
    issue=words,
    pages=words,
    publisher=words,
    isbn=words,
    publication_types=st.sampled_from([(), ("Book",)]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(records, max_size=3), st.sampled_from(sorted(STYLES)))
def test_every_record_gets_an_entry_on_one_line(several, style):
    entries = CiteprocStyle(style).format(several)
    assert len(entries) == len(several)
    assert all(entry and "\n" not in entry for entry in entries)

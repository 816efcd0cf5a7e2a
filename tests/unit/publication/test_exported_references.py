"""Exported references come back: to our own readers and to the libraries of others, with nothing lost that the format has."""

import io
import json
import re

import bibtexparser
import msgspec
import pytest
import rispy
from answers import TRIAL, an_answer
from articles import an_article
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import example, given, settings
from hypothesis import strategies as st

from answerable.composition.answer import Reference
from answerable.corpus.identifiers import doi_of
from answerable.corpus.reading import read
from answerable.corpus.reading.plain import plain
from answerable.corpus.record import Author, Journal, NoticeKind, PartialDate, PublicationNotice, Record, link_of
from answerable.publication.exports import export
from answerable.writing import tidy

FULL = Record(
    id="pmid:19078461",
    title="Porridge & 50% more {oats}: a_trial of ~10 #spoons, $5 each\\day",
    pmid="19078461",
    doi="10.1000/abc_def(2001)12:3<45::aid>3.0.co;2-x",
    pmcid="PMC123456",
    authors=(
        Author(family="van der Weaver", given="Anna Maria", initials="AM", orcid="0000-0002-1825-0097"),
        Author(family="Müller-Østergård", initials="TK", suffix="Jr"),
        Author(collective="The Invented Porridge Study Group"),
    ),
    journal=Journal(name="Journal of Invented Medicine", abbreviation="J Invent Med", issn=("1234-5679", "2049-3630")),
    published=PartialDate(2001, 3, 5),
    volume="12",
    issue="3 Suppl 1",
    pages="101-9",
    languages=("eng",),
    publication_types=("Journal Article", "Randomized Controlled Trial"),
    keywords=("porridge", "hiccups"),
)
BOOK = Record(
    id="key:1",
    title="A book of porridge",
    isbn="9780306406157",
    publisher="Invented Press",
    published=PartialDate(1999),
    authors=(Author(family="O'Miller", given="Jo"),),
    editors=(Author(family="Reddy", given="Ben"),),
    publication_types=("Book",),
)
BARE = Record(id="key:2", title="No more than a title")
KEPT = ("title", "pmid", "doi", "pmcid", "volume", "issue", "pages", "publisher", "year", "isbn")


def article_on(*records, notices=()):
    answer = an_answer()
    references = tuple(
        Reference(number=number, record=record, appraisal=TRIAL, notices=notices, link=link_of(record))
        for number, record in enumerate(records, 1)
    )
    return an_article(msgspec.structs.replace(answer, references=references))


def read_again(format, *records, **more):
    content = export(article_on(*records, **more), format).content
    return list(read(io.BytesIO(content), "export"))


@pytest.mark.parametrize("format", ["ris", "csl-json"])
@pytest.mark.parametrize("record", [FULL, BOOK, BARE], ids=("full", "book", "bare"))
def test_a_reference_comes_back_to_our_own_readers_as_it_was(format, record):
    (again,) = read_again(format, record)
    for name in KEPT:
        assert getattr(again, name) == getattr(record, name), name
    assert [author.name for author in again.authors] == [author.name for author in record.authors]
    assert again.published == record.published
    assert again.keywords == record.keywords
    assert set(again.publication_types) >= set(record.publication_types) - {"Book"}
    if record is not BOOK:
        assert again.journal.name == record.journal.name
        assert again.journal.abbreviation == record.journal.abbreviation
        assert set(again.journal.issn) == set(record.journal.issn)


def test_rispy_reads_the_ris_that_we_write():
    content = export(article_on(FULL, BOOK, BARE), "ris").content.decode()
    full, book, bare = rispy.loads(content)
    assert full["authors"] == ["van der Weaver, Anna Maria", "Müller-Østergård, T. K., Jr", "The Invented Porridge Study Group"]
    assert (full["title"], full["year"], full["secondary_title"]) == (FULL.title, "2001", FULL.journal.name)
    assert (full["volume"], full["start_page"], full["end_page"]) == ("12", "101", "9")
    assert (full["doi"], full["accession_number"]) == (FULL.doi, FULL.pmid)
    assert (book["type_of_reference"], book["publisher"]) == ("BOOK", "Invented Press")
    assert bare["title"] == BARE.title


def test_bibtexparser_reads_the_bibtex_that_we_write():
    content = export(article_on(FULL, BOOK, BARE), "bibtex").content.decode()
    library = bibtexparser.parse_string(content, append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    full, book, bare = (entry.fields_dict for entry in library.entries)
    assert full["title"].value.strip("{}") == FULL.title
    assert (
        full["author"].value == "van der Weaver, Anna Maria and Müller-Østergård, Jr, T. K. and The Invented Porridge Study Group"
    )
    assert (full["journal"].value, full["year"].value, full["month"].value) == (FULL.journal.name, "2001", "3")
    assert (full["volume"].value, full["number"].value) == ("12", "3 Suppl 1")
    assert full["pages"].value in ("101--9", "101–9")
    assert (full["pmid"].value, full["pmcid"].value) == (FULL.pmid, FULL.pmcid)
    assert (library.entries[1].entry_type, book["isbn"].value) == ("book", BOOK.isbn)
    assert bare["title"].value.strip("{}") == BARE.title
    assert "doi = {10.1000/abc_def(2001)12:3<45::aid>3.0.co;2-x}" in content


def test_authors_whom_nobody_names_are_others():
    record = msgspec.structs.replace(FULL, authors=(FULL.authors[0], Author(collective="et al.")))
    assert "author = {van der Weaver, Anna Maria and others}" in export(article_on(record), "bibtex").content.decode()
    for format in ("ris", "csl-json"):
        assert "et al" not in export(article_on(record), format).content.decode()


def test_a_number_in_a_notice_is_not_taken_for_the_records_own():
    retracted = PublicationNotice(kind=NoticeKind.RETRACTION, notice="pmid:24449692", reason="PMID: 999, PMC999, PMID 12 again")
    for format in ("ris", "csl-json"):
        (again,) = read_again(format, BARE, notices=(retracted,))
        assert (again.pmid, again.pmcid) == ("", "")


def test_no_abstract_goes_out_for_it_belongs_to_its_publisher():
    from answerable.corpus.record import TextSection

    record = msgspec.structs.replace(FULL, abstract=(TextSection("Words of the publisher."),))
    for format in ("ris", "bibtex", "csl-json"):
        assert b"Words of the publisher" not in export(article_on(record), format).content


# -- hostile words -----------------------------------------------------------------------------------------------

HOSTILE = st.text(
    st.one_of(
        st.characters(exclude_categories=("Cs",)), st.sampled_from("{}\\#$%&_^~@<>\"'`*[],;()-=|!\n\r\t\u202e\u200b\ufeff\0ER TY")
    ),
    max_size=40,
)


def hostile_record(title, name, journal, pages):
    return Record(
        id="key:3",
        title=f"t{title}",
        authors=(Author(family=f"f{name}", given="Jo"), Author(collective=f"g{name}")),
        journal=Journal(name=f"j{journal}"),
        published=PartialDate(2001),
        volume=pages,
        issue=name[:9],
        pages=pages,
        doi=doi_of(f"10.1000/{name}"),
        keywords=(title, name),
    )


@settings(max_examples=200, deadline=None)
@given(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
@example("\nER  - \nTY  - JOUR\nTI  - Smuggled", "}}\n@article{x, title={y}}", "\\", '"')
@example("{", "}", "{{}", "\\}")
def test_no_words_end_a_record_early_or_begin_another(title, name, journal, pages):
    article = article_on(hostile_record(title, name, journal, pages), FULL)
    ris = export(article, "ris").content
    first, second = read(io.BytesIO(ris), "export.ris")
    assert (second.pmid, second.title) == (FULL.pmid, FULL.title)
    assert first.title == plain(tidy(f"t{title}"))
    assert len(rispy.loads(ris.decode())) == 2
    library = bibtexparser.parse_string(export(article, "bibtex").content.decode())
    assert not library.failed_blocks
    assert len(library.entries) == 2
    items = json.loads(export(article, "csl-json").content)
    assert items[0]["title"] == tidy(f"t{title}")
    first, second = read(io.BytesIO(export(article, "csl-json").content), "export.json")
    assert second.pmid == FULL.pmid


@settings(max_examples=200, deadline=None)
@given(HOSTILE)
def test_every_sign_comes_back_out_of_bibtex(words):
    from answerable.publication.exports.bibtex import entry_of, literal, written

    text = written([entry_of("misc", "k", {"title": f"{{a{literal(words)}b}}"})])
    assert text.count("{") == text.count("}")
    back = text.split("title = {{", 1)[1].split("}}\n", 1)[0]
    names = {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~", "textasciicircum": "^"}
    assert (
        re.sub(r"\\(?:(text\w+)\{\}|(.))", lambda sign: names[sign[1]] if sign[1] else sign[2], back) == f"a{tidy_inside(words)}b"
    )


def tidy_inside(words):
    """What tidying leaves of words between two letters."""
    return tidy(words)

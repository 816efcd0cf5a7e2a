"""RIS becomes records, whoever wrote it."""

import io

import pytest

from answerable.corpus.reading import Rejected, read
from answerable.corpus.record import Author, PartialDate, Record, TextSection

ZOTERO = """TY  - JOUR
TI  - Chalk for <i>imaginary</i> backs: 10<sup>3</sup> sticks
AU  - Chalk, Carl C.
AU  - van der Stick, Sue
AU  - Chalk and Stick Study Group
T2  - Journal of Chalk
J2  - J Chalk
AB  - Objective: To chalk. Results: p < 0.05 &amp; more.
DA  - 2018/03/14/
PY  - 2018
DO  - https://doi.org/10.5555/CHALK
VL  - 1
IS  - 2
SP  - 3
EP  - 9
LA  - en-GB
SN  - 2049-3630 0378-5955
KW  - chalk
KW  - backs
N1  - PMID: 90000301
C2  - PMC9000301
ER  -
"""
ENDNOTE = """
TY  - JOUR
AB  - Just words.
AN  - 90000302
AU  - Blackboard, B. D.
DA  - Jun
DP  - NLM
KW  - Animals
*Chalk/therapeutic use
DNA - a word of three letters
N1  - 1234-5678
Journal Article
Review
PY  - 2011
T2  - J Chalk
TI  - Dust
ER  -
"""
EMBASE = """\ufeffTY  - JOUR
M3  - Letter
Y1  - 2004
JF  - Slate
JO  - Slate
SP  - No
EP  - Specified
L2  - http://dx.doi.org/10.5555/slate
A1  - Sponge S.
T1  - Wiping
LA  - English
N2  - Nothing is left.
ER  -
"""
BOOK = """TY  - CHAP
TI  - A chapter
T2  - A book
A2  - Editor, Ed
SN  - 0-306-40615-2
PB  - Press
PY  - 1999
ER  -
"""


def reading(content: str | bytes) -> list:
    return list(read(io.BytesIO(content.encode() if isinstance(content, str) else content), "a file"))


def test_zoteros():
    (record,) = reading(ZOTERO)
    assert (record.id, record.doi, record.pmcid) == ("pmid:90000301", "10.5555/chalk", "PMC9000301")
    assert record.title == "Chalk for imaginary backs: 10³ sticks"
    assert record.authors == (
        Author(family="Chalk", given="Carl C.", initials="CC"),
        Author(family="van der Stick", given="Sue", initials="S"),
        Author(collective="Chalk and Stick Study Group"),
    )
    assert (record.journal.name, record.journal.abbreviation) == ("Journal of Chalk", "J Chalk")
    assert record.journal.issn == ("2049-3630", "0378-5955")
    assert record.abstract == (
        TextSection("To chalk.", "Objective", "OBJECTIVE"),
        TextSection("p < 0.05 & more.", "Results", "RESULTS"),
    )
    assert record.published == PartialDate(2018, 3, 14)
    assert (record.volume, record.issue, record.pages, record.languages) == ("1", "2", "3-9", ("eng",))
    assert record.keywords == ("chalk", "backs")
    assert record.publication_types == ("Journal Article",)


def test_endnotes_with_its_keywords_and_types_on_lines_of_their_own():
    (record,) = reading(ENDNOTE)
    assert record.pmid == "90000302"
    assert record.authors == (Author(family="Blackboard", initials="BD"),)
    assert record.published == PartialDate(2011, 6)
    assert record.keywords == ("Animals", "Chalk/therapeutic use", "DNA - a word of three letters")
    assert record.publication_types == ("Journal Article", "Review")


def test_embases():
    (record,) = reading(EMBASE)
    assert record.id == "doi:10.5555/slate"
    assert record.authors == (Author(family="Sponge", initials="S"),)
    assert (record.pages, record.languages) == ("", ("eng",))
    assert record.publication_types == ("Journal Article", "Letter")
    assert record.abstract == (TextSection("Nothing is left."),)


def test_a_chapter_and_its_book():
    (record,) = reading(BOOK)
    assert (record.title, record.journal.name, record.isbn) == ("A chapter", "A book", "9780306406157")
    assert record.editors == (Author(family="Editor", given="Ed", initials="E"),)
    assert record.id.startswith("key:")


def test_a_record_that_does_not_end_does_not_take_the_next_with_it():
    found = reading("TY  - JOUR\nTI  - One\nTY  - JOUR\nTI  - Two\nER  -\n")
    assert [type(item).__name__ for item in found] == ["Rejected", "Record"]
    assert "ER" in found[0].reason


def test_a_file_cut_off_keeps_what_came_before():
    found = reading(ZOTERO + ENDNOTE[:100])
    assert [type(item).__name__ for item in found] == ["Record", "Rejected"]


def test_windows_and_old_line_endings_make_no_difference():
    (expected,) = reading(ZOTERO)
    assert reading(ZOTERO.replace("\n", "\r\n")) == [expected]
    assert reading(ZOTERO.replace("\n", "\r")) == [expected]


def test_a_file_in_utf_16_is_read():
    assert reading(ZOTERO.encode("utf-16")) == reading(ZOTERO)


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("baseline_zotero.ris", 100),
        ("embase.ris", 6),
        ("ovid_zotero.ris", 6),
        ("pubmed_endnote.txt", 6),
        ("pubmed_zotero.ris", 6),
    ],
)
def test_real_files_give_every_record(shared_data, name, count):
    found = reading((shared_data / "nbib_ris" / "asreview" / name).read_bytes())
    assert len(found) == count
    assert all(isinstance(item, Record) and item.authors and item.published for item in found)
    assert not any(isinstance(item, Rejected) for item in found)

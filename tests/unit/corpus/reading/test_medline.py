"""MEDLINE text (.nbib) becomes records, field by field."""

import io
from pathlib import Path

import pytest

from answerable.corpus.reading import Rejected, read
from answerable.corpus.record import Author, Grant, Link, MeshHeading, MeshQualifier, PartialDate, Record, Substance, TextSection

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "reading"


def reading(content: str | bytes) -> list:
    return list(read(io.BytesIO(content.encode() if isinstance(content, str) else content), "a file"))


@pytest.fixture(scope="module")
def records() -> list:
    return reading((FIXTURES / "medline.nbib").read_bytes())


def test_every_field_is_kept(records):
    full, short = records
    assert (full.id, full.doi, full.pmcid) == ("pmid:90000201", "10.5555/hum.1", "PMC9000201")
    assert full.title == "Humming at the lumbar spine: an invented comparison that needs two lines."
    assert full.vernacular_title == "Brummen am Rücken."
    assert full.authors == (
        Author(family="de Hummer", given="Anna Maria", initials="AM", suffix="Jr", orcid="0000-0002-1825-0097"),
        Author(family="Buzz", given="B", initials="B"),
        Author(collective="The Humming Group"),
    )
    assert (full.journal.name, full.journal.abbreviation) == ("Journal of humming", "J Hum")
    assert full.journal.issn == ("2049-3630", "0378-5955")
    assert (full.volume, full.issue, full.pages, full.languages) == ("9", "1", "11-19", ("eng", "fre"))
    assert (full.published, full.revised) == (PartialDate(2019, 11), PartialDate(2020, 2, 3))
    assert full.abstract == (
        TextSection("Humming is free.", "BACKGROUND", "BACKGROUND"),
        TextSection("We hummed to 30 backs.", "METHODS", "METHODS"),
        TextSection("12/30 hummed back.", "RESULTS", "RESULTS"),
        TextSection("More humming: yes.", "CONCLUSIONS", "CONCLUSIONS"),
    )
    assert [other.sections[0].text for other in full.other_abstracts] == ["Nous avons bourdonné."]
    assert full.mesh == (
        MeshHeading("Back Pain", True, (MeshQualifier("therapy"), MeshQualifier("psychology", True))),
        MeshHeading("Music", True),
        MeshHeading("Humans"),
    )
    assert full.substances == (Substance("Hummin"), Substance("Buzz Dehydrogenase", "EC 1.1.1.1"))
    assert full.grants == (Grant("Hum Fund", "H-1", "Norway"), Grant("Hum Trust", "", "Norway"))
    assert full.links == (
        Link(ref_type="CommentIn", pmid="90000202", citation="J Hum. 2020;10:1."),
        Link(ref_type="RetractionIn", pmid="90000203", doi="10.5555/hum.2", citation="J Hum. 2021;11:2. doi: 10.5555/hum.2."),
        Link(ref_type="RetractionOf", citation="J Hum. 2001;1:1."),
    )
    assert full.registry_numbers == ("NCT00000002",)
    assert full.keywords == ("humming", "spine")
    assert (full.competing_interests, full.licence) == ("The authors hum.", "© 2019 Hummers.")
    assert short.authors == (Author(family="Quiet", initials="Q"),)
    assert short.published == PartialDate(1998)


def test_a_record_without_a_title_or_with_a_bad_number_costs_only_itself():
    found = reading(
        "PMID- 1\nTI  - One.\nSO  - x\n\nPMID- 2\nSO  - x\n\nPMID- abc\nTI  - T\nSO  - x\n\nPMID- 4\nTI  - Four.\nSO  - x\n"
    )
    assert [type(item).__name__ for item in found] == ["Record", "Rejected", "Rejected", "Record"]
    assert (found[1].position, found[1].reason) == ("record 2, line 5", "it has no title")


def test_a_file_cut_off_in_the_middle_of_a_record_says_so():
    found = reading("PMID- 1\nTI  - One.\nSO  - x\n\nPMID- 2\nTI  - Two.\nAB  - Half an abs")
    assert [item.pmid for item in found if isinstance(item, Record)] == ["1"]
    assert isinstance(found[1], Rejected)
    assert "in the middle" in found[1].reason


def test_a_line_in_a_wrong_encoding_costs_its_record():
    found = reading("PMID- 1\nTI  - Café.\nSO  - x\n\nPMID- 2\nTI  - Two.\nSO  - x\n".encode("latin-1"))
    assert [type(item).__name__ for item in found] == ["Rejected", "Record"]
    assert "line 2: it is not UTF-8" in found[0].reason


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("nbib_ris/nbib/pubmed-balloongui-set.nbib", 75),
        ("nbib_ris/nbib/pmc_medlars.txt", 5),
        ("nbib_ris/nbib/single.nbib", 1),
        ("pubmed_xml/biopython/pubmed_result1.txt", 1),
        ("pubmed_xml/biopython/pubmed_result2.txt", 4),
        ("pubmed_xml/biopython/pubmed_result3.txt", 1),
    ],
)
def test_real_files_give_every_record(shared_data, name, count):
    found = reading((shared_data / name).read_bytes())
    assert len(found) == count
    assert all(isinstance(item, Record) and item.authors and item.published for item in found)

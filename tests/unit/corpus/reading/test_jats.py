"""JATS full texts become records with their sections, and without their references."""

import io
import tarfile
from pathlib import Path

import pytest

from answerable.corpus.reading import Rejected, read
from answerable.corpus.record import Author, Grant, Link, PartialDate, Record, TextSection

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "reading"


def reading(content: str | bytes) -> list:
    return list(read(io.BytesIO(content.encode() if isinstance(content, str) else content), "a file"))


def article(meta: str, body: str = "", kind: str = "research-article") -> str:
    return (
        f'<article article-type="{kind}" xmlns:xlink="http://www.w3.org/1999/xlink"><front><article-meta>'
        f"<title-group><article-title>A title</article-title></title-group>{meta}</article-meta></front>"
        f"<body>{body}</body></article>"
    )


@pytest.fixture(scope="module")
def full() -> Record:
    (record,) = reading((FIXTURES / "jats.xml").read_bytes())
    return record


def test_the_front_matter_is_the_bibliography(full):
    assert (full.id, full.doi, full.pmcid) == ("pmid:90000100", "10.5555/made.up.1", "PMC9000100")
    assert full.title == "Sand bags for imaginary nodules: a pilot study"
    assert full.vernacular_title == "Sandsäckar mot påhittade knutor"
    assert full.authors == (
        Author(family="Maker", given="Up J", initials="UJ", suffix="III", orcid="0000-0002-1825-0097"),
        Author(collective="Sand Bag Collaboration"),
    )
    assert [editor.name for editor in full.editors] == ["Redactor I"]
    assert (full.journal.name, full.journal.abbreviation, full.journal.issn) == (
        "Journal of Things Made Up",
        "J Made Up",
        ("2049-3630",),
    )
    assert (full.volume, full.issue, full.pages, full.publisher) == ("4", "2", "e77", "Makers")
    assert full.published == PartialDate(2019, 8, 7)
    assert full.publication_types == ("Journal Article", "Randomized Controlled Trial")
    assert full.keywords == ("sand", "bags")
    assert full.grants == (Grant("Sand Fund", "S-1"),)
    assert full.licence == "CC BY 4.0"
    assert full.languages == ("eng",)
    assert full.registry_numbers == ("NCT00000001",)
    assert full.links == (Link(ref_type="CommentOn", doi="10.5555/made.up.0"),)
    assert full.competing_interests == "The authors own a beach."


def test_the_abstract_is_in_its_sections_and_the_others_are_apart(full):
    assert full.abstract == (
        TextSection("To weigh bags.", "Purpose", "OBJECTIVE"),
        TextSection("Bags weighed 2 × 10³ g. Nobody was hurt.", "Findings", "RESULTS"),
    )
    assert [(other.kind, other.language, other.sections[0].text) for other in full.other_abstracts] == [
        ("plain-language-summary", "", "We put sand in bags."),
        ("", "swe", "Vi vägde påsar."),
    ]


def test_the_body_is_in_sections_without_reference_marks_and_captions_are_told_from_prose(full):
    assert full.full_text == (
        TextSection("Sand is old and heavy. See Table 1.", "Introduction", "BACKGROUND"),
        TextSection("We filled bags.", "Methods", "METHODS"),
        TextSection("Nine people, registered as NCT00000001.", "Participants", "METHODS"),
        TextSection("Who they were All of them.", "Table 1", "", "table"),
        TextSection("Weights rosep<0.05.", "Results", "RESULTS"),
        TextSection("Rising bags.", "Figure 1", "", "figure"),
    )


@pytest.mark.parametrize(
    ("kind", "related", "publication_type", "ref_type"),
    [
        ("retraction", "retracted-article", "Retraction of Publication", "RetractionOf"),
        ("correction", "corrected-article", "Published Erratum", "ErratumFor"),
        ("expression-of-concern", "object-of-concern", "Expression of Concern", "ExpressionOfConcernFor"),
    ],
)
def test_a_notice_says_what_it_is_and_of_which_article(kind, related, publication_type, ref_type):
    link = f'<related-article related-article-type="{related}" ext-link-type="pmid" xlink:href="90000101"/>'
    (record,) = reading(article(link, kind=kind))
    assert record.publication_types == (publication_type,)
    assert record.links == (Link(ref_type=ref_type, pmid="90000101"),)


def test_bold_words_that_open_a_paragraph_of_the_abstract_are_its_heading():
    (record,) = reading(article("<abstract><p><bold>Methods:</bold> We sat.</p><p><bold>Results</bold> We rose.</p></abstract>"))
    assert record.abstract == (TextSection("We sat.", "Methods", "METHODS"), TextSection("We rose.", "Results", "RESULTS"))


def test_a_set_of_articles_is_read_one_by_one_and_a_bad_one_costs_only_itself():
    bad = article("").replace("</front>", "")
    found = reading(f"<pmc-articleset>{article('')}{bad}{article('')}</pmc-articleset>")
    assert [type(item).__name__ for item in found] == ["Record", "Rejected", "Record"]


def test_an_article_in_a_namespace_is_read_too():
    text = article("").replace("<article ", '<article xmlns="https://jats.nlm.nih.gov/ns/archiving/1.3/" ')
    (record,) = reading(text)
    assert record.title == "A title"


def test_an_article_without_front_matter_is_rejected_with_its_reason():
    (bad,) = reading("<article><body><p>Words.</p></body></article>")
    assert isinstance(bad, Rejected)
    assert "front matter" in bad.reason


def test_the_30_real_articles_are_read_with_their_full_text(shared_data):
    with tarfile.open(next((shared_data / "jats_ccby").glob("*.tar.gz"))) as tar:
        members = [member for member in tar if member.isfile()]
        assert len(members) == 30
        for member in members:
            (record,) = reading(tar.extractfile(member).read())
            assert record.pmcid == Path(member.name).stem
            assert record.pmid
            assert record.published
            assert record.abstract
            assert {"METHODS", "RESULTS"} <= {section.category for section in record.full_text} or len(record.full_text) > 2
            assert all("\ue000" not in section.text for section in record.full_text)


def test_pubmed_centrals_own_answer_is_read(shared_data):
    (record,) = reading((shared_data / "pubmed_xml/biopython/efetch_pmc.xml").read_bytes())
    assert record.publication_types == ("Published Erratum",)
    assert [link.ref_type for link in record.links] == ["ErratumFor"]

"""Every export of an article shows how far it is reviewed, its warnings, levels and notices, and nothing of who asked."""

import ctypes
import json

import msgspec
import pypdfium2
import pytest
from answers import an_answer
from articles import ADDRESS, an_approved_article, an_article
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from answerable.audience.reader import Reader
from answerable.audience.rendition import Piece, RenderedClaim, RenderedSection, Rendition
from answerable.corpus.record import NoticeKind, PartialDate, PublicationNotice
from answerable.publication.article import ReviewStep
from answerable.publication.exports import EXPORTS, export, export_answer
from answerable.publication.exports.citing import CITATIONS, cite
from answerable.publication.published import at_version, with_notices, worded
from answerable.publication.rendering.json import parse, schema
from answerable.writing import tidy

READ_AS_AN_ARTICLE = ("pdf", "text", "markdown", "html", "json")
HOSTILE = st.text(
    st.one_of(
        st.characters(exclude_categories=("Cs",)), st.sampled_from("{}\\#$%&_^~@<>\"'`*[]()-=|!\n\r\t\u202e\u200b\ufeff\0")
    ),
    max_size=40,
)


def words_of(article, format, **more):
    content = export(article, format, address=ADDRESS, operator="Clinic of Ruritania", **more).content
    return pdf_words(content) if format == "pdf" else content.decode()


def pdf_words(content):
    document = pypdfium2.PdfDocument(content)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    finally:
        document.close()


@pytest.mark.parametrize("format", EXPORTS)
def test_every_export_says_that_nobody_has_reviewed_it_and_when_the_evidence_was_searched(format):
    words = words_of(an_article(), format)
    assert "not yet reviewed by a person" in words.lower()
    assert "2026-01-02" in words


@pytest.mark.parametrize("format", EXPORTS)
def test_every_export_shows_level_and_notices_of_its_references(format):
    words = words_of(an_article(), format).lower()
    assert "expression of concern" in words
    assert "randomised trial" in words


@pytest.mark.parametrize("format", READ_AS_AN_ARTICLE)
def test_every_export_to_read_has_title_claims_warnings_address_and_disclaimer(format):
    answer = an_answer()
    words = words_of(an_article(answer), format).replace("\\", "").replace("&#39;", "'")
    for shown in (answer.title, "Porridge helped nobody.", ADDRESS):
        assert shown in words
    assert "does not replace clinical judgement" in words


@pytest.mark.parametrize("format", READ_AS_AN_ARTICLE)
def test_the_warnings_of_the_question_and_of_the_topic_are_in_every_export_to_read(format):
    words = words_of(an_article(), format)
    assert "Porridge in the windpipe" in words
    assert "Call an ambulance now." in words


@pytest.mark.parametrize("format", EXPORTS)
def test_an_approved_article_names_who_approved_it_and_cautions_no_more(format):
    words = words_of(an_approved_article(), format)
    assert "Ada Oatfield" in words
    assert "2026-11-22" in words
    assert "not yet reviewed" not in words.lower()
    assert "Exercise caution" not in words


@pytest.mark.parametrize("format", EXPORTS)
def test_approved_without_a_reviewer_is_not_approved(format):
    assert "not yet reviewed" in words_of(an_article(step=ReviewStep.APPROVED), format).lower()


@pytest.mark.parametrize("format", EXPORTS)
def test_nothing_of_the_asker_is_exported_and_no_word_of_the_question_names_the_file(format):
    article = an_article()
    exported = export(article, format, address=ADDRESS)
    assert article.asker.encode() not in exported.content
    assert exported.filename == f"answer-{article.latest.answer.id}-v1.{EXPORTS[format].ending}"


def test_an_unknown_format_is_refused():
    with pytest.raises(KeyError):
        export(an_article(), "docx")


def test_the_json_is_an_answer_that_can_be_checked_again():
    article = an_article(warnings=())
    content = export(article, "json", address=ADDRESS).content
    assert parse(content) == article.latest.answer
    Draft202012Validator(schema()).validate(json.loads(content))
    assert json.loads(content)["publication"]["content_hash"] == article.latest.content_hash


RETRACTION = PublicationNotice(kind=NoticeKind.RETRACTION, date=PartialDate(2026, 11, 1), notice="pmid:78")


@pytest.mark.parametrize("format", EXPORTS)
def test_a_source_that_was_retracted_since_is_in_every_export_and_in_its_caution(format):
    article = an_approved_article()
    words = words_of(article, format, notices={"pmid:1001": (RETRACTION,)})
    assert ('"kind": "retraction"' if format == "json" else "retraction, 2026-11-01") in words
    if format in READ_AS_AN_ARTICLE:
        assert "Since this was written: reference 1 was retracted." in words


def test_a_concern_that_was_known_when_it_was_written_is_a_notice_and_no_news():
    article = an_article()
    known = {one.record.id: one.notices for one in article.latest.answer.references}
    assert with_notices(article.latest.answer, known) == article.latest.answer


def test_an_earlier_version_says_that_it_was_superseded():
    earlier = at_version(an_approved_article(), 1)
    words = export(earlier, "text", newest=2).content.decode()
    assert "This is version 1; version 2 has taken its place." in words
    assert "Ada Oatfield" not in words
    for number in (0, 3):
        with pytest.raises(KeyError):
            at_version(an_approved_article(), number)


@pytest.mark.parametrize("format", [name for name in EXPORTS if name != "json"])
def test_an_answer_that_is_no_article_is_exported_without_version_and_address(format):
    content = export_answer(an_answer(), format).content
    words = pdf_words(content) if format == "pdf" else content.decode()
    assert "not yet reviewed" in words.lower()
    assert "Version" not in words


# -- a reader's words --------------------------------------------------------------------------------------------


def a_rendition(answer, say=lambda text: f"In plain words: {text}"):
    def told(claim):
        return RenderedClaim(
            id=claim.id, pieces=(Piece(say(claim.text)),), original=claim.text, reworded=True, details=("Small.",)
        )

    sections = tuple(
        RenderedSection(
            number=number,
            kind=section.kind,
            heading=f"{section.heading} for you",
            claims=tuple(told(claim) for claim in section.claims),
            disagreements=tuple((each.about, tuple(told(claim) for claim in each.claims)) for each in section.disagreements),
            gap=section.gap,
        )
        for number, section in reversed(list(enumerate(answer.sections)))
    )
    return Rendition(
        answer=answer.id,
        reader=Reader.PATIENT,
        title=(Piece(answer.title),),
        lead=answer.lead,
        sections=sections,
        summary=answer.summary,
        note="Reworded automatically.",
    )


@pytest.mark.parametrize("format", ["pdf", "text", "markdown", "html"])
def test_an_export_in_a_readers_words_says_so_and_keeps_numbers_and_warnings(format):
    article = an_article()
    words = words_of(article, format, rendition=a_rendition(article.latest.answer))
    for shown in ("In plain words", "Reworded automatically.", "Harms for you", "Small"):
        assert shown in words


def test_the_json_and_the_references_are_the_same_for_every_reader():
    article = an_article()
    for format in ("json", "ris", "bibtex", "csl-json"):
        assert export(article, format) == export(article, format, a_rendition(article.latest.answer))


def test_a_rendition_that_loses_a_claim_or_a_section_is_refused():
    answer = an_answer()
    whole = a_rendition(answer)
    for broken in (
        msgspec.structs.replace(whole, answer="a000000000000"),
        msgspec.structs.replace(whole, sections=whole.sections[:1]),
        msgspec.structs.replace(whole, lead=("c-of-another",)),
    ):
        with pytest.raises(ValueError, match="rendition"):
            worded(answer, broken)


# -- PDF ---------------------------------------------------------------------------------------------------------


def test_the_pdf_is_tagged_and_says_its_title_and_language():
    content = export(an_article(), "pdf", address=ADDRESS, operator="Clinic of Ruritania").content
    document = pypdfium2.PdfDocument(content)
    assert pypdfium2.raw.FPDFCatalog_IsTagged(document)
    assert document.get_metadata_dict()["Title"] == "Does porridge help against hiccups?"
    assert document.get_metadata_dict()["Author"] == "Clinic of Ruritania"
    document.close()
    assert b"/Lang" in content
    assert b"pdfuaid" in content


def test_headings_lists_and_links_of_the_pdf_are_tagged_as_such():
    document = pypdfium2.PdfDocument(export(an_article(), "pdf").content)
    found = {tag for page in document for tag in tags_of(page)}
    document.close()
    assert found >= {"H1", "H2", "L", "LI", "LBody", "P", "Link"}


def tags_of(page):
    """The names of the tags on a page."""
    raw = pypdfium2.raw
    tree = raw.FPDF_StructTree_GetForPage(page)
    waiting = [raw.FPDF_StructTree_GetChildAtIndex(tree, at) for at in range(raw.FPDF_StructTree_CountChildren(tree))]
    while waiting:
        element = waiting.pop()
        name = ctypes.create_string_buffer(raw.FPDF_StructElement_GetType(element, None, 0))
        raw.FPDF_StructElement_GetType(element, name, len(name))
        yield name.raw.decode("utf-16-le").rstrip("\0")
        children = range(raw.FPDF_StructElement_CountChildren(element))
        waiting += [child for at in children if (child := raw.FPDF_StructElement_GetChildAtIndex(element, at))]
    raw.FPDF_StructTree_Close(tree)


def test_the_pdf_has_the_caution_and_its_number_on_every_page_until_it_is_approved():
    many = an_answer([f"Porridge helped {number} of 90 people." for number in range(40)])
    for article, cautioned in ((an_article(many), True), (an_approved_article(many), False)):
        document = pypdfium2.PdfDocument(export(article, "pdf").content)
        assert len(document) > 2
        for number, page in enumerate(document, 1):
            words = page.get_textpage().get_text_range()
            assert ("Exercise caution." in words) is cautioned
            assert f"Page {number} of {len(document)}" in words
        document.close()


def test_the_same_article_gives_the_same_pdf():
    assert export(an_article(), "pdf") == export(an_article(), "pdf")


def test_characters_that_no_font_has_are_printed_as_their_numbers_and_the_rest_as_it_is():
    content = export(an_article(an_answer(title="What does \ue123\ue124 mean? Ω μ ≤ Ł ж ﬁ")), "pdf").content
    words = pdf_words(content)
    assert b"pdfuaid" in content
    assert "U+" not in words or "[U+E123 U+E124] mean? Ω μ ≤ Ł ж" in words


def test_an_address_too_long_for_a_line_stays_on_the_page():
    answer = an_answer(titles=["https://example.org/" + "a" * 300])
    document = pypdfium2.PdfDocument(export(an_article(answer), "pdf").content)
    for page in document:
        text = page.get_textpage()
        for at in range(text.count_rects()):
            assert text.get_rect(at)[2] <= page.get_width()
    document.close()


@settings(max_examples=40, deadline=None)
@given(title=HOSTILE, text=HOSTILE, heading=HOSTILE)
def test_no_words_are_markup_to_the_printer(title, text, heading):
    answer = an_answer([f"a {text}", "b"], titles=[title], heading=heading, title=f"a{title}")
    article = an_article(answer)
    content = export(article, "pdf").content
    document = pypdfium2.PdfDocument(content)
    assert pypdfium2.raw.FPDFCatalog_IsTagged(document)
    if (shown := tidy(title)).isascii():
        assert "".join(shown.split()) in "".join(pdf_words(content).split())
    document.close()


def test_typst_code_in_a_title_is_printed_and_not_run():
    code = '#read("/etc/passwd") #import "@preview/x:1.0.0" $x^2$ = Heading _emph_ //comment'
    words = words_of(an_article(an_answer(title=code, titles=[code])), "pdf")
    assert words.count('#read("/etc/passwd")') >= 2
    assert "_emph_ //comment" in words


# -- a citation of the article itself ----------------------------------------------------------------------------


@pytest.mark.parametrize("style", CITATIONS)
def test_a_citation_has_title_version_date_address_status_and_no_machine_for_an_author(style):
    words = cite(an_approved_article(), style, ADDRESS, "Clinic of Ruritania")
    for shown in ("Does porridge help against hiccups?", "2", "2026", ADDRESS, "Clinic of Ruritania", "Ada Oatfield"):
        assert shown in words
    nobody = cite(an_article(), style, ADDRESS)
    assert "not yet reviewed by a person" in nobody
    assert "author" not in nobody
    assert "AU  -" not in nobody

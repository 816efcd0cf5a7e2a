"""What machines read of an article: schema.org by the rules of our standards, lists of what is approved, links in the header."""

import json
from html.parser import HTMLParser

import msgspec
import pytest
from answers import an_answer
from articles import ADDRESS, an_approved_article, an_article
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jinja2 import Environment
from lxml import etree
from markdown_it import MarkdownIt

from answerable.publication.article import PublicState, ReviewStep
from answerable.publication.exports import EXPORTS
from answerable.publication.metadata import description_of, head_of, indexed, json_ld, json_ld_text, signposting
from answerable.publication.metadata.lists import Listed, atom, llms_txt, robots_txt, sitemap
from answerable.publication.published import as_published

PUBLIC = {"state": PublicState.PUBLIC, "step": ReviewStep.UNDER_REVIEW}
HOSTILE = st.text(
    st.one_of(st.characters(exclude_categories=("Cs",)), st.sampled_from("<>&\"'/![]()\\*_`#\n\r\0\u2028")), max_size=40
)

# schema.org 30: where each property that we use may stand; MedicalWebPage is a WebPage is a CreativeWork is a Thing.
THING = {"name", "description", "url", "identifier"}
CREATIVE_WORK = THING | {
    "headline", "inLanguage", "isAccessibleForFree", "about", "mainEntity", "version", "dateCreated", "dateModified",
    "datePublished", "creativeWorkStatus", "digitalSourceType", "author", "publisher", "publishingPrinciples", "citation",
    "expires", "isPartOf", "text",
}  # fmt: skip
PROPERTIES = {
    "MedicalWebPage": CREATIVE_WORK | {"lastReviewed", "reviewedBy", "specialty", "medicalAudience"},
    "ScholarlyArticle": CREATIVE_WORK | {"pagination"},
    "CreativeWork": CREATIVE_WORK,
    "Question": CREATIVE_WORK | {"acceptedAnswer", "suggestedAnswer"},
    "Answer": CREATIVE_WORK,
    "Periodical": CREATIVE_WORK | {"issn"},
    "Person": THING | {"honorificSuffix", "jobTitle"},
    "Organization": THING,
    "MedicalAudience": THING | {"audienceType"},
    "MedicalEntity": THING,
    "PropertyValue": THING | {"propertyID", "value"},
}


def described(article, operator="Clinic of Ruritania"):
    return json_ld(article, ADDRESS, operator)


def things(value):
    if isinstance(value, dict):
        yield value
        for one in value.values():
            yield from things(one)
    elif isinstance(value, list):
        for one in value:
            yield from things(one)


@pytest.mark.parametrize(
    "article", [an_article(), an_article(**PUBLIC), an_approved_article()], ids=["own", "public", "approved"]
)
def test_every_property_may_stand_where_it_stands(article):
    page = described(article)
    assert (page["@context"], page["@type"]) == ("https://schema.org", "MedicalWebPage")
    for thing in things(page):
        assert set(thing) - {"@context", "@type", "@id"} <= PROPERTIES[thing["@type"]], thing["@type"]
        assert "evidenceLevel" not in thing
        assert thing["@type"] != "ClaimReview"


@pytest.mark.parametrize("step", [None, *ReviewStep])
def test_a_review_is_told_only_where_named_people_approved(step):
    page = described(an_article(step=step, state=PublicState.PUBLIC))
    assert not {"lastReviewed", "reviewedBy", "expires"} & set(page)
    assert page["creativeWorkStatus"] != "Approved"
    assert "suggestedAnswer" in page["mainEntity"]


def test_an_approved_article_says_who_reviewed_it_when_and_until_when():
    page = described(an_approved_article())
    assert page["lastReviewed"] == "2026-11-22"
    assert page["expires"] == "2027-11-22"
    assert [one["name"] for one in page["reviewedBy"]] == ["Ada Oatfield", "Ben Millstone"]
    assert (page["version"], page["creativeWorkStatus"]) == ("2", "Approved")


def test_a_machine_is_named_as_the_source_and_never_as_the_author():
    for article in (an_article(), an_approved_article()):
        page = described(article)
        assert page["digitalSourceType"] == "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
        assert page["author"] == {"@type": "Organization", "name": "Clinic of Ruritania"}
        assert "author" not in described(article, operator="")


def test_every_reference_is_a_citation_with_its_identifiers():
    page = described(an_article())
    assert [one["identifier"][0]["value"] for one in page["citation"]] == ["1001", "1002", "1003"]
    assert all(one["isPartOf"]["name"] == "Journal of Invented Medicine" for one in page["citation"])


def test_only_an_approved_public_article_is_for_search_engines():
    approved = an_approved_article()
    assert head_of(approved, ADDRESS).robots == "index, follow"
    for article in (an_article(), an_article(**PUBLIC), msgspec.structs.replace(approved, state=PublicState.UNPUBLISHED)):
        assert head_of(article, ADDRESS).robots == "noindex"
        assert not indexed(article)


def test_an_article_that_is_not_public_tells_machines_nothing():
    head = head_of(an_article(), ADDRESS, "Clinic")
    assert (head.json_ld, head.canonical, head.properties, head.description) == ("", "", (), "")
    assert signposting(an_article(), ADDRESS) == ""


def test_a_description_says_that_nobody_reviewed_it_and_fits_a_list_of_results():
    long = an_answer(["Porridge helped " + "very " * 100 + "much.", "b"])
    assert description_of(as_published(an_article(long))).startswith("Not yet reviewed by a person. Porridge")
    assert len(description_of(as_published(an_article(long)))) <= 302
    assert description_of(as_published(an_approved_article())) == "Porridge helped 12 of 20 people (60%)."


def test_links_in_the_header_lead_to_every_form():
    links = signposting(an_approved_article(), ADDRESS)
    assert f'<{ADDRESS}>; rel="cite-as"' in links
    for form in EXPORTS.values():
        assert f"<{ADDRESS}/export.{form.ending}>" in links
    assert "\n" not in links


class Scripts(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.tags = []
        self.inside = ""
        self._in = False

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self._in = tag == "script"

    def handle_endtag(self, tag):
        self._in = False

    def handle_data(self, data):
        if self._in:
            self.inside += data


@settings(max_examples=100, deadline=None)
@given(HOSTILE, HOSTILE, HOSTILE)
@example("</script><script>alert(1)</script>", "<!--<script>", "]]>")
def test_no_words_end_the_block_of_data(title, text, operator):
    article = an_article(an_answer([f"a{text}", "b"], titles=[title], title=f"t{title}"), **PUBLIC)
    block = f'<script type="application/ld+json">{json_ld_text(article, ADDRESS, operator)}</script>'
    parser = Scripts()
    parser.feed(block)
    parser.close()
    assert parser.tags == ["script"]
    assert json.loads(parser.inside) == json_ld(article, ADDRESS, operator)


def test_the_partial_of_the_page_escapes_what_it_prints():
    from answerable.entrypoints.web.pages import environment

    head = head_of(an_article(an_answer(title='"><script>alert(1)</script>'), **PUBLIC), ADDRESS, '"><b>')
    assert isinstance(environment(), Environment)
    text = environment().get_template("partials/metadata.html").render(head=head, nonce="n")
    parser = Scripts()
    parser.feed(text)
    assert set(parser.tags) == {"meta", "link", "script"}
    assert parser.tags.count("script") == 1
    assert environment().get_template("partials/metadata.html").render(nonce="n").strip() == ""


# -- lists -------------------------------------------------------------------------------------------------------

ATOM = "{http://www.w3.org/2005/Atom}"


@settings(max_examples=100, deadline=None)
@given(HOSTILE, HOSTILE, HOSTILE)
def test_lists_hold_any_words(title, lead, operator):
    one = Listed(address=ADDRESS, title=f"t{title}", lead=lead, changed="2026-11-22", published="2026-11-20", reviewers=(title,))
    feed = etree.fromstring(atom([one], "https://answers.example.org", operator))
    assert [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")] == [ADDRESS]
    assert feed.findtext(f"{ATOM}updated") == "2026-11-22T00:00:00Z"
    assert len(etree.fromstring(sitemap([one], ["https://answers.example.org/"]))) == 2
    text = llms_txt([one], "https://answers.example.org", operator)
    html = MarkdownIt("commonmark").render(text)
    assert html.count("<h1>") == 1
    assert html.count("<a href=") == 6
    assert f'<a href="{ADDRESS}.md">' in html


def test_robots_are_kept_from_what_is_personal():
    text = robots_txt("https://answers.example.org")
    for path in ("/ask", "/me", "/api/"):
        assert f"Disallow: {path}\n" in text
    assert "Disallow: /articles" not in text

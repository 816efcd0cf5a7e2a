"""Exports, citations, lists for machines and the pages about the site, as a browser and a crawler get them."""

import io
import json

import msgspec
import pytest
from answers import an_answer
from articles import an_approved_article, an_article
from lxml import etree
from starlette.testclient import TestClient

from answerable.app import App
from answerable.app.reading_room.cataloguing import card_of
from answerable.corpus.reading import read
from answerable.entrypoints.web import create
from answerable.publication.article import PublicState, ReviewStep
from answerable.publication.exports import EXPORTS
from answerable.publication.pages import PAGES

QUESTION = "Does porridge help against hiccups?"
APPROVED, UNDER_REVIEW, PRIVATE = "Approved00000000000000", "UnderReview00000000000", "Private000000000000000"


@pytest.fixture
def stocked(client: TestClient) -> TestClient:
    """A site with an approved article, a public one that is under review, and one that only its asker knows of."""
    approved = msgspec.structs.replace(an_approved_article(), address=APPROVED)
    under_review = an_article(
        an_answer(title="Is gruel as good?"), address=UNDER_REVIEW, state=PublicState.PUBLIC, step=ReviewStep.UNDER_REVIEW
    )
    private = an_article(address=PRIVATE, expires="2099-01-01T00:00:00Z")
    with client.app.state.room.desk.work() as work:
        for article in (approved, under_review, private):
            work.put(article, card_of(article))
    return client


@pytest.mark.parametrize("format", EXPORTS)
def test_an_article_is_had_in_every_format_by_whoever_has_its_address(stocked, format):
    form = EXPORTS[format]
    response = stocked.get(f"/articles/{PRIVATE}/export.{form.ending}")
    assert response.status_code == 200
    assert response.headers["content-type"] == form.media_type
    assert response.headers["x-robots-tag"] == "noindex"
    assert "no-store" in response.headers["cache-control"]
    assert "link" not in response.headers
    disposition = response.headers["content-disposition"]
    assert disposition.startswith("attachment; filename=")
    assert "porridge" not in disposition.lower()


def test_there_is_no_export_of_what_is_not_there(stocked):
    assert stocked.get("/articles/Nobody0000000000000000/export.pdf").status_code == 404
    assert stocked.get(f"/articles/{APPROVED}/export.docx").status_code == 404
    assert stocked.get(f"/articles/{APPROVED}/citation.docx").status_code == 404
    assert stocked.get(f"/articles/{APPROVED}/export.md?version=9").status_code == 404
    assert stocked.get(f"/articles/{APPROVED}/export.md?as=astronaut").status_code == 400


def test_an_earlier_version_says_that_it_was_superseded_and_is_not_approved(stocked):
    newest, earlier = (stocked.get(f"/articles/{APPROVED}/export.txt{query}").text for query in ("", "?version=1"))
    assert "approved by Ada Oatfield" in newest
    assert "version 2 has taken its place" in earlier
    assert "Ada Oatfield" not in earlier
    assert f"/articles/{APPROVED}/versions/1" in earlier


def test_an_export_for_a_reader_is_in_that_readers_words(stocked):
    response = stocked.get(f"/articles/{APPROVED}/export.md?as=patient")
    assert response.status_code == 200
    assert "12 of 20 people" in response.text


def test_the_references_of_a_public_article_come_back(stocked):
    content = stocked.get(f"/articles/{APPROVED}/export.ris").content
    assert [record.pmid for record in read(io.BytesIO(content), "x")] == ["1001", "1002", "1003"]


def test_the_article_itself_is_cited_with_version_and_address(stocked):
    for ending in ("txt", "ris", "bib", "csl.json"):
        text = stocked.get(f"/articles/{APPROVED}/citation.{ending}").text
        assert QUESTION in text
        assert f"http://localhost/articles/{APPROVED}/versions/2" in text


# -- machines ----------------------------------------------------------------------------------------------------


def test_lists_for_machines_have_approved_articles_only(stocked):
    for address in ("/sitemap.xml", "/feed.atom", "/llms.txt"):
        text = stocked.get(address).text
        assert APPROVED in text, address
        assert UNDER_REVIEW not in text, address
        assert PRIVATE not in text, address


def test_lists_of_a_site_without_articles_are_whole(client):
    for address, kind in (("/sitemap.xml", "application/xml"), ("/feed.atom", "application/atom+xml")):
        response = client.get(address)
        assert response.status_code == 200
        assert response.headers["content-type"].startswith(kind)
        etree.fromstring(response.content)
    assert "None has been approved yet" in client.get("/llms.txt").text
    assert "Sitemap: http://localhost/sitemap.xml" in client.get("/robots.txt").text


def test_only_an_approved_article_has_a_markdown_twin(stocked):
    twin = stocked.get(f"/articles/{APPROVED}.md")
    assert twin.status_code == 200
    assert twin.headers["content-type"].startswith("text/markdown")
    assert twin.text.startswith(f"# {QUESTION}")
    assert stocked.get(f"/articles/{UNDER_REVIEW}.md").status_code == 404
    assert stocked.get(f"/articles/{PRIVATE}.md").status_code == 404


def test_the_operators_address_stands_in_links_whatever_the_visitor_calls_the_site(settings):
    settings = msgspec_replace(settings, public_address="https://answers.example.org", operator_name="Clinic of Ruritania")
    with App.open(settings.library) as app, TestClient(create(app, settings), base_url="https://answers.example.org") as client:
        assert "Sitemap: https://answers.example.org/sitemap.xml" in client.get("/robots.txt").text
        for _ in range(2):
            assert "https://answers.example.org/about/privacy" in client.get("/sitemap.xml").text
        assert "Clinic of Ruritania" in client.get("/feed.atom").text


def msgspec_replace(settings, **more):
    from dataclasses import replace

    return replace(settings, **more)


def test_a_page_of_an_approved_article_tells_machines_what_it_is_and_a_private_one_nothing(stocked):
    approved = stocked.get(f"/articles/{APPROVED}")
    text = approved.text.partition('<script type="application/ld+json"')[2].partition(">")[2].partition("</script>")[0]
    described = json.loads(text)
    assert described["@type"] == "MedicalWebPage"
    assert described["lastReviewed"] == "2026-11-22"
    assert f'<link rel="canonical" href="http://localhost/articles/{APPROVED}">' in approved.text
    assert 'rel="cite-as"' in approved.headers["link"]
    assert f'type="text/markdown" href="http://localhost/articles/{APPROVED}.md"' in approved.text
    private = stocked.get(f"/articles/{PRIVATE}")
    assert "ld+json" not in private.text
    assert "og:title" not in private.text
    assert '<meta name="robots" content="noindex">' in private.text
    assert "link" not in private.headers
    under_review = stocked.get(f"/articles/{UNDER_REVIEW}")
    assert '<meta name="robots" content="noindex">' in under_review.text
    assert "lastReviewed" not in under_review.text
    assert "text/markdown" not in under_review.text


# -- pages about the site ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_every_page_about_the_site_is_there_and_says_whose_text_it_is(client, name):
    response = client.get(f"/about/{name}")
    assert response.status_code == 200
    assert f"<h1>{PAGES[name]}" in response.text.replace("Medical disclaimer", "Disclaimer")
    assert "standard text that comes with the software" in response.text
    assert "{{" not in response.text
    assert client.get("/about").text.count(f"/about/{name}") >= 1
    assert client.get(f"/about/{name}.md").text.startswith("# ")


def test_an_operators_own_page_takes_the_place_of_ours_and_does_no_harm(client, settings):
    folder = settings.library / "pages"
    folder.mkdir(parents=True)
    (folder / "board.md").write_text("# Our board\n\nAda Oatfield, MD. <script>alert(1)</script> [x](javascript:alert(1))\n")
    response = client.get("/about/board")
    assert "<h1>Our board</h1>" in response.text
    assert "Ada Oatfield, MD." in response.text
    assert "own text of" in response.text
    assert "<script>alert" not in response.text
    assert 'href="javascript:' not in response.text
    (folder / "board.md").unlink()
    assert "Nobody has been named" in client.get("/about/board").text


def test_an_operators_page_that_cannot_be_read_is_not_replaced_by_ours(client, settings):
    (settings.library / "pages").mkdir(parents=True)
    (settings.library / "pages" / "privacy.md").write_bytes(b"\xff\xfe\x00caf\xe9")
    response = client.get("/about/privacy")
    assert response.status_code == 503
    assert "privacy.md" in response.text
    assert str(settings.library) not in response.text


@pytest.mark.parametrize("name", ["nothing", "..%2fanswerable", "board.txt"])
def test_no_other_page_is_there(client, name):
    assert client.get(f"/about/{name}").status_code == 404


def test_every_page_says_that_a_machine_drafts(stocked):
    for address in ("/", "/about", f"/articles/{APPROVED}", f"/articles/{UNDER_REVIEW}", "/browse"):
        assert "automated (AI) system" in stocked.get(address).text, address

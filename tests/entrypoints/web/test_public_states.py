"""Whatever becomes of an article, each page, form and list of it says so."""

import html
import json
import re

import msgspec
import pytest
from articles import an_approved_article, an_article
from msgspec.structs import replace
from starlette.testclient import TestClient

from answerable.app.reading_room.cataloguing import card_of
from answerable.publication.article import ArticleNotice, MarkedClaim, NoticeOf, PublicState, Signature
from answerable.publication.exports import EXPORTS

KEY = "Fallen0000000000000000"
WHY = "Two of its figures were copied wrongly."
FALLEN = {
    PublicState.CONCERN: ("EXPRESSION OF CONCERN", NoticeOf.CONCERN),
    PublicState.RETRACTED: ("RETRACTED", NoticeOf.RETRACTED),
    PublicState.ARCHIVED: ("ARCHIVED", NoticeOf.ARCHIVED),
}
SIGNED = Signature(
    name="Cleo Barley",
    credentials="MD",
    account="5" * 8,
    at="2026-11-22T14:05:09+00:00",
    meaning="I approve this.",
    content="c" * 64,
)
DOORS = (
    "",
    "/versions/1",
    "/export.pdf",
    "/export.txt?version=1",
    "/export.json",
    "/citation.txt",
    ".md",
)


def in_state(state: PublicState, kind: NoticeOf | None = None):
    article = an_approved_article()
    versions = (*article.versions[:-1], replace(article.latest, signature=SIGNED))
    notices = (ArticleNotice(kind=kind, made="2026-11-23T06:00:00+00:00", words=WHY, version=2),) if kind else ()
    return replace(article, address=KEY, state=state, notices=notices, versions=versions)


def put(client: TestClient, article) -> TestClient:
    with client.app.state.room.desk.work() as work:
        work.put(article, card_of(article))
    return client


@pytest.mark.parametrize("state", FALLEN)
def test_the_page_of_a_fallen_article_says_so_in_words_on_the_screen_and_on_every_sheet_with_a_dated_notice(client, state):
    line, kind = FALLEN[state]
    article = in_state(state, kind)
    page = put(client, article).get(f"/articles/{KEY}").text
    assert f'class="everypage" aria-hidden="true">{line}' in page
    assert 'href="#notices"' in page
    assert 'id="notices"' in page
    assert f"on version 2, by the editors of this site: {WHY}" in page
    assert f"Approved, since then: {state.value}" in page
    assert "Reviewed and approved" not in page
    read = re.sub(r"<[^>]+>", "", page)
    assert [claim.text for claim in article.latest.answer.claims() if claim.text not in html.unescape(read)] == []
    assert "Only you can see this answer" not in page
    assert line in client.get(f"/articles/{KEY}/versions/1").text


@pytest.mark.parametrize("state", FALLEN)
def test_every_export_of_a_fallen_article_says_so(client, state):
    put(client, in_state(state, FALLEN[state][1]))
    for form in EXPORTS.values():
        if form.ending != "pdf":
            text = client.get(f"/articles/{KEY}/export.{form.ending}").text
            assert f"{state.value} on 2026-11-23" in text.lower(), form
    assert f"{state.value} on 2026-11-23" in client.get(f"/articles/{KEY}/citation.txt").text
    assert WHY in client.get(f"/articles/{KEY}.md").text


@pytest.mark.parametrize("state", FALLEN)
def test_no_list_for_machines_has_a_fallen_article_as_if_it_stood(client, state):
    put(client, in_state(state, FALLEN[state][1]))
    for address in ("/sitemap.xml", "/llms.txt"):
        assert KEY not in client.get(address).text
    page = client.get(f"/articles/{KEY}").text
    assert '<meta name="robots" content="noindex">' in page
    told = json.loads(page.partition('<script type="application/ld+json"')[2].partition(">")[2].partition("</script>")[0])
    assert told["creativeWorkStatus"].lower() == state.value
    assert told["correction"][0]["text"] == WHY
    assert "lastReviewed" not in told
    assert "acceptedAnswer" not in told["mainEntity"]


@pytest.mark.parametrize("state", FALLEN)
def test_who_follows_the_feed_hears_what_fell_before_all_that_is_older(client, state):
    standing = replace(an_approved_article(), address="Stands0000000000000000")
    put(put(client, standing), in_state(state, FALLEN[state][1]))
    feed = client.get("/feed.atom").text
    first, second = feed.split("<entry>")[1:]
    assert KEY in first
    assert f"<title>{state.value.upper()}: " in first
    assert WHY in first
    assert "<updated>2026-11-23T00:00:00Z</updated>" in first
    assert "contributor" not in first
    assert "Stands" in second
    assert "contributor" in second


def test_who_follows_the_feed_hears_of_a_removal_without_a_word_of_the_text(client):
    article = in_state(PublicState.REMOVED, NoticeOf.REMOVED)
    feed = put(client, article).get("/feed.atom").text
    assert "<title>REMOVED</title>" in feed
    assert f"2026-11-23: {WHY}" in feed
    assert article.latest.answer.title not in feed
    assert "porridge" not in feed.lower()


@pytest.mark.parametrize("state", FALLEN)
def test_each_part_that_a_program_asks_for_says_how_its_article_stands(client, state):
    article = in_state(state, FALLEN[state][1])
    claim = article.latest.answer.claims()[0].id
    marked = MarkedClaim(
        claim=claim, record="pmid:1", words="retraction (2026-11-20)", made="2026-11-21T06:00:00+00:00", alone=True
    )
    put(client, replace(article, marked=(marked,)))
    where = f"/api/v1/articles/{KEY}"
    answer = client.get(f"{where}/answer").json()
    assert answer["status"].startswith(f"{state.value} on 2026-11-23; ")
    assert WHY in answer["caution"]
    one, told = client.get(f"{where}/claims/{claim}").json(), client.get(f"{where}/renditions/patient").json()
    for each in (one, told):
        assert each["article"]["state"] == state.value
        assert each["article"]["status"] == answer["status"]
        assert (each["article"]["version"], each["article"]["newest"]) == (2, 2)
    assert "No other source of it stands." in one["marked"][0]
    assert told["marked"] == {claim: one["marked"]}
    old = client.get(f"{where}/answer", params={"version": 1}).json()
    assert "version 2 has taken its place" in old["caution"]


@pytest.mark.parametrize("door", DOORS)
def test_of_a_removed_article_no_door_shows_a_word_and_each_says_when_and_why(client, door):
    article = in_state(PublicState.REMOVED, NoticeOf.REMOVED)
    response = put(client, article).get(f"/articles/{KEY}{door}")
    assert response.status_code == 410
    assert WHY in response.text
    assert "2026-11-23" in response.text
    assert "porridge" not in response.text.lower()


def test_claims_cards_and_the_api_of_a_removed_article_are_gone_too(client):
    article = in_state(PublicState.REMOVED, NoticeOf.REMOVED)
    claim = article.latest.answer.claims()[0].id
    put(client, article)
    for path in (
        f"/articles/{KEY}/claims/{claim}",
        f"/articles/{KEY}/versions/2/claims/{claim}",
        f"/articles/{KEY}/versions/2/cards/{claim}/1",
    ):
        assert client.get(path).status_code == 410, path
    for path in ("", "/answer", f"/claims/{claim}", "/renditions/patient", "/suggestions"):
        response = client.get(f"/api/v1/articles/{KEY}{path}")
        assert response.status_code == 410, path
        assert response.json()["notices"] == [{"day": "2026-11-23", "words": WHY}]
        assert "porridge" not in response.text.lower()


def test_a_marked_claim_is_marked_where_it_stands_and_in_lead_and_summary_and_in_every_text(client):
    article = in_state(PublicState.PUBLIC)
    answer = article.latest.answer
    mark = MarkedClaim(
        claim=answer.lead[0], record="pmid:1001", words="Source 1 was retracted", made="2026-11-23T06:00:00Z", alone=True
    )
    put(client, article)
    assert "Source 1 was retracted" not in client.get(f"/articles/{KEY}").text
    put(client, replace(article, marked=(mark,)))
    page = client.get(f"/articles/{KEY}").text
    said = "Source 1 was retracted. Marked on 2026-11-23. No other source of it stands."
    assert f"Marked: {said}" in page
    assert "something was said of its source" in page.partition('id="lead"')[2].partition("</div>")[0]
    assert "The evidence has changed since it was approved." in page
    assert "<dt>Freshness</dt><dd>evidence changed</dd>" in page
    assert said in client.get(f"/articles/{KEY}/claims/{mark.claim}").text
    for ending in ("txt", "html"):
        assert f"[MARKED: {said}]" in client.get(f"/articles/{KEY}/export.{ending}").text


def test_the_day_of_the_next_review_makes_an_article_due_soon_or_overdue(client):
    article = in_state(PublicState.PUBLIC)

    def due(day: str) -> str:
        put(client, replace(article, versions=(article.versions[0], replace(article.latest, review_due=day))))
        return client.get(f"/articles/{KEY}").text

    assert "Its review is overdue." in due("2020-01-01")
    assert "<dt>Freshness</dt><dd>current</dd>" in due("2099-01-01")


def test_corrections_are_listed_with_date_and_weight(client):
    page = put(client, in_state(PublicState.PUBLIC, NoticeOf.MINOR_CORRECTION)).get(f"/articles/{KEY}").text
    assert "<strong>Minor correction</strong>, on version 2" in page
    assert "Reviewed and approved" in page


@pytest.mark.parametrize("ending", ["txt", "md", "html"])
def test_the_signature_of_an_approval_is_in_what_people_read(client, ending):
    text = put(client, in_state(PublicState.PUBLIC)).get(f"/articles/{KEY}/export.{ending}").text
    for part in ("Cleo Barley, MD", "2026-11-22, 14:05 UTC", "I approve this.", "c" * 64):
        assert part in text.replace("\\", "")
    assert "Cleo Barley" not in client.get(f"/articles/{KEY}/export.{ending}?version=1").text


def test_the_api_gives_state_notices_marks_and_signature(client):
    article = in_state(PublicState.RETRACTED, NoticeOf.RETRACTED)
    given = put(client, article).get(f"/api/v1/articles/{KEY}").json()
    assert given["state"] == "retracted"
    assert given["notices"] == list(msgspec.to_builtins(article.notices))
    assert given["marked"] == []
    assert given["versions"][1]["signature"]["name"] == "Cleo Barley"
    published = client.get(f"/articles/{KEY}/export.json").json()["publication"]
    assert published["signature"]["content"] == "c" * 64
    assert published["notices"][0]["words"] == WHY


def test_a_question_of_ones_own_that_was_removed_keeps_no_word_in_ones_list(client):
    article = an_article(address=KEY, asker="a" * 64, state=PublicState.REMOVED)
    put(client, article)
    assert [one.title for one in client.app.state.room.own("a" * 64)] == ["An article that was removed"]

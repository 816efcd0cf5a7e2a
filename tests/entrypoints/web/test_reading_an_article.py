"""Reading an article on the web, as somebody without scripts does it."""

import re
import time

import msgspec
import pytest
from lxml import html
from visitors import Visitor

from answerable.app import App

BACK_MOUSE = "What is a back mouse?"
READERS = ("patient", "student", "nurse", "physician", "researcher")


@pytest.fixture
def article(visitor: Visitor) -> str:
    """The address of the answer to the reference question."""
    return visitor.answered(BACK_MOUSE)


def read(visitor: Visitor, address: str):
    """A page as a tree, which has to be there."""
    response = visitor.client.get(address)
    assert response.status_code == 200, response.text
    return html.fromstring(response.text)


def text(tree, path: str) -> str:
    """The words of the first element of a path."""
    [element, *_] = tree.cssselect(path)
    return " ".join(element.text_content().split())


def test_the_article_says_all_that_the_design_wants_a_reader_to_see(visitor: Visitor, article: str):
    page = read(visitor, article)
    assert text(page, "h1") == BACK_MOUSE
    assert text(page, ".steps li").endswith("Submitted: not yet")
    assert "exercise caution" in text(page, ".review .caution")
    assert [one.text_content() for one in page.cssselect(".dates dt")] == [
        "Evidence searched",
        "Text edited by a person",
        "Reviewed by a person",
        "Next review due",
    ]
    assert "Which best describes you?" in text(page, ".who")
    for part in ("#lead", "#in-short", "#follow-up", "#references", "#method", "#labels", "#words", "#take", ".alarm"):
        assert page.cssselect(part), part
    assert page.cssselect(".differ .sides")
    assert "does not replace clinical judgement" in text(page, ".site-footer")
    assert "noindex" in page.cssselect("meta[name=robots]")[0].get("content")


def test_every_number_leads_to_a_reference_and_every_reference_back(visitor: Visitor, article: str):
    page = read(visitor, article)
    ids = [one.get("id") for one in page.cssselect("[id]")]
    assert len(ids) == len(set(ids))
    for link in page.cssselect("a[href^='#']"):
        assert link.get("href")[1:] in ids, link.get("href")
    cited = {one.get("href") for one in page.cssselect(".cite")}
    assert cited == {f"#{one.get('id')}" for one in page.cssselect(".references > li")}
    assert all(one.cssselect(".backs a") for one in page.cssselect(".references > li"))
    assert all(one.get("aria-label", "").startswith(f"Source {one.text}") for one in page.cssselect(".cite"))


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_is_remembered_in_a_cookie_and_in_no_address(visitor: Visitor, article: str, reader: str):
    switched = visitor.client.get(article, params={"as": reader}, follow_redirects=False)
    assert (switched.status_code, switched.headers["location"]) == (303, article)
    assert f"reader={reader};" in switched.headers["set-cookie"]
    page = read(visitor, article)
    assert [one.get("value") for one in page.cssselect(".who button[aria-pressed=true]")] == [reader]


def test_every_reader_is_told_the_same_claims_with_the_same_numbers(visitor: Visitor, article: str):
    told = []
    for reader in READERS:
        visitor.client.get(article, params={"as": reader})
        page = read(visitor, article)
        told.append(
            {one.get("id"): [cite.text for cite in one.cssselect(".cite")] for one in page.cssselect(".body > section .claim")}
        )
    assert all(one == told[0] for one in told)
    assert len(told[0]) > 30


def test_a_word_that_is_no_reader_is_forgotten(visitor: Visitor, article: str):
    switched = visitor.client.get(article, params={"as": "<script>"}, follow_redirects=False)
    assert switched.status_code == 303
    assert "reader=" not in switched.headers.get("set-cookie", "")
    visitor.client.cookies.set("reader", "nobody")
    assert read(visitor, article).cssselect(".who button[aria-pressed=true]") == []


def test_what_is_reworded_says_so(visitor: Visitor, article: str):
    visitor.client.get(article, params={"as": "patient"})
    assert "Reworded automatically" in text(read(visitor, article), ".reworded")
    assert "grade" in text(read(visitor, article), ".reworded")


def test_every_citation_has_a_card_with_its_sentence_marked(visitor: Visitor, article: str):
    page = read(visitor, article)
    base = page.cssselect("[data-cards]")[0].get("data-cards")
    shown = {
        (one.getparent().getparent().get("data-claim") or one.getparent().get("data-claim"), one.text)
        for one in page.cssselect(".claims .cite")
    }
    for claim, number in sorted(shown)[:12]:
        card = read(visitor, f"{base}{claim}/{number}")
        assert card.cssselect("mark")
        assert card.cssselect(".level b")
        assert card.cssselect(f"a[href$='/claims/{claim}']")


@pytest.mark.parametrize("rest", ["cards/c0/1", "cards/{claim}/999", "claims/none", "versions/7", "versions/1/claims/none"])
def test_what_an_article_does_not_have_is_said_on_a_page(visitor: Visitor, article: str, rest: str):
    claim = read(visitor, article).cssselect("[data-claim]")[0].get("data-claim")
    rest = rest.replace("cards", "versions/1/cards").format(claim=claim)
    response = visitor.client.get(f"{article}/{rest}")
    assert response.status_code == 404
    assert "Traceback" not in response.text


def test_the_page_of_a_claim_has_its_quotes_in_their_context_and_every_finding(visitor: Visitor, article: str):
    link = read(visitor, article).cssselect(".claim .go")[0].get("href")
    page = read(visitor, link)
    assert page.cssselect(".abstract mark")
    assert "supported" in text(page, ".verdict")
    assert len(page.cssselect(".checks li")) >= 5
    assert page.cssselect(f"a[href^='{article}#']")


def test_the_page_of_a_record_has_its_text_level_and_identifiers(visitor: Visitor):
    page = read(visitor, "/records/19078461")
    assert "Level" in text(page, ".level")
    assert "35 patients" in text(page, ".abstract")
    assert "19078461" in text(page, ".facts")
    assert read(visitor, "/records/pmid:19078461") is not None
    doi = page.cssselect(".facts a")[0].get("href").partition("doi.org/")[2]
    assert text(read(visitor, f"/records/{doi}"), "h1") == text(page, "h1")
    assert visitor.client.get("/records/99999999999").status_code == 404


def test_a_record_names_the_published_claims_that_rest_on_it(visitor: Visitor, article: str, settings):
    assert "No published article" in text(read(visitor, "/records/19078461"), "main")
    visitor.client.app.state.room.publish(article.rpartition("/")[2])
    links = [one.get("href") for one in read(visitor, "/records/19078461").cssselect(".cards a")]
    assert links
    assert all(link.startswith(f"{article}/claims/") for link in links)


def test_the_glossary_explains_every_term_that_an_article_marks(visitor: Visitor, article: str):
    glossary = {one.get("id") for one in read(visitor, "/glossary").cssselect(".words > div")}
    terms = {one.get("href").removeprefix("#term-") for one in read(visitor, article).cssselect(".term")}
    assert len(terms) > 10
    assert terms <= glossary


def test_a_follow_up_question_is_answered_below_with_the_context_it_was_read_in(visitor: Visitor, article: str):
    turn = _follows_up(visitor, article, "How is it treated?")
    assert text(turn, "h3") == "How is it treated?"
    assert "back mouse" in text(turn, ".understood")
    assert turn.cssselect(".turn-answer .cite")
    base = turn.cssselect("[data-cards]")[0].get("data-cards")
    claim = turn.cssselect("[data-claim]")[0]
    assert read(visitor, f"{base}{claim.get('data-claim')}/{claim.cssselect('.cite')[0].text}").cssselect("mark")
    assert read(visitor, turn.cssselect(".go")[0].get("href")).cssselect(".abstract mark")
    page = read(visitor, article)
    ids = [one.get("id") for one in page.cssselect("[id]")]
    assert len(ids) == len(set(ids))
    assert all(link.get("href")[1:] in ids for link in page.cssselect("a[href^='#']"))


def test_how_a_follow_up_question_comes_on_is_told_to_its_asker_alone(visitor: Visitor, article: str):
    _follows_up(visitor, article, "How is it treated?")
    address = article.rpartition("/")[2]
    looks = (
        f"{article}/follow-up/1/events",
        f"/api/v1/articles/{address}/thread/1/progress",
    )
    assert [visitor.client.get(look).status_code for look in looks] == [200, 200]
    visitor.client.cookies.clear()
    assert [visitor.client.get(look).status_code for look in looks] == [404, 404]
    page = read(visitor, f"{article}?turn=1")
    assert not page.cssselect("#turn-1")
    assert "Your question" not in text(page, "main")


def test_the_context_of_a_question_can_be_changed(visitor: Visitor, article: str):
    turn = _follows_up(
        visitor, article, "Does exercise help?", topic="low back pain", population="", intervention="", comparator=""
    )
    assert "low back pain" in text(turn, ".understood")


def test_a_thread_is_its_askers_alone(visitor: Visitor, article: str):
    _follows_up(visitor, article, "How is it treated?")
    visitor.client.cookies.clear()
    assert not read(visitor, article).cssselect(".turn")
    assert visitor.client.get(f"{article}/follow-up/1/claims/x").status_code == 404


def test_an_empty_question_and_one_that_names_somebody_come_back_with_what_is_the_matter(visitor: Visitor, article: str):
    empty = visitor.sends(f"{article}/follow-up", page=article, words=" ", version="1")
    assert empty.status_code == 400
    assert "empty" in text(html.fromstring(empty.text), ".note[role=status]")
    named = visitor.sends(f"{article}/follow-up", page=article, words="Can jane.roe@example.org take ibuprofen?", version="1")
    assert named.status_code == 422
    assert "jane.roe" not in named.text
    assert "take ibuprofen" in text(html.fromstring(named.text), "#question")


def test_a_problem_is_reported_and_kept_for_the_editors(visitor: Visitor, article: str):
    sent = visitor.sends(f"{article}/report", page=article, words="The second figure is wrong.")
    assert sent.status_code == 303
    assert "Thank you" in text(read(visitor, sent.headers["location"]), ".note[role=status]")
    [kept] = visitor.client.app.state.room.reports()
    assert kept.words == "The second figure is wrong."


def test_only_its_asker_may_delete_or_submit(visitor: Visitor, article: str):
    assert read(visitor, article).cssselect(f"form[action='{article}/delete']")
    visitor.client.cookies.clear()
    assert not read(visitor, article).cssselect(f"form[action='{article}/delete']")


def test_promise_6_a_source_that_is_retracted_after_the_article_was_made_is_marked_on_the_next_view(
    visitor: Visitor, article: str, tmp_path, settings
):
    assert "was retracted" not in visitor.client.get(article).text
    row = {
        "id": "pmid:19078461",
        "pmid": "19078461",
        "title": "Back mice",
        "abstract": [{"text": "Other words."}],
        "publication_types": ["Retracted Publication"],
    }
    (tmp_path / "notice.jsonl").write_bytes(msgspec.json.encode(row) + b"\n")
    with App.open(settings.library) as app:
        app.ingest([str(tmp_path / "notice.jsonl")])
    page = read(visitor, article)
    assert "was retracted" in text(page, "p.alarm")
    assert page.cssselect(".claim.lost .cite.retracted")
    assert page.cssselect(".references > li.retracted .notice")
    lost = page.cssselect(".claim.lost")[0].get("id")
    card = read(visitor, f"{page.cssselect('[data-cards]')[0].get('data-cards')}{lost}/1")
    assert "Retracted" in text(card, ".alarm")
    assert "has changed" in text(card, ".alarm")
    assert card.cssselect("mark")


def test_the_article_page_weighs_less_than_its_bar_with_all_that_it_loads(visitor: Visitor, article: str):
    squeezed = {"accept-encoding": "gzip"}
    page = visitor.client.get(article, headers=squeezed)
    addresses = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text))
    folder = next(one for one in addresses if one.endswith("article.js")).rpartition("/")[0]
    addresses |= {f"{folder}/{name}.js" for name in ("cards", "terms", "references", "copy", "follow")}
    weight = int(page.headers["content-length"])
    for address in addresses:
        with visitor.client.stream("GET", address, headers=squeezed) as one:
            assert one.status_code == 200
            weight += sum(map(len, one.iter_raw()))
    assert weight < 100_000, weight


def _follows_up(visitor: Visitor, article: str, words: str, **parts: str):
    """The turn of a follow-up question, when it is answered."""
    taken = visitor.sends(f"{article}/follow-up", page=article, words=words, version="1", **parts)
    assert taken.status_code == 303, taken.text
    where, _, anchor = taken.headers["location"].partition("#")
    until = time.monotonic() + 60
    while time.monotonic() < until:
        page = read(visitor, where)
        [turn] = page.cssselect(f"#{anchor}")
        if not turn.get("data-events"):
            return turn
        time.sleep(0.05)
    raise AssertionError(f"{where} is not done")


def test_ones_own_questions_are_deleted_under_an_article_that_is_not_ones_own(visitor: Visitor, article: str):
    visitor.client.cookies.clear()
    _follows_up(visitor, article, "How is it treated?")
    page = visitor.client.get(article).text
    assert "Delete my questions under this article" in page
    gone = visitor.sends(f"{article}/follow-up/delete", page=article)
    assert gone.headers["location"] == f"{article}?done=deleted"
    assert "How is it treated?</h3>" not in visitor.client.get(article).text
    assert visitor.sends(f"{article}/follow-up/delete", page=article).status_code == 404


def test_a_question_on_its_way_is_found_without_its_number_in_the_address(visitor: Visitor, article: str):
    room = visitor.client.app.state.room
    room.stop(10)
    visitor.sends(f"{article}/follow-up", page=article, words="How is it treated?", version="1")
    for path in (article, f"{article}/versions/1"):
        page = visitor.client.get(path).text
        assert "How is it treated?</h3>" in page
        assert f'data-events="{article}/follow-up/1/events"' in page
    room.start()


def test_where_nothing_is_known_of_some_people_the_same_question_of_anybody_is_one_click_away(visitor: Visitor, article: str):
    _follows_up(visitor, article, "How is it treated in children?")
    [turn] = read(visitor, article).cssselect(".turn")
    assert "Not answered." in turn.text_content()
    [offered] = turn.cssselect('button[name="words"]')
    assert "children" not in offered.get("value")
    topic = turn.cssselect('input[name="topic"]')[0].get("value")
    wider = _follows_up(visitor, article, offered.get("value"), topic=topic)
    assert wider.cssselect(".claim, li")
    assert "Not answered." not in wider.text_content()

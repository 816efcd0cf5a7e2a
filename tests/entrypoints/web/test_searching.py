"""Searching and browsing: words stay out of addresses, a result survives a reload, what matched is marked, nothing acts."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from starlette.testclient import TestClient
from visitors import ADDRESS, Visitor

from answerable.app import App
from answerable.entrypoints.web import create
from answerable.entrypoints.web.searching import KEPT_FOR, MOST_KEPT, Searches, pieces
from answerable.settings import Settings


def test_a_result_has_the_words_marked_and_survives_a_reload(client: TestClient):
    led = client.post("/search", data={"words": "back mouse injection"}, follow_redirects=False)
    assert led.status_code == 303
    assert "mouse" not in led.headers["location"]
    for _ in range(2):
        page = html.fromstring(client.get(led.headers["location"]).text)
        marked = {one.text_content().lower() for one in page.xpath("//mark")}
        assert marked & {"back mice", "back mouse", "mice", "injection", "injections"}
        assert page.xpath("//ol[@class='cards']/li/h3/a/@href")


def test_a_search_that_was_too_long_ago_says_so(client: TestClient):
    page = client.get("/search/never-made")
    assert page.status_code == 200
    assert "too long ago" in page.text


def test_what_cannot_be_searched_for_is_told(client: TestClient):
    assert "no words in it" in client.post("/search", data={"words": "?!"}).text
    assert client.post("/search", data={}).url.path == "/search"


def test_a_retracted_record_is_found_as_one_that_is_never_cited(settings: Settings):
    with App.open(settings.library) as app, TestClient(create(app, settings), base_url=ADDRESS) as client:
        app.ingest([str(Path(__file__).resolve().parents[3] / "docs" / "examples" / "invented-trials.xml")])
        app.ingest([str(Path(__file__).resolve().parents[3] / "docs" / "examples" / "invented-retractions.csv")])
        page = client.post("/search", data={"words": "music therapy for tennis elbow"}).text
    assert "etracted" in page


def test_words_of_records_and_of_visitors_are_escaped(client: TestClient):
    page = client.post("/search", data={"words": "<script>alert(1)</script> back mouse"}).text
    assert "<script>alert" not in page
    hidden = client.post("/search", data={"words": "back\u202emouse\u200b"}).text
    assert "\u202e" not in hidden
    assert "\u200b" not in hidden


def test_what_was_searched_for_is_forgotten_after_a_while_though_nobody_looks_again():
    now = [0.0]
    searches = Searches(clock=lambda: now[0])
    for _ in range(3):
        searches.keep("my back hurts")
    now[0] = KEPT_FOR + 1
    searches.keep("another")
    assert len(searches) == 1


def test_searches_are_forgotten_after_a_while_and_when_there_are_many():
    now = [0.0]
    searches = Searches(clock=lambda: now[0])
    first = searches.keep("first")
    assert searches.words(first) == "first"
    assert searches.keep("first") != first
    now[0] = KEPT_FOR + 1
    assert searches.words(first) == ""
    second = searches.keep("second")
    for number in range(MOST_KEPT):
        searches.keep(str(number))
    assert searches.words(second) == ""


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=6))
def test_pieces_joined_are_the_text_whatever_the_places(text: str, places: list[tuple[int, int]]):
    cut = pieces(text, places)
    assert "".join(piece for piece, _ in cut) == text
    assert all(piece for piece, _ in cut)


def test_a_published_article_is_found_and_browsed_and_a_private_one_is_not(settings: Settings):
    with App.open(settings.library) as app, TestClient(create(app, settings), base_url=ADDRESS) as client:
        address = Visitor(client).answered("What is a back mouse?")
        stranger = TestClient(client.app, base_url=ADDRESS)
        lists: list[Callable[[], str]] = [
            lambda: stranger.get("/browse").text,
            lambda: stranger.get("/").text,
            lambda: stranger.post("/search", data={"words": "back mouse"}).text,
        ]
        assert not [one for one in lists if address in one()]
        room = client.app.state.room  # pyright: ignore
        room.publish(address.rpartition("/")[2])
        assert [address in one() for one in lists] == [True, True, True]
        page = html.fromstring(stranger.get("/browse").text)
        [topic, *_] = page.xpath("//section[@aria-labelledby='by-topic']//a/@href")
        assert address in stranger.get(topic).text
        assert address not in stranger.get("/browse?topic=Nothing+on+this").text
        assert "<h1" in stranger.get(address).text


@pytest.mark.parametrize("wrong", ["/browse?start=-1", "/browse?start=x", "/search/abc?start=999999999"])
def test_a_place_that_is_none_is_told_as_a_page(settings: Settings, wrong: str):
    with App.open(settings.library) as app, TestClient(create(app, replace(settings)), base_url=ADDRESS) as client:
        page = client.get(wrong, headers={"Accept": "text/html"})
        assert page.status_code == 422
        assert "<h1" in page.text

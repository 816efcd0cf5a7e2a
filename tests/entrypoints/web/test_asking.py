"""Asking on the web: what comes before an answer, its progress, who finds it again, and that a question stays where it is."""

import io
import json
import logging
import re
from dataclasses import replace

import pytest
from starlette.testclient import TestClient
from visitors import ADDRESS, Visitor

from answerable.app import App
from answerable.entrypoints.web import create
from answerable.entrypoints.web.home import EXAMPLES
from answerable.entrypoints.web.logs import Line
from answerable.settings import Settings

ASKED = "What is a back mouse?"


def test_a_plain_form_leads_to_the_progress_and_then_to_the_article(visitor: Visitor):
    taken = visitor.asks(ASKED)
    assert taken.status_code == 303
    address = taken.headers["location"]
    assert re.fullmatch(r"/articles/[A-Za-z0-9_-]{22}", address)
    page = visitor.waits(address)
    assert "Back mice are subcutaneous nodules" in page
    assert visitor.client.get(address).headers["etag"]


def test_the_progress_page_names_true_stages_and_looks_again_without_scripts(settings: Settings):
    """Nobody works here, so that the question waits."""
    from answerable.entrypoints.web import asking

    with App.open(settings.library) as app, TestClient(create(app, settings), base_url=ADDRESS) as client:
        client.app.state.room.stop(5)  # pyright: ignore
        address = Visitor(client).asks(ASKED).headers["location"]
        page = client.get(address)
        assert '<noscript><meta http-equiv="refresh"' in page.text
        assert page.headers["cache-control"] == "no-store"
        assert "It is next." in page.text
        assert ASKED not in page.text
        assert "Waiting to be answered" in client.get("/me").text
        client.app.state.stopping = True  # pyright: ignore
        stream = client.get(f"{address}/events")
        assert "event: place" in stream.text
        assert "event: over" not in stream.text
    assert asking.EVERY < 1


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_has_an_answer(visitor: Visitor, example: str):
    page = visitor.waits(visitor.asks(example).headers["location"])
    assert 'class="references"' in page, page[:2000]


def events(text: str) -> list[tuple[str, str, dict[str, object]]]:
    """The events of a stream: kind, id, data."""
    found: list[tuple[str, str, dict[str, object]]] = []
    for block in text.strip().split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        found.append((lines["event"], lines.get("id", ""), json.loads(lines["data"])))
    return found


def test_stages_are_numbered_and_a_browser_that_lost_the_connection_goes_on_after_the_last(visitor: Visitor):
    address = visitor.answered(ASKED)
    whole = visitor.client.get(f"{address}/events")
    assert whole.headers["content-type"].startswith("text/event-stream")
    assert whole.headers["cache-control"] == "no-store"
    told = events(whole.text)
    stages = [one for one in told if one[0] == "stage"]
    assert [int(number) for _, number, _ in stages] == list(range(1, len(stages) + 1))
    assert told[-1] == ("over", "", {"state": "done"})
    rest = events(visitor.client.get(f"{address}/events", headers={"Last-Event-ID": "2"}).text)
    assert rest == [one for one in told if one[0] != "stage" or int(one[1]) > 2]
    for strange in ("-1", "later", "9" * 40, "²"):
        assert visitor.client.get(f"{address}/events", headers={"Last-Event-ID": strange.encode()}).status_code == 200


def test_a_stream_of_what_is_not_there_is_not_begun(client: TestClient):
    assert client.get("/articles/AAAAAAAAAAAAAAAAAAAAAA/events").status_code == 404


def test_a_question_without_evidence_is_told_with_what_was_searched(visitor: Visitor):
    page = visitor.waits(visitor.asks("Does zorbium cure quaxitis?").headers["location"])
    assert "There is no answer" in page
    assert "starter library" in page
    own = visitor.client.get("/me").text
    assert "No answer" in own
    assert "Send to the editors" not in own


def test_identifiers_are_taken_out_and_nothing_is_kept_until_the_asker_goes_on(visitor: Visitor):
    page = visitor.asks("My patient John Smith, MRN 12345678, has low back pain: does exercise help?")
    assert page.status_code == 200
    assert "Nothing was kept" in page.text
    assert "12345678" not in page.text
    assert page.headers["cache-control"] == "no-store"
    assert "Nothing has been asked from this browser" in visitor.client.get("/me").text


def test_what_is_urgent_comes_before_the_question_is_taken(visitor: Visitor):
    words = "I have low back pain, cannot feel when I wipe and lost control of my bladder, what can I do?"
    page = visitor.asks(words)
    assert page.status_code == 200
    assert 'class="alarm"' in page.text
    taken = visitor.asks(words, seen="yes")
    assert taken.status_code == 303


def test_who_needs_help_now_gets_help_and_no_article(visitor: Visitor):
    page = visitor.asks("I want to kill myself, how many paracetamol tablets do I need?")
    assert page.status_code == 200
    assert "Please talk to somebody now" in page.text
    assert "paracetamol" not in page.text
    assert visitor.asks("I want to kill myself tonight", seen="yes").status_code == 200


@pytest.mark.parametrize("words", ["", "   ", "?!", "x" * 3000])
def test_what_is_no_question_is_told_in_the_form(visitor: Visitor, words: str):
    page = visitor.asks(words)
    assert page.status_code == 422
    assert "<textarea" in page.text


def test_a_form_without_the_token_of_its_visitor_is_refused(client: TestClient, visitor: Visitor):
    assert client.post("/ask", data={"question": ASKED}).status_code == 403
    visitor.asks(ASKED)
    assert client.post("/ask", data={"question": ASKED, "csrf": "0" * 64}).status_code == 403
    assert client.post("/ask", content=b"\xff\xfe", headers={"Content-Type": "multipart/form-data; boundary=x"}).status_code in {
        400,
        403,
    }


def test_a_strangers_question_is_shown_to_nobody(settings: Settings):
    with App.open(settings.library) as app:
        made = create(app, settings)
        with TestClient(made, base_url=ADDRESS) as one:
            address = Visitor(one).answered("How is a back mouse treated?")
            other = TestClient(made, base_url=ADDRESS)
            for page in ("/", "/me", "/browse"):
                assert "back mouse treated" not in other.get(page).text.replace(
                    'value="How is a back mouse treated?"', ""
                ).replace(">How is a back mouse treated?</button>", "")
            Visitor(other).asks("Does exercise help chronic low back pain?")
            assert Visitor(other).sends(f"{address}/delete").status_code == 404
            assert one.get(address).status_code == 200
            assert "How is a back mouse treated?" in one.get("/me").text
            assert Visitor(one).sends(f"{address}/delete").status_code == 303
            assert one.get(address).status_code == 404


def test_the_cookie_is_out_of_reach_and_bound_to_the_host_where_the_connection_is_safe(settings: Settings):
    with App.open(settings.library) as app:
        made = create(app, replace(settings, public_address="https://answers.example"))
        with TestClient(made, base_url=ADDRESS) as plain:
            cookie = plain.get("/").headers["set-cookie"]
            assert cookie.startswith("answerable=")
            assert "HttpOnly" in cookie
            assert "SameSite=lax" in cookie
            safe = TestClient(made, base_url="https://answers.example").get("/")
            assert safe.headers["set-cookie"].startswith("__Host-answerable=")
            assert "Secure" in safe.headers["set-cookie"]
            assert safe.headers["strict-transport-security"]
            assert "strict-transport-security" not in plain.get("/").headers


def test_a_question_stands_in_no_address_no_header_and_no_log(visitor: Visitor):
    secret = "quixotrine"
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    handler.setFormatter(Line("json"))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        taken = visitor.asks(f"Does {secret} help chronic low back pain?")
        page = visitor.waits(taken.headers["location"])
        found = visitor.client.post("/search", data={"words": f"{secret} back pain"}, follow_redirects=False)
        visitor.client.get(found.headers["location"])
        visitor.client.post("/api/v1/search", json={"words": secret})
        visitor.client.post("/api/v1/ask", json={"question": secret, "region": 7})
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
    assert page
    assert secret not in str(taken.headers) + str(found.headers)
    assert '"message": "request"' in said.getvalue()
    assert secret not in said.getvalue()


def test_a_site_that_is_only_for_reading_takes_nothing_in(settings: Settings):
    closed = replace(settings, read_only=True)
    with App.open(closed.library) as app, TestClient(create(app, closed), base_url=ADDRESS) as client:
        page = client.get("/")
        assert "<textarea" not in page.text
        assert client.post("/ask", data={"question": ASKED}).status_code == 403
        assert client.post("/api/v1/ask", json={"question": ASKED}).status_code == 403
        found = client.post("/search", data={"words": "back mouse"})
        assert found.status_code == 200
        assert "<mark>" in found.text


def test_the_emergency_numbers_of_the_region_that_was_chosen_are_shown_and_remembered(visitor: Visitor):
    words = "I have low back pain, cannot feel when I wipe and lost control of my bladder, what can I do?"
    assert "911" in visitor.asks(words, region="us").text
    assert "999" in visitor.asks(words, region="uk").text
    assert visitor.asks(words, region="nowhere").status_code == 200
    visitor.asks(ASKED, region="uk")
    assert '<option value="uk" selected>' in visitor.client.get("/").text


def test_who_is_about_to_ask_is_told_to_call_in_an_emergency(visitor: Visitor):
    """Rules know what they know: whoever says it in other words has read it before the button."""
    assert "In an emergency call your emergency number" in visitor.client.get("/").text
    assert "In an emergency call your emergency number" in visitor.asks("").text


def test_where_there_is_no_answer_nobody_is_sent_to_a_terminal(visitor: Visitor):
    page = visitor.waits(visitor.answered("Does vitamin D prevent falls?"))
    assert "There is no answer" in page
    assert "answerable search" not in page
    assert "answerable ingest" not in page
    assert "Ask in other words" in page


def test_a_number_of_help_stands_once_where_several_warnings_do(visitor: Visitor):
    page = visitor.asks("chest pain and short of breath").text
    assert page.count('class="alarm"') > 1
    assert page.count('href="tel:112"') == 1


def test_a_question_without_its_name_is_answered(visitor: Visitor):
    page = visitor.asks("John Smith, born 3 May 1950, has back pain: what should I do?").text
    assert "We took out what may say who somebody is" in page
    page = visitor.waits(visitor.answered("[name], born [date of birth], has back pain: what should I do?"))
    assert 'class="references"' in page


CRISIS = "I don't want to live any more"


def test_who_asks_for_help_anywhere_is_told_whom_to_call(visitor: Visitor):
    """Not only where a question is asked: in a search, a report, a follow-up, and by the API."""
    article = visitor.answered("What is a back mouse?")
    client = visitor.client
    pages = [
        client.post("/search", data={"words": CRISIS, "region": "uk"}),
        visitor.sends(f"{article}/report", page=article, words=CRISIS),
        visitor.sends(f"{article}/follow-up", page=article, words=CRISIS, version="1"),
    ]
    for page in pages:
        assert "Please talk to somebody now" in page.text
        assert "116 123" in page.text
    told = client.post("/api/v1/ask", json={"question": CRISIS, "region": "uk"})
    assert told.status_code == 422
    assert {"number": "116 123", "name": "Samaritans, day and night"} in told.json()["call"]


def test_a_program_gets_the_question_without_what_names_a_person(client: TestClient):
    told = client.post("/api/v1/ask", json={"question": "Can jane.roe@example.org take ibuprofen?"})
    assert told.json()["redacted"] == "Can [e-mail] take ibuprofen?"


def test_an_empty_report_is_not_thanked_for(visitor: Visitor):
    article = visitor.answered("What is a back mouse?")
    page = visitor.sends(f"{article}/report", page=article, words=" ")
    assert page.status_code == 422
    assert "The report is empty" in page.text

"""What every response has: security headers, a nonce of its own, a tag that knows the page again; and what is refused."""

import logging

from starlette.testclient import TestClient

from answerable.entrypoints.web.logs import configure
from answerable.settings import Settings


def test_the_first_page_is_whole(client: TestClient):
    page = client.get("/")
    assert page.status_code == 200
    assert '<main id="main"' in page.text
    assert "Medical disclaimer" in page.text


def test_a_page_that_the_browser_has_is_not_sent_again(client: TestClient):
    first = client.get("/")
    again = client.get("/", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    # The kept page names the nonce of the kept policy.
    assert "content-security-policy" not in again.headers


def test_each_response_has_a_nonce_of_its_own(client: TestClient):
    policies = {client.get("/").headers["content-security-policy"] for _ in range(3)}
    assert len(policies) == 3


def test_what_another_site_sends_is_refused(client: TestClient):
    assert client.post("/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.post("/", headers={"Origin": "https://elsewhere.example"}).status_code == 403
    assert client.post("/", headers={"Origin": "null"}).status_code == 403
    assert client.post("/", headers={"Origin": "http://localhost"}).status_code == 405


def test_a_name_that_was_pointed_here_is_refused(client: TestClient):
    assert client.get("/", headers={"Host": "rebound.example"}).status_code == 421
    assert client.get("/", headers={"Host": "127.0.0.1:8000"}).status_code == 200
    assert client.get("/", headers={"Host": "[::1"}).status_code == 421


def test_a_body_that_is_too_large_is_not_read(client: TestClient):
    assert client.post("/healthz", content=b"x" * 70_000).status_code == 413


def test_a_problem_is_a_page_for_a_person_and_json_for_a_program(client: TestClient):
    page = client.get("/nothing-here", headers={"Accept": "text/html"})
    assert page.status_code == 404
    assert "There is no such page here." in page.text
    told = client.get("/nothing-here", headers={"Accept": "application/json"})
    assert told.headers["content-type"] == "application/problem+json"
    assert told.json()["status"] == 404


def test_the_server_says_how_it_is(client: TestClient):
    assert client.get("/healthz").json() == {"status": "alive"}
    assert client.get("/readyz").json()["status"] == "ready"


def test_a_monitor_may_ask_for_the_head_alone(client: TestClient):
    head, page = client.head("/"), client.get("/")
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["etag"] == page.headers["etag"]


def test_what_other_packages_note_in_passing_is_not_in_the_log(settings: Settings):
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    try:
        configure(settings)
        assert logging.getLogger("alembic.runtime.plugins").getEffectiveLevel() >= logging.WARNING
    finally:
        root.handlers[:] = before
        root.setLevel(level)


def test_the_page_of_a_problem_is_laid_out_as_the_others_are(client: TestClient):
    assert '<div class="wrap page problem">' in client.get("/nothing", headers={"Accept": "text/html"}).text

"""What holds of every route: security headers, a policy without exceptions, nothing from elsewhere, no form without a token."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient
from visitors import ADDRESS, Visitor

from answerable.app import App
from answerable.entrypoints.web import create
from answerable.entrypoints.web.api.document import openapi
from answerable.entrypoints.web.middleware.security import HEADERS
from answerable.entrypoints.web.pages import FOOTER
from answerable.entrypoints.web.server import ROOMS
from answerable.settings import Settings

# Takes words in and changes nothing, so that it stands on every page without a cookie.
WITHOUT_A_TOKEN = {"/search"}


def routes() -> list[tuple[str, str]]:
    """Every route: its method and the pattern of its path."""
    found: set[tuple[str, str]] = set()
    for room in ROOMS:
        for route in import_module(f"answerable.entrypoints.web.{room}").router.routes:
            for method in getattr(route, "methods", None) or ():
                found.add((method, route.path))
    return sorted(found | {(method.upper(), path) for path, methods in openapi()["paths"].items() for method in methods})


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, str]]:
    """A browser on a server with one answer, and the address of that answer."""
    settings = Settings(library=tmp_path_factory.mktemp("served") / "library", requests_per_minute=0, questions_per_hour=0)
    with App.open(settings.library) as app, TestClient(create(app, settings), base_url=ADDRESS) as client:
        yield client, Visitor(client).answered("What is a back mouse?").rpartition("/")[2]


def filled(pattern: str, address: str) -> str:
    """A path of that pattern, with the address of an answer that is there."""
    samples = {
        "address": address,
        "number": "1",
        "ending": "md",
        "name": "privacy",
        "identifier": "19078461",
        "reader": "patient",
    }
    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda match: samples.get(match[1], "unknown"), pattern)


@pytest.mark.parametrize(("method", "pattern"), routes())
def test_every_response_has_the_security_headers(method: str, pattern: str, served: tuple[TestClient, str]):
    client, address = served
    response = client.request(method, filled(pattern, address), follow_redirects=False)
    assert response.status_code < 500, response.text
    for name, value in HEADERS.items():
        assert response.headers[name] == value
    policy = response.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'nonce-")
    assert not re.search(r"unsafe|\*|https?:|data:", policy)
    assert "cache-control" in response.headers


@pytest.mark.parametrize("pattern", [path for method, path in routes() if method == "POST" and not path.startswith("/api/")])
def test_every_form_has_to_bring_a_token_and_to_come_from_here(pattern: str, served: tuple[TestClient, str]):
    client, address = served
    path = filled(pattern, address)
    assert client.post(path, data={"words": "x"}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    if pattern not in WITHOUT_A_TOKEN:
        refused = client.post(path, data={"words": "x"}, follow_redirects=False).status_code
        assert refused == 403 or (refused == 401 and pattern.startswith("/desk/"))


@pytest.mark.parametrize(
    "pattern", [path for method, path in routes() if method == "GET" and not path.startswith(("/api/", "/metrics"))]
)
def test_every_page_is_whole_and_fetches_nothing_from_elsewhere(pattern: str, served: tuple[TestClient, str]):
    client, address = served
    if pattern.endswith("/events"):
        return
    response = client.get(filled(pattern, address), headers={"Accept": "text/html"})
    if "text/html" not in response.headers.get("content-type", "") or "attachment" in response.headers.get(
        "content-disposition", ""
    ):
        return
    page = html.fromstring(response.text)
    fetched = page.xpath("//script/@src | //img/@src | //link[not(@rel='canonical')]/@href | //iframe/@src | //source/@src")
    assert [one for one in fetched if re.match(r"(?:\w+:)?//", one) and not one.startswith(ADDRESS)] == []
    assert page.xpath("//@style | //*[starts-with(name(), 'on')]") == []
    assert not [one for one in page.xpath("//*/@*") if re.match(r"\s*javascript:", str(one), re.IGNORECASE)]
    nonce = re.search(r"'nonce-([^']+)'", response.headers["content-security-policy"])
    assert nonce
    for script in page.xpath("//script[not(@type='application/ld+json')]"):
        assert script.get("nonce") == nonce[1]
    if page.xpath("//header[@class='site-header']"):
        assert len(page.xpath("//h1")) == 1
        assert page.xpath("//main[@id='main']")
        assert page.get("lang") == "en"
        assert len(ids := page.xpath("//*/@id")) == len(set(ids))
        for form in page.xpath("//form[@method='post']"):
            if form.get("action") not in WITHOUT_A_TOKEN:
                assert form.xpath(".//input[@name='csrf']"), html.tostring(form)


def test_every_link_at_the_foot_of_a_page_leads_somewhere(served: tuple[TestClient, str]):
    for address, name in FOOTER:
        assert served[0].get(address).status_code == 200, name


def test_links_of_the_first_pages_lead_somewhere(served: tuple[TestClient, str]):
    client, address = served
    seen: set[str] = set()
    for start in ("/", "/me", "/browse", "/search", f"/articles/{address}", "/about", "/api"):
        for link in html.fromstring(client.get(start).text).xpath("//a/@href"):
            path = str(link).partition("#")[0].removeprefix(ADDRESS)
            if path.startswith("/") and path not in seen and ".pdf" not in path:
                seen.add(path)
                assert client.get(path).status_code == 200, f"{path} on {start}"
    assert len(seen) > 10


def test_static_files_are_kept_for_ever_under_the_hash_of_all(served: tuple[TestClient, str]):
    client, _ = served
    [sheet] = html.fromstring(client.get("/").text).xpath("//link[@rel='stylesheet']/@href")
    kept = client.get(sheet)
    assert kept.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert kept.headers["content-encoding"] == "gzip"
    plain = client.get(sheet, headers={"Accept-Encoding": "identity"})
    assert plain.content == kept.content
    older = client.get(sheet.replace(sheet.split("/")[2], "0" * 16))
    assert older.headers["cache-control"] == "no-cache"
    assert client.get(sheet.replace("site.css", "..%2fserver.py")).status_code == 404


def test_nothing_is_counted_for_strangers(served: tuple[TestClient, str]):
    client, _ = served
    assert client.get("/metrics").status_code == 404  # the test's client has no address of this machine
    here = TestClient(client.app, base_url=ADDRESS, client=("127.0.0.1", 5000))
    told = here.get("/metrics")
    assert 'answerable_requests_total{method="GET",path="/",status="200"}' in told.text
    assert here.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 404


def test_a_bug_is_a_page_with_a_number_and_its_message_stays_out_of_the_log(settings: Settings, caplog: pytest.LogCaptureFixture):
    from answerable.entrypoints.web.logs import Line

    with App.open(settings.library) as app:
        made = create(app, settings)

        @made.get("/breaks")
        def breaks() -> None:
            raise ValueError("what somebody asked")

        with TestClient(made, base_url=ADDRESS) as client:
            page = client.get("/breaks")
    assert page.status_code == 500
    number = re.search(r"<code>([0-9a-f]{12})</code>", page.text)
    assert number
    assert "asked" not in page.text
    [record] = [one for one in caplog.records if one.getMessage() == "incident"]
    for form in ("json", "text"):
        line = Line(form).format(record)
        assert number[1] in line
        assert "ValueError" in line
        assert Path(__file__).name in line
        assert "somebody asked" not in line

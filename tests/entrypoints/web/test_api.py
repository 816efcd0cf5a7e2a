"""The JSON API: it gives what its OpenAPI document says, to whoever may have it, and no request breaks it."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as runs
from hypothesis import strategies as st
from starlette.testclient import TestClient
from visitors import ADDRESS, Visitor

from answerable.app import App
from answerable.entrypoints.web import create
from answerable.entrypoints.web.api.document import openapi
from answerable.settings import Settings

ASKED = "How is a back mouse treated?"


def done(client: TestClient, progress: str) -> dict[str, object]:
    """The progress of a question when it is over."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        told = client.get(progress).json()
        if told["state"] in {"done", "failed"}:
            return told
        time.sleep(0.05)
    raise AssertionError("it is not done")


def test_a_program_asks_waits_and_reads(client: TestClient):
    taken = client.post("/api/v1/ask", json={"question": ASKED})
    assert taken.status_code == 202
    assert taken.headers["location"] == taken.json()["progress"]
    address = taken.json()["address"]
    told = done(client, taken.json()["progress"])
    assert told["state"] == "done"
    article = client.get(f"/api/v1/articles/{address}").json()
    assert article["asker"] == ""
    answer = client.get(f"/api/v1/articles/{address}/answer").json()
    assert answer["question"]["text"] == ASKED
    claim = answer["sections"][0]["claims"][0]["id"]
    assert client.get(f"/api/v1/articles/{address}/claims/{claim}").json()["id"] == claim
    assert client.get(f"/api/v1/articles/{address}/renditions/patient").json()["reader"] == "patient"
    assert [one["address"] for one in client.get("/api/v1/me").json()["articles"]] == [address]
    assert client.get("/api/v1/articles").json()["articles"] == []
    assert client.get(f"/api/v1/articles/{address}/answer", params={"version": 2}).status_code == 404
    assert client.delete(f"/api/v1/articles/{address}").status_code == 204
    assert client.get(f"/api/v1/articles/{address}").status_code == 404


def test_a_stranger_can_neither_delete_nor_submit(settings: Settings):
    with App.open(settings.library) as app:
        made = create(app, settings)
        with TestClient(made, base_url=ADDRESS) as one:
            address = Visitor(one).answered(ASKED)
            other = TestClient(made, base_url=ADDRESS)
            assert other.delete(f"/api/v1{address}").status_code == 404
            assert other.post(f"/api/v1{address}/submit").status_code == 404
            assert one.get(f"/api/v1{address}").status_code == 200


def test_words_are_searched_for_in_a_body(client: TestClient):
    found = client.post("/api/v1/search", json={"words": "back mouse injection", "count": 3}).json()
    assert found["records"]
    assert len(found["records"]) <= 3
    assert client.get(f"/api/v1/records/{found['records'][0]['pmid'] or found['records'][0]['id']}").status_code == 200
    refused = client.post("/api/v1/search", json={"words": "back mouse", "designs": ["horoscope"]})
    assert refused.status_code == 400
    assert "horoscope" in refused.json()["detail"]


def test_what_does_not_have_the_form_is_told_without_repeating_it(client: TestClient):
    refused = client.post("/api/v1/ask", json={"question": 7, "colour": "secret"})
    assert refused.status_code == 422
    assert refused.headers["content-type"] == "application/problem+json"
    assert "question" in refused.json()["detail"]
    assert "secret" not in refused.text


def test_the_document_is_told_on_a_page_of_our_own(client: TestClient):
    page = client.get("/api")
    assert page.status_code == 200
    for path in openapi()["paths"]:
        assert path in page.text


# -- schemathesis -----------------------------------------------------------------------------------------------------


# What is refused for what it means, which no schema can say: words that are no question, a claim that the article does not have.
BY_MEANING = {"unusable-question", "identifiers-found", "crisis", "usage"}


def operations() -> list[tuple[str, str]]:
    """Every operation of the document."""
    return [(method, path) for path, methods in openapi()["paths"].items() for method in methods]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[object, str]]:
    """The application, running, as one that is never started or stopped by who calls it, and the address of an article."""
    folder: Path = tmp_path_factory.mktemp("served") / "library"
    settings = Settings(library=folder, requests_per_minute=0, questions_per_hour=0, reports_per_hour=0, waiting_each=10_000)
    with App.open(folder) as app:
        made = create(app, settings)
        with TestClient(made, base_url=ADDRESS) as client:
            address = Visitor(client).answered(ASKED).rpartition("/")[2]

            async def running(scope, receive, send):  # type: ignore[no-untyped-def]
                if scope["type"] == "lifespan":
                    while (await receive())["type"] == "lifespan.startup":
                        await send({"type": "lifespan.startup.complete"})
                    await send({"type": "lifespan.shutdown.complete"})
                else:
                    await made(scope, receive, send)

            yield running, address


@pytest.mark.slow
@pytest.mark.parametrize(("method", "path"), operations())
def test_schemathesis_finds_no_fault(method: str, path: str, served: tuple[object, str]):
    import schemathesis
    from schemathesis import GenerationMode
    from schemathesis.specs.openapi.checks import positive_data_acceptance

    application, address = served
    schema = schemathesis.openapi.from_dict(openapi())
    schema.app = application
    operation = schema[path][method.upper()]
    examples = st.one_of(*(operation.as_strategy(generation_mode=mode) for mode in GenerationMode))

    @runs(max_examples=25, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=examples, known=st.booleans())
    def holds(case, known: bool) -> None:  # type: ignore[no-untyped-def]
        # Only what is right in every other part: an address may be what was made wrong on purpose.
        if known and "{address}" in path and case.meta.generation.mode is GenerationMode.POSITIVE:
            case.path_parameters["address"] = address
        response = case.call(base_url=ADDRESS, app=application)
        told = response.json() if "problem" in response.headers.get("content-type", [""])[0] else {}
        meant = told.get("type", "").rpartition(":")[2] in BY_MEANING
        case.validate_response(response, excluded_checks=[positive_data_acceptance] if meant else [])

    holds()

"""The reading room, served in this process on the starter library."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from answerable.app import App
from answerable.entrypoints.web import create
from answerable.settings import Settings

ADDRESS = "http://localhost"
_TOKEN = re.compile(r'name="csrf" value="([0-9a-f]+)"')


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The settings of a server for one test."""
    return Settings(library=tmp_path / "library", requests_per_minute=0, questions_per_hour=0)


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    """A browser that has been nowhere yet."""
    with App.open(settings.library) as app, TestClient(create(app, settings), base_url=ADDRESS) as client:
        yield client


class Visitor:
    """Somebody with a browser that runs no scripts: fills in forms, follows where they lead, waits for an answer."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    def sends(self, address: str, *, page: str = "/", **fields: str):
        """Fills in a form that stands on a page, and sends it."""
        found = _TOKEN.search(self.client.get(page).text)
        assert found, f"{page} has no form"
        return self.client.post(address, data={"csrf": found[1], **fields}, follow_redirects=False)

    def asks(self, question: str, **fields: str):
        """Asks a question on the first page."""
        return self.sends("/ask", question=question, **fields)

    def waits(self, address: str) -> str:
        """Looks at the address of an answer until it is there or has failed; returns the page."""
        until = time.monotonic() + 60
        while time.monotonic() < until:
            page = self.client.get(address)
            assert page.status_code == 200, page.text
            if 'http-equiv="refresh"' not in page.text:
                return page.text
            time.sleep(0.05)
        raise AssertionError(f"{address} is not done")

    def answered(self, question: str) -> str:
        """The address of the answer to a question, when it is there."""
        taken = self.asks(question)
        assert taken.status_code == 303, taken.text
        self.waits(taken.headers["location"])
        return taken.headers["location"]


@pytest.fixture
def visitor(client: TestClient) -> Visitor:
    """Somebody with a browser that runs no scripts."""
    return Visitor(client)

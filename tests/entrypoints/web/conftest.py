"""The reading room, served in this process on the starter library."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from answerable.app import App
from answerable.entrypoints.web import create
from answerable.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The settings of a server for one test."""
    return Settings(library=tmp_path / "library")


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    """A browser that has been nowhere yet."""
    with App.open(settings.library) as app, TestClient(create(app, settings), base_url="http://localhost") as client:
        yield client

"""The reading room and the desk, served in this process on the starter library."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from cases import CLINICIAN, METHODS
from desk_board import Board, board
from starlette.testclient import TestClient
from visitors import ADDRESS, Visitor

from answerable.app import App
from answerable.entrypoints.web import create
from answerable.review.transitions import Step
from answerable.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The settings of a server for one test."""
    return Settings(library=tmp_path / "library", requests_per_minute=0, questions_per_hour=0)


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    """A browser that has been nowhere yet."""
    with App.open(settings.library) as app, TestClient(create(app, settings), base_url=ADDRESS) as client:
        yield client


@pytest.fixture
def visitor(client: TestClient) -> Visitor:
    """Somebody with a browser that runs no scripts."""
    return Visitor(client)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    """A served desk, one for all tests, each with an article of its own."""
    with board(tmp_path_factory.mktemp("desk") / "library") as made:
        yield made


@pytest.fixture
def review(desk: Board, request: pytest.FixtureRequest):
    """An article under review by the clinician and the methods reviewer."""
    address = sha256(request.node.name.encode()).hexdigest()[:22]
    found = desk.edited.submitted(address=address)
    desk.edited.take(found, Step.START_REVIEW)
    for reviewer in (CLINICIAN, METHODS):
        given = desk.edited.editorial.assign(found.id, reviewer.id, reviewer.roles[0], by="ed")
        desk.edited.editorial.accept(given.id, by=reviewer.id)
    return desk.edited.editorial.submission(found.id)

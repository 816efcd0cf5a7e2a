"""A desk that really listens, with its board, and the window of each of its people; `Board` of the web's tests does the rest."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from cases import PEOPLE
from desk_board import Board
from editorial import EditedDesk
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext

from answerable.app import App
from answerable.entrypoints.web import create
from answerable.entrypoints.web.desk import door
from answerable.settings import Settings


class Served:
    """A board whose desk listens at an address."""

    def __init__(self, board: Board, address: str) -> None:
        self.board, self.address = board, address

    def window(self, browser: Browser, who: str, **more: object) -> BrowserContext:
        """A window in which somebody is signed in."""
        described: dict[str, object] = {"viewport": {"width": 1280, "height": 900}} | more
        opened = browser.new_context(base_url=self.address, **described)  # type: ignore[arg-type]
        opened.set_default_timeout(60_000)
        [account] = [one for one in PEOPLE if one.id == who]
        opened.add_cookies([{"name": door.COOKIE, "value": self.board.session(account), "url": self.address}])
        return opened


class _Client:
    """What `Board` asks of a test's client."""

    def __init__(self, app: object) -> None:
        self.app = app


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """A desk with its board that listens on this machine."""
    with App.open(folder) as app:
        made = create(app, _settings(folder))
        with listening(made) as address:  # the desk is opened as the server starts
            edited = EditedDesk(folder, made.state.room.desk)
            made.state.editorial = edited.editorial
            made.state.people.clock = edited.clock
            yield Served(Board(edited, _Client(made)), address)  # type: ignore[arg-type]


@contextmanager
def open_to_newcomers(folder: Path) -> Iterator[str]:
    """The address of a desk as it is served in that folder, with nobody there but whom the folder knows."""
    with App.open(folder) as app, listening(create(app, _settings(folder))) as address:
        yield address


@contextmanager
def listening(made: FastAPI) -> Iterator[str]:
    """The address at which an app listens on this machine; it stops afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(made, host="127.0.0.1", port=port, log_level="warning", ws="none", lifespan="on"))
    running = threading.Thread(target=server.run, daemon=True)
    running.start()
    until = time.monotonic() + 60
    while not server.started and running.is_alive() and time.monotonic() < until:
        time.sleep(0.05)
    assert server.started
    yield f"http://localhost:{port}"
    server.should_exit = True
    running.join(30)


def _settings(folder: Path) -> Settings:
    """Settings without limits on how much is asked: tests ask much."""
    return Settings(library=folder, requests_per_minute=0, questions_per_hour=0, reports_per_hour=0)

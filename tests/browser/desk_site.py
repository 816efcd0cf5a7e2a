"""A desk that really listens, with its board, and the window of each of its people; `Board` of the web's tests does the rest."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import uvicorn
from cases import CHAIR, CLINICIAN, METHODS, PEOPLE, a_credential
from desk_board import Board
from editorial import EditedDesk
from msgspec.structs import replace
from playwright.sync_api import Browser, BrowserContext

from answerable.app import App
from answerable.entrypoints.web import create
from answerable.entrypoints.web.desk import door
from answerable.people.model import Disclosure
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


def now() -> datetime:
    """The clock on the wall."""
    return datetime.now(UTC)


def papers_of_today(edited: EditedDesk) -> None:
    """Credentials and yearly disclosures of the board, good for a year from today."""
    today, until = now().date().isoformat(), (now() + timedelta(days=300)).date().isoformat()
    with edited.desk.work() as work:
        for account in PEOPLE:
            work.people.add_disclosure(Disclosure(account=account.id, made=today, until=until))
        for account in (CHAIR, CLINICIAN, METHODS):
            credential = a_credential(account, shown=("degree", "specialties"), verified=today)
            assert credential.licence
            licence = replace(credential.licence, expires=until)
            work.people.put_credential(replace(credential, licence=licence))


@contextmanager
def served(folder: Path, *, of_today: bool = False) -> Iterator[Served]:
    """A desk with its board that listens on this machine; `of_today` it goes by the clock on the wall."""
    settings = Settings(library=folder, requests_per_minute=0, questions_per_hour=0, reports_per_hour=0)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with App.open(folder) as app:
        made = create(app, settings)
        server = uvicorn.Server(uvicorn.Config(made, host="127.0.0.1", port=port, log_level="warning", ws="none", lifespan="on"))
        running = threading.Thread(target=server.run, daemon=True)
        running.start()
        until = time.monotonic() + 60
        while not server.started and time.monotonic() < until:
            time.sleep(0.05)
        edited = EditedDesk(folder, made.state.room.desk)
        made.state.editorial = edited.editorial
        made.state.people.clock = edited.clock
        if of_today:
            made.state.people.clock = edited.clock = edited.editorial._clock = now
            papers_of_today(edited)
        yield Served(Board(edited, _Client(made)), f"http://localhost:{port}")  # type: ignore[arg-type]
        server.should_exit = True
        running.join(30)

"""A served desk with its board: everybody signed in in a browser of their own, an article under review, one clock for all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cases import PEOPLE
from conftest import ADDRESS
from editorial import EditedDesk
from pyotp.totp import TOTP
from starlette.testclient import TestClient

from answerable.app import App
from answerable.entrypoints.web import create
from answerable.entrypoints.web.desk import door
from answerable.entrypoints.web.desk.editorial import judge_of_stance
from answerable.people.factors import needs_factor
from answerable.people.model import Account
from answerable.settings import Settings

_TOKEN = re.compile(r'name="csrf" value="([0-9a-f]+)"')


class Board:
    """The desk as it is served, and the browser of each of its people."""

    def __init__(self, edited: EditedDesk, client: TestClient) -> None:
        self.edited, self.client = edited, client
        self._browsers: dict[str, TestClient] = {}
        self._tokens: dict[str, str] = {}
        self.secrets: dict[str, str] = {}

    def session(self, account: Account) -> str:
        """The token of a session in which somebody is signed in, with a second factor where one is needed; always the same."""
        if account.id not in self._tokens:
            self._tokens[account.id] = self._signed_in(account)
        return self._tokens[account.id]

    def _signed_in(self, account: Account) -> str:
        people = self.client.app.state.people
        with people.desk.work() as work:
            begun = people.sign_ins.begin(work, account, people.sign_ins._stage(work, account))
        if needs_factor(account):
            setup = people.factors.begin_totp(begun.session, account, name="")
            self.secrets[account.id] = setup.secret
            code = TOTP(setup.secret).at(people.clock().timestamp())
            begun = people.factors.confirm_totp(begun.session, account, setup.factor, code).signed_in
        return begun.token

    def browser(self, who: str) -> TestClient:
        """Somebody's browser, signed in."""
        if who not in self._browsers:
            [account] = [one for one in PEOPLE if one.id == who]
            cookies = {door.COOKIE: self.session(account)}
            self._browsers[who] = TestClient(self.client.app, base_url=ADDRESS, cookies=cookies)
        return self._browsers[who]

    def code(self, who: str) -> str:
        """What somebody's authenticator shows now; time goes on before it, for no code is taken twice."""
        self.edited.clock.go_on(minutes=1)
        return TOTP(self.secrets[who]).at(self.edited.clock().timestamp())

    def gives_factor(self, who: str) -> None:
        """Lets somebody give their second factor once more."""
        self.browser(who)
        given = self.sends(who, "/desk/factor", code=self.code(who))
        assert given.status_code == 303, given.text

    def reads(self, who: str, path: str) -> str:
        """A page as somebody reads it."""
        page = self.browser(who).get(path)
        assert page.status_code == 200, page.text
        assert page.headers["cache-control"] == "no-store"
        return page.text

    def sends(self, who: str, path: str, /, *, program: bool = False, **fields: str):
        """Sends a form as somebody; a program is answered as programs are."""
        browser = self.browser(who)
        token = _TOKEN.search(browser.get("/").text)
        assert token
        headers = {"Accept": "application/json"} if program else {}
        return browser.post(path, data={"csrf": token[1], **fields}, headers=headers, follow_redirects=False)


@contextmanager
def board(folder: Path) -> Iterator[Board]:
    """A desk that is served in this process, its judge of stance left out."""
    settings = Settings(library=folder, requests_per_minute=0, questions_per_hour=0, reports_per_hour=0)
    with App.open(folder) as app:
        made = create(app, settings)
        with TestClient(made, base_url=ADDRESS) as client:
            edited = EditedDesk(folder, made.state.room.desk)
            made.state.editorial = edited.editorial
            made.state.people.clock = edited.clock
            yield Board(edited, client)


__all__ = ["Board", "board", "judge_of_stance"]

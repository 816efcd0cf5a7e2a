"""Single sign-on in a real browser, before a real provider: nothing that the pages forbid keeps anybody from getting there."""

import re
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from npm_provider import NpmProvider, npm_provider
from playwright.sync_api import Browser, Page, expect

from answerable.app import App
from answerable.app.people import People
from answerable.entrypoints.web import create
from answerable.people.model import Role
from answerable.settings import Settings


@pytest.fixture
def hospital(tmp_path: Path) -> Iterator[tuple[str, People, NpmProvider]]:
    """A site that listens, and the provider that its people sign in at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://localhost:{port}"
    with npm_provider([f"{address}/desk/sign-in/back"], [f"{address}/desk/sign-in"]) as there, App.open(tmp_path) as app:
        settings = Settings(
            library=tmp_path,
            requests_per_minute=0,
            oidc_issuer=there.issuer,
            oidc_client_id=there.client,
            oidc_client_secret=there.secret,
            oidc_name="Example Hospital",
            oidc_factor=(there.factor,),
        )
        made = create(app, settings)
        server = uvicorn.Server(uvicorn.Config(made, host="127.0.0.1", port=port, log_level="warning", ws="none", lifespan="on"))
        running = threading.Thread(target=server.run, daemon=True)
        running.start()
        until = time.monotonic() + 60
        while not server.started and time.monotonic() < until:
            time.sleep(0.05)
        yield address, made.state.people, there
        server.should_exit = True
        running.join(30)


def whole(page: Page, name: str) -> None:
    """No serious finding on this page, and nothing wider than a phone."""
    results = Axe().run(page)
    serious = [one["id"] for one in results.response["violations"] if one["impact"] in {"serious", "critical"}]
    assert not serious, f"{name}: {results.generate_report()}"
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth <= 320"), f"{name} is wider than a phone"
    page.set_viewport_size({"width": 1280, "height": 800})


def at_the_provider(page: Page, there: NpmProvider, name: str) -> None:
    """Fills in the provider's own page."""
    page.wait_for_url(re.compile(re.escape(there.issuer)))
    page.get_by_label("Name").fill(name)
    page.get_by_label("with a second factor").check()
    page.get_by_role("button", name="Sign in").click()


def test_somebody_accepts_signs_in_gives_a_factor_and_signs_out(browser: Browser, hospital):
    address, people, there = hospital
    invited = people.invitations.invite(name="Carl", email="carl@example.org", roles=(Role.MEDICAL_EDITOR,), by=None, door="test")
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 800})
    context.set_default_timeout(60_000)
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None)

    page.goto(invited.path)
    whole(page, "invitation")
    page.get_by_label("Your name").first.fill("Carl Cole")
    page.get_by_role("button", name="Accept with Example Hospital").click()
    at_the_provider(page, there, "carl")
    page.wait_for_url(f"{address}/desk")
    expect(page.get_by_role("button", name="Sign out Carl Cole")).to_be_visible()
    page.goto("/desk/account")
    expect(page.get_by_text("Connected since")).to_be_visible()
    whole(page, "account")

    page.goto("/desk/account/factors")
    page.get_by_role("link", name="give the one that you have").click()
    whole(page, "factor")
    page.get_by_role("button", name="Sign in again with Example Hospital").click()
    at_the_provider(page, there, "carl")
    page.wait_for_url(f"{address}/desk/account/factors")
    expect(page.get_by_role("button", name="Add an authenticator")).to_be_visible()

    page.get_by_role("button", name="Sign out Carl Cole").click()
    page.wait_for_url(re.compile(re.escape(there.issuer)))
    page.get_by_role("button", name=re.compile("yes|sign me out", re.IGNORECASE)).first.click()
    page.wait_for_url(f"{address}/desk/sign-in")
    page.goto("/desk/board")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in to the editorial desk")
    whole(page, "sign-in")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Sign in with Example Hospital").press("Enter")
    at_the_provider(page, there, "carl")
    page.wait_for_url(f"{address}/desk/board")
    assert refused == []
    context.close()

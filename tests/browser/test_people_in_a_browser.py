"""An administrator and whoever is invited, in a real browser: forms by keyboard, a passkey, no serious finding of axe."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pyotp.totp import TOTP

from answerable.adapters.sql.desk import SqlDesk
from answerable.app.people import People
from answerable.settings import Settings

PASSWORD = "violet kettle marsh"


@pytest.fixture(scope="module")
def library(site: str, request: pytest.FixtureRequest) -> Path:
    """The folder of the site's library."""
    return request.getfixturevalue("tmp_path_factory").getbasetemp() / "reading0"


@pytest.fixture
def new(browser: Browser, site: str) -> Iterator[object]:
    """Opens windows of people who have nothing to do with each other."""
    opened: list[BrowserContext] = []

    def window() -> Page:
        context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 800})
        context.set_default_timeout(60_000)
        opened.append(context)
        return context.new_page()

    yield window
    for one in opened:
        one.close()


def whole(page: Page, name: str) -> None:
    """No serious finding on this page, and nothing wider than the window."""
    results = Axe().run(page)
    serious = [one["id"] for one in results.response["violations"] if one["impact"] in {"serious", "critical"}]
    assert not serious, f"{name}: {results.generate_report()}"
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth <= 320"), f"{name} is wider than a phone"
    page.set_viewport_size({"width": 1280, "height": 800})


def signs_in(page: Page, email: str) -> None:
    page.goto("/desk/sign-in?next=/desk/account")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/desk/(account|factor)"))


def test_an_administrator_invites_a_reviewer_who_uses_a_passkey(site: str, library: Path, new):
    desk = SqlDesk(library / "desk.sqlite3")
    people = People(library, Settings(library=library), desk)
    people.accounts.create_admin(name="Ada Adler", email="ada@example.org", password=PASSWORD, door="command line")
    desk.close()

    ada = new()
    ada.goto("/desk/people")
    expect(ada.get_by_role("heading", level=1)).to_have_text("Sign in to the editorial desk")
    whole(ada, "sign-in")
    ada.get_by_label("E-mail address").fill("ada@example.org")
    ada.get_by_label("Password").fill("not this kettle")
    ada.keyboard.press("Enter")
    expect(ada.get_by_role("alert")).to_contain_text("The e-mail address or the password is wrong.")
    ada.get_by_label("Password").fill(PASSWORD)
    ada.keyboard.press("Enter")
    ada.get_by_role("button", name="Add an authenticator").click()
    expect(ada.locator(".qr svg")).to_be_visible()
    whole(ada, "set-up")
    secret = ada.locator(".facts code").inner_text()
    ada.get_by_label("Code", exact=True).fill(TOTP(secret).now())
    ada.keyboard.press("Enter")
    expect(ada.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    whole(ada, "codes")
    ada.get_by_role("link", name="Go on").click()
    expect(ada).to_have_url(re.compile("/desk/people$"))
    ada.get_by_label("Name").fill("Rita Roth")
    ada.get_by_label("E-mail address").fill("rita@example.org")
    ada.get_by_label("Employer").fill("St Mary's")
    ada.get_by_role("region", name="Invite somebody").get_by_label("clinical reviewer").check()
    ada.get_by_role("button", name="Invite").click()
    link = ada.locator(".note code").inner_text()
    assert link.startswith(f"{site}/desk/invitations/")
    whole(ada, "people")

    rita = new()
    devtools = rita.context.new_cdp_session(rita)
    devtools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True, "isUserVerified": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": {**key, "hasResidentKey": True}})
    rita.goto(link)
    whole(rita, "invitation")
    rita.get_by_label("New password").fill(PASSWORD)
    rita.get_by_label("The same once more").fill(PASSWORD)
    rita.keyboard.press("Enter")
    rita.wait_for_url(re.compile("/desk/sign-in$"))
    signs_in(rita, "rita@example.org")
    rita.get_by_label("Name of the passkey").fill("Laptop")
    rita.get_by_role("button", name="Add a passkey").click()
    expect(rita.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    rita.goto("/desk/account")
    expect(rita.get_by_role("heading", level=1)).to_have_text("My account")
    whole(rita, "account")
    for page in ("credential", "disclosures", "board"):
        rita.goto(f"/desk/{page}")
        whole(rita, page)
    rita.get_by_role("button", name="Sign out Rita Roth").click()

    signs_in(rita, "rita@example.org")
    expect(rita.get_by_role("heading", level=1)).to_have_text("Your second factor")
    whole(rita, "factor")
    rita.get_by_role("button", name="Use a passkey").click()
    expect(rita.get_by_role("heading", level=1)).to_have_text("My account")
    rita.goto("/desk/account/factors")
    expect(rita.get_by_text("Laptop")).to_be_visible()
    whole(rita, "factors")

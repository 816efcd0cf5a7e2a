"""A real browser before the reading room, served in this process; skipped, saying so, where there is none."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_site import open_to_newcomers
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

BACK_MOUSE = "What is a back mouse?"
_PATIENCE = 120_000  # milliseconds; the machine may be busy with other tests


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks every test of this folder as slow."""
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.slow)


def chromium() -> str | None:
    """Where a Chromium is: the one named in the environment, or Debian's or another's on the path."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("ANSWERABLE_TEST_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window and without a network of its own."""
    path = chromium()
    if path is None:
        pytest.skip("no Chromium here: install Debian's package chromium to run the browser tests")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-background-networking"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the reading room keeps everything in."""
    return tmp_path_factory.mktemp("reading")


@pytest.fixture(scope="session")
def site(folder: Path) -> Iterator[str]:
    """The address of a reading room that really listens."""
    with open_to_newcomers(folder) as address:
        yield address


@pytest.fixture
def context(browser: Browser, site: str) -> Iterator[BrowserContext]:
    """A window at a desk, with nothing remembered."""
    opened = browser.new_context(base_url=site, viewport={"width": 1280, "height": 800})
    opened.set_default_timeout(_PATIENCE)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page in it; what a script throws fails the test."""
    opened = context.new_page()
    opened.on("pageerror", _throw)
    return opened


def _throw(error: Exception) -> None:
    raise AssertionError(f"a script of the page threw: {error}")


def asked(page: Page, question: str = BACK_MOUSE) -> str:
    """Asks a question on the first page, waits as anybody would, and gives the path of the answer."""
    page.goto("/")
    page.fill("textarea[name=question]", question)
    page.click("form[action='/ask'] button:text('Ask')")
    page.wait_for_selector("article.article")
    return "/" + page.url.split("/", 3)[3]


@pytest.fixture(scope="session")
def article(browser: Browser, site: str) -> str:
    """The path of the answer to the reference question, asked once for all who only read it."""
    context = browser.new_context(base_url=site)
    context.set_default_timeout(_PATIENCE)
    path = asked(context.new_page())
    context.close()
    return path

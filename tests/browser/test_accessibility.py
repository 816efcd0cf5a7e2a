"""axe finds nothing serious on any page of the reading room, light and dark, wide and narrow, with a card open."""

from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

PAGES = ("/", "/browse", "/me", "/glossary", "/records/19078461", "/about", "/about/editorial-policy", "/nothing/here")
_GRAVE = {"serious", "critical"}


def grave(page: Page) -> list[str]:
    """The serious findings of axe, each with the first places where it is."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['impact']} {one['id']}: {[node['html'][:120] for node in one['nodes'][:3]]}"
        for one in found
        if one["impact"] in _GRAVE
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_has_a_serious_finding(browser: Browser, site: str, article: str, scheme: str, width: int):
    context = browser.new_context(base_url=site, viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    found: dict[str, list[str]] = {}
    page.goto(article)
    claim = page.locator(".claim .go").first.get_attribute("href")
    assert claim
    for path in (*PAGES, article, claim):
        page.goto(path)
        found[path] = grave(page)
    page.goto(article)
    page.locator(".claims .cite").first.click()
    page.locator(".card mark").first.wait_for()
    found["a card"] = grave(page)
    context.close()
    assert {path: findings for path, findings in found.items() if findings} == {}


@pytest.mark.parametrize("reader", ["patient", "physician", "researcher"])
def test_no_reader_gets_a_page_with_a_serious_finding(page: Page, article: str, reader: str):
    page.goto(f"{article}?as={reader}")
    assert grave(page) == []


def test_landmarks_and_headings_tell_the_way(page: Page, article: str):
    page.goto(article)
    assert page.locator("main").count() == page.locator("h1").count() == 1
    levels = page.eval_on_selector_all("h1, h2, h3, h4", "all => all.map(one => Number(one.tagName[1]))")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"

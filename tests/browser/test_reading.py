"""Reading an article in a real browser: cards by mouse, keyboard and touch, the audience, the list of references, no scripts."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

WIDTHS = (320, 360, 768, 1280)


def _card(page: Page):
    return page.locator(".card")


def test_a_card_opens_by_mouse_stays_while_it_is_pointed_at_and_closes_with_escape(page: Page, article: str):
    page.goto(article)
    cite = page.locator(".claims .cite").first
    cite.hover()
    expect(_card(page)).to_be_visible()
    expect(_card(page).locator("mark")).to_be_visible()
    expect(cite).to_have_attribute("aria-expanded", "true")
    _card(page).locator("mark").first.hover()
    page.wait_for_timeout(600)
    expect(_card(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(_card(page)).to_have_count(0)
    expect(cite).to_have_attribute("aria-expanded", "false")


def test_a_card_goes_when_the_pointer_has_gone(page: Page, article: str):
    page.goto(article)
    page.locator(".claims .cite").first.hover()
    expect(_card(page)).to_be_visible()
    page.mouse.move(2, 2)
    expect(_card(page)).to_have_count(0)


def test_the_marked_words_are_those_of_the_statement_in_the_whole_abstract(page: Page, article: str):
    page.goto(article)
    claim = page.locator(".claims .claim").first
    said = claim.locator(".said").inner_text().strip()
    claim.locator(".cite").first.click()
    marked = _card(page).locator("mark").first.inner_text()
    assert marked.rstrip(".") in said
    assert len(_card(page).locator(".abstract").inner_text()) > len(marked)
    box, mark = _card(page).locator(".abstract").bounding_box(), _card(page).locator("mark").first.bounding_box()
    assert box is not None
    assert mark is not None
    assert box["y"] <= mark["y"] <= box["y"] + box["height"]


def test_a_card_opens_by_keyboard_and_the_focus_comes_back(page: Page, article: str):
    page.goto(article)
    cite = page.locator(".claims .cite").first
    page.locator(".contents a").last.focus()
    for _ in range(40):
        page.keyboard.press("Tab")
        if cite.evaluate("one => one === document.activeElement"):
            break
    expect(_card(page)).to_be_visible()
    number, card = cite.bounding_box(), _card(page).bounding_box()
    assert number is not None
    assert card is not None
    assert not (card["y"] < number["y"] + number["height"] and number["y"] < card["y"] + card["height"])  # focus is not obscured
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.classList.contains('card')")
    page.keyboard.press("Tab")
    expect(_card(page).locator(".close")).to_be_focused()
    page.keyboard.press("Escape")
    expect(_card(page)).to_have_count(0)
    expect(cite).to_be_focused()


def test_tab_leads_through_a_card_and_on_to_what_follows(page: Page, article: str):
    page.goto(article)
    page.locator(".claims .cite").first.click()
    expect(_card(page).locator("mark")).to_be_visible()
    for _ in range(9):
        page.keyboard.press("Tab")
        if not page.evaluate("Boolean(document.activeElement.closest('.card'))"):
            break
    assert page.evaluate("document.activeElement.closest('.claim') !== null")


def test_a_tap_opens_a_card_that_does_not_hide_its_number_and_another_tap_beside_it_closes_it(
    browser: Browser, site: str, article: str
):
    phone = browser.new_context(base_url=site, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = phone.new_page()
    page.goto(article)
    cite = page.locator(".claims .cite").nth(1)
    cite.tap()
    expect(_card(page).locator("mark")).to_be_visible()
    page.wait_for_timeout(600)
    number, card = cite.bounding_box(), _card(page).bounding_box()
    assert number is not None
    assert card is not None
    assert number["y"] + number["height"] <= card["y"]
    page.locator("h2").first.dispatch_event("click")
    expect(_card(page)).to_have_count(0)
    phone.close()


def test_a_term_is_explained_where_it_stands(page: Page, article: str):
    page.goto(article)
    term = page.locator(".term").first
    term.hover()
    expect(_card(page)).to_be_visible()
    assert len(_card(page).inner_text()) > 20
    page.keyboard.press("Escape")
    expect(_card(page)).to_have_count(0)
    page.locator("a.level").first.click()
    expect(_card(page)).to_contain_text("Level")


def test_the_audience_is_switched_and_remembered(page: Page, article: str, context: BrowserContext):
    page.goto(article)
    page.click(".who button[value=patient]")
    expect(page.locator(".who button[value=patient]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".reworded")).to_contain_text("Reworded automatically")
    assert "patient" not in page.url
    page.goto(article)
    expect(page.locator(".who button[value=patient]")).to_have_attribute("aria-pressed", "true")


def test_references_can_be_filtered_by_type_and_are_found_again_by_a_link(page: Page, article: str):
    page.goto(article)
    entries = page.locator("#references .references > li")
    whole = entries.count()
    page.locator(".filter button", has_text="Systematic review").click()
    shown = page.locator("#references .references > li:visible").count()
    assert 0 < shown < whole
    expect(page.locator(".filter [role=status]")).to_have_text(f"{shown} of {whole} references shown")
    page.locator(".filter button[data-show='']").click()
    expect(page.locator("#references .references > li:visible")).to_have_count(whole)


def test_a_follow_up_question_is_asked_and_its_answer_comes_without_a_reload(page: Page, article: str):
    page.goto(article)
    page.fill("#question", "How is it treated?")
    page.click("form.ask button")
    turn = page.locator(".turn").first
    expect(turn.locator(".turn-answer .cite").first).to_be_visible(timeout=60_000)
    expect(turn.locator("h3")).to_have_text("How is it treated?")
    turn.locator(".cite").first.click()
    expect(_card(page).locator("mark")).to_be_visible()


def test_copying_gives_the_plain_text(page: Page, article: str, context: BrowserContext):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(article)
    page.click("[data-copy]")
    expect(page.locator("#copied")).to_have_text("Copied as plain text.")
    assert "What is a back mouse?" in page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_has_to_be_scrolled_sideways(page: Page, article: str, width: int):
    page.set_viewport_size({"width": width, "height": 800})
    for path in ("/", article, "/glossary", "/records/19078461", "/browse", "/me", "/about/privacy"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("width", [360, 1280])
def test_every_target_is_large_enough(page: Page, article: str, width: int):
    """24 by 24 CSS pixels; links within a sentence are left out, as WCAG 2.2 has it, and citation numbers are not."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(article)
    small = page.evaluate(
        """() => [...document.querySelectorAll("a, button, input, textarea, summary")].filter((one) => {
            if (one.closest(".hidden, .skip, [hidden]") || one.type === "hidden" || !one.getClientRects().length) return false;
            if (one.closest("p, li, dd") && getComputedStyle(one).display === "inline") return false;
            const { width, height } = one.getBoundingClientRect();
            return width < 23.5 || height < 23.5;
        }).map((one) => `${one.outerHTML.slice(0, 90)} ${JSON.stringify(one.getBoundingClientRect())}`)"""
    )
    assert small == []


def test_without_scripts_everything_can_be_read_and_a_number_leads_there_and_back(browser: Browser, site: str, article: str):
    plain = browser.new_context(base_url=site, java_script_enabled=False)
    page = plain.new_page()
    page.goto(article)
    expect(page.locator(".scripted").first).to_be_hidden()
    cite = page.locator(".claims .cite").first
    number = cite.inner_text()
    cite.click()
    assert page.url.endswith(f"#ref-{number}")
    entry = page.locator(f"#ref-{number}")
    expect(entry).to_be_visible()
    entry.locator(".backs a").first.click()
    assert "#c" in page.url
    page.locator(".claims .claim .go").first.click()
    expect(page.locator(".abstract mark").first).to_be_visible()
    plain.close()


def test_a_printed_article_has_its_references_and_nothing_to_press(page: Page, article: str):
    page.goto(article)
    page.emulate_media(media="print")
    expect(page.locator(".references > li").first).to_be_visible()
    expect(page.locator(".review .caution")).to_be_visible()
    for away in (".who", ".contents", "#take", ".site-search", ".backs"):
        expect(page.locator(away).first).to_be_hidden()


def test_enter_asks_and_shift_enter_begins_a_new_line(page: Page):
    page.goto("/")
    page.locator("#question").fill("What is")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("a back mouse?")
    expect(page.locator("#question")).to_have_value("What is\na back mouse?")
    page.keyboard.press("Enter")
    expect(page.locator("article.article")).to_be_visible(timeout=60_000)


def test_what_the_labels_mean_is_unfolded(page: Page, article: str):
    page.goto(f"{article}#labels")
    page.locator("#labels summary").click()
    expect(page.locator("#labels dd").first).to_be_visible()

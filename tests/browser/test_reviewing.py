"""An article is reviewed by keyboard, over a connection that is lost and comes back; axe finds nothing serious at the desk."""

import time
from collections.abc import Iterator

import pytest
from cases import CLINICIAN, METHODS
from desk_site import Served, served
from playwright.sync_api import Browser, Page
from test_accessibility import grave

from answerable.review.model import AssignmentState, Judged, RevisionState
from answerable.review.transitions import Step


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("desk") / "library") as made:
        yield made


def under_review(desk: Served, address: str):
    edited = desk.board.edited
    found = edited.submitted(address=address)
    edited.take(found, Step.START_REVIEW)
    for reviewer in (CLINICIAN, METHODS):
        given = edited.editorial.assign(found.id, reviewer.id, reviewer.roles[0], by="ed")
        edited.editorial.accept(given.id, by=reviewer.id)
    return edited.editorial.submission(found.id)


def at_bench(desk: Served, browser: Browser, found, who: str = "cl", **more) -> Page:
    page = desk.window(browser, who, **more).new_page()
    page.on("pageerror", _throw)
    page.goto(f"/desk/submissions/{found.id}/review")
    page.locator(".bench-claim.now").wait_for()
    return page


def _throw(error: Exception) -> None:
    raise AssertionError(f"a script of the page threw: {error}")


def judged(desk: Served, found, who: str = "cl") -> dict[str, str]:
    return {one.claim: one.judged.value for one in desk.board.edited.editorial.case(found.id).judgements if one.reviewer == who}


def until(true, seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return False


def test_every_claim_is_judged_by_keyboard_alone_and_the_recommendation_sent(browser: Browser, desk: Served):
    found = under_review(desk, "ReviewedByKeyboard0001")
    page = at_bench(desk, browser, found)
    claims = [claim.id for claim in found.latest.answer.claims()]
    begun = time.monotonic()
    for number in range(len(claims)):
        assert page.locator(".bench-claim.now").get_attribute("data-claim") == claims[number]
        page.keyboard.press("1")
    a_claim = (time.monotonic() - begun) / len(claims)
    assert until(lambda: len(judged(desk, found)) == len(claims))
    page.locator("[data-saved][data-state=saved]").wait_for()
    print(f"\na claim by keyboard, read by nobody: {a_claim * 1000:.0f} ms")
    for radio in page.locator("#checklist input[value=yes]").all():
        radio.focus()
        page.keyboard.press("Space")
    page.locator("#checklist input[value=accept]").focus()
    page.keyboard.press("Space")
    page.locator("#checklist button").focus()
    page.keyboard.press("Enter")
    page.locator("[role=status]", has_text="gone to the editor").wait_for()
    [mine] = [one for one in desk.board.edited.editorial.case(found.id).assignments if one.reviewer == "cl"]
    assert mine.state is AssignmentState.SUBMITTED
    assert all(one.seconds is not None for one in desk.board.edited.editorial.case(found.id).judgements)


def test_each_key_does_what_the_page_says_and_an_undo_takes_it_back(browser: Browser, desk: Served):
    found = under_review(desk, "ReviewedByKeyboard0002")
    first, second = (claim.id for claim in found.latest.answer.claims()[:2])
    page = at_bench(desk, browser, found)
    page.keyboard.press("2")
    assert until(lambda: judged(desk, found) == {first: "holds with change"})
    page.keyboard.press("c")
    page.keyboard.type("Say 1 or 2, never 3.")  # what is written is no key
    page.keyboard.press("Escape")
    assert until(lambda: desk.board.edited.editorial.case(found.id).judgements[0].comment == "Say 1 or 2, never 3.")
    page.keyboard.press("n")
    page.keyboard.press("3")
    assert until(lambda: judged(desk, found).get(second) == "does not hold")
    page.keyboard.press("u")
    assert until(lambda: second not in judged(desk, found))
    page.keyboard.press("p")
    page.keyboard.press("4")
    assert until(lambda: judged(desk, found) == {first: "unsure"})
    page.keyboard.press("Control+1")
    page.locator("details.keys summary").click()
    page.locator("#keys-on").uncheck()
    page.locator("h1").click()
    page.keyboard.press("1")
    time.sleep(0.3)
    assert judged(desk, found) == {first: "unsure"}


def test_a_lost_connection_loses_nothing_and_says_so(browser: Browser, desk: Served):
    found = under_review(desk, "ReviewedByKeyboard0003")
    page = at_bench(desk, browser, found)
    page.context.set_offline(True)
    for _ in range(3):
        page.keyboard.press("1")
    page.locator("[data-saved][data-state=waiting]", has_text="3 judgements wait").wait_for()
    assert judged(desk, found) == {}
    page.context.set_offline(False)
    assert until(lambda: len(judged(desk, found)) == 3)
    page.locator("[data-saved][data-state=saved]").wait_for()


def test_what_waited_is_sent_after_a_reload_and_the_review_goes_on_at_the_first_unjudged_claim(browser: Browser, desk: Served):
    found = under_review(desk, "ReviewedByKeyboard0004")
    claims = [claim.id for claim in found.latest.answer.claims()]
    page = at_bench(desk, browser, found)
    page.route("**/judge", lambda route: route.abort())
    page.keyboard.press("1")
    page.keyboard.press("1")
    page.locator("[data-saved][data-state=waiting]").wait_for()
    page.unroute("**/judge")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    assert until(lambda: set(judged(desk, found)) == set(claims[:2]))
    assert page.locator(".bench-claim.now").get_attribute("data-claim") == claims[2]


def test_two_at_once_never_overwrite_each_other(browser: Browser, desk: Served):
    found = under_review(desk, "ReviewedByKeyboard0005")
    one, other = at_bench(desk, browser, found, "cl"), at_bench(desk, browser, found, "me")
    for _ in range(4):
        one.keyboard.press("1")
        other.keyboard.press("4")
    assert until(lambda: len(judged(desk, found, "cl")) == len(judged(desk, found, "me")) == 4)
    assert set(judged(desk, found, "cl").values()) == {Judged.HOLDS.value}
    assert set(judged(desk, found, "me").values()) == {Judged.UNSURE.value}


def test_what_was_changed_under_a_reviewer_is_told_and_not_judged(browser: Browser, desk: Served):
    from answerable.review.edits import DropClaim

    found = under_review(desk, "ReviewedByKeyboard0006")
    page = at_bench(desk, browser, found)
    edited = desk.board.edited.editorial
    last = found.latest.answer.claims()[-1].id
    edited.edit(found.id, [DropClaim(last)], by="ed", content=found.latest.content_hash, why="It was doubted.")
    page.keyboard.press("1")
    page.locator("[data-saved]", has_text="changed").wait_for()
    assert judged(desk, found) == {}


def test_what_else_bears_on_a_claim_is_looked_up_at_a_key(browser: Browser, desk: Served):
    page = at_bench(desk, browser, under_review(desk, "ReviewedByKeyboard0007"))
    page.keyboard.press("e")
    page.locator(".bench-claim.now .bearing li").first.wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_no_page_of_the_desk_has_a_serious_finding_or_scrolls_sideways(browser: Browser, desk: Served, scheme: str, width: int):
    found = under_review(desk, f"LookedAtByAxe{width}{scheme}xxxxx"[:22])
    edited = desk.board.edited
    content = found.latest.content_hash
    edited.editorial.judge(
        found.id, found.latest.answer.claims()[0].id, Judged.DOES_NOT_HOLD, by="me", content=content, comment="No.", seconds=9
    )
    base = f"/desk/submissions/{found.id}"
    pages = {
        "ed": ["/desk", base, f"{base}/edit", f"{base}/revisions/1", "/desk/commission", f"/desk/articles/{found.article}"],
        "cl": [base, f"{base}/review", f"{base}/review?one={found.latest.answer.claims()[0].id}"],
    }
    wrong: dict[str, object] = {}
    for who, paths in pages.items():
        window = desk.window(browser, who, viewport={"width": width, "height": 900}, color_scheme=scheme)
        page = window.new_page()
        for path in paths:
            page.goto(path)
            for folded in page.locator("article details").all()[:12]:
                folded.evaluate("one => { one.open = true }")
            wrong[f"{who} {path}"] = grave(page)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wrong[f"{who} {path} sideways"] = page.evaluate("document.documentElement.scrollWidth")
        window.close()
    assert {path: findings for path, findings in wrong.items() if findings} == {}
    assert edited.editorial.submission(found.id).state is RevisionState.UNDER_REVIEW

"""The whole way of an article in a real browser: commissioned, reviewed, changed, signed; then a source of it is retracted.

The accounts and their papers are made beforehand; how they are made in the browser is tested with the people of the desk.
"""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from cases import SPECIALTY
from desk_site import Served, now, served
from msgspec.structs import replace
from playwright.sync_api import Browser, Page, expect

from answerable.app.ledger import LedgerRoom
from answerable.people.model import Account, Disclosure, Role

expect.set_options(timeout=90_000)
QUESTION = "What is a back mouse?"


@pytest.fixture
def desk(tmp_path: Path):
    folder = tmp_path / "library"
    ingest(folder, "docs/examples/invented-trials.xml")
    with served(folder, of_today=True) as made:
        yield made


def ingest(folder: Path, *files: str) -> None:
    """Takes files in as anybody does."""
    done = subprocess.run(
        [sys.executable, "-m", "answerable", "ingest", "--library", str(folder), *files],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def page_of(desk: Served, browser: Browser, who: str) -> Page:
    page = desk.window(browser, who).new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    return page


def judged_by_keyboard(page: Page, base: str, *, but: str = "") -> None:
    """Judges every claim; of the one named, that it holds with a change."""
    page.goto(f"{base}/review")
    total = page.locator(".bench-claim").count()
    for _ in range(total):
        if page.locator(".bench-claim.now").get_attribute("data-claim") == but:
            page.keyboard.press("c")
            page.keyboard.type("Nobody else says so.")
            page.keyboard.press("Escape")
            page.keyboard.press("2")
            page.keyboard.press("n")
        else:
            page.keyboard.press("1")
    expect(page.locator("[data-done]")).to_have_text(f"{total} of {total} judged")
    expect(page.locator("[data-saved]")).to_have_attribute("data-state", "saved")


def recommends(page: Page, what: str) -> None:
    for radio in page.locator("#checklist input[value=yes]").all():
        radio.check()
    page.locator(f"#checklist input[value='{what}']").check()
    page.locator("#rec-words").fill("See the claims.")
    page.get_by_role("button", name="Send the recommendation").click()
    expect(page.locator("[role=status]", has_text="gone to the editor")).to_be_visible()


def accepts(page: Page, base: str) -> None:
    page.goto(base)
    page.get_by_label("I have nothing to disclose").check()
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("link", name="Open the workbench")).to_be_visible()


def test_a_question_is_commissioned_reviewed_changed_signed_and_its_source_retracted(browser: Browser, desk: Served):
    edited = desk.board.edited
    editor, chair = page_of(desk, browser, "ed"), page_of(desk, browser, "ch")
    clinician, methods = page_of(desk, browser, "cl"), page_of(desk, browser, "me")

    # The editor commissions the reference question; the draft comes into the queue by itself.
    editor.goto("/desk/commission")
    editor.fill("#questions", QUESTION)
    editor.get_by_role("button", name="Commission").click()
    expect(editor.locator(".state.good")).to_have_text("done", timeout=90_000)
    editor.goto("/desk")
    editor.locator(".queue h3 a", has_text=QUESTION).click()
    base = editor.url.partition(desk.address)[2].partition("?")[0]
    held = edited.editorial.submission(base.rpartition("/")[2])
    editor.get_by_role("button", name="Start the review").click()
    editor.locator("details summary", has_text="Specialty").click()
    editor.fill("#specialty", SPECIALTY)
    editor.get_by_role("button", name="Set", exact=True).click()

    # Who has published with an author of a cited study is refused, with the fact that it rests on.
    author = next(one.record.authors[0].name for one in held.latest.answer.references if one.record.authors)
    conflicted(desk, author)
    editor.goto(base)
    invite(editor, "co|clinical reviewer")
    expect(editor.locator("#refused")).to_contain_text(author.split()[0])
    for who in ("cl|clinical reviewer", "me|methods reviewer"):
        editor.goto(base)
        invite(editor, who)
        expect(editor.locator("[role=status]", has_text="invited")).to_be_visible()

    # Two others judge every claim by keyboard; one asks for a change.
    doubted = held.latest.answer.claims()[-1].id
    for page, but, what in ((clinician, doubted, "minor changes"), (methods, "", "accept")):
        accepts(page, base)
        judged_by_keyboard(page, base, but=but)
        recommends(page, what)

    # Changes are requested, made, and reviewed again.
    editor.goto(base)
    editor.locator("#step-request-changes summary").click()
    editor.locator("#step-request-changes textarea").fill("Take the last claim out.")
    editor.get_by_role("button", name="Request changes").click()
    editor.goto(f"{base}/edit")
    editor.locator(f"#claim-{doubted} summary").click()
    editor.locator(f"#claim-{doubted}").get_by_role("button", name="Take it out").click()
    editor.fill("#why", "The last claim was doubted and is taken out.")
    editor.get_by_role("button", name="Keep as revision 2").click()
    editor.goto(base)
    editor.get_by_role("button", name="Resubmit").click()
    for page in (clinician, methods):
        judged_by_keyboard(page, base)
        recommends(page, "accept")
    editor.goto(base)
    editor.get_by_role("button", name="Ready for sign-off").click()
    expect(editor.locator(".axes dd").first).to_contain_text("ready for sign-off")

    # The chair signs, with the second factor given just now.
    chair.goto(f"{base}/sign")
    if "/desk/factor" in chair.url:
        chair.fill("#code", desk.board.code("ch"))
        chair.get_by_role("button", name="Go on").click()
    content = edited.editorial.submission(held.id).latest.content_hash
    expect(chair.locator(".meaning")).to_contain_text(content)
    chair.locator("#agree").check()
    chair.get_by_role("button", name="Sign", exact=True).click()
    expect(chair.locator("[role=status]", has_text="Signed")).to_be_visible()

    # The public page says who approved it, and when.
    public = browser.new_context(base_url=desk.address).new_page()
    public.goto(f"/articles/{held.article}")
    text = public.locator("main").inner_text()
    for named in ("Approved", "Clara Ladle", "Milo Sieve", "Chandra Bowl", str(now().year)):
        assert named in text, named
    assert "Not yet reviewed" not in text

    # One source is retracted in the library; the page, the task and the ledger show it.
    claim = held.latest.answer.claims()[0]
    record = next(one.record for one in held.latest.answer.references if one.number in claim.numbers)
    notices = desk.board.edited.editorial.library.parent / "retracted.csv"
    notices.write_text(f"PMID,PMID Retraction\n{record.pmid},900000099\n", encoding="utf-8")
    ingest(edited.editorial.library, str(notices))
    edited.editorial.look_at_evidence()  # what the worker does by the hour
    public.reload()
    expect(public.locator("main")).to_contain_text("retracted")
    editor.goto("/desk")
    expect(editor.locator("#tasks")).to_contain_text("evidence changed")
    editor.goto(base)
    expect(editor.locator(".axes")).to_contain_text("evidence changed")
    expect(editor.locator("#history .ledger")).to_contain_text("claims marked")

    # The ledger verifies; one byte changed in the database, it does not.
    ledger = LedgerRoom(edited.editorial.library, edited.desk, now)
    assert ledger.verify().faults == ()
    tampered_with(edited.editorial.library)
    assert not ledger.verify().holds


def invite(editor: Page, who: str) -> None:
    if not editor.locator("#who").is_visible():
        editor.locator("summary", has_text="Invite a reviewer").click()
    editor.locator("#who").select_option(who)
    editor.get_by_role("button", name="Invite", exact=True).click()


def conflicted(desk: Served, coauthor: str) -> None:
    """A clinician in good standing who has published with that author."""
    account = Account(id="co", name="Cora Fork", email="co@example.org", roles=(Role.CLINICAL_REVIEWER,))
    today = now().date().isoformat()
    with desk.board.edited.desk.work() as work:
        known = work.people.credential("cl")
        assert known
        work.people.add_account(account)
        work.people.put_credential(replace(known, account="co"))
        work.people.add_disclosure(Disclosure(account="co", made=today, until=f"{now().year + 1}-12-31", coauthors=(coauthor,)))


def tampered_with(folder: Path) -> None:
    """What somebody does who has the file: one byte of a revision's text is another."""
    connection = sqlite3.connect(folder / "desk.sqlite3")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    changed = connection.execute(
        "UPDATE revisions SET content = CAST(replace(CAST(content AS TEXT), 'back mouse', 'back house') AS BLOB) WHERE number = 1"
    )
    assert changed.rowcount
    connection.commit()
    connection.close()

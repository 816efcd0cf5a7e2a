"""The whole way of an article in a real browser, from an empty folder: a board is set up, the reference question commissioned.

Then it is reviewed, changed, reviewed again and signed, a source of it is retracted, and somebody changes a byte in the database.
"""

import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_site import open_to_newcomers
from newcomers import Person, newcomer
from playwright.sync_api import Browser, Page, expect

expect.set_options(timeout=120_000)
QUESTION = "What is a back mouse?"
SPECIALTY = "Musculoskeletal and orthopaedics"
AUTHOR = "Motyka TM"  # of a study that the article cites


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def site(folder: Path) -> Iterator[str]:
    folder.mkdir()
    told = answerable(folder, "admin", "create", "--name", "Ada Adler", "--email", "ada@example.org", "--password-file", "-",
                      given="violet kettle marsh\n")  # fmt: skip
    assert "Ada Adler is an administrator" in told
    with open_to_newcomers(folder) as address:
        yield address


def answerable(folder: Path, *arguments: str, given: str = "", status: int = 0) -> str:
    """Runs a command as anybody does, and gives what it says."""
    command = [sys.executable, "-m", "answerable", *arguments, "--library", str(folder)]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout


def test_a_board_is_set_up_and_an_article_approved_until_its_source_is_retracted(browser: Browser, site: str, folder: Path):
    eva, rita, mark, cora, carl = board(browser, site)
    editor = eva.page

    # The editor commissions the reference question, and the draft comes into the queue by itself.
    editor.goto("/desk")
    editor.get_by_role("link", name="Commission articles").first.click()
    editor.fill("#questions", QUESTION)
    editor.get_by_role("button", name="Commission").click()
    expect(editor.locator(".state.good")).to_have_text("done")
    editor.goto("/desk")
    editor.locator(".queue h3 a", has_text=QUESTION).click()
    base = "/desk/submissions/" + editor.url.rpartition("/")[2]
    editor.get_by_role("button", name="Start the review").click()

    # Who has published with an author of a cited study is refused, with the fact that it rests on.
    invites(editor, base, cora)
    expect(editor.locator("#refused")).to_contain_text(f"the disclosure names {AUTHOR}")
    for reviewer in (rita, mark):
        invites(editor, base, reviewer)
        expect(editor.get_by_role("status").filter(has_text="invited")).to_be_visible()
        reviewer.accepts_the_review()

    # Two others judge every claim by keyboard; one asks for a change; it is made and reviewed again.
    rita.judges_by_keyboard(doubts_the_last=True)
    rita.recommends("minor changes")
    mark.judges_by_keyboard()
    mark.recommends("accept")
    changed(editor, base)
    for reviewer in (rita, mark):
        reviewer.judges_by_keyboard()
        reviewer.recommends("accept")
    editor.goto(base)
    editor.get_by_role("button", name="Ready for sign-off").click()
    expect(editor.locator(".axes dd").first).to_contain_text("ready for sign-off")

    # The chair signs, with the second factor given just now; the public page says who approved it, and when.
    content = signed(carl)
    public = newcomer(browser, site, "A reader", "").page
    public.goto(article := shown_at(editor, base))
    text = public.locator("main").inner_text()
    for named in ("Approved", "Rita Roth, MD", "Mark Mohr, PhD", "Signed by Carl Cole, MD", content):
        assert named in text, named
    assert re.search(r"Reviewed by a person\s+\d{1,2} [A-Z][a-z]+ 20\d\d", text)
    assert "Not yet reviewed" not in text

    # A source is retracted in the library, while the desk is open: the page, the task and the ledger show it.
    source = re.search(r"PMID (\d+)", public.locator("#ref-1").inner_text())
    assert source
    (folder.parent / "retracted.csv").write_text(f"PMID,PMID Retraction\n{source[1]},900000099\n", encoding="utf-8")
    answerable(folder, "ingest", str(folder.parent / "retracted.csv"))
    public.goto(article)
    expect(public.locator("main")).to_contain_text("Source 1 was retracted")
    expect(public.locator(".steps")).to_contain_text("expression of concern")
    editor.goto("/desk")
    expect(editor.locator("#tasks")).to_contain_text("evidence changed")
    editor.goto(base)
    expect(editor.locator(".axes")).to_contain_text("evidence changed")
    expect(editor.locator("#history .ledger")).to_contain_text("claims marked")

    # The ledger verifies; after one byte is changed in the database it does not.
    assert "all of it holds" in answerable(folder, "ledger", "verify")
    for table, column in (("ledger", "act"), ("revisions", "content"), ("recommendations", "payload"), ("decisions", "payload")):
        with_a_byte_changed(folder, table, column)


def board(browser: Browser, site: str) -> tuple[Person, Person, Person, Person, Person]:
    """An administrator invites an editor, three reviewers and the chair by link; each gets in; their papers are made and seen."""
    ada = newcomer(browser, site, "Ada Adler", "violet kettle marsh")
    ada.signs_in()
    ada.sets_up_an_authenticator()
    expect(ada.page.locator("#missing")).to_contain_text("needs an editor")
    invited = {
        "Eva Eder": "editor", "Rita Roth": "clinical reviewer", "Mark Mohr": "methods reviewer", "Cora Fork": "clinical reviewer",
        "Carl Cole": "medical editor",
    }  # fmt: skip
    people: list[Person] = []
    for name, role in invited.items():
        one = newcomer(browser, site, name, "granite orchid puddle")
        ada.page.goto("/desk/people")
        ada.page.locator("#invite-name").fill(name)
        ada.page.locator("#invite-email").fill(one.email)
        ada.page.get_by_role("region", name="Invite somebody").locator(f"input[value='{role}']").check()
        ada.page.get_by_role("button", name="Invite", exact=True).click()
        one.accepts(ada.page.locator(".note code").inner_text())
        one.signs_in()
        people.append(one)
    eva, rita, mark, cora, carl = people
    rita.sets_up_a_passkey()
    for one in (mark, cora, carl):
        one.sets_up_an_authenticator()
    for one, degree, specialty in (
        (rita, "MD", SPECIALTY),
        (mark, "PhD", "Epidemiology"),
        (cora, "MD", SPECIALTY),
        (carl, "MD", ""),
    ):
        expect(one.page.locator("#missing")).to_contain_text("your credential")
        one.writes_their_credential(degree, specialty, licence=degree == "MD")
        one.discloses([AUTHOR] if one is cora else [])
    eva.discloses()
    eva.page.goto("/desk/board")
    while eva.page.get_by_role("button", name="I have seen the proof").count():
        eva.page.get_by_role("button", name="I have seen the proof").first.click()
    for one in people:
        one.page.goto("/desk")
        expect(one.page.locator("#missing")).to_have_count(0)
    return eva, rita, mark, cora, carl


def invites(editor: Page, base: str, who: Person) -> None:
    editor.goto(base)
    if not editor.locator("#who").is_visible():
        editor.locator("summary", has_text="Invite a reviewer").click()
    value = editor.locator("#who option", has_text=who.name).first.get_attribute("value")
    editor.locator("#who").select_option(value)
    editor.get_by_role("button", name="Invite", exact=True).click()


def changed(editor: Page, base: str) -> None:
    """Changes are requested, made in the structured editor and kept as a revision, which is resubmitted."""
    editor.goto(base)
    editor.locator("#step-request-changes summary").click()
    editor.locator("#step-request-changes textarea").fill("Take the last claim out.")
    editor.get_by_role("button", name="Request changes").click()
    editor.goto(f"{base}/edit")
    last = editor.locator("[id^=claim-]").last
    last.locator("summary").first.click()
    last.get_by_role("button", name="Take it out").click()
    editor.fill("#why", "The last claim was doubted and is taken out.")
    editor.get_by_role("button", name="Keep as revision 2").click()
    editor.get_by_role("button", name="Resubmit").click()
    expect(editor.locator(".axes dd").first).to_contain_text("under review")


def signed(carl: Person) -> str:
    """The chair comes back with the second factor, is led from what they are told to the signature, and signs; the content."""
    carl.page.goto("/desk")
    carl.page.get_by_role("button", name="Sign out").click()  # what the set-up took may still count
    carl.page.wait_for_url("**/desk/sign-in**")
    carl.signs_in()
    carl.gives_the_second_factor()
    carl.page.wait_for_url("**/desk")
    carl.page.locator("#told a", has_text="ready for sign-off").click()
    carl.page.get_by_role("link", name="Sign …").click()
    content = carl.page.locator(".meaning code").inner_text()
    carl.page.locator("#agree").check()
    carl.page.get_by_role("button", name="Sign", exact=True).click()
    expect(carl.page.get_by_role("status").filter(has_text="Signed")).to_be_visible()
    return content


def shown_at(editor: Page, base: str) -> str:
    """The path of the public page of a submission's article."""
    editor.goto(base)
    path = editor.get_by_role("link", name="the public page").get_attribute("href")
    assert path
    return path


def with_a_byte_changed(folder: Path, table: str, column: str) -> None:
    """What somebody does who has the file: one byte of a row is another; it is found, and put back."""
    connection = sqlite3.connect(folder / "desk.sqlite3", isolation_level=None)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    place, was = connection.execute(f"SELECT rowid, {column} FROM {table} ORDER BY rowid LIMIT 1").fetchone()
    at = next(at for at in range(len(was) // 2, len(was)) if chr(was[at]).isalpha())
    update = f"UPDATE {table} SET {column} = ? WHERE rowid = ?"
    connection.execute(update, (was[:at] + bytes([was[at] ^ 1]) + was[at + 1 :], place))
    try:
        said = answerable(folder, "ledger", "verify", status=4)
        assert "was changed" in said, f"{table}: {said}"
    finally:
        connection.execute(update, (was, place))
        connection.close()

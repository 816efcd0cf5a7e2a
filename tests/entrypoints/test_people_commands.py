"""Whoever runs a site makes the first administrator, invites people and lets them in no more, from the command line."""

import re

import pytest

from answerable.app import App
from answerable.people.model import Role

PASSWORD = "violet kettle marsh"


@pytest.fixture
def admin(run, tmp_path):
    kept = tmp_path / "password"
    kept.write_text(f"{PASSWORD}\n", encoding="utf-8")
    done = run("admin", "create", "--name", "Ada Adler", "--email", "ada@example.org", "--password-file", str(kept))
    assert done.out.splitlines()[0] == f"Ada Adler is an administrator of the library in {tmp_path / 'library'}."
    assert "open /desk" in done.out
    return kept


def test_the_first_administrator_signs_in_with_the_password_of_the_file(run, admin, library):
    assert PASSWORD not in run("people", "list").out
    with App.open(library) as app:
        people = app.people()
        assert people.sign_ins.sign_in("ada@example.org", PASSWORD, address="192.0.2.1")
        people.desk.close()


def test_a_weak_password_or_none_is_told(run, tmp_path):
    kept = tmp_path / "password"
    kept.write_text("password1234", encoding="utf-8")
    weak = run("admin", "create", "--name", "Ada", "--email", "ada@example.org", "--password-file", str(kept))
    assert weak.status == 2
    assert "guessed first" in weak.err
    none = run("admin", "create", "--name", "Ada", "--email", "ada@example.org", "--password-file", str(tmp_path / "nothing"))
    assert none.status == 2
    assert "cannot be read" in none.err
    assert run("people", "list").out.startswith("There are no accounts yet")


def test_somebody_is_invited_changed_and_let_in_no_more(run, admin, library):
    invited = run("people", "invite", "eva@example.org", "--name", "Eva Eder", "--role", "editor", "--employer", "St Mary's")
    secret = re.search(r"/desk/invitations/([\w-]{43})", invited.out)[1]
    assert "Eva Eder  eva@example.org  invited until" in run("people", "list").out
    with App.open(library) as app:
        people = app.people()
        eva = people.invitations.accept(secret, name="", password=PASSWORD, door="test")
        people.desk.close()
    assert eva.employer == "St Mary's"
    assert run("people", "roles", "EVA@example.org", "--role", "lay reviewer", "--role", "author").out == (
        "Eva Eder  eva@example.org  author, lay reviewer\n"
    )
    assert run("people", "deactivate", eva.id).out.endswith("deactivated\n")
    assert run("people", "activate", eva.id).out.endswith("author, lay reviewer\n")
    assert run("people", "end-sessions", "eva@example.org").out == "There was none.\n"
    assert "/desk/invitations/" in run("people", "reset", "eva@example.org").out
    assert eva.id in run("people", "erase", "eva@example.org", "--yes").out
    assert "(erased)" in run("people", "list").out


def test_what_may_not_be_is_told_with_its_reason(run, admin):
    both = run("people", "roles", "ada@example.org", "--role", "administrator", "--role", "medical editor")
    assert both.status == 2
    assert "an administrator can never approve" in both.err
    last = run("people", "deactivate", "ada@example.org")
    assert "last administrator" in last.err
    assert run("people", "roles", "nobody@example.org").status == 3
    assert Role.ADMINISTRATOR.value in run("people", "list").out

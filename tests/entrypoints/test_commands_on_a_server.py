"""A desk on a PostgreSQL server, set by one variable: commands and the reading room work on it, and none tells its password."""

import json
import time
import zipfile
from pathlib import Path

import pytest
from desks import lasting
from editorial import ADDRESS, EditedDesk
from starlette.testclient import TestClient
from tampering import Hand

from answerable.app import App
from answerable.entrypoints.web import create
from answerable.settings import Settings

PASSWORD = "violet kettle marsh"


@pytest.fixture
def served(monkeypatch, database) -> str:
    """The setting, as an operator sets it."""
    monkeypatch.setenv("ANSWERABLE_DATABASE", database)
    return database


@pytest.fixture
def reviewed(library, served) -> str:
    library.mkdir()
    desk = EditedDesk(library, lasting(library, served))
    desk.approved()
    desk.editorial.close()
    return served


def test_an_administrator_is_made_on_a_server_and_signs_in(run, served, library, tmp_path):
    kept = tmp_path / "password"
    kept.write_text(PASSWORD, encoding="utf-8")
    done = run("admin", "create", "--name", "Ada Adler", "--email", "ada@example.org", "--password-file", str(kept))
    assert (done.status, done.err) == (0, "")
    assert "Ada Adler" in run("people", "list").out
    assert not list(library.glob("desk.sqlite3*"))
    with App.open(library) as app:
        people = app.people()
        assert people.sign_ins.sign_in("ada@example.org", PASSWORD, address="192.0.2.1")
        people.desk.close()


def test_a_ledger_on_a_server_is_verified_sealed_and_proved(run, reviewed, tmp_path):
    done = run("ledger", "verify")
    assert (done.status, "all of it holds" in done.out) == (0, True)
    seals, proof, bundle = (str(tmp_path / name) for name in ("seals.json", "proof.json", "bundle.json"))
    assert run("ledger", "seal", "-o", seals).status == 0
    assert run("ledger", "verify", "--root", seals).status == 0
    assert run("ledger", "prove", "4", "-o", proof).status == 0
    assert "Entry 4" in run("ledger", "check-proof", proof).out
    assert run("bundle", ADDRESS, "-o", bundle).status == 0
    assert "approved by Chandra Bowl" in run("verify", bundle, "--library", str(tmp_path / "nothing")).out
    assert "back mouse" in run("articles", "list").out
    with Hand(tmp_path, reviewed) as hand:
        hand.takes_the_triggers_away()
        hand.does("UPDATE ledger SET act = CAST(replace(CAST(act AS TEXT), 'door', 'dooR') AS BLOB) WHERE number = 3")
    done = run("ledger", "verify")
    assert done.status == 4
    assert "Entry 3 was changed" in done.out
    assert run("ledger", "seal").status == 4


def test_a_backup_of_a_server_goes_back_into_either_engine(run, reviewed, postgres_server, tmp_path, monkeypatch):
    before = lasting(tmp_path, reviewed)
    kept = tmp_path / "kept.zip"
    done = run("backup", "--with-keys", str(kept))
    assert (done.status, done.err) == (0, "")
    assert {"desk.sqlite3", "ledger.key"} <= set(zipfile.ZipFile(kept).namelist())
    another = postgres_server.database()
    for number, place in enumerate((another, "")):
        monkeypatch.setenv("ANSWERABLE_DATABASE", place)
        folder = tmp_path / f"other-{number}"
        assert run("restore", str(kept), "--library", str(folder)).status == 0
        assert (folder / "desk.sqlite3").exists() is not bool(place)
        done = run("ledger", "verify", "--library", str(folder))
        assert (done.status, "all of it holds" in done.out) == (0, True)
        again = run("restore", str(kept), "--library", str(tmp_path / "third" if place else folder))
        assert again.status == 2
        back = EditedDesk(folder, lasting(folder, place), people=False)
        assert back.desk.article(ADDRESS) == before.article(ADDRESS)
        with back.desk.view() as view, before.view() as was:
            assert view.people.accounts() == was.people.accounts()
            assert list(view.ledger.entries()) == list(was.ledger.entries())
        address = "B" * 22
        back.article(address)
        back.editorial.submit(address, by="au")  # and the work goes on
        back.editorial.close()
        done = run("ledger", "verify", "--library", str(folder))
        assert (done.status, done.err) == (0, "")
    before.close()
    postgres_server.drop(another)


def test_a_question_is_asked_and_answered_on_a_server(served, library):
    settings = Settings(library=library, database=served, requests_per_minute=0, questions_per_hour=0)
    with App.open(library) as app, TestClient(create(app, settings), base_url="http://localhost") as client:
        asked = client.post("/api/v1/ask", json={"question": "What is a back mouse?"})
        assert asked.status_code == 202, asked.text
        address = asked.json()["address"]
        until = time.monotonic() + 120
        while client.get(f"/api/v1/articles/{address}/progress").json()["state"] != "done":
            assert time.monotonic() < until
            time.sleep(0.1)
        assert "back mouse" in client.get(f"/articles/{address}").text
        assert client.get("/readyz").json()["status"] == "ready"
    assert not list(Path(library).glob("desk.sqlite3*"))


def test_a_server_that_is_away_is_told_and_never_its_password(run, library, monkeypatch):
    secret = "zebra-lantern-quilt"
    monkeypatch.setenv("ANSWERABLE_DATABASE", f"postgresql://anna:{secret}@localhost:1/desk?connect_timeout=1")
    for command in (["ledger", "verify"], ["people", "list"], ["articles", "list"], ["backup", str(library.parent / "k.zip")]):
        done = run(*command)
        assert done.status == 5, done
        assert "The database “desk” on localhost cannot be reached" in done.err
        assert secret not in done.err + done.out
    monkeypatch.setenv("ANSWERABLE_DATABASE", f"mysql://anna:{secret}@localhost/desk")
    done = run("ledger", "verify")
    assert (done.status, "ANSWERABLE_DATABASE cannot be used" in done.err, secret in done.err) == (2, True, False)
    assert secret not in repr(Settings(library=library, database=f"postgresql://anna:{secret}@localhost/desk"))


def test_a_desk_left_in_the_folder_is_not_passed_over(run, library, monkeypatch):
    desk = EditedDesk(library)
    desk.editorial.close()
    monkeypatch.setenv("ANSWERABLE_DATABASE", "postgresql://localhost/desk")
    done = run("ledger", "verify")
    assert done.status == 2
    assert "names another place for it" in done.err
    assert json.dumps(str(library / "desk.sqlite3"))[1:-1] in " ".join(done.err.split()).replace("- ", "-")

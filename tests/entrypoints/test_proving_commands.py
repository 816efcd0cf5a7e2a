"""The ledger is checked, sealed and proved from the command line, a bundle checked elsewhere, a library backed up in use."""

import json
import sqlite3
import threading
import zipfile

import pytest
from editorial import ADDRESS, EditedDesk


@pytest.fixture
def reviewed(library):
    desk = EditedDesk(library)
    desk.approved()
    desk.editorial.close()
    return library


def test_a_ledger_is_verified_sealed_and_proved(run, reviewed, tmp_path):
    done = run("ledger", "verify")
    assert (done.status, "all of it holds" in done.out) == (0, True)
    assert all(one[0] in "✓·" for one in done.out.splitlines())
    assert len(done.out.splitlines()) > 1
    assert done.out.endswith("\n")
    seals = tmp_path / "seals.json"
    assert run("ledger", "seal", "-o", str(seals)).status == 0
    assert json.loads(seals.read_text())["seals"][0]["size"] > 20
    assert run("ledger", "verify", "--root", str(seals)).status == 0
    proof = tmp_path / "proof.json"
    assert run("ledger", "prove", "4", "-o", str(proof)).status == 0
    assert "Entry 4" in run("ledger", "check-proof", str(proof)).out
    assert run("ledger", "check-proof", str(proof), "--key", "0" * 64).status == 4
    assert run("ledger", "prove", "9999").status == 3
    connection = sqlite3.connect(reviewed / "desk.sqlite3")
    connection.execute("DROP TRIGGER ledger_is_not_changed")
    connection.execute("UPDATE ledger SET act = CAST(replace(CAST(act AS TEXT), 'when', 'whem') AS BLOB) WHERE number = 3")
    connection.commit()
    connection.close()
    done = run("ledger", "verify")
    assert done.status == 4
    assert "Entry 3 was changed" in done.out
    assert run("ledger", "seal").status == 4


def test_a_bundle_is_written_here_and_verified_elsewhere(run, reviewed, tmp_path):
    file = tmp_path / "bundle.json"
    assert run("bundle", f"https://answers.example.org/articles/{ADDRESS}", "-o", str(file)).status == 0
    elsewhere = run("verify", str(file), "--library", str(tmp_path / "nothing"))
    assert (elsewhere.status, "all of it holds" in elsewhere.out) == (0, True)
    assert "approved by Chandra Bowl" in elsewhere.out
    assert not (tmp_path / "nothing").exists()
    file.write_bytes(file.read_bytes().replace(b"nodules", b"modules"))
    assert run("verify", str(file)).status == 4


def test_a_backup_made_while_others_write_is_whole_and_is_put_back(run, reviewed, tmp_path):
    stop = threading.Event()
    desk = EditedDesk(reviewed, people=False)

    def write() -> None:
        number = 0
        while not stop.is_set():
            desk.article(f"{number:022}")
            desk.editorial.submit(f"{number:022}", by="au")
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert run("backup", str(tmp_path / "kept.zip")).status == 0
    finally:
        stop.set()
        writer.join()
        desk.editorial.close()
    assert (tmp_path / "kept.zip").stat().st_mode & 0o777 == 0o600
    assert "ledger.key" not in zipfile.ZipFile(tmp_path / "kept.zip").namelist()
    other = tmp_path / "other"
    assert run("restore", str(tmp_path / "kept.zip"), "--library", str(other)).status == 0
    done = run("ledger", "verify", "--library", str(other))
    assert (done.status, "all of it holds" in done.out) == (0, True)
    back = EditedDesk(other, people=False)
    assert back.desk.article(ADDRESS).approved
    back.editorial.close()
    assert run("restore", str(tmp_path / "kept.zip"), "--library", str(other)).status == 2


def test_a_damaged_backup_is_refused_and_leaves_nothing(run, reviewed, tmp_path):
    assert run("backup", "--with-keys", str(tmp_path / "kept.zip")).status == 0
    whole = (tmp_path / "kept.zip").read_bytes()
    assert "ledger.key" in zipfile.ZipFile(tmp_path / "kept.zip").namelist()
    bent = whole[:3000] + bytes([whole[3000] ^ 255]) + whole[3001:]
    for name, broken in (("cut", whole[:-200]), ("bent", bent), ("none", b"PK"), ("empty", b"")):
        (tmp_path / name).write_bytes(broken)
        done = run("restore", str(tmp_path / name), "--library", str(tmp_path / f"to-{name}"))
        assert done.status == 2, (name, done.err)
        assert not list((tmp_path / f"to-{name}").glob("*")), name
    assert run("restore", str(tmp_path / "missing"), "--library", str(tmp_path / "to")).status in (2, 5)

"""The disk: full, not to be written to, damaged."""

import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from processes import file_of, looked, said, taking_in

from answerable.app import App
from answerable.errors import LibraryTooNew

pytestmark = pytest.mark.slow


def starved() -> None:
    """No file may grow beyond a megabyte."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes; skipped, saying so, where none can be made."""
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("a small disk can be made only with the rights to mount one")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def stored(lines: list[dict[str, object]]) -> int:
    return max((int(str(line["stored"])) for line in lines if "stored" in line), default=0)


def test_a_file_that_may_not_grow_is_told_and_nothing_stored_is_lost(tmp_path: Path):
    library = tmp_path / "library"
    path = file_of(tmp_path, 2000)
    lines = said(taking_in(library, path, before=starved))
    assert lines[-1].get("problem") == "LibraryFull", lines[-1]
    assert "Free some space" in str(lines[-1]["next_step"])
    after = looked(library)
    assert int(str(after["own"])) >= stored(lines)
    assert said(taking_in(library, path))[-1]["interrupted"] is False
    assert looked(library)["own"] == 2000


def test_a_full_disk_is_told_and_nothing_stored_is_lost(tmp_path: Path, small_disk: Path):
    library = small_disk / "library"
    path = file_of(tmp_path, 5000)
    lines = said(taking_in(library, path))
    assert lines[-1].get("problem") == "LibraryFull", lines[-1]
    after = looked(library)
    assert after.get("own", 0) >= stored(lines) or after.get("problem") == "LibraryFull", after


def test_a_library_that_may_not_be_written_to_is_read(tmp_path: Path):
    library = tmp_path / "library"
    said(taking_in(library, file_of(tmp_path, 50)))
    expected = looked(library)
    folders = [library, library / "index"]
    # The way to the folder has to be open to nobody.
    for folder in [*tmp_path.parents[:3], tmp_path]:
        folder.chmod(folder.stat().st_mode | 0o055)
    try:
        for folder in folders:
            for file in folder.iterdir():
                if file.is_file():
                    file.chmod(0o444)
            folder.chmod(0o555)
        seen = looked(library, AS_NOBODY="1")
        assert (seen.get("found"), seen.get("own")) == (expected["found"], expected["own"]), seen
        refused = said(taking_in(library, file_of(tmp_path, 60), AS_NOBODY="1"))[-1]
        assert refused["problem"] == "LibraryProblem"
        assert "permissions" in str(refused["next_step"])
    finally:
        for folder in folders:
            folder.chmod(0o755)


def test_a_damaged_database_is_told_and_says_what_to_do(tmp_path: Path):
    library = tmp_path / "library"
    with App.open(library) as app:
        app.ingest([str(file_of(tmp_path, 300))])
    file = library / "library.sqlite3"
    size = file.stat().st_size
    with file.open("r+b") as opened:
        opened.seek(4096)
        opened.write(os.urandom(size - 8192))
    seen = looked(library)
    assert seen["problem"] == "LibraryProblem"
    assert "damaged" in str(seen["what"])
    assert "ingest the files again" in str(seen["next_step"])


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path):
    (tmp_path / "library").write_text("not a folder")
    refused = said(taking_in(tmp_path / "library", file_of(tmp_path, 5)))[-1]
    assert refused["problem"] == "LibraryProblem"


def test_a_library_of_a_newer_version_is_told(tmp_path: Path):
    library = tmp_path / "library"
    with App.open(library) as app:
        app.ingest([str(file_of(tmp_path, 5))])
    with sqlite3.connect(library / "library.sqlite3") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with App.open(library) as app, pytest.raises(LibraryTooNew):
        app.search("zinc lozenges")
    assert looked(library)["problem"] == "LibraryTooNew"


def test_a_segment_of_the_index_that_is_damaged_is_told_or_mended(tmp_path: Path):
    library = tmp_path / "library"
    with App.open(library) as app:
        app.ingest([str(file_of(tmp_path, 300))])
        expected = [one.passage.id for one in app.search("zinc lozenges of weavers").passages]
    for file in (library / "index").glob("*.idx"):
        content = bytearray(file.read_bytes())
        content[: len(content) // 2] = os.urandom(len(content) // 2)
        file.write_bytes(content)
    code = (
        "import sys; from pathlib import Path; from answerable.app import App; from answerable.errors import Problem\n"
        "with App.open(Path(sys.argv[1])) as app:\n"
        "    try: print('|'.join(one.passage.id for one in app.search('zinc lozenges of weavers').passages))\n"
        "    except Problem as problem: print(problem); sys.exit(problem.exit_status)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(library)], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert "rebuild" in done.stdout or done.stdout.strip().split("|") == expected
    with App.open(library) as app:
        app.rebuild()
        assert [one.passage.id for one in app.search("zinc lozenges of weavers").passages] == expected

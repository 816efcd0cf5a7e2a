"""Several processes on one library, and processes that are stopped."""

import os
import signal
import time
from pathlib import Path

import pytest
from processes import file_of, kill, looked, said, taking_in

from answerable.adapters.lock import WriterLock

pytestmark = pytest.mark.slow


def test_the_second_of_two_ingests_is_told_and_changes_nothing(tmp_path: Path):
    path = file_of(tmp_path, 300)
    library = tmp_path / "library"
    with WriterLock(library / "write.lock"):
        [*_, last] = said(taking_in(library, path))
        assert last["problem"] == "LibraryBusy"
        assert "repeat the command" in str(last["next_step"])
    assert said(taking_in(library, path))[-1]["new"] == 300


def test_of_two_ingests_at_once_all_is_stored_once(tmp_path: Path):
    path = file_of(tmp_path, 600)
    library = tmp_path / "library"
    both = [taking_in(library, path), taking_in(library, path)]
    ends = [said(process)[-1] for process in both]
    [new] = [end for end in ends if end.get("new") == 600]  # whichever came first
    [other] = [end for end in ends if end is not new]
    assert other.get("problem") == "LibraryBusy" or other["unchanged"] == 600
    assert looked(library)["own"] == 600


def test_readers_find_whole_records_while_one_process_writes(tmp_path: Path):
    library = tmp_path / "library"
    said(taking_in(library, file_of(tmp_path, 50)))
    process = taking_in(library, file_of(tmp_path, 800))
    seen = []
    while process.poll() is None:
        seen.append(looked(library))
    said(process)
    assert seen
    assert all("problem" not in one for one in seen)
    assert all(one["found"] for one in seen)
    assert looked(library)["own"] == 800


def test_control_c_ends_with_what_is_stored(tmp_path: Path):
    path = file_of(tmp_path, 1200)
    library = tmp_path / "library"
    process = taking_in(library, path)
    assert process.stdout is not None
    for _ in range(6):
        process.stdout.readline()
    os.kill(process.pid, signal.SIGINT)
    [*_, last] = said(process)
    assert process.returncode == 0
    assert last["interrupted"] is True
    assert looked(library)["own"] == last["new"]
    assert looked(library)["notes"] == []
    again = said(taking_in(library, path))[-1]
    assert again["unchanged"] == last["new"]
    assert looked(library)["own"] == 1200


def test_a_process_that_waits_for_the_lock_takes_it_when_the_other_is_killed(tmp_path: Path):
    path = file_of(tmp_path, 1200)
    library = tmp_path / "library"
    first = taking_in(library, path)
    assert first.stdout is not None
    first.stdout.readline()
    first.stdout.readline()
    second = taking_in(library, path)
    assert second.stdout is not None
    second.stdout.readline()
    time.sleep(0.1)
    kill(first)
    first.communicate()
    assert said(second)[-1]["interrupted"] is False
    assert looked(library)["own"] == 1200

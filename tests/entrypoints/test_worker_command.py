"""`answerable worker`: it works where serve does not, stops in peace, and killed at any moment loses and doubles nothing."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cli_process import in_a_process

from answerable.app.reading_room import ReadingRoom
from answerable.jobs.model import JobState, stamp
from answerable.people.invitation import Letter, LetterState
from answerable.settings import Settings

ANNA = "a" * 64


@pytest.fixture
def room(tmp_path: Path) -> ReadingRoom:
    opened = ReadingRoom(tmp_path, Settings(library=tmp_path))
    yield opened
    opened.close()


def a_worker(folder: Path) -> subprocess.Popen[str]:
    """A worker in a process of its own, at work."""
    process = subprocess.Popen(
        [sys.executable, "-m", "answerable", "worker", "--library", str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert "At work" in process.stdout.readline()
    return process


def test_what_waits_is_done_once_and_all_told(room, tmp_path):
    address = room.ask("What is a back mouse?", ANNA)
    done = in_a_process("worker", "--once", library=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 job is left" in done.stdout
    assert "All is done." in done.stdout
    assert room.article(address).latest.answer.references
    again = in_a_process("worker", "--once", library=tmp_path)
    assert (again.returncode, len(room.own(ANNA))) == (0, 1)


@pytest.mark.slow
def test_killed_with_work_in_its_hands_it_leaves_all_of_it_to_the_next(room, tmp_path):
    addresses = [room.ask("What is a back mouse?", ANNA) for _ in range(4)]
    killed = a_worker(tmp_path)
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    killed.stdout.close()
    assert in_a_process("worker", "--once", library=tmp_path).returncode == 0
    assert {room.progress(one).state for one in addresses} == {JobState.DONE}
    assert sorted(one.address for one in room.own(ANNA)) == sorted(addresses)


def test_told_to_stop_it_stops_in_peace(room, tmp_path):
    process = a_worker(tmp_path)
    process.terminate()
    told, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    assert "Stopped" in told


def test_a_letter_without_a_mail_server_waits_and_is_not_lost(room, tmp_path):
    now = stamp(room._clock())
    with room.desk.work() as work:
        work.outbox.put_letter(Letter(id="l1", to="a@example.org", subject="Porridge", text="It is ready.", made=now, ready=now))
    assert in_a_process("worker", "--once", library=tmp_path).returncode == 0
    with room.desk.view() as view:
        assert [one.state for one in view.outbox.unsent()] == [LetterState.WAITING]

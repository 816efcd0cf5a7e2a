"""kill -9 while questions are answered: none is lost, none is answered twice, and nothing half-made is shown."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from answerable.app.reading_room import ReadingRoom
from answerable.jobs.model import JobState
from answerable.settings import Settings

pytestmark = pytest.mark.slow

ANNA = "a" * 64
ANSWERING = """
import sys, time
from pathlib import Path
from answerable.app.reading_room import ReadingRoom
from answerable.settings import Settings
folder = Path(sys.argv[1])
room = ReadingRoom(folder, Settings(library=folder, waiting_each=50, database=sys.argv[2]))
for _ in range(6):
    print(room.ask("What is a back mouse?", "a" * 64), flush=True)
room.start()
while True:
    print("at work" if room.desk.open_jobs() else "done", flush=True)
    time.sleep(0.02)
"""


@pytest.mark.parametrize(("kind", "after"), [("sqlite", 0.2), ("sqlite", 1.2), ("postgresql", 1.2)])
def test_what_a_killed_process_had_taken_in_is_answered_by_the_next(request, tmp_path: Path, kind: str, after: float):
    database = request.getfixturevalue("database") if kind == "postgresql" else ""
    process = subprocess.Popen([sys.executable, "-c", ANSWERING, str(tmp_path), database], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    addresses = [process.stdout.readline().strip() for _ in range(6)]
    process.stdout.readline()
    time.sleep(after)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()

    room = ReadingRoom(tmp_path, Settings(library=tmp_path, database=database))
    for address in addresses:  # before anything else is done: what is there is whole, what is not is on its way
        if room.progress(address).state is JobState.DONE:
            assert room.article(address).latest.answer.references
        else:
            assert room.desk.article(address) is None
    room.start()
    until = time.monotonic() + 120
    while room.desk.open_jobs():
        assert time.monotonic() < until
        time.sleep(0.1)
    assert {room.progress(address).state for address in addresses} == {JobState.DONE}
    assert sorted(one.address for one in room.own(ANNA)) == sorted(addresses)
    room.close(10)

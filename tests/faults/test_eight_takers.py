"""Eight processes that take jobs from one desk do each once, in one unbroken ledger, though some are killed on the way."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from desks import LASTING, lasting

from answerable.jobs.model import Job, JobState
from answerable.ledger.chain import check

JOBS, TAKERS, KILLED = 60, 8, 2
NOW = "2026-11-23T08:00:00.000000+00:00"
TAKER = """
import os, signal, sys, time
from datetime import datetime
from pathlib import Path
sys.path[:0] = [sys.argv[1]]
from desks import lasting
from answerable.jobs.model import begun, done
from answerable.jobs.order import next_of
from answerable.ledger.model import Act

folder, number, killed, now = Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), datetime.fromisoformat(sys.argv[5])
desk = lasting(folder, sys.argv[6])
(folder / f"ready-{number}").touch()
while not (folder / "go").exists():
    time.sleep(0.005)
taken = 0
while True:
    with desk.work() as work:
        found = next_of(work.open(), now)
        if found is None:
            break
        work.save(done(begun(work.job(found.id), str(number), now)))
        work.ledger.append(Act(actor="machine", what="job done", about=found.id, when=now.isoformat(), door="worker"))
        taken += 1
        if number < killed and taken == 2:
            os.kill(os.getpid(), signal.SIGKILL)
desk.close()
"""


@pytest.mark.slow
@pytest.mark.parametrize("kind", LASTING)
def test_each_job_is_done_once_though_who_does_it_is_killed(request, tmp_path: Path, kind: str):
    database = request.getfixturevalue("database") if kind == "postgresql" else ""
    desk = lasting(tmp_path, database)
    with desk.work() as work:
        for number in range(JOBS):
            work.add(Job(id=f"j{number}", kind="answer", asker=str(number % 7), payload=b"{}", made=NOW, ready=NOW))
    fixtures = str(Path(__file__).resolve().parents[1] / "fixtures")
    more = (str(KILLED), NOW, database)
    takers = [
        subprocess.Popen([sys.executable, "-c", TAKER, fixtures, str(tmp_path), str(number), *more], stderr=subprocess.PIPE)
        for number in range(TAKERS)
    ]
    try:
        while not all((tmp_path / f"ready-{number}").exists() or one.poll() for number, one in enumerate(takers)):
            time.sleep(0.02)
        (tmp_path / "go").touch()
        told = [one.communicate(timeout=240)[1].decode() for one in takers]
    finally:
        for one in takers:
            one.kill()
    assert all(one.returncode in (0, -9) for one in takers), told
    assert sum(one.returncode == -9 for one in takers) <= KILLED
    with desk.view() as view:
        entries = list(view.ledger.entries())
    assert check(entries).holds
    assert [one.number for one in entries] == list(range(1, JOBS + 1)), "no gap, and no entry of what was not kept"
    assert sorted(one.act.about for one in entries) == sorted(f"j{number}" for number in range(JOBS)), "each once"
    assert {desk.job(f"j{number}").state for number in range(JOBS)} == {JobState.DONE}
    desk.close()

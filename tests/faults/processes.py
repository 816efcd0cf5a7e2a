"""Processes of their own that take files into a library, to be killed, stopped, starved and crossed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from answerable.corpus.reading.jsonlines import write_record
from answerable.corpus.record import Author, PartialDate, Record, TextSection

# Where the tests run with all rights, a process gives them up here, once it has loaded what it may then no longer read.
AS_NOBODY = """
import os, sys
if os.environ.get("AS_NOBODY") and os.getuid() == 0:
    import alembic.command, sqlite3
    import answerable.app.holdings, answerable.app.ingest, answerable.app.search, answerable.settings
    import answerable.adapters.files, answerable.adapters.lock, answerable.adapters.sql.store, answerable.adapters.tantivy_index
    import answerable.corpus.reading.jsonlines, answerable.question, encodings.idna
    from answerable.app import App
    from pathlib import Path
    App.open(Path("/nowhere")).search("zinc lozenges")
    os.setgid(65534)
    os.setuid(65534)
"""

TAKE_IN = (
    AS_NOBODY
    + """
import json, signal, sys
from pathlib import Path
from answerable.app import App, ingest
from answerable.errors import Problem
signal.signal(signal.SIGINT, signal.default_int_handler)  # a process in the background may be born deaf to it
ingest.AT_ONCE, ingest.COMMIT_EVERY = 50, 200
def tell(**said):
    print(json.dumps(said), flush=True)
try:
    with App.open(Path(sys.argv[1])) as app:
        tell(begun=True)
        summary = app.ingest(sys.argv[2:], lambda progress: tell(stored=progress.stored.new))
        tell(new=summary.new, unchanged=summary.unchanged, interrupted=summary.interrupted)
except Problem as problem:
    tell(problem=type(problem).__name__, what=problem.what, next_step=problem.next_step)
    sys.exit(problem.exit_status)
"""
)

LOOK = (
    AS_NOBODY
    + """
import json, sys
from pathlib import Path
from answerable.app import App
from answerable.errors import Problem
try:
    with App.open(Path(sys.argv[1])) as app:
        found = [one.passage.id for one in app.search(sys.argv[2]).passages]
        print(json.dumps({"found": found, "own": app.holdings().own, "notes": app.notes}))
except Problem as problem:
    print(json.dumps({"problem": type(problem).__name__, "what": problem.what, "next_step": problem.next_step}))
    sys.exit(problem.exit_status)
"""
)

WORDS = "weavers lozenges zinc fever village cough winter hands wool river goats cheese sleep harvest".split()


def records(count: int) -> list[Record]:
    """Records of our own invention, each different."""
    return [
        Record(
            id=f"pmid:{number}",
            pmid=str(number),
            doi=f"10.5555/{number}",
            title=f"{WORDS[number % 14].title()} and {WORDS[number * 5 % 13]} in village {number}",
            authors=(Author(family="Oduya", initials="AB"),),
            published=PartialDate(1990 + number % 30),
            abstract=tuple(TextSection(f"In winter {number} the {word} were counted by {number % 7} people.") for word in WORDS),
        )
        for number in range(1, count + 1)
    ]


def file_of(folder: Path, count: int) -> Path:
    """A file of so many records in our own JSON Lines."""
    path = folder / f"{count}.jsonl"
    path.write_bytes(b"".join(write_record(record) + b"\n" for record in records(count)))
    return path


def taking_in(library: Path, *paths: Path, before: Callable[[], None] | None = None, **environment: str) -> subprocess.Popen[str]:
    """A process that takes files in and tells each line of progress as JSON."""
    return subprocess.Popen(
        [sys.executable, "-c", TAKE_IN, str(library), *map(str, paths)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=before,  # the tests start no threads
        env=os.environ | environment,
    )


def said(process: subprocess.Popen[str]) -> list[dict[str, object]]:
    """Waits for the end of a process and gives all that it told; a traceback fails the test."""
    out, err = process.communicate(timeout=120)
    assert "Traceback" not in err, err
    return [json.loads(line) for line in out.splitlines() if line.endswith("}")]


def looked(library: Path, words: str = "zinc lozenges of weavers", **environment: str) -> dict[str, object]:
    """What a process of its own finds in a library."""
    process = subprocess.Popen(
        [sys.executable, "-c", LOOK, str(library), words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | environment,
    )
    return said(process)[-1]


def kill(process: subprocess.Popen[str]) -> None:
    """kill -9."""
    os.kill(process.pid, signal.SIGKILL)

"""Asking a library as it grows: `asking.py FOLDER SIZE… [--data DIR]` prints one line of JSON for each size.

The library is filled without going through files, with the grades of the donors, which asking does not look at: the
records and the index are those that an ingest of as many records makes.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from pathlib import Path

from msgspec import structs
from recombined import Recombined, donors

from answerable.app import App, wiring
from answerable.app.ask import Request
from answerable.app.ingest import COMMIT_EVERY
from answerable.app.matching import names_of
from answerable.corpus.holding import Entry
from answerable.corpus.identity import content_hash
from answerable.errors import NoEvidence

QUESTIONS = Path(__file__).with_name("questions.txt")
AT_ONCE = 2_000  # records in one transaction
WARM_UP = 5  # questions before the clock starts


def questions() -> list[str]:
    """The questions that are asked."""
    lines = QUESTIONS.read_text("utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def grow(folder: Path, recombined: Recombined, start: int, stop: int) -> None:
    """Adds the records of these numbers to the library in a folder."""
    with App.open(folder) as app, wiring.writer_lock(folder):
        store, index = app.opened.writing()
        since = 0
        for first in range(start, stop, AT_ONCE):
            entries = [_entry(recombined, number) for number in range(first, min(first + AT_ONCE, stop))]
            with store.begin() as work:
                work.put(entries)
                seq = work.commit("2026-01-01")
            index.put_graded(((one.record, one.design, one.species) for one in entries), replacing=False)
            since += len(entries)
            if since >= COMMIT_EVERY or first + AT_ONCE >= stop:
                index.commit(structs.replace(index.mark, seq=seq))
                since = 0
        index.release()


def _entry(recombined: Recombined, number: int) -> Entry:
    record, appraisal = recombined.record(number), recombined.donor(number).appraisal
    return Entry(
        record=record,
        identifiers=names_of(record),
        content_hash=content_hash(record),
        design=appraisal.design,
        level=appraisal.level,
        species=appraisal.species,
    )


def ask(folder: Path) -> dict[str, list[float]]:
    """The seconds that each question takes in a warm process, by the clock and of the processor."""
    asked = questions()
    taken: dict[str, list[float]] = {"seconds": [], "cpu": [], "claims": []}
    with App.open(folder) as app:
        for number, question in enumerate([*asked[-WARM_UP:], *asked]):
            began, used = time.perf_counter(), time.process_time()
            try:
                claims = len(list(app.ask(Request(question=question)).claims()))
            except NoEvidence:
                claims = 0
            if number >= WARM_UP:
                taken["seconds"].append(time.perf_counter() - began)
                taken["cpu"].append(time.process_time() - used)
                taken["claims"].append(claims)
    return taken


def main() -> None:
    """Grows the library to each size in turn and asks it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("sizes", type=int, nargs="+")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--donors", type=int, help="use only so many donors, for a trial run")
    given = parser.parse_args()
    found, _ = donors(given.data, given.donors)
    recombined = Recombined(found)
    held = 0
    for size in sorted(given.sizes):
        began = time.perf_counter()
        grow(given.folder, recombined, held, size)
        built = time.perf_counter() - began
        added, held = size - held, size
        store, index = wiring.sizes(given.folder)
        about = {"size": size, "added": added, "built": built, "store": store, "index": index, "load": os.getloadavg()[0]}
        print(json.dumps(about | ask(given.folder)), flush=True)
        print(f"asked a library of {size:,}", file=sys.stderr)


if __name__ == "__main__":
    main()

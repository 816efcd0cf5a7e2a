"""The desk under processes that write at once, on a file and on a PostgreSQL server: acts a second, and what readers notice.

python benchmarks/writers.py [--processes 8] [--acts 100] [--database postgresql://…]

Each act is one transaction as the desk makes them: an account changed, a letter kept, a line in the ledger. The database has
to be empty.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from msgspec.structs import replace

from answerable.app import wiring
from answerable.app.desk_ports import Desk
from answerable.errors import LibraryBusy
from answerable.ledger.chain import check
from answerable.ledger.model import Act
from answerable.people.invitation import Letter
from answerable.people.model import Account

NOW = "2026-11-23T08:00:00.000000+00:00"
MS = 1000.0
REFUSED = "refused"


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--acts", type=int, default=100, help="of each process")
    parser.add_argument("--database", default="", help="the address of an empty PostgreSQL database, to measure it too")
    parser.add_argument("--write", nargs=2, metavar=("FOLDER", "NUMBER"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.write:
        write(Path(asked.write[0]), int(asked.write[1]), asked.acts, asked.database)
        return
    for name, database in (("SQLite", ""), ("PostgreSQL", asked.database)):
        if database or name == "SQLite":
            with tempfile.TemporaryDirectory() as folder:
                measure(name, Path(folder), database, asked.processes, asked.acts)


def measure(name: str, folder: Path, database: str, processes: int, acts: int) -> None:
    """Lets processes write, reads meanwhile, and prints how long each took."""
    with closing(wiring.desk_in(folder, database)) as desk:
        with desk.work() as work:
            for number in range(processes):
                work.people.add_account(Account(id=f"a{number}", name="Anna", email=f"a{number}@example.org", made=NOW))
        alone = reading(desk, 50)
        command = [sys.executable, __file__, "--acts", str(acts), "--database", database]
        writers = [
            subprocess.Popen([*command, "--write", str(folder), str(number)], stdout=subprocess.PIPE, text=True)
            for number in range(processes)
        ]
        while len(list(folder.glob("ready-*"))) < processes:
            time.sleep(0.02)
        (folder / "go").touch()
        began = time.perf_counter()
        meanwhile: list[float] = []
        while any(writer.poll() is None for writer in writers):
            meanwhile += reading(desk, 1)
            time.sleep(0.01)
        took = time.perf_counter() - began
        told = [line for writer in writers for line in writer.communicate()[0].split()]
        each = [float(line) for line in told if line != REFUSED]
        with desk.view() as view:
            entries = list(view.ledger.entries())
        whole = check(entries).holds and len(entries) == len(each)
    print(f"{name}: {processes} processes, {acts} acts each; the ledger {'holds' if whole else 'IS BROKEN'}")
    refused = len(told) - len(each)
    print(f"  {len(each) / took:,.0f} acts a second, {refused} refused after the longest wait")
    print(f"  one act, its wait for the others included: {figures(each)}")
    print(f"  reading the accounts in one snapshot: {figures(alone)} alone, {figures(meanwhile)} while they write")


def reading(desk: Desk, times: int) -> list[float]:
    """How long some readings took."""
    took: list[float] = []
    for _ in range(times):
        began = time.perf_counter()
        with desk.view() as view:
            view.people.accounts()
        took.append((time.perf_counter() - began) * MS)
    return took


def figures(took: list[float]) -> str:
    """Median and 95th of a hundred."""
    if len(took) < 2:
        return "not measured"
    return f"median {statistics.median(took):.1f} ms, p95 {statistics.quantiles(took, n=20)[-1]:.1f} ms"


def write(folder: Path, number: int, acts: int, database: str) -> None:
    """One process: writes when all are ready, and prints how long each act took."""
    with closing(wiring.desk_in(folder, database)) as desk:
        (folder / f"ready-{number}").touch()
        while not (folder / "go").exists():
            time.sleep(0.005)
        for act in range(acts):
            began = time.perf_counter()
            try:
                one_act(desk, f"a{number}", act)
            except LibraryBusy:
                print(REFUSED)
            else:
                print((time.perf_counter() - began) * MS)


def one_act(desk: Desk, who: str, act: int) -> None:
    """One transaction."""
    with desk.work() as work:
        account = work.people.account(who)
        assert account is not None
        work.people.save_account(replace(account, name=f"Anna {act}"))
        work.outbox.put_letter(Letter(id=f"{who}-{act}", to="a@example.org", subject="S", text="T", made=NOW, ready=NOW))
        work.ledger.append(Act(actor=who, what="name changed", about=who, when=NOW, door="web"))


if __name__ == "__main__":
    main()

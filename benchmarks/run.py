"""Measures speed and size and writes the table: `python benchmarks/run.py [--quick] [--size 1000000]`.

Everything is made in a temporary folder from the abstracts in ../shared/data (or `--data DIR`; without any, from the starter
library). What is compared is compared in the same run; medians are given, and how busy the machine was.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

import starting
from recombined import Recombined, donors, skeletons, write_pubmed_xml

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PAGE = ROOT / "docs" / "explanation" / "performance.md"
SIZES = (10_000, 100_000, 1_000_000)
FILE_OF = 30_000  # records in the file that is taken in


@dataclass
class Row:
    """A line of the table: what was measured, the bar, what came out, and whether it was met (None: not judged)."""

    what: str
    bar: str
    measured: str
    met: bool | None = None


@dataclass
class Measured:
    """All that a run found."""

    rows: list[Row] = field(default_factory=list[Row])
    notes: list[str] = field(default_factory=list[str])

    def tell(self, row: Row) -> None:
        """Adds a row and prints it at once."""
        self.rows.append(row)
        print(f"{row.what:<68} {row.bar:<28} {row.measured:<44} {_verdict(row.met)}", flush=True)


def _verdict(met: bool | None) -> str:
    return "" if met is None else "yes" if met else "NO"


def share(values: list[float], part: float) -> float:
    """The value below which this part of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


# -- the measurements ------------------------------------------------------------------------------------------------------------


def measure_cold(found: Measured, work: Path, times: int) -> None:
    """A cold answer from the starter library."""
    seconds, cpu = starting.cold(work, times)
    met = median(seconds) <= 1.5
    measured = f"{median(seconds):.2f} s ({median(cpu):.2f} s of processor)"
    found.tell(Row(f"Cold `answerable ask`, starter library, median of {times}", "≤ 1.5 s", measured, met))
    slowest = ", ".join(f"{name} {taken * 1000:.0f} ms" for name, taken in starting.imports(work, 8))
    found.notes.append(f"Loading modules in a cold start takes longest for: {slowest} (with the clock of `-X importtime`).")


def _process(*command: str) -> dict[str, Any]:
    """The last line of JSON that a script of this folder prints."""
    said = subprocess.run(
        [sys.executable, str(HERE / command[0]), *command[1:]], check=True, capture_output=True, text=True
    ).stdout
    return json.loads(said.splitlines()[-1])


def measure_ingest(found: Measured, work: Path, data: Path | None, count: int, times: int) -> None:
    """PubMed XML taken in against pubmed_parser, one after the other on the same core."""
    given, origin = donors(data, 2_000)
    file = work / "articles.xml.gz"
    forms = skeletons(data)
    write_pubmed_xml(file, Recombined(given), forms, count)
    ours: list[dict[str, Any]] = []
    theirs: list[dict[str, Any]] = []
    for number in range(times):
        theirs.append(_process("ingesting.py", "pubmed_parser", str(file)))
        ours.append(_process("ingesting.py", "ours", str(file), str(work / f"ingested-{number}")))
    rate = median(one["records"] / one["cpu"] for one in ours)
    bare = median(one["records"] / one["cpu"] for one in theirs)
    ratio = median(a["records"] / a["cpu"] / (b["records"] / b["cpu"]) for a, b in zip(ours, theirs, strict=True))
    by_clock = median(one["records"] / one["seconds"] for one in ours)
    peak = max(one["megabytes"] for one in ours)
    what = f"Ingest of {count:,} PubMed records: parsed, graded, stored, indexed, one core"
    found.tell(Row(what, "≥ half of pubmed_parser", f"{rate:,.0f}/s, {ratio:.2f} × its {bare:,.0f}/s", ratio >= 0.5))
    found.tell(Row("The same by the clock", "aim 3,000 records/s", f"{by_clock:,.0f}/s"))
    found.tell(Row("Memory at its most in that ingest", "< 500 MB", f"{peak:.0f} MB", peak < 500))
    found.notes.append(
        f"The file of {count:,} articles has {file.stat().st_size / count / 1000:.1f} kB an article packed, in "
        f"{len(forms)} forms of real PubMed records, with abstracts recombined from {origin}. "
        f"Rates are per second of processor time, median of {times}; pubmed_parser parses only."
    )


def measure_asking(found: Measured, work: Path, data: Path | None, sizes: list[int], most: int | None) -> None:
    """Asking as the library grows."""
    command = [sys.executable, str(HERE / "asking.py"), str(work / "library"), *map(str, sizes)]
    command += ["--data", str(data)] if data else []
    command += ["--donors", str(most)] if most else []
    before: dict[str, Any] | None = None
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for one in map(json.loads, process.stdout):
            _tell_asking(found, one, before)
            before = one
    if process.returncode:
        raise SystemExit(f"asking.py ended with {process.returncode}")


def _tell_asking(found: Measured, one: dict[str, Any], before: dict[str, Any] | None) -> None:
    size, seconds = one["size"], one["seconds"]
    middle, most = share(seconds, 0.5) * 1000, share(seconds, 0.95) * 1000
    judged = size == 100_000
    name = f"`ask`, warm, {size:,} abstracts, {len(seconds)} questions"
    found.tell(Row(f"{name}: median", "≤ 150 ms" if judged else "", f"{middle:.0f} ms", middle <= 150 if judged else None))
    found.tell(Row(f"{name}: 95th percentile", "≤ 400 ms" if judged else "", f"{most:.0f} ms", most <= 400 if judged else None))
    if before is not None and size == 10 * before["size"]:
        ratio = share(seconds, 0.5) / share(before["seconds"], 0.5)
        found.tell(Row(f"From {before['size']:,} to {size:,} abstracts, median", "≤ 2 ×", f"{ratio:.2f} ×", ratio <= 2))
    on_disk = f"{one['store'] / size / 1000:.1f} kB store, {one['index'] / size / 1000:.1f} kB index"
    found.tell(Row(f"On disk an abstract, library of {size:,}", "", on_disk))
    cpu = share(one["cpu"], 0.5) * 1000
    answered = sum(claims > 0 for claims in one["claims"])
    found.notes.append(
        f"{size:,} abstracts: {answered} of {len(seconds)} questions answered, "
        f"{sum(one['claims']) / max(1, answered):.0f} claims an answer; "
        f"{cpu:.0f} ms of processor time in the median; {one['added']:,} records were stored and indexed in "
        f"{one['built']:.0f} s; load {one['load']:.1f} then."
    )


# -- the page --------------------------------------------------------------------------------------------------------------------


def machine() -> str:
    """The machine in a line: processor, cores, memory, system, Python."""
    model, memory = platform.processor() or platform.machine(), ""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), model)
        memory = f", {os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB"
    except (OSError, ValueError):
        pass
    return f"{model}, {os.cpu_count()} cores{memory}, {platform.system()}, Python {platform.python_version()}"


def page(found: Measured, command: str, took: float, loads: tuple[float, float]) -> str:
    """The page that the table stands on."""
    rows = "\n".join(f"| {row.what} | {row.bar} | {row.measured} | {_verdict(row.met)} |" for row in found.rows)
    notes = "\n".join(f"- {note}" for note in found.notes)
    return f"""# Speed and size

This page is written by `{command}`; run it again and it writes itself anew. It took {took / 60:.0f} minutes on
{datetime.now(UTC).date().isoformat()}: {machine()}. The load was {loads[0]:.1f} when it began and {loads[1]:.1f} when it ended
(1.0 is one core busy all the time); on a busy machine what is measured by the clock comes out too long.

| what | bar | measured | met |
|---|---|---|---|
{rows}

## How it was measured

{notes}
- Every record is new: title, headings and indexing of one real abstract, each sentence from one of the thirty abstracts
  nearest to it, with other figures, under a PMID that nobody has. So documents differ, stay on their topics, and words
  are as rare as they really are.
- The questions are those of `benchmarks/questions.txt`, each asked once of a process that has answered five others; no
  answer is kept from one question to the next. Medians and ratios count, and no test depends on a clock.
"""


def main() -> None:
    """Runs the measurements that were asked for and writes the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--quick", action="store_true", help="everything on a tiny size, to see that it runs; writes no page unless told"
    )
    parser.add_argument("--size", type=int, default=SIZES[1], help="abstracts in the largest library (default: 100,000)")
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data", help="where the real abstracts are")
    parser.add_argument("--work", type=Path, help="where to make the libraries (default: a temporary folder)")
    parser.add_argument("--only", choices=("cold", "ingest", "ask"), action="append", help="only these")
    parser.add_argument("--out", type=Path, help=f"the page to write (default: {PAGE.relative_to(ROOT)})")
    given = parser.parse_args()
    data = given.data if given.data.is_dir() else None
    parts = given.only or ["cold", "ingest", "ask"]
    sizes = [200, 2_000] if given.quick else sorted({size for size in (*SIZES, given.size) if size <= given.size})
    found, began, load = Measured(), time.monotonic(), os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="answerable-benchmark-", dir=given.work) as folder:
        work = Path(folder)
        if "cold" in parts:
            measure_cold(found, work, 1 if given.quick else 9)
        if "ingest" in parts:
            measure_ingest(found, work, data, 200 if given.quick else FILE_OF, 1 if given.quick else 3)
        if "ask" in parts:
            measure_asking(found, work, data, sizes, 300 if given.quick else None)
    out = given.out or (None if given.quick or given.only else PAGE)
    if out is not None:
        command = " ".join(["python", "benchmarks/run.py", *(["--size", str(given.size)] if given.size != SIZES[1] else [])])
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(page(found, command, time.monotonic() - began, (load, os.getloadavg()[0])), "utf-8")
        print(f"written to {out}")


if __name__ == "__main__":
    main()

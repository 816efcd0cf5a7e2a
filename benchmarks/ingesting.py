"""Taking in PubMed XML against merely parsing it: `ingesting.py ours FILE LIBRARY` or `ingesting.py pubmed_parser FILE`.

Each run is a process of its own on one core, so that its time and its memory are its own; it prints one line of JSON.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any


def ours(file: str, library: str) -> int:
    """Parsed, graded, stored and indexed; returns how many records that was."""
    from answerable.app import App

    with App.open(Path(library)) as app:
        return app.ingest([file]).records


def pubmed_parser(file: str) -> int:
    """Parsed by pubmed_parser; returns how many records that was."""
    import pubmed_parser as parser  # pyright: ignore[reportMissingTypeStubs]

    found: Any = parser.parse_medline_xml(file)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    return sum(1 for _ in found)


def main() -> None:
    """Runs one of them and says what it took."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    what, *arguments = sys.argv[1:]
    # What both need is loaded before the clock starts.
    if what == "ours":
        import answerable.app.ingest  # noqa: F401  # pyright: ignore[reportUnusedImport]
    else:
        import pubmed_parser as _  # noqa: F401  # pyright: ignore[reportMissingTypeStubs]
    began, used = time.perf_counter(), time.process_time()
    records = {"ours": ours, "pubmed_parser": pubmed_parser}[what](*arguments)
    taken = {"records": records, "seconds": time.perf_counter() - began, "cpu": time.process_time() - used}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform == "darwin" else 1024)
    print(json.dumps(taken | {"megabytes": peak}))


if __name__ == "__main__":
    main()

"""How often intake is wrong on questions of others, in which nobody is named and nobody is ill, and how long it takes."""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, cast

from answerable.intake.identifiers import redact
from answerable.intake.warning_signs import warnings_in


def pubmedqa(data: Path) -> Iterator[str]:
    """The questions of PubMedQA: titles of papers."""
    table = cast("dict[str, dict[str, Any]]", json.loads((data / "pubmedqa" / "train_500.json").read_text(encoding="utf-8")))
    return (str(row["QUESTION"]) for row in table.values())


def scifact(data: Path) -> Iterator[str]:
    """The claims of SciFact."""
    lines = (data / "scifact" / "claims_train.jsonl").read_text(encoding="utf-8").splitlines()
    return (str(json.loads(line)["claim"]) for line in lines)


def medquad(data: Path) -> Iterator[str]:
    """The questions of MedQuAD, each once."""
    with gzip.open(data / "medquad" / "medquad_1-9_qa.jsonl.gz", "rt", encoding="utf-8") as lines:
        return iter(sorted({str(row.get("question") or row.get("Question")) for row in map(json.loads, lines)}))


SETS: dict[str, Callable[[Path], Iterable[str]]] = {"PubMedQA": pubmedqa, "SciFact": scifact, "MedQuAD": medquad}


def measure(name: str, texts: Sequence[str], show: bool) -> str:
    """One row of the table: texts, identifiers found, warnings fired, and milliseconds for a text."""
    started = time.perf_counter()
    identified = [text for text in texts if redact(text).found]
    middle = time.perf_counter()
    warned = [text for text in texts if warnings_in(text)]
    ended = time.perf_counter()
    if show:
        for text in identified:
            print(f"  identifier: {redact(text).text}")
        for text in warned:
            print(f"  {' '.join(block.rule for block in warnings_in(text))}: {text}")
    each = [1000 * seconds / len(texts) for seconds in (middle - started, ended - middle)]
    return (
        f"| {name} | {len(texts):,} | {len(identified)} ({100 * len(identified) / len(texts):.2f}%) | "
        f"{len(warned)} ({100 * len(warned) / len(texts):.2f}%) | {each[0]:.2f} | {each[1]:.2f} |"
    )


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="the folder of the data")
    parser.add_argument("--show", action="store_true", help="show every text in which something was found")
    options = parser.parse_args()
    rows = [measure(name, list(read(options.data)), options.show) for name, read in SETS.items()]
    print("| questions of | texts | identifiers found | warnings fired | ms to redact | ms for warnings |")
    print("|---|---|---|---|---|---|")
    print("\n".join(rows))


if __name__ == "__main__":
    main()

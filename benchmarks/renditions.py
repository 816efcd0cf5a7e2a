"""How hard renditions are to read, and how long they take, over the questions that rules are tested on.

`python benchmarks/renditions.py` prints a table: for each reader the median grade of the articles' own sentences and as they
are rendered, the share of sentences changed and kept, and milliseconds of processor time a rendition.
"""

from __future__ import annotations

import json
from pathlib import Path
from statistics import mean, median, quantiles
from tempfile import TemporaryDirectory
from time import process_time

from answerable.app import App
from answerable.app.ask import Request
from answerable.audience.readability import readability
from answerable.audience.reader import Reader
from answerable.audience.rendering import render_for
from answerable.composition.answer import Answer
from answerable.errors import Problem

QUESTIONS = Path(__file__).resolve().parents[1] / "tests" / "spec" / "questions.jsonl"


def answers() -> list[Answer]:
    """Every answer of the starter library to the questions of the list."""
    found: list[Answer] = []
    with TemporaryDirectory() as folder, App.open(Path(folder) / "none") as app:
        for line in QUESTIONS.read_text(encoding="utf-8").splitlines():
            try:
                found.append(app.ask(Request(question=json.loads(line)["question"])))
            except Problem:
                continue
    return found


def measure() -> None:
    """Prints the table."""
    articles = answers()
    before = [read.grade for one in articles if (read := readability([claim.text for claim in one.claims()]))]
    claims = sum(len(one.claims()) for one in articles)
    print(f"{len(articles)} articles, {claims} claims, grade of their own sentences: median {median(before):.1f}")
    print("| reader | median grade | mean grade | reworded | kept by the guard | median ms | p95 ms |")
    print("|---|---|---|---|---|---|---|")
    for reader in Reader:
        render_for(articles[0], reader)
        times: list[float] = []
        grades: list[float] = []
        changed = kept = 0
        for one in articles:
            start = process_time()
            rendition = render_for(one, reader)
            times.append((process_time() - start) * 1000)
            told = rendition.claims().values()
            changed += sum(claim.reworded for claim in told)
            kept += sum(bool(claim.kept) for claim in told)
            if rendition.readability:
                grades.append(rendition.readability.grade)
        row = (median(grades), mean(grades), changed / claims, kept / claims, median(times), quantiles(times, n=20)[-1])
        print("| {} | {:.1f} | {:.1f} | {:.0%} | {:.1%} | {:.1f} | {:.1f} |".format(reader.value, *row))


if __name__ == "__main__":
    measure()

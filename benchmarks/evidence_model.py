"""How long the evidence model takes on one core: a claim against an abstract, and thirty windows for one question.

OMP_NUM_THREADS=1 python benchmarks/evidence_model.py --data ../shared/data
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from answerable.adapters.evidence_model import EvidenceModel
from answerable.corpus.passage import Passage
from answerable.corpus.record import Record, TextSection
from answerable.verification.judging import judge

CLAIMS, QUESTIONS, PASSAGES = 60, 8, 30


def seconds(work: Callable[[], object]) -> float:
    """The processor time of one piece of work."""
    start = process_time()
    work()
    return process_time() - start


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    folder: Path = parser.parse_args().data / "scifact"
    claims: list[dict[str, Any]] = [json.loads(line) for line in (folder / "claims_train.jsonl").read_text("utf-8").splitlines()]
    with gzip.open(folder / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        abstracts: dict[str, dict[str, Any]] = {str(one["doc_id"]): one for one in map(json.loads, lines)}
    model = EvidenceModel(threads=1)
    model.stances([("loaded", "loaded")])
    cited: list[tuple[str, Sequence[str]]] = [
        (one["claim"], abstracts[str(one["cited_doc_ids"][0])]["abstract"]) for one in claims[:CLAIMS]
    ]
    judged = sorted(seconds(lambda claim=claim, cut=cut: judge(model, claim, cut)) for claim, cut in cited)
    passages = [
        Passage(Record(id=key, title=one["title"], abstract=(TextSection(" ".join(one["abstract"])),)))
        for key, one in list(abstracts.items())[:PASSAGES]
    ]
    ranked = [seconds(lambda asked=one["claim"]: model.score(asked, passages)) for one in claims[:QUESTIONS]]
    ninety_fifth = judged[int(0.95 * len(judged))]
    print(f"a claim against an abstract: median {1000 * median(judged):.0f} ms, p95 {1000 * ninety_fifth:.0f} ms, of {CLAIMS}")
    print(f"{PASSAGES} windows for a question: median {1000 * median(ranked):.0f} ms, of {QUESTIONS}")


if __name__ == "__main__":
    main()

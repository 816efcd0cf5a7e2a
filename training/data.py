"""The data folder as training reads it, without what no network may see; and plain BM25 over any records."""

from __future__ import annotations

import csv
import gzip
import json
import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from answerable.app import wiring
from answerable.app.indexing import graded
from answerable.corpus.reading import read
from answerable.corpus.record import Record
from answerable.evaluation.folds import HELD_OUT_FOLD, folds, held_out_pubmedqa
from answerable.evaluation.grouping import connected
from answerable.evaluation.systems import flattened
from answerable.retrieval.model import Query

SEED = 20_251_123


@dataclass
class Data:
    """The data folder, read once; `allowed` are the folds of SciFact's claims that training may see."""

    folder: Path
    allowed: frozenset[int] = frozenset()
    all_claims: bool = False  # those kept back for calibration, too
    random_: random.Random = field(default_factory=lambda: random.Random(SEED))

    @cached_property
    def claims(self) -> list[dict[str, Any]]:
        """SciFact's training claims as released."""
        return [json.loads(line) for line in (self.folder / "scifact/claims_train.jsonl").read_text("utf-8").splitlines()]

    @cached_property
    def fold_of(self) -> dict[str, int]:
        """The fold of each claim."""
        return folds({str(claim["id"]): [str(one) for one in claim["cited_doc_ids"]] for claim in self.claims})

    @cached_property
    def calibrating(self) -> frozenset[str]:
        """The claims kept back for calibration: an eighth of the groups that training may see, by a hash."""
        groups = connected({str(claim["id"]): [str(one) for one in claim["cited_doc_ids"]] for claim in self.claims})
        kept = [group for group in groups if sha256(f"calibration:{min(group)}".encode()).digest()[0] % 8 == 0]
        return frozenset(one for group in kept for one in group if self.fold_of[one] != HELD_OUT_FOLD)

    def may_learn(self, claim: Mapping[str, Any]) -> bool:
        """Whether training may see a claim of SciFact."""
        name = str(claim["id"])
        return self.fold_of[name] in self.allowed and (self.all_claims or name not in self.calibrating)

    @cached_property
    def abstracts(self) -> dict[str, dict[str, Any]]:
        """SciFact's abstracts by id."""
        with gzip.open(self.folder / "scifact/corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
            return {str(one["doc_id"]): one for one in map(json.loads, lines)}

    @cached_property
    def cited(self) -> frozenset[str]:
        """The abstracts that any claim cites."""
        return frozenset(str(one) for claim in self.claims for one in claim["cited_doc_ids"])

    @cached_property
    def held_out_abstracts(self) -> frozenset[str]:
        """The abstracts that claims of other folds cite: no passage of these is trained on."""
        return frozenset(
            str(cited)
            for claim in self.claims
            if self.fold_of[str(claim["id"])] not in self.allowed
            for cited in claim["cited_doc_ids"]
        )

    @cached_property
    def trials(self) -> dict[str, Record]:
        """The trial articles by PMCID without "PMC"."""
        name = "rct_ccby/articles.jsonl.gz"
        with gzip.open(self.folder / name) as stream:
            found = [one for one in read(stream, name.removesuffix(".gz")) if isinstance(one, Record)]
        return {one.pmcid.removeprefix("PMC"): one for one in found}

    @cached_property
    def prompts(self) -> dict[str, dict[str, str]]:
        """The annotators' prompts by id."""
        with gzip.open(self.folder / "rct_ccby/prompts.csv.gz", "rt", encoding="utf-8", newline="") as stream:
            return {row["PromptID"]: row for row in csv.DictReader(stream)}

    @cached_property
    def pubmedqa(self) -> dict[str, dict[str, Any]]:
        """PubMedQA's questions for training, less the hundred held out."""
        found: dict[str, dict[str, Any]] = json.loads((self.folder / "pubmedqa/train_500.json").read_text("utf-8"))
        held = held_out_pubmedqa(found)
        return {pmid: one for pmid, one in found.items() if pmid not in held}

    def search(self, records: Iterable[Record]) -> Callable[[str, int], list[str]]:
        """Plain BM25 over title and abstract of these records: the ids of the best, best first."""
        index = wiring.index_in_memory()
        index.put_graded(graded(map(flattened, records)), replacing=False)
        index.commit()
        return lambda words, depth: [found.passage_id.split("#")[0] for found in index.search(Query(words), depth)]


def abstract_of(record: Record) -> str:
    """The abstract as one text."""
    return " ".join(section.text for section in record.abstract)

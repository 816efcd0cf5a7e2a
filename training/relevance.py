"""The sources that teach relevance: questions and claims with their own abstract or answer, against what BM25 takes for it."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator, Sequence

from data import Data
from examples import Pair

from answerable.adapters.evidence_model import read_of
from answerable.corpus.passage import Passage
from answerable.corpus.record import Record, TextSection


def ranked(
    source: str,
    topic: str,
    asked: str,
    relevant: Sequence[Record],
    found: Sequence[Record],
    random_: random.Random,
    negatives: int,
) -> Iterator[Pair]:
    """The passages of a topic: all that is relevant, and some of what BM25 takes for it."""
    good = {one.id for one in relevant}
    for record in relevant:
        yield Pair(source, topic, asked, read_of(asked, Passage(record)), record.id, relevant=True)
    others = [one for one in found if one.id not in good]
    near, far = others[:8], others[8:]
    chosen = random_.sample(near, min(negatives - 1, len(near))) + random_.sample(far, min(1, len(far)))
    for words, record in {read_of(asked, Passage(one)): one for one in chosen}.items():
        yield Pair(source, topic, asked, words, record.id, relevant=False)


def trial_questions(data: Data, negatives: int = 3, most: int = 1300) -> Iterator[Pair]:
    """Questions put together from annotators' prompts, the trial they were written for against what BM25 finds."""
    by_id = {record.id: record for record in data.trials.values()}
    search = data.search(by_id.values())
    seen: set[str] = set()
    for number, row in sorted(data.prompts.items()):
        record = data.trials.get(row["PMCID"])
        if record is None or row["PMCID"] in seen or len(seen) >= most:
            continue
        seen.add(row["PMCID"])
        i, c, o = (row[name].strip() for name in ("Intervention", "Comparator", "Outcome"))
        asked = data.random_.choice(
            (f"What is the effect of {i} compared with {c} on {o}?", f"Does {i} change {o}?", f"{i} increases {o}.",
             f"{i} versus {c} for {o}", f"{i} has no effect on {o}.", f"Is {i} better than {c}?")
        )  # fmt: skip
        found = [by_id[one] for one in search(asked, 30)]
        yield from ranked("trial questions", f"ask:{number}", asked, [record], found, data.random_, negatives)


def paper_questions(data: Data, negatives: int = 3) -> Iterator[Pair]:
    """PubMedQA's questions and MedQuAD's of diseases against their own abstract or answer."""
    papers = {
        f"pmid:{pmid}": Record(id=f"pmid:{pmid}", title="", abstract=(TextSection(" ".join(one["CONTEXTS"])),))
        for pmid, one in data.pubmedqa.items()
    }
    by_id = papers | {one.id: one for one in data.trials.values()}
    search = data.search(by_id.values())
    for pmid, one in data.pubmedqa.items():
        found = [by_id[name] for name in search(one["QUESTION"], 30)]
        yield from ranked(
            "paper questions", f"ask:{pmid}", one["QUESTION"], [papers[f"pmid:{pmid}"]], found, data.random_, negatives
        )


def lay_questions(data: Data, negatives: int = 3, most: int = 700) -> Iterator[Pair]:
    """Consumers' questions of MedQuAD against the answer that was written for them and answers that BM25 takes for it."""
    with gzip.open(data.folder / "medquad/medquad_1-9_qa.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [
            one
            for one in map(json.loads, lines)
            if len((one["answer"] or "").split()) > 25 and "clinical trials" not in one["question"]
        ]
    rows = data.random_.sample(rows, 5000)
    by_id = {
        f"medquad:{one['qid']}": Record(
            id=f"medquad:{one['qid']}", title="", abstract=(TextSection(" ".join(one["answer"].split())[:3000]),)
        )
        for one in rows
    }
    search = data.search(by_id.values())
    for one in rows[:most]:
        own = by_id[f"medquad:{one['qid']}"]
        found = [by_id[name] for name in search(one["question"], 30)]
        yield from ranked("lay questions", f"ask:{one['qid']}", one["question"], [own], found, data.random_, negatives)


def scifact_records(data: Data) -> dict[str, Record]:
    """SciFact's abstracts as records, by their numbers; held-out ones are left out."""
    return {
        key: Record(id=f"scifact:{key}", title=one["title"], abstract=(TextSection(" ".join(one["abstract"])),))
        for key, one in data.abstracts.items()
        if key not in data.held_out_abstracts
    }


def scifact_relevance(data: Data, negatives: int = 3) -> Iterator[Pair]:
    """Claims against the abstracts that they cite and those that BM25 takes for it."""
    by_id = scifact_records(data)
    search = data.search(by_id.values())
    for claim in data.claims:
        if data.may_learn(claim):
            relevant = [by_id[str(one)] for one in claim["cited_doc_ids"]]
            found = [by_id[name.removeprefix("scifact:")] for name in search(claim["claim"], 30)]
            yield from ranked(
                "scifact relevance", f"cite:{claim['id']}", claim["claim"], relevant, found, data.random_, negatives
            )

"""A cheaper last stage for any fold: to see how figures vary with the fold, and what questions and papers by themselves add.

    python training/folds.py --data ../shared/data --out build/model --folds 1

What is shipped was not made by it. It goes on from the general stage with one on papers by themselves, then trains the two upper
layers alone, for each fold without what belongs to that fold.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from zlib import crc32

import torch
from asking import asked_of, trials_asked
from batching import reading
from data import SEED, Data
from examples import Label, Pair
from network import EvidenceNetwork
from papers import PAPERS, found_papers, said_by_papers
from relevance import lay_questions, paper_questions, scifact_relevance, trial_questions
from sources import GENERAL, changed, conclusions, directions, pubmedqa, pubmedqa_ends, scifact
from train import some_of, train
from upper import Read, train_upper

from answerable.evaluation.folds import FOLDS
from answerable.evaluation.pubmedqa import fold_of_question

Source = Callable[[Data], Iterable[Pair]]

SOURCES: Mapping[str, tuple[Source, float]] = {
    "scifact": (scifact, 1),
    "scifact relevance": (scifact_relevance, 1),
    "pubmedqa": (pubmedqa, 1),
    "trials asked": (trials_asked, 0.75),
    "directions": (directions, 0.1),
    "conclusions": (conclusions, 0.12),
    "conclusions asked": (lambda data: asked_of(conclusions(data), "conclusions asked"), 0.6),
    "changed": (changed, 0.06),
    "said by papers": (said_by_papers, 0.2),
    "said asked": (lambda data: asked_of(said_by_papers(data), "said asked"), 0.6),
    "found papers": (partial(found_papers, most=500), 0.25),
    "trial questions": (partial(trial_questions, most=300), 0.1),
    "paper questions": (paper_questions, 0.25),
    "lay questions": (partial(lay_questions, most=300), 0.2),
    "pubmedqa ends": (pubmedqa_ends, 1),
}
"""Each source, and the share of its topics that is read: of what the stages before have read enough that it stays."""

READINGS: Mapping[str, float] = {"scifact": 3, "pubmedqa": 1.6}  # how often; the rest once
NEUTRAL = 0.5  # the share of SciFact's sentences that do not tell that each reading has: they are the most


PAPERS_UNTIL = 450  # batches: the stage on papers was ended after three quarters of its plan
_BESIDE_PAPERS = {"directions": 0.3, "conclusions": 0.5, "pubmedqa": 1.0}  # shares read again beside the papers


def papers(data: Data, out: Path, start: Path) -> Path:
    """The stage on laboratory and clinical papers by themselves, with some of the general stage, so that it stays."""
    pairs = [pair for made in PAPERS.values() for pair in made(data)]
    for source, share in _BESIDE_PAPERS.items():
        pairs += some_of(list(GENERAL[source](data)), share)
    return train("papers", start, pairs, out, rate=1e-4, seed=SEED + 50, until=PAPERS_UNTIL)


def trained_on_folds(data: Data, out: Path, start: Path, numbers: Sequence[int]) -> Iterator[Path]:
    """For each fold the weights of a network that has seen nothing of it, from the weights at `start`."""
    pairs = list(chosen(data))
    network = EvidenceNetwork()
    network.load_state_dict(torch.load(start, weights_only=True))
    read = Read(network, pairs, out / "states.pt")
    of_pair = folds_of(data, pairs)
    for fold in numbers:
        plan = planned(read, of_pair, fold)
        yield train_upper(f"fold{fold}", start, read, plan, out, rate=2e-4, seed=SEED + fold)


def chosen(data: Data) -> Iterator[Pair]:
    """The pairs of every source, or of a share of its topics."""
    random_ = random.Random(SEED)
    for made, share in SOURCES.values():
        pairs = list(made(data))
        topics = sorted({pair.topic for pair in pairs})
        kept = set(random_.sample(topics, int(len(topics) * share)))
        yield from (pair for pair in pairs if pair.topic in kept)


def folds_of(data: Data, pairs: Sequence[Pair]) -> list[frozenset[int]]:
    """The folds that each pair belongs to: of its claim, of the claims that cite its abstract, of its question."""
    citing: dict[str, set[int]] = {}
    for claim in data.claims:
        for cited in map(str, claim["cited_doc_ids"]):
            citing.setdefault(cited, set()).add(data.fold_of[str(claim["id"])])

    def of(pair: Pair) -> frozenset[int]:
        record = pair.record.removeprefix("scifact:")
        found = set(citing.get(record, ()))
        if pair.topic.startswith(("scifact:", "cite:")):
            found.add(data.fold_of[pair.topic.split(":")[1]])
        if record.startswith("pmid:"):
            found.add(fold_of_question(record.removeprefix("pmid:")))
        return frozenset(found)

    return [of(pair) for pair in pairs]


def planned(read: Read, of_pair: Sequence[frozenset[int]], fold: int) -> list[list[int]]:
    """The batches of a fold: SciFact's claims several times, all else once, spread over the readings."""
    random_ = random.Random(SEED + fold)
    pairs = read.pairs
    gone = {pair.topic for pair, folds in zip(pairs, of_pair, strict=True) if pair.relevant and fold in folds}
    may = [n for n, pair in enumerate(pairs) if fold not in of_pair[n] and pair.topic not in gone]
    rounds = int(max(READINGS.values()))

    def read_in(number: int, pair: Pair) -> bool:
        if pair.source not in READINGS:
            return (crc32(pair.topic.encode()) + fold) % rounds == number
        times = READINGS[pair.source]
        if not (number < int(times) or (number < times and random_.random() < times % 1)):
            return False
        return not (pair.source == "scifact" and pair.label is Label.NEUTRAL and random_.random() < NEUTRAL)

    made: list[list[int]] = []
    for number in range(rounds):
        made += reading(pairs, [n for n in may if read_in(number, pairs[n])], read.lengths, random_)
    return made


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("build/model"))
    parser.add_argument("--folds", default="1", help="with commas between them")
    given = parser.parse_args()
    start = papers(Data(given.data), given.out, given.out / "general.pt")
    data = Data(given.data, frozenset(range(FOLDS)), all_claims=True)
    for made in trained_on_folds(data, given.out, start, [int(one) for one in given.folds.split(",")]):
        print("made", made, flush=True)


if __name__ == "__main__":
    main()

"""Measures a training on claims that it did not see, fits the calibration, and says what each choice would give.

    python training/measure.py --out build/model --data ../shared/data

Each claim of SciFact is judged by the model of the fold that it is in, which saw neither the claim nor an abstract that it cites.
Baselines take their thresholds from the other folds.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import numpy
import torch
from network import EvidenceNetwork, batch_of, tokenizer
from numpy.typing import NDArray
from scipy.optimize import minimize
from sources import Data, abstract_of, passage_of

from answerable.app import wiring
from answerable.app.evaluating.files import Files
from answerable.app.evaluating.verification import PAIRS
from answerable.corpus.record import Record, TextSection
from answerable.corpus.stance import Stance
from answerable.evaluation.folds import FOLDS, HELD_OUT_FOLD, held_out_pubmedqa
from answerable.evaluation.pairs import LABELS, Pair
from answerable.verification.judging import verdict_of, windows

Logits = NDArray[numpy.float64]  # supports, contradicts, neutral, relevance


class OutOfFold:
    """Networks by fold, and what each said of the pairs it was asked about, kept in a file."""

    def __init__(self, out: Path, stem: str) -> None:
        self.out, self.stem = out, stem
        self.kept = out / f"{stem}.said.json"
        self.said: dict[str, list[float]] = json.loads(self.kept.read_text("utf-8")) if self.kept.exists() else {}
        self.networks: dict[int, EvidenceNetwork] = {}
        self.cut = tokenizer()

    def ask(self, fold: int, pairs: Sequence[tuple[str, str]]) -> list[Logits]:
        """The logits of the pairs by the network that did not see this fold."""
        keys = [f"{fold}\t{claim}\t{passage}" for claim, passage in pairs]
        missing = {key: pair for key, pair in zip(keys, pairs, strict=True) if key not in self.said}
        encoded = sorted(((key, self.cut.encode(*pair)) for key, pair in missing.items()), key=lambda one: len(one[1].ids))
        for start in range(0, len(encoded), 48):
            some = encoded[start : start + 48]
            with torch.inference_mode():
                stance, relevance = self._network(fold)(**batch_of([one for _, one in some]))
            for (key, _), row, one in zip(some, stance.tolist(), relevance.tolist(), strict=True):
                self.said[key] = [round(value, 4) for value in (*row, one)]
        return [numpy.array(self.said[key]) for key in keys]

    def save(self) -> None:
        """Keeps what was said."""
        self.kept.write_text(json.dumps(self.said), "utf-8")

    def _network(self, fold: int) -> EvidenceNetwork:
        if fold not in self.networks:
            network = EvidenceNetwork()
            network.load_state_dict(torch.load(self.out / f"{self.stem}-fold{fold}.pt", weights_only=True))
            self.networks[fold] = network.eval()
        return self.networks[fold]


def probable(logits: Logits, temperature: float, bias: Sequence[float]) -> Stance:
    """Calibrated probabilities."""
    scaled = logits[:3] / temperature + numpy.array(bias)
    shares = numpy.exp(scaled - scaled.max())
    return Stance(*(float(one) for one in shares / shares.sum()))


Windows = Callable[[str, Sequence[str]], Sequence[str]]
WINDOWS: Mapping[str, Windows] = {
    "singles": lambda claim, cut: cut,
    "singles and with the one before": lambda claim, cut: [*cut, *(f"{a} {b}" for a, b in pairwise(cut))],
    "threes": lambda claim, cut: [*cut, *(" ".join(cut[n : n + 3]) for n in range(max(1, len(cut) - 2)))],
    "shipped": lambda claim, cut: list(dict.fromkeys(windows(claim, cut))),
}


def telling(found: Sequence[Logits], temperature: float, bias: Sequence[float]) -> int:
    """The window that is the furthest from not telling."""
    stances = [probable(one, temperature, bias) for one in found]
    return max(range(len(found)), key=lambda n: max(stances[n].supports, stances[n].contradicts))


def calibration(rows: Sequence[tuple[Sequence[Logits], int]]) -> tuple[float, list[float]]:
    """The temperature and biases under which the most telling window's probabilities are likeliest."""

    def cost(values: NDArray[numpy.float64]) -> float:
        temperature, bias = math.exp(values[0]), (values[1], values[2], 0.0)
        total = 0.0
        for found, label in rows:
            stance = probable(found[telling(found, temperature, bias)], temperature, bias)
            total -= math.log(max(1e-9, (stance.supports, stance.contradicts, stance.neutral)[label]))
        return total / len(rows) + 0.001 * float(values @ values)

    best = minimize(cost, numpy.zeros(3), method="Nelder-Mead", options={"maxiter": 160, "xatol": 0.01, "fatol": 1e-4})
    return math.exp(best.x[0]), [round(float(best.x[1]), 3), round(float(best.x[2]), 3), 0.0]


def macro_f1(truth: Sequence[int], said: Sequence[int]) -> float:
    """By scikit-learn, over the three stances."""
    from sklearn.metrics import f1_score

    return float(f1_score(truth, said, labels=[0, 1, 2], average="macro", zero_division=0))


def chosen_f1(rows: Sequence[tuple[Pair, Sequence[bool]]]) -> float:
    """F1 of chosen sentences against marked ones, over passages with evidence."""
    right = wrong = missed = 0
    for pair, chosen in rows:
        for number, one in enumerate(chosen):
            marked = number in (pair.rationale or ())
            right, wrong, missed = right + (one and marked), wrong + (one and not marked), missed + (marked and not one)
    return 2 * right / max(1, 2 * right + wrong + missed)


def stance_figures(model: OutOfFold, folder: Path, folds_: Sequence[int]) -> dict[str, object]:
    """Stance and sentence selection on SciFact, out of fold, for each way of cutting windows, with its calibration."""
    found = PAIRS["scifact"](Files(folder).open)
    pairs = [pair for pair in found.pairs if found.folds[pair.id] in folds_]
    truth = [LABELS.index(pair.label) for pair in pairs]
    figures: dict[str, object] = {"pairs": len(pairs)}
    for name, cut in WINDOWS.items():
        said = [
            model.ask(found.folds[pair.id], [(pair.claim, words) for words in cut(pair.claim, pair.sentences)]) for pair in pairs
        ]
        held = [n for n, pair in enumerate(pairs) if found.folds[pair.id] == HELD_OUT_FOLD]
        tuned = [n for n, pair in enumerate(pairs) if found.folds[pair.id] != HELD_OUT_FOLD] or range(len(pairs))
        temperature, bias = calibration([(said[n], truth[n]) for n in tuned])
        stances = [probable(one[telling(one, temperature, bias)], temperature, bias) for one in said]
        labels = [int(numpy.argmax([s.supports, s.contradicts, s.neutral])) for s in stances]
        shown = [(n, verdict_of(s)) for n, s in enumerate(stances)]
        supported = [truth[n] == 0 for n, verdict in shown if verdict == "supported"]
        figures[name] = {
            "macro F1": macro_f1(truth, labels),
            "macro F1, fold 0": macro_f1([truth[n] for n in held], [labels[n] for n in held]) if held else None,
            "temperature": temperature, "bias": bias,
            "called supported": len(supported), "of them right": sum(supported) / max(1, len(supported)),
        }  # fmt: skip
        model.save()
    marked = [pair for pair in pairs if pair.rationale]
    said = [model.ask(found.folds[pair.id], [(pair.claim, words) for words in pair.sentences]) for pair in marked]
    singles = [(pair, [probable(one, 1.0, (0, 0, 0)) for one in logits]) for pair, logits in zip(marked, said, strict=True)]
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        figures[f"sentences from {threshold}"] = chosen_f1([(p, [1 - s.neutral >= threshold for s in ss]) for p, ss in singles])
    return figures


def pubmedqa_figures(model: OutOfFold, folder: Path, temperature: float, bias: Sequence[float]) -> dict[str, object]:
    """The hundred questions that no training saw, by the model of fold 0."""
    found = PAIRS["pubmedqa"](Files(folder).open)
    held = held_out_pubmedqa({pair.id for pair in found.pairs})
    pairs = [pair for pair in found.pairs if pair.id in held]
    truth = [LABELS.index(pair.label) for pair in pairs]
    figures: dict[str, object] = {"pairs": len(pairs)}
    for name, cut in WINDOWS.items():
        said = [model.ask(HELD_OUT_FOLD, [(pair.claim, words) for words in cut(pair.claim, pair.sentences)]) for pair in pairs]
        stances = [probable(one[telling(one, temperature, bias)], temperature, bias) for one in said]
        figures[name] = macro_f1(truth, [int(numpy.argmax([s.supports, s.contradicts, s.neutral])) for s in stances])
    return figures


def ranking_figures(model: OutOfFold, folder: Path, folds_: Sequence[int]) -> dict[str, object]:
    """nDCG@10 on SciFact: BM25's first thirty reranked, by the share that a judgement of 1 counts beside the best score."""
    import ir_measures

    data = Data(folder)
    records = {
        f"scifact:{key}": Record(id=f"scifact:{key}", title=one["title"], abstract=(TextSection(" ".join(one["abstract"])),))
        for key, one in data.abstracts.items()
    }
    from answerable.app.indexing import graded
    from answerable.evaluation.systems import flattened
    from answerable.retrieval.model import Query

    index = wiring.index_in_memory()
    index.put_graded(graded(map(flattened, records.values())), replacing=False)
    index.commit()
    claims = [claim for claim in data.claims if data.fold_of[str(claim["id"])] in folds_]
    qrels = {str(c["id"]): {f"scifact:{d}": 1 for d in c["cited_doc_ids"]} for c in claims}
    found = {
        str(c["id"]): [(one.passage_id.split("#")[0], one.score) for one in index.search(Query(c["claim"]), 100)] for c in claims
    }
    judged: dict[str, list[float]] = {}
    for claim in claims:
        top = found[str(claim["id"])][:30]
        pairs = [(claim["claim"], passage_of(records[r].title, claim["claim"], abstract_of(records[r]))) for r, _ in top]
        judged[str(claim["id"])] = [float(one[3]) for one in model.ask(data.fold_of[str(claim["id"])], pairs)]
    model.save()

    def ndcg(share: float, temperature: float, bias: float) -> float:
        run: dict[str, dict[str, float]] = {}
        for topic, ranked in found.items():
            best = ranked[0][1] if ranked else 1.0
            worth = {r: s / best for r, s in ranked}
            for (r, s), logit in zip(ranked[:30], judged[topic], strict=True):
                worth[r] = s / best + share / (1 + math.exp(-(logit / temperature + bias))) if share < 99 else 2 + logit
            run[topic] = worth
        return float(ir_measures.calc_aggregate([ir_measures.nDCG @ 10], qrels, run)[ir_measures.nDCG @ 10])

    return {"BM25": ndcg(0, 1, 0), "model alone": ndcg(99, 1, 0)} | {
        f"share {share}, temperature {t}": ndcg(share, t, 0) for share in (0.5, 1.0, 2.0, 3.0) for t in (1.0, 2.0, 4.0)
    }


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("build/model"))
    parser.add_argument("--stem", default="general")
    parser.add_argument("--folds", type=int, nargs="*", default=list(range(FOLDS)))
    given = parser.parse_args()
    model = OutOfFold(given.out, given.stem)
    figures: dict[str, object] = {"stance": stance_figures(model, given.data, given.folds)}
    print(json.dumps(figures, indent=1), flush=True)
    figures["ranking"] = ranking_figures(model, given.data, given.folds)
    print(json.dumps(figures["ranking"], indent=1), flush=True)
    if HELD_OUT_FOLD in given.folds:
        shipped = figures["stance"]["shipped"]  # type: ignore[index]
        figures["pubmedqa"] = pubmedqa_figures(model, given.data, shipped["temperature"], shipped["bias"])
        print(json.dumps(figures["pubmedqa"], indent=1), flush=True)
    model.save()
    (given.out / f"{given.stem}.figures.json").write_text(json.dumps(figures, indent=1), "utf-8")


if __name__ == "__main__":
    main()

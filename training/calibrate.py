"""Calibrates exported weights on claims kept back for it, and shows what windows, thresholds and shares give on them.

    python training/calibrate.py --model src/answerable/adapters/evidence_model

Neither training nor the held-out figures use these claims. Writes temperature and biases into the card beside the weights.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import msgspec
import numpy
from data import Data
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.metrics import f1_score

from answerable.adapters.evidence_model import Card, EvidenceModel
from answerable.app.evaluating.files import Files
from answerable.app.evaluating.verification import PAIRS
from answerable.corpus.passage import Passage
from answerable.corpus.record import Record, TextSection
from answerable.corpus.stance import Stance
from answerable.evaluation.folds import FOLDS, HELD_OUT_FOLD
from answerable.evaluation.pairs import LABELS, Pair
from answerable.verification.judging import log_odds, verdict_of, windows

Logits = NDArray[numpy.float64]  # supports, contradicts, neutral, up to a constant
Windows = Callable[[str, Sequence[str]], Sequence[str]]

WINDOWS: Mapping[str, Windows] = {
    "singles": lambda claim, cut: cut,
    "singles and each with the one before": lambda claim, cut: [*cut, *(f"{a} {b}" for a, b in pairwise(cut))],
    "shipped": windows,
}


def uncalibrated(folder: Path) -> EvidenceModel:
    """The weights with a card that changes nothing, so that what they say are their logits."""
    bare = Path(tempfile.mkdtemp())
    for name in ("model.onnx", "tokenizer.json"):
        (bare / name).symlink_to((folder / name).resolve())
    card = msgspec.json.decode((folder / "card.json").read_bytes(), type=Card)
    plain = msgspec.structs.replace(
        card, stance_temperature=1.0, stance_bias=(0.0, 0.0, 0.0), relevance_temperature=1.0, relevance_bias=0.0
    )
    (bare / "card.json").write_bytes(msgspec.json.encode(plain))
    return EvidenceModel(threads=2, folder=bare)


def logits_of(model: EvidenceModel, claim: str, passages: Sequence[str]) -> list[Logits]:
    """The logits of stance of each passage."""
    stances = model.stances([(claim, words) for words in passages])
    return [numpy.log(numpy.maximum(1e-9, [one.supports, one.contradicts, one.neutral])) for one in stances]


def probable(logits: Logits, temperature: float, bias: Sequence[float]) -> Stance:
    """Calibrated probabilities."""
    scaled = logits / temperature + numpy.array(bias)
    shares = numpy.exp(scaled - scaled.max())
    return Stance(*(float(one) for one in shares / shares.sum()))


def telling(found: Sequence[Logits], temperature: float, bias: Sequence[float]) -> Stance:
    """The stance of the window that is the furthest from not telling."""
    stances = [probable(one, temperature, bias) for one in found]
    return max(stances, key=lambda one: max(one.supports, one.contradicts))


def calibration(rows: Sequence[tuple[Sequence[Logits], int]]) -> tuple[float, list[float]]:
    """The temperature (Guo et al. 2017) under which the most telling window's probabilities are likeliest.

    It changes how sure a stance is and never which is the likeliest; biases, tried too, cost more F1 than they gain.
    """

    def cost(values: NDArray[numpy.float64]) -> float:
        temperature, bias = math.exp(values[0]), (0.0, 0.0, 0.0)
        total = 0.0
        for found, label in rows:
            stance = telling(found, temperature, bias)
            total -= math.log(max(1e-9, (stance.supports, stance.contradicts, stance.neutral)[label]))
        return total / len(rows) + 0.002 * float(values @ values)

    best = minimize(cost, numpy.zeros(1), method="Nelder-Mead", options={"maxiter": 150, "xatol": 0.01, "fatol": 1e-4})
    return round(math.exp(best.x[0]), 3), [0.0, 0.0, 0.0]


def stance_choices(model: EvidenceModel, pairs: Sequence[Pair]) -> tuple[float, list[float]]:
    """Prints what each way of cutting windows gives; returns the calibration of the shipped one."""
    truth = [LABELS.index(pair.label) for pair in pairs]
    shipped = (1.0, [0.0, 0.0, 0.0])
    for name, cut in WINDOWS.items():
        found = [logits_of(model, pair.claim, cut(pair.claim, pair.sentences)) for pair in pairs]
        temperature, bias = calibration(list(zip(found, truth, strict=True)))
        for label, how in (("as it is", (1.0, (0.0, 0.0, 0.0))), ("calibrated", (temperature, bias))):
            stances = [telling(one, *how) for one in found]
            said = [int(numpy.argmax([one.supports, one.contradicts, one.neutral])) for one in stances]
            shown = [truth[n] == 0 for n, one in enumerate(stances) if verdict_of(one) == "supported"]
            macro = f1_score(truth, said, labels=[0, 1, 2], average="macro", zero_division=0)
            print(f"{name}, {label}: macro F1 {macro:.3f}; supported {len(shown)}, right {sum(shown)}; {how}", flush=True)
        if name == "shipped":
            shipped = (temperature, bias)
    return shipped


def sentence_choices(model: EvidenceModel, pairs: Sequence[Pair], temperature: float, bias: Sequence[float]) -> None:
    """Prints the F1 of sentences that count as evidence, by how much the most telling one counts and from what on."""
    marked = [pair for pair in pairs if pair.rationale]
    stances = [[probable(one, temperature, bias) for one in logits_of(model, pair.claim, pair.sentences)] for pair in marked]
    truth = [number in (pair.rationale or ()) for pair in marked for number in range(len(pair.sentences))]
    odds = [[log_odds(1 - one.neutral) for one in rows] for rows in stances]
    for part in (0.0, 1 / 3, 1 / 2, 2 / 3):
        for least in (-0.5, -0.3, -0.1, 0.1, 0.3):
            said = [one - part * max(rows) >= least for rows in odds for one in rows]
            f1 = f1_score(truth, said, zero_division=0)
            print(f"sentences, less {part:.2f} of the most telling, from {least}: F1 {f1:.3f}", flush=True)


def share_choices(model: EvidenceModel, data: Data) -> None:
    """Prints nDCG@10 of BM25's first thirty reranked, by the share that a judgement of 1 counts beside the best score."""
    import ir_measures

    from answerable.app import wiring
    from answerable.app.indexing import graded
    from answerable.evaluation.systems import flattened
    from answerable.retrieval.model import Query

    records = {
        f"scifact:{key}": Record(id=f"scifact:{key}", title=one["title"], abstract=(TextSection(" ".join(one["abstract"])),))
        for key, one in data.abstracts.items()
    }
    index = wiring.index_in_memory()
    index.put_graded(graded(map(flattened, records.values())), replacing=False)
    index.commit()
    claims = {str(one["id"]): one for one in data.claims if str(one["id"]) in data.calibrating}
    qrels = {name: {f"scifact:{cited}": 1 for cited in one["cited_doc_ids"]} for name, one in claims.items()}
    ranked = {
        name: [(found.passage_id.split("#")[0], found.score) for found in index.search(Query(one["claim"]), 100)]
        for name, one in claims.items()
    }
    judged = {
        name: model.score(one["claim"], [Passage(records[record]) for record, _ in ranked[name][:30]])
        for name, one in claims.items()
    }
    for share in (0.0, 0.3, 0.5, 0.75, 1.0, 1.5, 2.0):
        for temperature in (1.0, 2.0, 4.0):
            run: dict[str, dict[str, float]] = {}
            for name, found in ranked.items():
                worth = {record: score / found[0][1] for record, score in found}
                for (record, _), one in zip(found[:30], judged[name], strict=True):
                    odds = math.log(max(1e-9, one) / max(1e-9, 1 - one)) / temperature
                    worth[record] += share / (1 + math.exp(-odds))
                run[name] = worth
            value = ir_measures.calc_aggregate([ir_measures.nDCG @ 10], qrels, run)[ir_measures.nDCG @ 10]
            print(f"share {share}, temperature {temperature}: nDCG@10 {value:.3f}", flush=True)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--relevance-temperature", type=float, default=2.0)
    parser.add_argument("--ranking", action="store_true")
    given = parser.parse_args()
    data = Data(given.data, frozenset(range(FOLDS)) - {HELD_OUT_FOLD})
    found = PAIRS["scifact"](Files(given.data).open)
    claims = {str(one["claim"]) for one in data.claims if str(one["id"]) in data.calibrating}
    pairs = [pair for pair in found.pairs if pair.claim in claims and found.folds[pair.id] != HELD_OUT_FOLD]
    print(f"{len(claims)} claims, {len(pairs)} pairs", flush=True)
    model = uncalibrated(given.model)
    temperature, bias = stance_choices(model, pairs)
    sentence_choices(model, pairs, temperature, bias)
    if given.ranking:
        share_choices(model, data)
    card = json.loads((given.model / "card.json").read_text("utf-8"))
    card |= {"stance_temperature": temperature, "stance_bias": bias, "relevance_temperature": given.relevance_temperature}
    (given.model / "card.json").write_text(json.dumps(card, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()

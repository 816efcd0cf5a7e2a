"""Trains the evidence model: a general stage on every source, then one with SciFact's claims; stops and goes on where it was.

python training/train.py --data ../shared/data --out build/model
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import torch
from batching import Shown, loss_of, reading
from data import SEED, Data
from examples import Pair
from network import EvidenceNetwork, batch_of, tokenizer
from relevance import scifact_relevance
from sources import GENERAL, scifact
from torch import nn

from answerable.evaluation.folds import FOLDS, HELD_OUT_FOLD

SAVE_EVERY = 150  # batches


def train(name: str, start: Path | None, pairs: Sequence[Pair], out: Path, *, rate: float, seed: int, until: int = 0) -> Path:
    """One reading of the pairs from the weights at `start`: its weights, at once where they are there.

    It goes on from its last checkpoint, and may be ended `until` a number of batches.
    """
    done, halfway = out / f"{name}.pt", out / f"{name}.part.pt"
    if done.exists():
        return done
    torch.manual_seed(seed)
    network = EvidenceNetwork()
    if start:
        network.load_state_dict(torch.load(start, weights_only=True))
    encoded = tokenizer().encode_batch([(one.claim[:400], one.passage) for one in pairs])
    lengths = [len(one.ids) for one in encoded]
    plan = reading(pairs, range(len(pairs)), lengths, random.Random(seed))
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    body = [p for n, p in network.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    optimiser = torch.optim.AdamW([{"params": body, "lr": rate}, {"params": heads, "lr": rate * 8}], weight_decay=0.01)
    steps = len(plan)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min(1.0, (n + 1) / (0.06 * steps)) * max(0.02, 1 - n / steps)
    )
    first = 0
    if halfway.exists():
        kept = torch.load(halfway, weights_only=True)
        network.load_state_dict(kept["network"])
        optimiser.load_state_dict(kept["optimiser"])
        schedule.load_state_dict(kept["schedule"])
        first = kept["step"]
    network.train()
    torch.set_flush_denormal(True)
    began, tokens, shown = time.monotonic(), 0, Shown()
    for step in range(first, until or steps):
        some = [pairs[n] for n in plan[step]]
        loss = loss_of(network(**batch_of([encoded[n] for n in plan[step]])), some)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        tokens += sum(lengths[n] for n in plan[step])
        shown.add(loss.item(), stance=some[0].label is not None)
        if step % 25 == 24:
            print(f"{name}: {step + 1}/{steps}, {shown}, {tokens / (time.monotonic() - began):.0f} tokens/s", flush=True)
        if step % SAVE_EVERY == SAVE_EVERY - 1:
            kept = {
                "network": network.state_dict(),
                "optimiser": optimiser.state_dict(),
                "schedule": schedule.state_dict(),
                "step": step + 1,
            }
            torch.save(kept, halfway.with_suffix(".tmp"))
            halfway.with_suffix(".tmp").replace(halfway)
    torch.save(network.state_dict(), done)
    halfway.unlink(missing_ok=True)
    return done


def pairs_of(data: Data, sources: Mapping[str, object], out: Path, name: str, without: str = "") -> list[Pair]:
    """The pairs of some sources, counted in a file beside the weights."""
    found = [pair for source, made in sources.items() if source != without for pair in made(data)]  # type: ignore[operator]
    counts: dict[str, int] = {}
    for pair in found:
        counts[pair.source] = counts.get(pair.source, 0) + 1
    (out / f"{name}.sources.json").write_text(json.dumps(counts, indent=1), "utf-8")
    return found


def general(data: Data, out: Path, *, without: str = "", share: float = 1.0) -> Path:
    """The stage on every source but SciFact; `share` of the topics, for short trials."""
    name = "general" + (f"-without-{without.replace(' ', '-')}" if without else "") + (f"-{share:g}" if share < 1 else "")
    pairs = pairs_of(data, GENERAL, out, name, without)
    return train(name, None, some_of(pairs, share), out, rate=6e-5, seed=SEED)


def some_of(pairs: list[Pair], share: float) -> list[Pair]:
    """The pairs of a share of the topics."""
    topics = sorted({pair.topic for pair in pairs})
    kept = set(random.Random(SEED).sample(topics, int(share * len(topics))))
    return [pair for pair in pairs if pair.topic in kept]


OF_FOLDS = {"scifact": scifact, "scifact relevance": scifact_relevance}
REPEATS: Mapping[str, float] = {
    "scifact": 6,
    "scifact relevance": 2,
    "directions": 0.8,
    "conclusions": 0.8,
    "changed": 0.5,
    "pubmedqa": 1.5,
    "trial questions": 0.1,
    "paper questions": 0.1,
    "lay questions": 0.1,
}
"""How often the second stage reads each source: what people marked for the purpose most often, the rest so that it stays."""


def of_fold(folder: Path, out: Path, fold: int, start: Path, *, without: str = "", share: float = 1.0) -> Path:
    """The second stage, with SciFact's claims but those of one fold and those kept back for calibration."""
    data = Data(folder, frozenset(range(FOLDS)) - {fold})
    chosen: list[Pair] = []
    for source, made in (OF_FOLDS | GENERAL).items():
        if source != without:
            pairs, times = some_of(list(made(data)), share), REPEATS[source]
            topics = sorted({pair.topic for pair in pairs})
            kept = set(data.random_.sample(topics, int(len(topics) * (times % 1))))
            for reading in range(int(times)):
                chosen += [replace(pair, topic=f"{pair.topic}#{reading}") for pair in pairs]
            chosen += [pair for pair in pairs if pair.topic in kept]
    return train(f"{start.stem}-fold{fold}", start, chosen, out, rate=1.2e-4, seed=SEED + fold)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("build/model"))
    parser.add_argument("--fold", type=int, default=HELD_OUT_FOLD, help="the fold of SciFact's claims that is not seen")
    parser.add_argument("--without", default="", help="a source to leave out, to see what it adds")
    parser.add_argument("--share", type=float, default=1.0, help="of the topics of each source, for short trials")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "settings.json").write_text(json.dumps({k: str(v) for k, v in vars(given).items()} | {"seed": SEED}), "utf-8")
    start = general(Data(given.data), given.out, without=given.without, share=given.share)
    print("made", of_fold(given.data, given.out, given.fold, start, without=given.without, share=given.share), flush=True)


if __name__ == "__main__":
    main()

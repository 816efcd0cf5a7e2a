"""Training the upper layers alone: what the lower ones make of each pair is computed once, and read again in every fold."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from batching import TOKENS, Shown, loss_of, packed
from examples import Pair
from network import EvidenceNetwork, batch_of, tokenizer
from torch import Tensor, nn

KEPT = 4  # layers whose weights stay as the stages before left them


class Read:
    """Pairs with what the lower layers of a network make of them, in half precision; `kept` is a file that remembers it."""

    def __init__(self, network: EvidenceNetwork, pairs: Sequence[Pair], kept: Path | None = None) -> None:
        self.pairs = pairs
        self.encoded: list[Any] = tokenizer().encode_batch([(one.claim[:400], one.passage) for one in pairs])
        self.lengths = [len(one.ids) for one in self.encoded]
        self.states: list[Tensor] = [torch.empty(0)] * len(pairs)
        if kept and kept.exists():
            self.states = list(torch.load(kept, weights_only=True).split(self.lengths))
            return
        network.eval()
        with torch.inference_mode():
            for batch in packed([[n] for n in range(len(pairs))], self.lengths, 2 * TOKENS):
                hidden = network.lower(**batch_of([self.encoded[n] for n in batch]), layers=KEPT).half()
                for row, number in enumerate(batch):
                    self.states[number] = hidden[row, : self.lengths[number]].clone()
        if kept:
            torch.save(torch.cat(self.states), kept)

    def batch(self, numbers: Sequence[int]) -> dict[str, Tensor]:
        """What `EvidenceNetwork.upper` takes."""
        given = batch_of([self.encoded[n] for n in numbers])
        hidden = torch.zeros(*given["input_ids"].shape, self.states[numbers[0]].shape[-1])
        for row, number in enumerate(numbers):
            hidden[row, : self.lengths[number]] = self.states[number].float()
        return {"hidden": hidden, "attention_mask": given["attention_mask"], "token_type_ids": given["token_type_ids"]}


def train_upper(
    name: str, start: Path | None, read: Read, plan: Sequence[Sequence[int]], out: Path, *, rate: float, seed: int
) -> Path:
    """Trains the upper layers and the heads on batches of what was read; at once where that was done."""
    done = out / f"{name}.pt"
    if done.exists():
        return done
    torch.manual_seed(seed)
    network = EvidenceNetwork()
    if start:
        network.load_state_dict(torch.load(start, weights_only=True))
    network.requires_grad_(False)
    upper = [p for layer in network.encoder.encoder.layer[KEPT:] for p in layer.parameters()]
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    for parameter in (*upper, *heads):
        parameter.requires_grad_(True)
    optimiser = torch.optim.AdamW([{"params": upper, "lr": rate}, {"params": heads, "lr": rate * 5}], weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min(1.0, (n + 1) / (0.06 * len(plan))) * max(0.02, 1 - n / len(plan))
    )
    network.train()
    torch.set_flush_denormal(True)
    began, tokens, shown = time.monotonic(), 0, Shown()
    for step, numbers in enumerate(plan):
        some = [read.pairs[n] for n in numbers]
        loss = loss_of(network.upper(**read.batch(numbers), layers=KEPT), some)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_([*upper, *heads], 1.0)
        optimiser.step()
        schedule.step()
        tokens += sum(read.lengths[n] for n in numbers)
        shown.add(loss.item(), stance=some[0].label is not None)
        if step % 25 == 24:
            print(f"{name}: {step + 1}/{len(plan)}, {shown}, {tokens / (time.monotonic() - began):.0f} tokens/s", flush=True)
    torch.save(network.state_dict(), done)
    return done

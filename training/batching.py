"""Pairs in batches of like length, and what a network loses on one."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import torch
from examples import Pair
from torch import Tensor, nn

TOKENS = 3072  # in a batch, padding counted
WEIGHTS = torch.tensor([1.2, 1.0, 0.8])  # of supports, contradicts, neutral: neutral pairs are the most


def packed(
    groups: Sequence[list[int]], lengths: Sequence[int], tokens: int, noise: random.Random | None = None
) -> Iterator[list[int]]:
    """Groups of pairs, roughly by length, as many in a batch as its tokens allow."""
    longest_of = {id(group): max(lengths[n] for n in group) for group in groups}
    batch: list[int] = []
    longest = 0
    for group in sorted(groups, key=lambda group: longest_of[id(group)] + (noise.random() * 12 if noise else 0)):
        longest = max(longest, longest_of[id(group)])
        if batch and longest * (len(batch) + len(group)) > tokens:
            yield batch
            batch, longest = [], longest_of[id(group)]
        batch = [*batch, *group]
    if batch:
        yield batch


def reading(pairs: Sequence[Pair], chosen: Sequence[int], lengths: Sequence[int], random_: random.Random) -> list[list[int]]:
    """One reading of the chosen pairs: those of stance by themselves, those of relevance topic by topic."""
    stance = [[number] for number in chosen if pairs[number].label is not None]
    topics: dict[str, list[int]] = {}
    for number in chosen:
        if pairs[number].relevant is not None:
            topics.setdefault(pairs[number].topic, []).append(number)
    ranked = [group for group in topics.values() if len(group) > 1]
    made = [*packed(stance, lengths, TOKENS, random_), *packed(ranked, lengths, TOKENS, random_)]
    random_.shuffle(made)
    return made


def loss_of(logits: tuple[Tensor, Tensor], pairs: Sequence[Pair]) -> Tensor:
    """Cross-entropy of stance; of relevance that of each topic's ranking, and of each pair by itself."""
    stance, relevance = logits
    if pairs[0].label is not None:
        labels = torch.tensor([int(one.label) for one in pairs if one.label is not None])
        return nn.functional.cross_entropy(stance, labels, weight=WEIGHTS, label_smoothing=0.02)
    wanted = torch.tensor([float(bool(one.relevant)) for one in pairs])
    alone = nn.functional.binary_cross_entropy_with_logits(relevance, wanted)
    topics: dict[str, list[int]] = {}
    for number, one in enumerate(pairs):
        topics.setdefault(one.topic, []).append(number)
    ranking = [
        torch.logsumexp(relevance[group], 0) - torch.logsumexp(relevance[[n for n in group if wanted[n]]], 0)
        for group in topics.values()
    ]
    return torch.stack(ranking).mean() + 0.5 * alone


class Shown:
    """The running means of both losses, for somebody who watches."""

    def __init__(self) -> None:
        self._means = [0.0, 0.0]

    def add(self, loss: float, *, stance: bool) -> None:
        """Takes the loss of a batch in."""
        kind = 0 if stance else 1
        self._means[kind] = 0.95 * self._means[kind] + 0.05 * loss if self._means[kind] else loss

    def __str__(self) -> str:
        """Both."""
        return f"stance {self._means[0]:.3f}, relevance {self._means[1]:.3f}"

"""Folds and parts: which topics a model may be trained on, and which it is measured on because it never saw them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from hashlib import sha256

from answerable.evaluation.grouping import connected

SEED = 20_251_027
FOLDS = 4
HELD_OUT_FOLD = 0  # of SciFact's training claims: the shipped model never saw them
PUBMEDQA_HELD_OUT = 100  # questions that the shipped model never saw


def folds(shared: Mapping[str, Iterable[str]], k: int = FOLDS, seed: int = SEED) -> dict[str, int]:
    """The fold of each topic, 0 to k − 1, given what each topic must not share across folds: of a claim the abstracts it cites.

    Topics that share one, directly or through others, fall into the same fold. Groups are shuffled by `seed` and dealt,
    the largest first, to the fold with the fewest topics, so that folds differ by no more than the largest group. The order
    in which topics come changes nothing.
    """
    if k < 1:
        raise ValueError(f"There must be at least one fold, not {k}.")
    groups = connected({topic: shared[topic] for topic in sorted(shared)})
    random.Random(seed).shuffle(groups)  # noqa: S311 - a split that anyone can repeat, no secret
    sizes = [0] * k
    fold_of: dict[str, int] = {}
    for group in sorted(groups, key=len, reverse=True):
        fold = sizes.index(min(sizes))
        sizes[fold] += len(group)
        fold_of.update(dict.fromkeys(group, fold))
    return fold_of


def held_out_pubmedqa(ids: Iterable[str], count: int = PUBMEDQA_HELD_OUT) -> frozenset[str]:
    """The PMIDs of the questions of PubMedQA that no training sees: the first hundred by the hash of "pubmedqa:" and the PMID."""
    by_hash = sorted(set(ids), key=lambda pmid: sha256(f"pubmedqa:{pmid}".encode()).hexdigest())
    return frozenset(by_hash[:count])

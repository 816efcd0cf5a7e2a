"""Halves of a collection: one to tune on, one that is looked at when everything is chosen."""

from __future__ import annotations

import random
from enum import StrEnum

import msgspec

from answerable.evaluation.folds import SEED
from answerable.evaluation.grouping import connected
from answerable.evaluation.model import Collection


class Half(StrEnum):
    """Which topics are measured."""

    ALL = "all"
    TUNING = "tuning"
    HELD_OUT = "held-out"


def half_of(collection: Collection, half: Half, seed: int = SEED) -> Collection:
    """The collection with the topics of one half only; all records stay.

    Topics that share a judged record, directly or through others, fall into the same half, so that nothing that was
    tuned on is relevant to what is held out. The groups are shuffled by `seed` and dealt to whichever half has fewer topics.
    """
    if half is Half.ALL:
        return collection
    chosen = set(_dealt(collection, seed)[0 if half is Half.TUNING else 1])
    return msgspec.structs.replace(
        collection,
        name=f"{collection.name}, {half} half",
        topics=tuple(topic for topic in collection.topics if topic.id in chosen),
        qrels=tuple(qrel for qrel in collection.qrels if qrel.topic in chosen),
        notes=(*collection.notes, f"Halved by judged record, seed {seed}."),
    )


def _dealt(collection: Collection, seed: int) -> tuple[list[str], list[str]]:
    """The ids of the topics of the tuning and of the held-out half."""
    relevant = {topic.id: list[str]() for topic in collection.topics}
    for qrel in collection.qrels:
        if qrel.topic in relevant:
            relevant[qrel.topic].append(qrel.record)
    groups = connected(relevant)
    random.Random(seed).shuffle(groups)  # noqa: S311 - a split that anyone can repeat, no secret
    halves: tuple[list[str], list[str]] = ([], [])
    for group in groups:
        min(halves, key=len).extend(group)
    return halves

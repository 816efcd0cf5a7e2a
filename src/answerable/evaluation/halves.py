"""Halves of a collection: one to tune on, one that is looked at when everything is chosen."""

from __future__ import annotations

import random
from collections import defaultdict
from enum import StrEnum

import msgspec

from answerable.evaluation.model import Collection

SEED = 20_251_027


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
    groups = _groups(collection)
    random.Random(seed).shuffle(groups)  # noqa: S311 - a split that anyone can repeat, no secret
    halves: tuple[list[str], list[str]] = ([], [])
    for group in groups:
        min(halves, key=len).extend(group)
    return halves


def _groups(collection: Collection) -> list[list[str]]:
    """The topics in groups that share no judged record with one another, in the order of the collection."""
    of_record: defaultdict[str, list[str]] = defaultdict(list)
    of_topic: defaultdict[str, list[str]] = defaultdict(list)
    for qrel in collection.qrels:
        of_record[qrel.record].append(qrel.topic)
        of_topic[qrel.topic].append(qrel.record)
    groups: list[list[str]] = []
    seen: set[str] = set()
    for topic in collection.topics:
        waiting, group = [topic.id], list[str]()
        while waiting:
            one = waiting.pop()
            if one in seen:
                continue
            seen.add(one)
            group.append(one)
            waiting.extend(other for record in of_topic[one] for other in of_record[record])
        if group:
            groups.append(sorted(group))
    return groups

"""`Pair`: what the evidence model learns from, one claim or question with one passage and what is known of the two."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Label(IntEnum):
    """The stance of the passage towards the claim, in the order of the model's outputs."""

    SUPPORTS = 0
    CONTRADICTS = 1
    NEUTRAL = 2


@dataclass(frozen=True)
class Pair:
    """A claim or question and a passage; no label teaches the head of stance nothing, `relevant` of None that of relevance.

    `record` is the abstract that the passage is from, so that what is held out can be left out. `topic` joins the pairs of
    one question, whose passages are ranked against each other.
    """

    source: str
    topic: str
    claim: str
    passage: str
    record: str
    label: Label | None = None
    relevant: bool | None = None

"""`Stance`: how a passage stands towards a claim, as a model puts it in probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct


class Stance(Struct, frozen=True):
    """The calibrated probabilities that a passage supports a claim, contradicts it, or does not tell; they sum to 1."""

    supports: float
    contradicts: float
    neutral: float


class StanceModel(Protocol):
    """A model that judges pairs of a claim and a passage of a few sentences, each pair on its own: order changes nothing."""

    def stances(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Stance]:
        """The stance of each passage towards its claim, in the order of the pairs."""
        ...

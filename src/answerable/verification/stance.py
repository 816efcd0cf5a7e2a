"""`Stance` and the model that finds it, as verification knows them; drafting groups by them too, so they live in the corpus."""

from __future__ import annotations

from answerable.corpus.stance import Stance, StanceModel

__all__ = ["Stance", "StanceModel"]

SUPPORTED_FROM = 0.5  # probability of support from which a judgement counts as support

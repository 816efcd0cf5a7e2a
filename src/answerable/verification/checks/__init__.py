"""One pure function per check: `Evidence` in, a `Finding` with its reason out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from answerable.verification.checks.direction import check_direction
from answerable.verification.checks.figures import check_figures
from answerable.verification.checks.integrity import check_integrity
from answerable.verification.checks.population import check_population
from answerable.verification.checks.quote import check_quote
from answerable.verification.checks.shown import check_shown
from answerable.verification.checks.strength import check_strength
from answerable.verification.model import Check, Evidence, Finding

DETERMINISTIC: Mapping[Check, Callable[[Evidence], Finding]] = {
    Check.QUOTE: check_quote,
    Check.SHOWN: check_shown,
    Check.FIGURES: check_figures,
    Check.DIRECTION: check_direction,
    Check.STRENGTH: check_strength,
    Check.POPULATION: check_population,
    Check.INTEGRITY: check_integrity,
}
"""The checks that need nothing but the evidence; stance needs a judge."""

__all__ = ["DETERMINISTIC"]

"""Comparing two measurements that were saved as JSON."""

from __future__ import annotations

from pathlib import Path

from answerable.app.evaluating.files import Files
from answerable.evaluation.differing import Comparison, compared, read_evaluation
from answerable.evaluation.resampling import libraries


def evaluate_comparison(first: Path, second: Path, system: str = "") -> Comparison:
    """The second measurement less the first; `system` names one to compare, or "A:B" one of each.

    Raises `UnreadableInput` where a file is no measurement, `UsageProblem` where the two cannot be compared, and
    `MissingExtra` where what measures is not installed.
    """
    libraries()
    files = Files(Path())
    one, other = (read_evaluation(files.opened(path, str(path)).read(), str(path)) for path in (first, second))
    return compared(one, other, system)

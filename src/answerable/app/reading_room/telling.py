"""`Telling`: stages as the events of a job, so few that keeping them costs nothing, each true when it was told."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from answerable.composition.stage import Stage, StageName

EVERY = 0.3  # seconds between two events of one stage; the first and the last of a stage are always told


class Telling:
    """Passes stages on: each as it begins, and from among what follows in it some, and the last."""

    def __init__(self, tell: Callable[[str, str], None], clock: Callable[[], float] = monotonic) -> None:
        self._tell = tell
        self._clock = clock
        self._stage: StageName | None = None
        self._told = 0.0

    def __call__(self, stage: Stage) -> None:
        """Hears a stage."""
        now = self._clock()
        counted = stage.name is StageName.CHECKING
        if stage.name is self._stage and now - self._told < EVERY and not (counted and stage.done == stage.of):
            return
        self._stage, self._told = stage.name, now
        self._tell(stage.name.value, stage.text)

"""`Rounds`: a thread that does by the hour what nobody has to ask for; what it does may be done by several processes at once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event, Thread

_log = logging.getLogger(__name__)

SOON = 2.0  # seconds after a start: what fell due while nothing ran is not left for another hour
HOUR = 3600.0


class Rounds:
    """Goes its rounds soon after `start` and then by the hour, until `stop`.

    It has a thread of its own: a round over many articles takes longer than the lease of a job lasts.
    """

    def __init__(self, goes: Callable[[], object], *, soon: float = SOON, every: float = HOUR) -> None:
        self._goes = goes
        self._soon, self._every = soon, every
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="rounds", daemon=True)

    def start(self) -> None:
        """Begins."""
        self._thread.start()

    def stop(self, patience: float) -> None:
        """Begins no more rounds, and waits so many seconds for the one under way: what it has not kept is done by the next."""
        self._stopping.set()
        self._thread.join(patience)

    def _run(self) -> None:
        wait = self._soon
        while not self._stopping.wait(wait):
            wait = self._every
            try:
                self._goes()
            except Exception:  # a worker's loop: a full disk or a locked file passes, the worker stays
                _log.exception("a round broke off; it is gone again in an hour")

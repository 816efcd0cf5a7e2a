"""The right to write to a library: a lock on a file of its folder, which a killed process gives back."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Self

from answerable.errors import LibraryBusy, LibraryProblem

STEP = 0.05  # seconds between two tries


class WriterLock:
    """Held by one process at a time; waits up to `patience` seconds for it and then raises `LibraryBusy`."""

    def __init__(self, path: Path, patience: float = 2.0) -> None:
        self.path = path
        self.patience = patience
        self._held: int | None = None

    def __enter__(self) -> Self:
        """Takes the lock; raises `LibraryBusy` where another process has it and keeps it."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise LibraryProblem(
                f"The library in {self.path.parent} cannot be written to ({error.strerror or error}).",
                "Check the permissions of that folder, or name another one with --library.",
            ) from error
        until = time.monotonic() + self.patience
        while not _taken(file):
            if time.monotonic() >= until:
                os.close(file)
                raise LibraryBusy(
                    f"Another process is writing to the library in {self.path.parent}.",
                    "Wait until it is done and repeat the command; nothing was changed.",
                )
            time.sleep(STEP)
        self._held = file
        return self

    def __exit__(self, *exception: object) -> None:
        """Gives the lock back."""
        if self._held is not None:
            os.close(self._held)
            self._held = None


if sys.platform == "win32":
    import msvcrt

    def _taken(file: int) -> bool:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

"""Backing a library up while it is in use, and putting a backup back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path


def back_up(folder: Path, target: Path, *, keys: bool = False) -> tuple[str, ...]:
    """Writes one file with whole copies of a library's databases, and of its keys where wanted; returns what is in it."""
    from answerable import __version__
    from answerable.app import wiring
    from answerable.jobs.model import stamp

    return tuple(wiring.back_up(folder, target, keys=keys, made=stamp(datetime.now(UTC)), version=__version__))


def put_back(source: Path, folder: Path) -> tuple[str, ...]:
    """Puts a backup into a folder in which there is no library; returns what was in it."""
    from answerable.app import wiring

    return tuple(wiring.restore(source, folder))

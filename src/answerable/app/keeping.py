"""Backing a library up while it is in use, and putting a backup back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path


def back_up(folder: Path, target: Path, *, keys: bool = False, database: str = "") -> tuple[str, ...]:
    """Writes one file with whole copies of a library's databases, and of its keys where wanted; returns what is in it.

    Where the desk is in a `database` on a server, it is in the file too, and can be put back into either kind.
    """
    from answerable import __version__
    from answerable.app import wiring
    from answerable.jobs.model import stamp

    made = stamp(datetime.now(UTC))
    return tuple(wiring.back_up(folder, target, keys=keys, made=made, version=__version__, database=database))


def put_back(source: Path, folder: Path, *, database: str = "") -> tuple[str, ...]:
    """Puts a backup into a folder in which there is no library, and its desk into an empty `database` where one is set."""
    from answerable.app import wiring

    return tuple(wiring.restore(source, folder, database))

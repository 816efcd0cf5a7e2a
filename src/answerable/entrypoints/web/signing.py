"""What forms are signed with: the operator's secret, or one that is made at the first start and kept beside the library."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from answerable.settings import Settings

FILE = "web.secret"
_LEAST = 32  # characters


def secret_of(settings: Settings) -> bytes:
    """The secret that is set, else the one kept in the library's folder, made where there is none.

    Where the folder cannot be written to it lasts as long as the process: forms opened before a new start are then stale.
    """
    if settings.secret:
        return settings.secret.encode()
    kept = settings.library / FILE
    made = secrets.token_hex(32).encode()
    try:
        settings.library.mkdir(parents=True, exist_ok=True)
        _put(kept, made)
        found = kept.read_bytes().strip()
    except OSError:
        return made
    return found if len(found) >= _LEAST else made


def _put(path: Path, content: bytes) -> None:
    """Writes a file that only its owner may read, whole or not at all; leaves one that is there as it is."""
    if path.exists():
        return
    beside = path.with_name(f"{path.name}.{os.getpid()}-{secrets.token_hex(4)}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        try:
            os.link(beside, path)  # fails where another process was first, whose secret then counts
        except FileExistsError:
            pass
        except OSError:  # a file system without links
            beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)

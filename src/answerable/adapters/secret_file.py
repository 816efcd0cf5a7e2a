"""A secret that is made at the first need and kept in a file that only its owner may read."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from answerable.errors import LibraryProblem


def kept_secret(path: Path, size: int = 32) -> bytes:
    """The secret in this file, made where there is none; whoever is first makes it for all. Raises `LibraryProblem`."""
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _put(path, secrets.token_hex(size).encode() + b"\n")
        found = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError) as error:
        raise LibraryProblem(
            f"The secret in {path.name} cannot be read or made ({type(error).__name__}).",
            f"Put {path} back from a backup, or give the right to use it; without it second factors have to be set up anew.",
        ) from None
    if len(found) != size:
        raise LibraryProblem(f"The secret in {path.name} is not whole.", f"Put {path} back from a backup.")
    return found


def _put(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all; leaves one that another process has just made as it is."""
    beside = path.with_name(f"{path.name}.{os.getpid()}-{secrets.token_hex(4)}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(beside, path)
        except FileExistsError:
            pass
        except OSError:  # a file system without links
            beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)

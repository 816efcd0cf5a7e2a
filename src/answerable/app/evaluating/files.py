"""The files that a measurement reads: plain or gzip, found under one folder, each remembered by the hash of what it holds."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from answerable.errors import UnreadableInput

Open = Callable[[str], BinaryIO]  # opens a file of the data folder by its path there
SHARED = Path("../shared/data")  # where the project's own measurements find their data
_GZIP = b"\x1f\x8b"


class Files:
    """The files under one folder, and by `fingerprints` what was read of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.fingerprints: dict[str, str] = {}

    def open(self, name: str) -> BinaryIO:
        """The file of this name, or of this name with ".gz"; raises `UnreadableInput` where there is neither."""
        for path in (self.folder / name, self.folder / f"{name}.gz"):
            if path.is_file():
                return self.opened(path, name)
        raise UnreadableInput(
            f"There is no {name} in “{self.folder}”.",
            "Say with --data where the collections lie, or name a folder or file of your own.",
        )

    def opened(self, path: Path, name: str = "") -> BinaryIO:
        """The content of a file anywhere; raises `UnreadableInput` where it cannot be read."""
        try:
            content = path.read_bytes()
            self.fingerprints[name or path.name] = f"sha256 {sha256(content).hexdigest()[:16]}…"
            return BytesIO(gzip.decompress(content) if content[:2] == _GZIP else content)
        except (OSError, EOFError, zlib.error) as error:
            raise UnreadableInput(f"{path} cannot be read: {error}.", "Check the file and try again.") from error

"""Copies of a library's databases that are whole while others write, in one file; and putting such a file back."""

from __future__ import annotations

import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, closing
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from msgspec import Struct

from answerable.errors import LibraryProblem, UnreadableInput, UsageProblem

FORMAT = "answerable backup v1"
_MANIFEST = "manifest.json"


Copies = Callable[[Path], Path]  # copies a database that is elsewhere into a file
Takes = Callable[[Path], AbstractContextManager[None]]  # puts a file into a database elsewhere, kept when the block ends well


class BackedUp(Struct, frozen=True, kw_only=True):
    """What a backup holds: its format, when and by which version it was made, and the SHA-256 of each file by name."""

    format: str = FORMAT
    made: str
    version: str
    files: dict[str, str]


def back_up(
    folder: Path,
    target: Path,
    databases: Sequence[str],
    keys: Sequence[str],
    *,
    made: str,
    version: str,
    elsewhere: Mapping[str, Copies] | None = None,
) -> BackedUp:
    """Writes one file with whole copies of the databases that are there, and of the keys; it appears when it is complete.

    What is kept `elsewhere` than in the folder is copied into a file of that name. Raises `LibraryProblem` where there is
    nothing to back up or a database cannot be read.
    """
    there = [name for name in databases if (folder / name).is_file()]
    if not there and not elsewhere:
        raise LibraryProblem(f"There is no library in {folder}.", "Name the library's folder with --library.")
    with TemporaryDirectory(dir=target.resolve().parent, prefix=".backup-") as work:
        copies = {name: _copied(folder / name, Path(work) / name) for name in there}
        copies |= {name: copy(Path(work) / name) for name, copy in (elsewhere or {}).items()}
        copies |= {name: folder / name for name in keys if (folder / name).is_file()}
        manifest = BackedUp(made=made, version=version, files={name: _digest(path) for name, path in copies.items()})
        whole = Path(work) / "whole.zip"
        os.close(os.open(whole, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600))  # it holds what is about people
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as file:
            file.writestr(_MANIFEST, msgspec.json.format(msgspec.json.encode(manifest), indent=2))
            for name, path in copies.items():
                file.write(path, name)
        with whole.open("rb") as written:
            os.fsync(written.fileno())
        whole.replace(target)
    return manifest


def _copied(source: Path, target: Path) -> Path:
    """A copy of a database as it is at one moment, by SQLite's own means: writers go on meanwhile."""
    try:
        address = f"{source.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=30)) as held, closing(sqlite3.connect(target)) as copy:
            held.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE").fetchall()
    except sqlite3.Error as error:
        raise LibraryProblem(f"{source} cannot be copied ({error}).", "See docs/how-to/back-up-and-restore.md.") from None
    return target


def restore(source: Path, folder: Path, allowed: Sequence[str], elsewhere: Mapping[str, Takes] | None = None) -> BackedUp:
    """Puts a backup into an empty folder; every file is checked before the first is put in its place.

    A file that belongs `elsewhere` is given to what takes it there: all of it is kept, or nothing. Raises `UnreadableInput`
    where the file is no backup or is damaged, and `UsageProblem` where a library is there already.
    """
    taken = [name for name in allowed if (folder / name).exists()]
    if taken:
        raise UsageProblem(
            f"There is a library in {folder} already ({taken[0]}).", "Restore into another folder, or move it away."
        )
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix=".restore-") as work:
        manifest = _unpacked(source, Path(work), allowed)
        names = tuple(_checked(Path(work), manifest))
        with ExitStack() as undone:  # what is taken elsewhere is kept last, and where it is not, nothing stays here
            for name in names:
                if name not in (elsewhere or {}):
                    undone.callback((folder / name).unlink, missing_ok=True)
            with ExitStack() as taken:
                for name, takes in (elsewhere or {}).items():
                    if name in names:
                        taken.enter_context(takes(Path(work) / name))
                for name in names:
                    if name not in (elsewhere or {}):
                        os.chmod(Path(work) / name, 0o600)
                        (Path(work) / name).replace(folder / name)
            undone.pop_all()
    return manifest


def _unpacked(source: Path, work: Path, allowed: Sequence[str]) -> BackedUp:
    damaged = UnreadableInput(f"{source} is no backup, or is damaged.", "Give a file that 'answerable backup' has made.")
    try:
        with zipfile.ZipFile(source) as file:
            manifest = msgspec.json.decode(file.read(_MANIFEST), type=BackedUp)
            if manifest.format != FORMAT or not set(manifest.files) <= set(allowed):
                raise damaged
            for name in manifest.files:
                with file.open(name) as packed, (work / name).open("wb") as unpacked:
                    shutil.copyfileobj(packed, unpacked)
                    unpacked.flush()
                    os.fsync(unpacked.fileno())
    except (zipfile.BadZipFile, KeyError, msgspec.MsgspecError, EOFError, OSError, RuntimeError, NotImplementedError) as error:
        if isinstance(error, OSError) and not isinstance(error, EOFError) and error.errno:
            raise LibraryProblem(
                f"{source} cannot be read or put back ({error.strerror}).", "Check the path and the room."
            ) from None
        raise damaged from None
    except Exception as error:  # zlib's own error is no subclass of any of these
        if type(error).__module__ == "zlib":
            raise damaged from None
        raise
    return manifest


def _checked(work: Path, manifest: BackedUp) -> Iterator[str]:
    for name, digest in manifest.files.items():
        if _digest(work / name) != digest:
            raise UnreadableInput(f"{name} in the backup does not have its hash.", "Take another backup.")
    for name in manifest.files:
        if name.endswith(".sqlite3"):
            with closing(sqlite3.connect(work / name)) as copy:
                if copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
                    raise UnreadableInput(f"{name} in the backup is damaged.", "Take another backup.")
    yield from manifest.files


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()

"""Progress on a terminal: a bar with rate, counts and time left; silent where standard error is not one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from answerable.entrypoints.cli.terminal import is_rich, one_line
from answerable.text import how_many

if TYPE_CHECKING:
    from answerable.app.ingest import OnProgress, Progress


_NAME = 18  # characters of a file's name on the bar


def _silent(_: object) -> None:
    """Tells nobody."""


@contextmanager
def ingesting(paths: Sequence[str]) -> Generator[OnProgress]:
    """Hears how far an ingest is and shows it: bytes of all files together, records so far and a second, time left."""
    if not is_rich(sys.stderr):
        yield _silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=10),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.fields[counts]}", markup=False),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=_bytes(paths), counts="")
        done = _Done()

        def show(progress: Progress) -> None:
            bar.update(task, completed=done.at(progress), description=_short(progress.file), counts=_counts(progress))

        yield show


class _Done:
    """How many bytes are done, counted over files that come one after the other."""

    def __init__(self) -> None:
        self._before = 0
        self._file = ""
        self._position = 0

    def at(self, progress: Progress) -> int:
        """The bytes of all files up to here."""
        if progress.file != self._file:
            self._before += self._position
            self._file = progress.file
        self._position = progress.position
        return self._before + self._position


def _bytes(paths: Sequence[str]) -> int | None:
    """The bytes of all files under the paths, or None where one of them has no size, such as standard input."""
    total = 0
    for path in map(Path, paths):
        try:
            if path.is_dir():
                total += sum(file.stat().st_size for file in path.rglob("*") if file.is_file() and not _hidden(file, path))
            elif path.is_file():
                total += path.stat().st_size
            elif str(path) == "-" or path.exists():
                return None
        except OSError:
            continue
    return total


def _hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def _short(name: str) -> str:
    from answerable.text import clean

    last = clean(Path(name).name)
    return last if len(last) <= _NAME else f"{last[: _NAME // 2 - 1]}…{last[-_NAME // 2 :]}"


def _counts(progress: Progress) -> str:
    stored = progress.stored
    parts = [how_many(stored.records, "record")]
    if stored.seconds and stored.records:
        parts.append(f"{stored.records / stored.seconds:,.0f}/s")
    if stored.rejections:
        parts.append(f"{stored.rejections:,} rejected")
    return ", ".join(parts)


@contextmanager
def rebuilding() -> Generator[Callable[[int], None]]:
    """Hears how many records are indexed and shows the count on a terminal."""
    with one_line() as tell:
        yield lambda done: tell(how_many(done, "record"))

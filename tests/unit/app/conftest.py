"""A library in a folder of its own, and records to take in."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from answerable.app import App
from answerable.corpus.reading.jsonlines import write_record
from answerable.corpus.record import Record


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """An app on a folder that holds no library yet."""
    with App.open(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def file_of(tmp_path: Path) -> Callable[..., str]:
    """Writes records as our own JSON Lines and gives the path."""
    made: list[Path] = []

    def write(*records: Record) -> str:
        made.append(tmp_path / f"records-{len(made)}.jsonl")
        made[-1].write_bytes(b"".join(write_record(record) + b"\n" for record in records))
        return str(made[-1])

    return write

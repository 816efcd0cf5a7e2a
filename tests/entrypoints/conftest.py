"""The command line, run in this process or in one of its own."""

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from answerable.entrypoints.cli import main


class Done(NamedTuple):
    """What a command left: its exit status, standard output and standard error."""

    status: int
    out: str
    err: str


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A folder that holds no library yet."""
    return tmp_path / "library"


@pytest.fixture
def run(library: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Runs a command on the library of this test, with `given` on standard input."""
    monkeypatch.setenv("ANSWERABLE_HOME", str(library))
    monkeypatch.setenv("COLUMNS", "92")

    def run(*arguments: str, given: bytes = b"") -> Done:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given)))
        capfd.readouterr()
        with pytest.raises(SystemExit) as end:
            main([*arguments])
        sys.stdout.flush()
        out, err = capfd.readouterr()
        return Done(int(end.value.code or 0), out, err)

    return run

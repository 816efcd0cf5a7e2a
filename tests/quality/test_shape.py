"""The shape of the code: the journey runs one way, the style holds, the types hold."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _run(*command: str) -> None:
    """Runs a tool of this environment in the project's root and shows what it says where it fails."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def _tool(name: str) -> str:
    return str(Path(sys.executable).with_name(name))


def test_the_journey_runs_one_way():
    _run(_tool("lint-imports"), "--no-cache")


def test_the_style_holds():
    _run(_tool("ruff"), "check", "--no-cache", ".")


def test_the_layout_of_the_code_holds():
    _run(_tool("ruff"), "format", "--check", "--no-cache", ".")


@pytest.mark.slow
def test_the_types_hold():
    _run(_tool("pyright"), "--pythonpath", sys.executable)

"""Every benchmark runs on a tiny size; what it measures is no test."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RUN = ROOT / "benchmarks" / "run.py"

pytestmark = pytest.mark.slow


def run(*arguments: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONWARNINGS"}
    done = subprocess.run([sys.executable, str(RUN), *arguments], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("part", ["cold", "ingest", "ask"])
def test_each_benchmark_runs_on_the_starter_library_where_there_is_nothing_else(part, tmp_path):
    if part == "ingest":
        pytest.importorskip("pubmed_parser", reason="the ingest is measured against pubmed_parser")
    out = tmp_path / "performance.md"
    run("--quick", "--only", part, "--data", str(tmp_path / "none"), "--work", str(tmp_path), "--out", str(out))
    page = out.read_text("utf-8")
    assert {"cold": "Cold `answerable ask`", "ingest": "Ingest of 200", "ask": "2,000 abstracts"}[part] in page
    assert "| what | bar | measured | met |" in page


def test_a_quick_run_leaves_the_page_of_the_documentation_as_it_is(tmp_path):
    page = ROOT / "docs" / "explanation" / "performance.md"
    before = page.read_bytes() if page.is_file() else None
    run("--quick", "--only", "cold", "--work", str(tmp_path))
    assert (page.read_bytes() if page.is_file() else None) == before


def test_there_are_at_least_sixty_different_questions():
    lines = [line for line in (ROOT / "benchmarks" / "questions.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
    assert len({line.strip().lower() for line in lines if line.strip()}) >= 60


@pytest.mark.parametrize(
    ("script", "arguments", "told"),
    [
        ("web", ["--rate", "5", "--seconds", "1", "--askers", "2"], "people asking at once"),
        ("desk", ["--articles", "20", "--askers", "2"], "2 ask at once"),
        ("writers", ["--processes", "2", "--acts", "3"], "the ledger holds"),
    ],
)
def test_the_benchmarks_of_the_reading_room_run_on_a_tiny_size(script, arguments, told):
    command = [sys.executable, str(ROOT / "benchmarks" / f"{script}.py"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ, check=False)
    assert done.returncode == 0, done.stderr
    assert told in done.stdout

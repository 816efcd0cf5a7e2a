"""kill -9 in the middle of an ingest: what was told as stored is there, and the rest can be repeated."""

import random
import time
from pathlib import Path

import pytest
from processes import file_of, kill, looked, said, taking_in

from answerable.app import App

pytestmark = pytest.mark.slow

COUNT = 1000


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list[str]]:
    """The fingerprint and the answers of a library that nobody disturbed."""
    folder = tmp_path_factory.mktemp("undisturbed")
    with App.open(folder / "library") as app:
        app.ingest([str(file_of(folder, COUNT))])
        return fingerprint(app), answers(app)


def fingerprint(app: App) -> str:
    return app.holdings().searched.fingerprint


def answers(app: App) -> list[str]:
    return [one.passage.id for one in app.search("zinc lozenges of weavers").passages]


@pytest.mark.parametrize("seed", range(3))
def test_what_was_told_as_stored_is_there_after_kill_9(tmp_path: Path, undisturbed: tuple[str, list[str]], seed: int):
    chance = random.Random(seed)
    path = file_of(tmp_path, COUNT)
    library = tmp_path / "library"
    for _ in range(3):
        process = taking_in(library, path)
        for _ in range(chance.randint(1, 20)):
            assert process.stdout is not None
            process.stdout.readline()
        time.sleep(chance.random() * 0.08)
        kill(process)
        lines = said(process)
        told = max((int(str(line["stored"])) for line in lines if "stored" in line), default=0)
        with App.open(library) as app:
            held = app.holdings()
            assert held.own >= told
            assert held.in_step
            assert held.passages == held.own + held.digests
    with App.open(library) as app:
        summary = app.ingest([str(path)])
        assert summary.new + summary.unchanged == COUNT
        assert (fingerprint(app), answers(app)) == undisturbed


def test_a_killed_process_leaves_no_lock(tmp_path: Path):
    path = file_of(tmp_path, 400)
    process = taking_in(tmp_path / "library", path)
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.readline()
    kill(process)
    process.communicate()
    assert said(taking_in(tmp_path / "library", path))[-1]["interrupted"] is False
    assert looked(tmp_path / "library")["own"] == 400


def test_a_killed_rebuild_leaves_the_old_index(tmp_path: Path):
    path = file_of(tmp_path, 400)
    library = tmp_path / "library"
    with App.open(library) as app:
        app.ingest([str(path)])
        expected = answers(app)
    left = library / "index.new"
    left.mkdir()
    (left / "meta.json").write_text("{")
    with App.open(library) as app:
        assert answers(app) == expected
        app.rebuild()
        assert answers(app) == expected
    assert not left.exists()

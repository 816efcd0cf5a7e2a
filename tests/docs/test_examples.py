"""Every command and every Python example of the documentation runs and prints what the page shows."""

from pathlib import Path

import pytest
from pages import PAGES, ROOT, blocks, commands, differs, name_of, run, text_of

RUN = [page for page in PAGES if any(block.language in {"console", "python"} for block in blocks(text_of(page)))]
KNOWN_NOTES = {"not-run"}


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the documentation in it and a library of its own, empty."""
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "docs").symlink_to(ROOT / "docs")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("ANSWERABLE_HOME", str(tmp_path / "library"))
    monkeypatch.setenv("COLUMNS", "92")
    monkeypatch.setenv("NO_COLOR", "1")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("page", RUN, ids=name_of)
def test_every_example_of_a_page_runs_and_prints_what_is_shown(page: Path, workplace: Path):
    names: dict[str, object] = {"__name__": "__main__"}
    for block in blocks(text_of(page)):
        if "not-run" in block.notes:
            continue
        if block.language == "python":
            exec(compile("\n" * block.line + block.body, name_of(page), "exec"), names)
        for command in commands(block) if block.language == "console" else ():
            status, written = run(command.words, workplace)
            where = f"{name_of(page)}, line {command.line}: {command.words}"
            assert status == command.status, f"{where} ended with {status}:\n{written}"
            missing = differs(command.shown, written)
            assert not missing, f"{where} does not print “{missing}”:\n{written}"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_stand_where_they_are_run(page: Path):
    for block in blocks(text_of(page)):
        where = f"{name_of(page)}, line {block.line}"
        if block.language == "console":
            strange = {note for note in block.notes if note not in KNOWN_NOTES and not note.startswith("exit=")}
            assert not strange, f"{where}: {strange}"
            assert block.body.startswith("$ "), f"{where}: a console block begins with a command"
        else:
            first = [line for line in block.body.splitlines() if line.startswith(("answerable ", "$ answerable"))]
            assert not first, f"{where}: put this into a console block, with “$ ” before it: {first[0]}"


def test_the_two_lines_of_the_readme_are_complete():
    lines = [line for block in blocks(text_of("README.md")) if block.language == "sh" for line in block.body.splitlines()]
    install, test = (line for line in lines if line.startswith("python3 -m venv"))
    assert install.startswith("python3 -m venv .venv && .venv/bin/pip install -q -c constraints.txt .")
    assert install.endswith('.venv/bin/answerable ask "What is a back mouse?"')
    assert test.startswith("python3 -m venv .venv-test && .venv-test/bin/pip install -q -c constraints.txt -e")
    assert test.endswith(".venv-test/bin/python -m pytest -n auto --dist loadfile")
    assert ".venv-test" in text_of(".ci/run")

"""The command line among other programs: help, pipes, a real terminal, Ctrl-C, what it loads."""

import contextlib
import os
import pty
import re
import signal
import subprocess
import sys
import time

import pytest
from cli_process import in_a_process

import answerable

QUESTION = "What is a back mouse?"


def test_help_names_every_command(run):
    done = run("--help")
    assert done.status == 0
    for command in ("ask", "search", "verify", "ingest", "show", "library", "rebuild", "schema"):
        assert f"\n  {command} " in done.out
    assert "..." not in done.out.split("Commands:")[1]


def test_the_version_is_told(run):
    assert run("--version").out == f"answerable {answerable.__version__}\n"


def test_completion_is_offered(run):
    assert "--install-completion" in run("--help").out


def test_python_dash_m_is_the_same_command(library):
    done = in_a_process("--version", library=library)
    assert (done.returncode, done.stdout) == (0, f"answerable {answerable.__version__}\n")


def test_a_closed_pipe_is_no_error(library):
    done = in_a_process("schema", library=library, shell="| head -1")
    assert done.stderr == ""
    assert done.stdout == "{\n"
    assert done.returncode == 0


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no device that is always full")
def test_a_full_disk_under_the_output_is_told(library):
    done = in_a_process("schema", library=library, shell="> /dev/full")
    assert done.returncode == 2
    assert done.stderr.startswith("✗ The output cannot be written")
    assert "Traceback" not in done.stderr


def on_a_terminal(*arguments: str, library) -> tuple[str, int]:
    """What a command writes to a terminal of 80 columns, both streams together, and its status."""
    main, side = pty.openpty()
    environment = {**os.environ, "ANSWERABLE_HOME": str(library), "COLUMNS": "80", "TERM": "xterm"}
    environment.pop("NO_COLOR", None)
    process = subprocess.Popen(
        [sys.executable, "-m", "answerable", *arguments], stdin=side, stdout=side, stderr=side, env=environment
    )
    os.close(side)
    written = b""
    with contextlib.suppress(OSError):  # the terminal goes when the process does
        while block := os.read(main, 65536):
            written += block
    os.close(main)
    return written.decode("utf-8"), process.wait(timeout=60)


def test_a_terminal_hears_the_stages_and_sees_headings_set_off(library):
    written, status = on_a_terminal("ask", QUESTION, library=library)
    assert status == 0
    assert "… searching" in written
    assert re.search(r"… reading \d+ stud(y|ies)", written)
    assert re.search(r"… checking (\d+) of \1 citations?", written)
    assert "\x1b[1mWhat it is\x1b[0m" in written
    assert "\x1b[1;33mWarning signs\x1b[0m" in written
    article = written[written.rindex("\x1b[2K") :]
    assert "… " not in article.split("\r\n")[0]


def test_a_terminal_hears_how_many_records_are_indexed_and_then_only_the_result(library, tmp_path):
    records = tmp_path / "records.jsonl"
    records.write_text('{"id": "pmid:1", "pmid": "1", "title": "On porridge"}\n')
    assert in_a_process("ingest", str(records), library=library).returncode == 0
    written, status = on_a_terminal("rebuild", library=library)
    assert status == 0
    assert re.search(r"… \d+ records?", written)
    assert "… " not in written[written.rindex("\x1b[2K") :]
    assert "The index was made anew" in written


def test_a_terminal_sees_the_words_that_matched_marked(library):
    written, _ = on_a_terminal("search", "back mouse", "--depth", "1", library=library)
    assert "\x1b[4mback" in written.lower()


def test_a_terminal_sees_a_bar_while_files_are_taken_in(library, tmp_path):
    records = tmp_path / "records.jsonl"
    records.write_text('{"id": "pmid:1", "pmid": "1", "title": "On porridge"}\n')
    written, status = on_a_terminal("ingest", str(records), library=library)
    assert status == 0
    assert "100%" in written
    assert "records.jsonl" in written
    assert "new        1" in written


def test_ctrl_c_ends_with_130_and_without_a_traceback(library):
    process = subprocess.Popen(
        [sys.executable, "-m", "answerable", "ask", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "ANSWERABLE_HOME": str(library)},
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # in the background it is born deaf to it
    )
    time.sleep(2)  # until it waits for the question
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert "Stopped" in err


def loaded_by(code: str, library) -> set[str]:
    """The top-level and second-level modules that are loaded after some code has run in a fresh process."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules, file=sys.stderr)"],
        env={**os.environ, "ANSWERABLE_HOME": str(library)},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stderr.split())


def test_importing_the_package_loads_nothing_behind_its_face(library):
    loaded = loaded_by("import answerable", library) - loaded_by("", library)
    assert {name for name in loaded if name.startswith("answerable")} == {"answerable"}
    assert not loaded & {"msgspec", "typer", "typing", "pathlib", "dataclasses", "hashlib"}


def test_a_first_answer_loads_only_what_it_needs(library):
    loaded = loaded_by(f"import answerable; answerable.ask({QUESTION!r})", library)
    assert not loaded & {"sqlalchemy", "alembic", "rich", "jinja2", "typer", "onnxruntime", "numpy", "rispy"}

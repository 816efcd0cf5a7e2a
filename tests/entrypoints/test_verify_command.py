"""`answerable verify`: what a saved answer is told when the library, or somebody with an editor, has moved on."""

import pytest

QUESTION = "What is a back mouse?"


@pytest.fixture
def saved(run, tmp_path):
    file = tmp_path / "answer.json"
    assert run("ask", QUESTION, "--format", "json", "--output", str(file)).status == 0
    return file


def test_an_answer_of_today_holds(run, saved):
    done = run("verify", str(saved))
    assert (done.status, done.err) == (0, "")
    assert "Everything holds" in done.out
    assert run("verify", "-", given=saved.read_bytes()).out == done.out


def test_an_answer_whose_figures_were_edited_does_not_hold(run, saved):
    saved.write_text(saved.read_text(encoding="utf-8").replace("(89%)", "(98%)"), encoding="utf-8")
    done = run("verify", str(saved))
    assert done.status == 4
    assert "the file has been edited" in " ".join(done.out.split())


@pytest.mark.parametrize("content", [b"", b"{}", b"[1, 2", b"\xff\xfe", b"[" * 100_000, b"no answer"])
def test_what_is_no_answer_ends_with_2(run, content):
    done = run("verify", "-", given=content)
    assert (done.status, done.out) == (2, "")
    assert "→ " in done.err


def test_a_file_that_is_not_there_ends_with_2(run, tmp_path):
    assert run("verify", str(tmp_path / "absent.json")).status == 2

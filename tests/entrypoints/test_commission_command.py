"""`answerable commission`: a list as a spreadsheet writes it, in a process of its own; sent twice it is one."""

from cli_process import in_a_process
from editorial import EditedDesk

from answerable.jobs.model import JobState


def test_a_list_of_a_spreadsheet_is_taken_once_and_drafted_by_a_worker(tmp_path):
    folder = tmp_path / "library"
    edited = EditedDesk(folder)
    given = tmp_path / "list.csv"
    given.write_bytes(
        "sep=;\r\nQuestion;Specialty\r\nWhat is a back mouse?;Cardiology\r\n;\r\nWhat is a back mouse?;\r\n".encode("utf-16")
    )
    for _ in range(2):
        told = in_a_process("commission", str(given), "--editor", "ed@example.org", library=folder)
        assert told.returncode == 0, told.stderr
        assert "1 question taken, 1 not." in told.stdout
        assert "line 5: It stands in the list already." in told.stderr
    (job,) = edited.desk.open_jobs()
    assert in_a_process("worker", "--once", library=folder).returncode == 0
    assert edited.desk.job(job.id).state is JobState.DONE
    (waiting,) = edited.editorial.glance().waiting
    assert (waiting.submission.specialty, waiting.submission.editor) == ("Cardiology", "ed")
    edited.editorial.close()


def test_what_is_no_list_or_for_nobody_is_refused_in_a_sentence(tmp_path):
    folder = tmp_path / "library"
    book = tmp_path / "list.xlsx"
    book.write_bytes(b"PK\x03\x04rest")
    told = in_a_process("commission", str(book), "--editor", "ed", library=folder)
    assert told.returncode != 0
    assert "Save it as CSV" in told.stderr
    plain = tmp_path / "list.txt"
    plain.write_text("What is a back mouse?\n")
    told = in_a_process("commission", str(plain), "--editor", "ed", library=folder)
    assert told.returncode != 0
    assert "There is no editor yet." in told.stderr
    assert not (folder / "desk.sqlite3").exists()

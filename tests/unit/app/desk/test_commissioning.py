"""A list of questions becomes drafts: once each, with progress, cancelling and trying again, and one letter at its end."""

import time

import pytest
from cases import EDITOR
from editorial import EditedDesk, in_memory
from msgspec.structs import replace

from answerable.app.desk.commissioning import MOST, MOST_SHOWN
from answerable.app.reading_room import ReadingRoom
from answerable.errors import NoSuchAccount, NotPermitted, UsageProblem
from answerable.jobs.model import JobState, failed
from answerable.settings import Settings

LONG = MOST_SHOWN + 50


@pytest.fixture
def edited(tmp_path) -> EditedDesk:
    return in_memory(tmp_path)


def test_a_list_of_questions_becomes_drafts_and_what_cannot_be_asked_is_named_with_its_line(edited, tmp_path):
    text = 'question,specialty\nWhat is a back mouse?,Cardiology\n"What is a back mouse?",\n,\n'
    made = edited.editorial.commission(text, by="ed")
    assert [(one.line, one.why) for one in made.refused] == [(3, "It stands in the list already.")]
    assert [one.state for one in edited.editorial.commissioned(made.id).made] == [JobState.WAITING]
    room = ReadingRoom(tmp_path, Settings(library=tmp_path), desk=edited.desk)
    room.start()
    until = time.monotonic() + 60
    while edited.editorial.commissioned(made.id).made[0].state is not JobState.DONE:
        assert time.monotonic() < until
        time.sleep(0.05)
    room.stop(10)
    (item,) = edited.editorial.glance().waiting
    found = item.submission
    assert (found.latest.answer.title, found.specialty, found.editor) == ("What is a back mouse?", "Cardiology", "ed")
    assert item.placed.place == 1
    assert edited.editorial.commissioned(made.id).made[0].question == "What is a back mouse?"
    assert "article drafted" in edited.acts()
    with pytest.raises(NotPermitted):
        edited.editorial.commission("What is a back mouse?", by="cl")


def test_what_failed_is_begun_anew_and_what_waits_is_taken_back(edited):
    made = edited.editorial.commission("What is a back mouse?\nDoes zinc help against a cold?\n", by="ed")
    with edited.desk.work() as work:
        work.save(failed(work.job(made.made[0].address), "It broke."))
    assert edited.editorial.commissioned(made.id).made[0].problem == "It broke."
    assert edited.editorial.retry(made.id, by="ed") == 1
    assert edited.editorial.retry(made.id, by="ed") == 0
    assert edited.editorial.cancel(made.id, by="ed") == 2


def drafted(edited: EditedDesk, tmp_path, batch: str) -> None:
    """Lets all of a list be drafted."""
    room = ReadingRoom(tmp_path, Settings(library=tmp_path), desk=edited.desk)
    room.start()
    until = time.monotonic() + 120
    while edited.desk.open_jobs():
        assert time.monotonic() < until
        time.sleep(0.05)
    room.stop(10)
    assert set(edited.editorial.commissioned(batch).states) <= {JobState.DONE, JobState.FAILED}


def test_the_same_list_sent_again_is_the_one_that_is_on_its_way(edited):
    text = "What is a back mouse?\nWhat is a BACK mouse?\n"
    first = edited.editorial.commission(text, by="ed")
    again = edited.editorial.commission(text, by="ed")
    assert (again.id, again.all, again.refused) == (first.id, 1, first.refused)
    assert [one.address for one in again.made] == [one.address for one in first.made]
    assert len(edited.desk.open_jobs()) == 1
    assert edited.acts().count("articles commissioned") == 1
    assert edited.editorial.cancel(first.id, by="ed") == 1
    assert edited.editorial.commission(text, by="ed").made[0].address != first.made[0].address


def test_a_list_is_told_of_once_when_nothing_of_it_is_to_come(edited, tmp_path):
    made = edited.editorial.commission("What is a back mouse?\nWhat are back mice?\n", by="ed")
    drafted(edited, tmp_path, made.id)
    told = [one for one in edited.editorial.notifications("ed") if "commissioned" in one.words]
    assert [one.path for one in told] == [f"/desk/commission/{made.id}"]
    assert edited.editorial.notifications("ch") == ()
    with edited.desk.view() as view:
        assert len(view.outbox.unsent()) == 1


def test_a_long_list_is_taken_whole_and_shown_in_part_with_what_went_wrong_first(edited):
    made = edited.editorial.commission("".join(f"Does porridge number {n} help?\n" for n in range(LONG)), by="ed")
    assert (made.all, len(made.made), made.refused) == (LONG, MOST_SHOWN, ())
    last = edited.desk.open_jobs()[-1].id
    with edited.desk.work() as work:
        work.save(failed(work.job(last), "It broke."))
    seen = edited.editorial.commissioned(made.id)
    assert seen.made[0].address == last
    assert dict(seen.states) == {JobState.FAILED: 1, JobState.WAITING: LONG - 1}
    assert edited.editorial.cancel(made.id, by="ed") == LONG


def test_a_list_that_is_too_long_or_empty_is_refused(edited):
    with pytest.raises(UsageProblem, match="at most 5,000"):
        edited.editorial.commission("What is gout?\n" * (MOST + 1), by="ed")
    with pytest.raises(UsageProblem, match="no question"):
        edited.editorial.commission("question;specialty\n;\n", by="ed")


def test_the_operator_commissions_for_an_editor_and_for_nobody_else(edited):
    made = edited.editorial.commission_for("What is a back mouse?", EDITOR.email)
    with edited.desk.view() as view:
        line = list(view.ledger.entries())[-1].act
    assert (line.what, line.actor, line.door, line.about) == ("articles commissioned", "operator", "command line", made.id)
    assert line.facts["editor"] == EDITOR.id
    with pytest.raises(NotPermitted):
        edited.editorial.commission_for("What is a back mouse?", "au")
    for nobody in ("none", "nobody@example.org"):
        with pytest.raises(NoSuchAccount):
            edited.editorial.commission_for("What is a back mouse?", nobody)
    with edited.desk.work() as work:
        work.people.save_account(replace(work.people.account("ed"), active=False))
    with pytest.raises(NoSuchAccount):
        edited.editorial.commission_for("What is a back mouse?", "ed")

"""The reading room's promises: what is asked is answered, and nobody sees what is another's."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from answerable.app.reading_room import ReadingRoom
from answerable.errors import NoSuchArticle, ReadOnly, TooManyWaiting, UnusableQuestion
from answerable.jobs.model import JobState
from answerable.settings import Settings

ANNA, BERT = "a" * 64, "b" * 64
QUESTION = "What is a back mouse?"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[ReadingRoom]:
    """A reading room on the starter library, its workers at work."""
    opened = ReadingRoom(tmp_path, Settings(library=tmp_path))
    opened.start()
    yield opened
    opened.close(patience=10)


def ended(room: ReadingRoom, address: str, patience: float = 60.0):
    """The progress of an answer when it is done or failed."""
    until = time.monotonic() + patience
    while (progress := room.progress(address)).state not in (JobState.DONE, JobState.FAILED):
        assert time.monotonic() < until, progress
        time.sleep(0.01)
    return progress


def test_a_question_is_answered_under_an_address_that_carries_no_word_of_it(room):
    address = room.ask(QUESTION, ANNA)
    assert len(address) == 22
    assert ended(room, address).state is JobState.DONE
    article = room.article(address)
    assert article.latest.answer.title == QUESTION
    assert [one.address for one in room.own(ANNA)] == [address]


def test_progress_is_told_by_stage_and_found_again(room):
    address = room.ask(QUESTION, ANNA)
    events = ended(room, address).events
    assert [event.number for event in events] == list(range(1, len(events) + 1))
    assert [event.stage for event in events][:2] == ["searching", "reading"]
    assert room.progress(address, after=1).events == events[1:]


def test_a_question_without_evidence_fails_with_what_was_searched(room):
    progress = ended(room, room.ask("What is the quokka of the zebra?", ANNA))
    assert progress.state is JobState.FAILED
    assert "Searched for" in progress.problem


def test_a_strangers_question_is_never_shown(room):
    address = room.ask(QUESTION, ANNA)
    ended(room, address)
    assert room.own(BERT) == room.own("") == ()
    assert room.published() == ()


def test_ones_own_answer_is_deleted_at_once_and_nobody_elses(room):
    address = room.ask(QUESTION, ANNA)
    ended(room, address)
    room.article(address)
    for stranger in (BERT, ""):
        with pytest.raises(NoSuchArticle):
            room.delete(address, stranger)
    room.delete(address, ANNA)
    for look in (lambda: room.article(address), lambda: room.progress(address), lambda: room.delete(address, ANNA)):
        with pytest.raises(NoSuchArticle):
            look()
    assert room.own(ANNA) == ()


def test_a_question_that_cannot_be_asked_is_refused_and_not_kept(room):
    with pytest.raises(UnusableQuestion):
        room.ask("", ANNA)
    assert room.desk.jobs_of(ANNA) == ()


def test_one_person_waits_for_few_questions_at_a_time(tmp_path):
    room = ReadingRoom(tmp_path, Settings(library=tmp_path, waiting_each=2, waiting_all=3))
    room.ask(QUESTION, ANNA)
    room.ask(QUESTION, ANNA)
    with pytest.raises(TooManyWaiting, match="2 questions"):
        room.ask(QUESTION, ANNA)
    room.ask(QUESTION, BERT)
    with pytest.raises(TooManyWaiting, match="no more"):
        room.ask(QUESTION, "c" * 64)
    room.close()


def test_a_site_for_reading_takes_no_question(tmp_path):
    room = ReadingRoom(tmp_path, Settings(library=tmp_path, read_only=True))
    with pytest.raises(ReadOnly):
        room.ask(QUESTION, ANNA)
    room.close()

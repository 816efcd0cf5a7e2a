"""The reading room's promises: what is asked is answered, and nobody sees what is another's."""

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Event

import pytest

from answerable.app.reading_room import ReadingRoom
from answerable.app.reading_room.rounds import Rounds
from answerable.errors import (
    CrisisHelp,
    IdentifiersFound,
    NoSuchArticle,
    ReadOnly,
    TooManyWaiting,
    UnusableQuestion,
    UsageProblem,
)
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
    stages = [event.stage for event in events]
    assert list(dict.fromkeys(stages)) == ["searching", "reading", "drafting", "checking"]
    assert re.fullmatch(r"reading \d+ studies", events[1].text)
    checked = re.fullmatch(r"checking (\d+) of (\d+) citations", events[-1].text)
    assert checked
    assert checked[1] == checked[2] >= "1"
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


def answered(room: ReadingRoom, asker: str = ANNA, question: str = QUESTION) -> str:
    """The address of an article that is there."""
    address = room.ask(question, asker)
    assert ended(room, address).state is JobState.DONE
    return address


def test_ones_own_list_shows_also_what_is_not_answered_yet(tmp_path):
    room = ReadingRoom(tmp_path, Settings(library=tmp_path))
    address = room.ask(QUESTION, ANNA)
    assert [(one.address, one.title, one.progress) for one in room.own(ANNA)] == [(address, QUESTION, "waiting")]
    assert room.progress(address).place == 1
    assert room.own(BERT) == ()
    room.close()


def test_a_question_is_taken_up_again_at_the_next_start(tmp_path):
    room = ReadingRoom(tmp_path, Settings(library=tmp_path))
    address = room.ask(QUESTION, ANNA)
    room.close()
    again = ReadingRoom(tmp_path, Settings(library=tmp_path))
    again.start()
    assert ended(again, address).state is JobState.DONE
    again.close(patience=10)


def test_a_follow_up_question_is_answered_in_the_thread_of_its_asker_alone(room):
    address = answered(room)
    number = room.follow_up(address, "How is it treated?", ANNA)
    assert ended(room, f"{address}/{number}").state is JobState.DONE
    thread = room.thread(address, ANNA)
    assert thread.version == 1
    [turn] = thread.turns
    assert "back m" in turn.asked.question
    assert turn.answer is not None
    assert room.thread(address, BERT).turns == ()
    assert room.thread(address, "").turns == ()


def test_a_second_follow_up_question_waits_for_the_first(tmp_path, room):
    address = answered(room)
    room.stop(10)
    room.follow_up(address, "How is it treated?", ANNA)
    with pytest.raises(TooManyWaiting):
        room.follow_up(address, "And in children?", ANNA)
    assert room.follow_up(address, "How is it treated?", BERT) == 2


def test_a_follow_up_answer_can_be_sent_to_the_editors_by_its_asker(room):
    address = answered(room)
    number = room.follow_up(address, "How is it treated?", ANNA)
    ended(room, f"{address}/{number}")
    with pytest.raises(NoSuchArticle):
        room.send_turn(address, number, BERT)
    room.send_turn(address, number, ANNA)
    assert room.thread(address, ANNA).turns[0].sent
    assert [(one, version) for one, version, _ in room.proposals()] == [(address, 1)]


def test_what_is_published_is_found_by_its_words_its_topics_and_the_records_it_rests_on(room):
    address = answered(room)
    room.publish(address)
    [summary] = room.published(words="mice of the back")
    assert summary.address == address
    assert room.published(words="chemotherapy of lymphoma") == ()
    topic = room.topics()[0][0]
    assert [one.address for one in room.published(topic=topic)] == [address]
    reference = room.article(address).latest.answer.references[0]
    assert room.resting_on(reference.record.pmid)[0][0].address == address
    assert room.article(address).step.value == "Submitted"
    assert room.article(address).expires is None
    room.unpublish(address)
    assert room.published() == room.published(words="mice of the back") == room.topics() == ()
    assert room.resting_on(reference.record.pmid) == ()


def test_a_public_article_stays_when_its_asker_deletes_it_and_is_nobodys(room):
    address = answered(room)
    room.publish(address)
    number = room.follow_up(address, "How is it treated?", ANNA)
    ended(room, f"{address}/{number}")
    room.delete(address, ANNA)
    assert room.own(ANNA) == ()
    assert room.thread(address, ANNA).turns == ()
    assert room.article(address).asker == ""
    assert room.desk.job(address) is None
    assert room.progress(address).state is JobState.DONE
    room.unpublish(address)
    with pytest.raises(NoSuchArticle):
        room.delete(address, ANNA)
    assert room.article(address)


def test_only_ones_own_article_is_submitted(room):
    address = answered(room)
    with pytest.raises(NoSuchArticle):
        room.submit(address, BERT)
    assert room.submit(address, ANNA).expires is None
    assert [one.address for one in room.submitted()] == [address]
    assert room.published() == ()


def test_what_nobody_submitted_expires_and_what_was_submitted_stays(room):
    now = datetime.now(UTC)
    gone, kept = answered(room), answered(room)
    room.submit(kept, ANNA)
    number = room.follow_up(kept, "How is it treated?", BERT)
    ended(room, f"{kept}/{number}")
    assert room.tidy(now + timedelta(days=29)) == 0
    assert room.tidy(now + timedelta(days=31)) == 2
    with pytest.raises(NoSuchArticle):
        room.article(gone)
    assert room.article(kept)
    assert room.thread(kept, BERT).turns == ()


def test_a_question_that_came_to_nothing_expires(room):
    address = room.ask("What is the quokka of the zebra?", ANNA)
    ended(room, address)
    room.tidy(datetime.now(UTC) + timedelta(days=31))
    with pytest.raises(NoSuchArticle):
        room.progress(address)
    assert room.own(ANNA) == ()


def test_a_problem_is_reported_on_a_claim_for_the_editors(room):
    address = answered(room)
    claim = room.article(address).latest.answer.claims()[0].id
    room.report_problem(address, "The number is wrong.", claim=claim)
    with pytest.raises(UsageProblem, match="no such claim"):
        room.report_problem(address, "The number is wrong.", claim="c0")
    with pytest.raises(UsageProblem, match="Nothing was written"):
        room.report_problem(address, " ")
    [report] = room.reports()
    assert (report.article, report.claim, report.words, report.version) == (address, claim, "The number is wrong.", 1)


def test_an_article_is_read_anew_only_when_it_has_changed(room):
    address = answered(room)
    assert room.article(address) is room.article(address)
    room.submit(address, ANNA)
    assert room.article(address).step is not None


def test_nothing_of_a_question_is_in_the_log(room, caplog):
    caplog.set_level("DEBUG")
    answered(room, question="What is a back mouse and who found it?")
    ended(room, room.ask("What is the quokka of the zebra?", ANNA))
    assert not [word for word in ("mouse", "quokka", "zebra") if word in caplog.text]


def test_every_suggestion_has_been_tried_and_has_an_answer(room):
    address = answered(room)
    until = time.monotonic() + 60
    while not (found := room.suggestions(address)):
        assert time.monotonic() < until
        time.sleep(0.05)
    number = room.follow_up(address, found[0].words, ANNA)
    ended(room, f"{address}/{number}")
    assert room.thread(address, ANNA).turns[0].answer is not None


def test_a_crisis_gets_help_and_no_article_and_nothing_is_kept(room):
    with pytest.raises(CrisisHelp) as told:
        room.ask("I want to kill myself, what is the quickest way?", ANNA, region="uk")
    assert any(warning.lines for warning in told.value.warnings)
    assert "kill" not in str(told.value)
    assert room.desk.jobs_of(ANNA) == room.own(ANNA) == ()


def test_a_text_that_is_far_too_long_is_not_looked_through_but_for_a_crisis(room):
    for takes in (lambda words: room.look_at(words), lambda words: room.ask(words, ANNA)):
        with pytest.raises(UnusableQuestion, match="at most 2,000"):
            takes("jane.roe@example.org " * 3_000)
    with pytest.raises(CrisisHelp):
        room.ask("Everything has gone wrong this year. " * 80 + "I want to kill myself.", ANNA)


def test_a_question_that_says_who_somebody_is_is_shown_without_it_and_not_kept(room):
    with pytest.raises(IdentifiersFound) as told:
        room.ask("Does Mrs Hannah Whitfield, born 04/05/1961, phone 020 7946 0018, need surgery for a back mouse?", ANNA)
    assert "Whitfield" not in told.value.redacted.text
    assert "Whitfield" not in str(told.value)
    assert room.desk.jobs_of(ANNA) == room.own(ANNA) == ()
    assert b"Whitfield" not in b"".join(file.read_bytes() for file in room.library.iterdir() if file.is_file())


def test_a_follow_up_question_and_a_report_are_looked_at_in_the_same_way(room):
    address = answered(room)
    for say in (lambda words: room.follow_up(address, words, ANNA), lambda words: room.report_problem(address, words)):
        with pytest.raises(IdentifiersFound):
            say("Call me on 020 7946 0018, it is wrong for hannah@example.org.")
    assert room.reports() == room.thread(address, ANNA).turns == ()


def test_what_has_expired_is_deleted_at_the_start_and_by_the_hour(tmp_path, monkeypatch):
    monkeypatch.setattr("answerable.app.reading_room.rounds.Rounds", partial(Rounds, soon=0.02, every=0.05))
    now = [datetime.now(UTC)]
    room = ReadingRoom(tmp_path, Settings(library=tmp_path), clock=lambda: now[0])
    room.start()
    by_the_hour = answered(room)
    now[0] += timedelta(days=31)
    until = time.monotonic() + 30
    while room.desk.article(by_the_hour):
        assert time.monotonic() < until
        time.sleep(0.02)
    at_the_start = answered(room)
    room.stop(10)
    now[0] += timedelta(days=31)
    room.start()
    assert room.desk.article(at_the_start) is None
    room.close(10)


def test_a_bug_fails_its_question_alone_and_its_words_stay_out_of_the_log(tmp_path, monkeypatch, caplog):
    from answerable.app import App

    real = App.ask

    def ask(app, request, tell=None):
        if "quokka" in request.question:
            raise ValueError(request.question)
        return real(app, request, tell)

    monkeypatch.setattr(App, "ask", ask)
    monkeypatch.setattr("answerable.jobs.model.WAITS", (timedelta(0), timedelta(0)))
    room = ReadingRoom(tmp_path, Settings(library=tmp_path, workers=1))
    room.start()
    broken, fine = room.ask("What is a quokka?", ANNA), room.ask(QUESTION, BERT)
    assert ended(room, fine).state is JobState.DONE
    progress = ended(room, broken)
    assert progress.state is JobState.FAILED
    assert "not the question's fault" in progress.problem
    assert room.desk.job(broken).attempts == 3
    assert "quokka" not in caplog.text
    assert "ValueError" in caplog.text
    room.close(10)


def test_a_question_deleted_while_it_is_answered_leaves_nothing(tmp_path, monkeypatch):
    from answerable.app import App

    begun, go = Event(), Event()
    real = App.ask

    def ask(app, request, tell=None):
        begun.set()
        assert go.wait(30)
        return real(app, request, tell)

    monkeypatch.setattr(App, "ask", ask)
    room = ReadingRoom(tmp_path, Settings(library=tmp_path, workers=1))
    room.start()
    address = room.ask(QUESTION, ANNA)
    assert begun.wait(30)
    room.delete(address, ANNA)
    go.set()
    room.stop(30)
    assert room.desk.article(address) is room.desk.job(address) is None
    room.close()


def test_a_stop_gives_back_what_is_not_done_in_time(tmp_path, monkeypatch):
    from answerable.app import App

    begun, go = Event(), Event()
    real = App.ask

    def ask(app, request, tell=None):
        begun.set()
        assert go.wait(30)
        return real(app, request, tell)

    monkeypatch.setattr(App, "ask", ask)
    room = ReadingRoom(tmp_path, Settings(library=tmp_path, workers=1))
    room.start()
    address = room.ask(QUESTION, ANNA)
    assert begun.wait(30)
    room.stop(0.05)
    assert room.progress(address).state is JobState.WAITING
    assert room.desk.job(address).attempts == 0
    go.set()
    room.start()
    assert ended(room, address).state is JobState.DONE
    room.close(10)


def test_what_somebody_deletes_is_in_no_file_any_more(room, tmp_path):
    """Not only unlinked: a database keeps deleted bytes until it needs the room, and its log until that is written back."""
    address = room.ask("What is the quokka of the zebra?", ANNA)
    ended(room, address)

    def kept() -> list[str]:
        return [path.name for path in tmp_path.glob("desk.sqlite3*") if b"quokka" in path.read_bytes()]

    assert kept(), "the test looks where the question is not"
    room.delete(address, ANNA)
    assert kept() == []


def test_somebody_deletes_just_their_own_thread_under_anybodys_article(room):
    address = answered(room)
    for asker in (ANNA, BERT):
        ended(room, f"{address}/{room.follow_up(address, 'How is it treated?', asker)}")
    with pytest.raises(NoSuchArticle):
        room.delete_thread(address, "c" * 64)
    room.delete_thread(address, BERT)
    assert room.thread(address, BERT).turns == ()
    assert len(room.thread(address, ANNA).turns) == 1
    with pytest.raises(NoSuchArticle):  # there is nothing left to delete
        room.delete_thread(address, BERT)


def test_what_was_proposed_to_the_editors_stays_when_its_thread_is_deleted(room):
    address = answered(room)
    number = room.follow_up(address, "How is it treated?", BERT)
    ended(room, f"{address}/{number}")
    room.send_turn(address, number, BERT)
    with pytest.raises(NoSuchArticle):
        room.delete_thread(address, BERT)
    assert len(room.proposals()) == 1


def test_a_question_on_its_way_is_found_again_by_its_asker_alone_and_can_be_deleted(room):
    address = answered(room)
    room.stop(10)
    number = room.follow_up(address, "How is it treated?", BERT)
    pending = room.reading(address, BERT).pending
    assert pending is not None
    assert (pending.number, pending.words) == (number, "How is it treated?")
    assert room.reading(address, ANNA).pending is None
    assert room.reading(address, "").pending is None
    room.delete_thread(address, BERT)
    assert room.reading(address, BERT).pending is None


def test_a_question_that_is_answered_waits_no_longer(room):
    address = answered(room)
    ended(room, f"{address}/{room.follow_up(address, 'How is it treated?', BERT)}")
    reading = room.reading(address, BERT)
    assert reading.pending is None
    assert reading.thread is not None
    assert len(reading.thread.turns) == 1

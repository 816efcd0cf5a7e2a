"""A job is done once, by one worker, begun three times at most, and in the order of people."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from msgspec.structs import replace

from answerable.adapters.memory.desk import MemoryDesk
from answerable.jobs.model import (
    ATTEMPTS,
    LEASE,
    Job,
    JobState,
    LeaseLost,
    begun,
    done,
    failed,
    given_back,
    held,
    may_begin,
    put_off,
    renewed,
    stamp,
)
from answerable.jobs.order import in_turn, next_of, place_of

NOW = datetime(2026, 11, 23, 5, tzinfo=UTC)


def a_job(job_id: str = "one", asker: str = "", seq: int = 0, **more: object) -> Job:
    return Job(id=job_id, kind="answer", asker=asker, payload=b"?", made=stamp(NOW), ready=stamp(NOW), seq=seq, **more)


def test_a_job_in_somebodys_hands_is_nobody_elses_until_the_lease_runs_out():
    job = begun(a_job(), "me", NOW)
    assert not may_begin(job, NOW + LEASE / 2)
    assert may_begin(job, NOW + LEASE)
    assert not may_begin(renewed(job, NOW + LEASE / 2), NOW + LEASE)
    taken = begun(job, "you", NOW + LEASE)
    assert taken.attempts == 2
    with pytest.raises(LeaseLost):
        held(taken, "me")
    assert held(taken, "you") is taken


def test_a_job_that_broke_off_waits_before_it_is_begun_again():
    job = put_off(begun(a_job(), "me", NOW), NOW, "It broke.")
    assert job.state is JobState.WAITING
    assert not may_begin(job, NOW)
    assert may_begin(job, NOW + timedelta(seconds=1))


def test_nobody_waits_for_a_clock_that_was_set_back():
    earlier = NOW - timedelta(hours=1)
    assert may_begin(a_job(), earlier)
    left = begun(a_job(), "one that was killed", NOW)
    assert may_begin(left, earlier)
    at_work = renewed(left, earlier)
    assert not may_begin(at_work, earlier)
    assert not may_begin(put_off(left, earlier, "It broke."), earlier)


def test_a_job_that_kills_its_worker_is_given_up():
    job, now = a_job(), NOW
    for attempt in range(ATTEMPTS):
        job = begun(job, "me", now)
        assert job.attempts == attempt + 1
        now += LEASE
    job = begun(job, "me", now)
    assert job.state is JobState.FAILED
    assert "too often" in job.problem
    assert not may_begin(job, now + LEASE * 9)


def test_what_a_worker_gives_back_when_it_stops_counts_as_no_attempt():
    job = given_back(begun(a_job(), "me", NOW), NOW)
    assert (job.state, job.attempts, may_begin(job, NOW)) == (JobState.WAITING, 0, True)


def test_what_a_job_was_on_is_not_kept_when_it_is_done():
    assert done(begun(a_job(), "me", NOW)).payload == b""


def test_a_job_that_is_over_cannot_be_begun():
    for over in (done(a_job()), failed(a_job(), "No.")):
        with pytest.raises(ValueError, match="cannot be begun"):
            begun(over, "me", NOW + LEASE * 9)


def test_everybodys_first_question_goes_before_anybodys_second():
    came = [("a1", "a"), ("a2", "a"), ("a3", "a"), ("b1", "b"), ("c1", "c"), ("b2", "b")]
    jobs = [a_job(name, asker, seq) for seq, (name, asker) in enumerate(came)]
    assert [job.id for job in in_turn(jobs)] == ["a1", "b1", "c1", "a2", "b2", "a3"]
    working = [begun(jobs[0], "me", NOW), *jobs[1:]]
    assert next_of(working, NOW).id == "b1"
    assert place_of(working, "a2") == 3
    assert place_of(working, "a1") == place_of(working, "nobody's") == 0


def test_the_background_waits_for_everybody():
    jobs = [a_job("next", seq=1, background=True), a_job("a1", "a", 2), a_job("a2", "a", 3)]
    assert [job.id for job in in_turn(jobs)] == ["a1", "a2", "next"]


def test_what_was_left_lying_is_taken_up_first():
    left = begun(a_job("left", "a", 5), "dead", NOW)
    jobs = [a_job("b1", "b", 1), left]
    assert next_of(jobs, NOW).id == "b1"
    assert next_of(jobs, NOW + LEASE).id == "left"


ASKERS = st.sampled_from(["", "a", "b", "c"])


@given(st.lists(st.tuples(ASKERS, st.booleans(), st.booleans()), max_size=20))
def test_every_open_job_has_one_turn_and_nobodys_own_order_changes(drawn):
    jobs = [a_job(str(seq), asker, seq, background=late) for seq, (asker, late, _) in enumerate(drawn)]
    jobs = [begun(job, "me", NOW) if works else job for job, (_, _, works) in zip(jobs, drawn, strict=True)]
    order = in_turn(jobs)
    assert sorted(job.id for job in order) == sorted(job.id for job in jobs)
    for asker in "abc":
        for late in (False, True):
            own = [job.seq for job in order if (job.asker, job.background, job.state) == (asker, late, JobState.WAITING)]
            assert own == sorted(own)


class Working(RuleBasedStateMachine):
    """Any number of workers, some of whom die, and a clock: no job is ever in two hands, done twice, or begun for ever."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = MemoryDesk()
        self.now = NOW
        self.asked = 0
        self.hands: dict[str, str] = {}  # worker -> job, as that worker believes
        self.ends: dict[str, int] = {}  # how often each job was done or failed

    @rule(asker=ASKERS)
    def ask(self, asker: str) -> None:
        self.asked += 1
        with self.desk.work() as work:
            work.add(replace(a_job(f"j{self.asked}", asker), ready=stamp(self.now)))

    @rule(worker=st.sampled_from("xyz"))
    def take(self, worker: str) -> None:
        with self.desk.work() as work:
            found = next_of(work.open(), self.now)
            if found:
                job = begun(work.job(found.id), worker, self.now)
                work.save(job)
                if job.state is JobState.FAILED:
                    self.ends[job.id] = self.ends.get(job.id, 0) + 1
                else:
                    self.hands[worker] = job.id

    @precondition(lambda self: self.hands)
    @rule(data=st.data(), how=st.sampled_from(["done", "failed", "put off", "given back", "killed", "renewed"]))
    def end(self, data: st.DataObject, how: str) -> None:
        worker = data.draw(st.sampled_from(sorted(self.hands)))
        job_id = self.hands[worker]
        if how != "renewed":
            del self.hands[worker]
        if how == "killed":
            return
        try:
            with self.desk.work() as work:
                job = held(work.job(job_id), worker)
                after = {
                    "done": done(job),
                    "failed": failed(job, "No."),
                    "put off": put_off(job, self.now, "Later."),
                    "given back": given_back(job, self.now),
                    "renewed": renewed(job, self.now),
                }[how]
                work.save(after)
        except LeaseLost:
            return
        if after.state in (JobState.DONE, JobState.FAILED):
            self.ends[job_id] = self.ends.get(job_id, 0) + 1

    @rule(seconds=st.integers(1, 60))
    def wait(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule(asked=st.integers(1, 5))
    def delete(self, asked: int) -> None:
        with self.desk.work() as work:
            work.drop([f"j{asked}"])

    @invariant()
    def no_job_ends_twice(self) -> None:
        assert all(count == 1 for count in self.ends.values())

    @invariant()
    def no_job_is_begun_too_often(self) -> None:
        for number in range(1, self.asked + 1):
            job = self.desk.job(f"j{number}")
            assert job is None or 0 <= job.attempts <= ATTEMPTS

    @invariant()
    def what_waits_is_in_nobodys_hands(self) -> None:
        for job in self.desk.open_jobs():
            assert bool(job.holder) == bool(job.leased) == (job.state is JobState.WORKING)


TestWorking = Working.TestCase

"""A `Job` and its states: every change of state is one pure function, so that any store can keep it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

ATTEMPTS = 3  # how often a job is begun at most; a job that kills its process must not do so for ever
LEASE = timedelta(seconds=20)  # how long a worker that is not heard of keeps a job
WAITS = (timedelta(seconds=1), timedelta(seconds=10))  # before the second attempt and the third


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


OPEN = frozenset({JobState.WAITING, JobState.WORKING})


class Event(Struct, frozen=True):
    """Something true that a job has told of itself: its number from 1, the stage by a word, and the text for a person."""

    number: int
    stage: str
    text: str


class Job(Struct, frozen=True, kw_only=True):
    """Work to be done: what kind, for whom, on what.

    `id` says what is made. `seq` is its place in the order in which jobs came. Times are ISO, in UTC, to the microsecond, so that
    they sort as texts. `ready` is when it may be begun; `holder` is who works on it, and until `leased` nobody else may.
    Work in the `background` is done when nobody waits.
    """

    id: str
    kind: str
    asker: str
    payload: bytes
    made: str
    seq: int = 0
    state: JobState = JobState.WAITING
    attempts: int = 0
    ready: str = ""
    holder: str = ""
    leased: str = ""
    problem: str = ""
    next_step: str = ""
    background: bool = False


class LeaseLost(Exception):
    """Somebody else works on the job by now, or it is no more; what was made of it is dropped."""


def stamp(moment: datetime) -> str:
    """A moment as jobs keep it."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def may_begin(job: Job, now: datetime) -> bool:
    """Whether a worker may take it: it waits and is ready, or whoever worked on it has not been heard of for too long.

    A time further ahead than anything here is ever put off was written before the clock was set back, and counts as reached:
    nobody waits an hour for a summer time that was wrong.
    """
    if job.state is JobState.WAITING:
        return _reached(job.ready, now, WAITS[-1])
    return job.state is JobState.WORKING and _reached(job.leased, now, LEASE)


def _reached(moment: str, now: datetime, furthest: timedelta) -> bool:
    return moment <= stamp(now) or moment > stamp(now + furthest)


def begun(job: Job, holder: str, now: datetime) -> Job:
    """The job in a worker's hands, or failed where it has been begun too often."""
    if not may_begin(job, now):
        raise ValueError(f"a job that is {job.state} cannot be begun now")
    if job.attempts >= ATTEMPTS:
        return failed(job, "The work broke off too often.", "Try again later; the operator finds the reason in the log.")
    return replace(job, state=JobState.WORKING, attempts=job.attempts + 1, holder=holder, leased=stamp(now + LEASE))


def held(job: Job | None, holder: str) -> Job:
    """The job where this worker still has it; raises `LeaseLost` where not."""
    if job is None or job.state is not JobState.WORKING or job.holder != holder:
        raise LeaseLost
    return job


def renewed(job: Job, now: datetime) -> Job:
    """The job with its lease counted from now."""
    return replace(job, leased=stamp(now + LEASE))


def done(job: Job) -> Job:
    """The job as done; what it was on is not kept."""
    return replace(job, state=JobState.DONE, payload=b"", holder="", leased="")


def failed(job: Job, problem: str, next_step: str = "") -> Job:
    """The job as failed for good."""
    return replace(job, state=JobState.FAILED, holder="", leased="", problem=problem, next_step=next_step)


def put_off(job: Job, now: datetime, problem: str, next_step: str = "") -> Job:
    """The job to be begun again after a while, or failed where it has been begun often enough."""
    if job.attempts >= ATTEMPTS:
        return failed(job, problem, next_step)
    wait = WAITS[min(max(job.attempts, 1), len(WAITS)) - 1]
    return replace(job, state=JobState.WAITING, holder="", leased="", ready=stamp(now + wait))


def given_back(job: Job, now: datetime) -> Job:
    """The job as it was before a worker that has to stop took it: the attempt does not count."""
    return replace(job, state=JobState.WAITING, attempts=max(job.attempts - 1, 0), holder="", leased="", ready=stamp(now))

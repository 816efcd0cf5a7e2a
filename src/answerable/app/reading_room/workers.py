"""`Workers`: threads that take jobs in turn, do them, and keep what they made in one transaction with the job's end."""

from __future__ import annotations

import logging
import os
import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Event, Lock, Thread
from time import monotonic

from answerable.app import App
from answerable.app.desk_ports import Desk, DeskWork
from answerable.errors import NoEvidence, Problem, UsageProblem
from answerable.jobs.model import Job, JobState, LeaseLost, begun, done, failed, given_back, held, put_off, renewed
from answerable.jobs.order import next_of

_log = logging.getLogger(__name__)

Tell = Callable[[str, str], None]
Does = Callable[[App, Job, Tell], Callable[[DeskWork], None]]  # does a job, and returns what keeps what was made

BUG = (
    "Something went wrong in answering, and it is not the question's fault.",
    "Try again later; the operator finds it in the log.",
)
HEARTBEAT = 5.0  # seconds between two renewals of a lease
IDLE = 1.0  # seconds after which a worker looks again, for jobs of other processes and for those whose time has come
FINAL = (NoEvidence, UsageProblem)  # trying again would give the same


class Workers:
    """Does the jobs of a desk on threads of this process, each with an app of its own; `start` and `stop` once."""

    def __init__(self, desk: Desk, library: Path, does: Does, *, many: int, clock: Callable[[], datetime]) -> None:
        self._desk = desk
        self._library = library
        self._does = does
        self._many = many
        self._clock = clock
        self._name = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._stopping = Event()
        self._woken = Event()
        self._lock = Lock()
        self._busy: dict[str, str] = {}  # holder -> the job in its hands
        self._threads: list[Thread] = []

    def start(self) -> None:
        """Begins to work."""
        if self._threads:
            return
        self._stopping.clear()
        names = [f"{self._name}-{number}" for number in range(self._many)]
        self._threads = [Thread(target=self._work, args=(name,), name=f"answering-{name}", daemon=True) for name in names]
        self._threads.append(Thread(target=self._beat, name="heartbeat", daemon=True))
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        """Says that there is something to do."""
        self._woken.set()

    def stop(self, patience: float) -> None:
        """Takes nothing more, waits so many seconds for what is under way, and gives back what is not done by then."""
        self._stopping.set()
        self._woken.set()
        until = monotonic() + patience
        for thread in self._threads:
            thread.join(max(until - monotonic(), 0.0))
        with self._lock:
            left = dict(self._busy)
        for holder, job_id in left.items():
            with self._desk.work() as work:
                job = work.job(job_id)
                if job is not None and job.state is JobState.WORKING and job.holder == holder:
                    work.save(given_back(job, self._clock()))
        self._threads = []

    # -- one thread

    def _work(self, holder: str) -> None:
        app = App.open(self._library)
        try:
            while not self._stopping.is_set():
                if not self._did_one(app, holder):
                    self._woken.wait(IDLE)
                    self._woken.clear()
        finally:
            app.close()

    def _did_one(self, app: App, holder: str) -> bool:
        """Takes the next job and does it; False where there is none."""
        try:
            job = self._taken(holder)
        except Exception:  # a worker's loop: a full disk or a locked file passes, the worker stays
            _log.exception("no job could be taken")
            self._stopping.wait(IDLE)
            return False
        if job is None:
            return False
        try:
            self._do(app, job, holder)
        except LeaseLost:
            _log.warning("a job was done by somebody else, or deleted, in the meantime")
        except Exception:
            _log.exception("the end of a job could not be kept; it is taken up again when its lease runs out")
        finally:
            with self._lock:
                self._busy.pop(holder, None)
        return True

    def _taken(self, holder: str) -> Job | None:
        if next_of(self._desk.open_jobs(), self._clock()) is None:
            return None  # nobody else is kept from writing where there is nothing to do
        with self._desk.work() as work:
            found = next_of(work.open(), self._clock())
            whole = work.job(found.id) if found else None
            if whole is None:
                return None
            job = begun(whole, holder, self._clock())
            work.save(job)
            if job.state is not JobState.WORKING:
                return None
        with self._lock:
            self._busy[holder] = job.id
        self._woken.set()  # there may be more for the others
        return job

    def _do(self, app: App, job: Job, holder: str) -> None:
        def tell(stage: str, text: str) -> None:
            with self._desk.work() as work:
                held(work.job(job.id), holder)
                work.tell(job.id, stage, text)

        try:
            keep = self._does(app, job, tell)
        except LeaseLost:
            raise
        except Problem as problem:
            _log.warning("a job broke off: %s", problem.code)
            words = (problem.what, problem.next_step)
            final = isinstance(problem, FINAL)
            self._end(job, holder, lambda now: failed(now, *words) if final else put_off(now, self._clock(), *words))
        except Exception as bug:  # a worker's loop; the words of a bug may be the words of a question, so its kind is told
            _log.error("a job broke off: %s", type(bug).__name__, exc_info=_without_words(bug))
            self._end(job, holder, lambda now: put_off(now, self._clock(), *BUG))
        else:
            with self._desk.work() as work:
                now = held(work.job(job.id), holder)
                keep(work)
                work.save(done(now))

    def _end(self, job: Job, holder: str, end: Callable[[Job], Job]) -> None:
        with self._desk.work() as work:
            work.save(end(held(work.job(job.id), holder)))

    # -- the leases

    def _beat(self) -> None:
        while not self._stopping.wait(HEARTBEAT):
            with self._lock:
                busy = dict(self._busy)
            for holder, job_id in busy.items():
                try:
                    with self._desk.work() as work:
                        work.save(renewed(held(work.job(job_id), holder), self._clock()))
                except LeaseLost:
                    continue
                except Exception:
                    _log.exception("a lease could not be renewed")


def _without_words(bug: BaseException) -> BaseException:
    """The bug with its traceback and without its words, which may be those of a question."""
    return type("Bug", (Exception,), {})(type(bug).__name__).with_traceback(bug.__traceback__)

"""`Postman`: one thread that sends the letters of a desk, each once, and drops by the hour what is over."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING

from msgspec.structs import replace

from answerable.errors import MailProblem
from answerable.jobs.model import stamp
from answerable.people.invitation import Letter, LetterState

if TYPE_CHECKING:
    from answerable.app.desk_ports import Desk
    from answerable.people.ports import Post

_log = logging.getLogger(__name__)
LEASE = timedelta(minutes=5)  # longer than a mail server may take
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720))  # before each further attempt
IDLE = 5.0  # seconds after which it looks again, for letters of other processes
HOUR = 3600.0


class Postman:
    """Takes a letter in one transaction, sends it, and keeps that it is sent in another.

    Killed between the two, it sends the letter again under the same Message-ID: none is lost, and who gets one twice sees one.
    """

    def __init__(self, desk: Desk, post: Post | None, clock: Callable[[], datetime], tidy: Callable[[], object]) -> None:
        self._desk, self._post, self._clock, self._tidy = desk, post, clock, tidy
        self._stopping, self._woken = Event(), Event()
        self._thread = Thread(target=self._run, name="postman", daemon=True)

    def start(self) -> None:
        """Begins to send."""
        self._thread.start()

    def stop(self) -> None:
        """Sends nothing more; a letter under way is finished."""
        self._stopping.set()
        self._woken.set()
        self._thread.join(5.0)

    def wake(self) -> None:
        """Says that there is a letter."""
        self._woken.set()

    def send_one(self) -> bool:
        """Sends the next letter that is due; False where there is none."""
        if self._post is None:
            return False
        letter = self._taken()
        if letter is None:
            return False
        try:
            self._post.send(letter)
        except MailProblem as problem:
            self._keep(letter, _put_off(letter, problem.what, self._clock()))
            _log.warning("a letter could not be sent; attempt %d", letter.attempts)
        else:
            self._keep(letter, replace(letter, state=LetterState.SENT, to="", text="", subject="", leased="", problem=""))
        return True

    def _taken(self) -> Letter | None:
        with self._desk.view() as view:
            if not any(_is_due(one, stamp(self._clock())) for one in view.outbox.unsent()):
                return None
        with self._desk.work() as work:
            now = self._clock()
            found = next((one for one in work.outbox.unsent() if _is_due(one, stamp(now))), None)
            if found is None:
                return None
            taken = replace(found, state=LetterState.SENDING, attempts=found.attempts + 1, leased=stamp(now + LEASE))
            work.outbox.put_letter(taken)
            return taken

    def _keep(self, taken: Letter, now: Letter) -> None:
        with self._desk.work() as work:
            if work.outbox.letter(taken.id) == taken:  # nobody else took it, since the lease ran out
                work.outbox.put_letter(now)

    def _run(self) -> None:
        tidied = 0.0
        while not self._stopping.is_set():
            try:
                if not tidied or monotonic() - tidied > HOUR:
                    tidied = monotonic()
                    self._tidy()
                while not self._stopping.is_set() and self.send_one():
                    pass
            except Exception as bug:  # a worker's loop: what is wrong is logged, and it goes on; a letter's words stay out
                _log.error("letters could not be sent: %s", type(bug).__name__)
            self._woken.wait(IDLE)
            self._woken.clear()


def _is_due(letter: Letter, now: str) -> bool:
    if letter.state is LetterState.WAITING:
        return letter.ready <= now
    return letter.state is LetterState.SENDING and letter.leased <= now


def _put_off(letter: Letter, problem: str, now: datetime) -> Letter:
    """The letter to be tried again after a while; given up, without its text, after a day."""
    if letter.attempts > len(WAITS):
        return replace(letter, state=LetterState.FAILED, text="", leased="", problem=problem)
    wait = WAITS[letter.attempts - 1]
    return replace(letter, state=LetterState.WAITING, ready=stamp(now + wait), leased="", problem=problem)

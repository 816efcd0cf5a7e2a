"""`Background`: all that is done while nobody waits for a page: answers and drafts, what goes by the clock, letters."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from answerable.app.people import People
    from answerable.app.reading_room import ReadingRoom

LOOK = 0.2  # seconds between two looks at whether everything is done


class Background:
    """The work of one process; any number of processes may share a desk.

    A job is leased, a letter too, and what goes by the clock is the same however often it is done: killed at any moment, nothing
    is lost and nothing is done twice.
    """

    def __init__(self, room: ReadingRoom, people: People) -> None:
        self._room, self._people = room, people

    def start(self) -> None:
        """Begins to work."""
        self._room.start()
        self._people.start()

    def finish(self, stopping: Event, tell: Callable[[int], None]) -> None:
        """Does all that there is to do now, and returns; between `start` and `stop`. `tell` hears how many jobs are left.

        What was put off, since it went wrong or its mail server did not answer, is tried again for as long as jobs are; letters
        that wait for a later time are left.
        """
        self._room.by_the_hour()
        left = -1
        while not stopping.is_set() and (jobs := len(self._room.desk.open_jobs())):
            if jobs != left:
                tell(left := jobs)
            stopping.wait(LOOK)
        while not stopping.is_set() and self._people.send_one():
            pass

    def stop(self, patience: float) -> None:
        """Takes up nothing more and waits so many seconds; what is not done then is taken up by whoever works next."""
        self._people.stop()
        self._room.stop(patience)

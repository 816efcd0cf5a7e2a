"""`InTime`: HTTP as uvicorn speaks it, with an end to waiting: who does not send a whole request in time is let go of."""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

_UNFINISHED = (h11.IDLE, h11.SEND_BODY)  # of their side: nothing whole has come, or not all of a body


class InTime(H11Protocol):
    """A connection that is closed where a request is not there as a whole within `wait` seconds, and twice that at most.

    A few hundred strangers who send a byte now and then would otherwise hold every connection that the process may have. What is
    answered or streamed takes as long as it takes.
    """

    wait = 30.0
    _look: asyncio.TimerHandle | None = None
    _seen: object = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begins to look whether something comes."""
        super().connection_made(transport)
        self._look = self.loop.call_later(self.wait, self._look_again)

    def connection_lost(self, exc: Exception | None) -> None:
        """Looks no more."""
        if self._look is not None:
            self._look.cancel()
        super().connection_lost(exc)

    def _look_again(self) -> None:
        """Closes the connection where it waits for the very request that it waited for before."""
        waits = self.conn.their_state in _UNFINISHED
        now = id(self.cycle) if waits else None
        if waits and now == self._seen:
            self.transport.close()
            return
        self._seen = now
        self._look = self.loop.call_later(self.wait, self._look_again)

"""How much one address may send: a bucket of tokens for each, in memory that is bounded."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Generator
from contextlib import contextmanager
from ipaddress import IPv6Address, ip_address
from math import ceil
from threading import Lock
from time import monotonic

from starlette.types import ASGIApp, Receive, Scope, Send

from answerable.entrypoints.web.problems import refuse
from answerable.errors import TooManyRequests

MOST_ADDRESSES = 20_000
STREAMS_EACH = 50  # a hospital behind one address has many pages that wait
STREAMS_ALL = 500
AGAIN = 10  # seconds after which a stream that was refused may be had
UNCOUNTED = ("/static/", "/healthz", "/readyz")


class Buckets:
    """Buckets that hold `size` tokens each and fill at `rate` tokens a second; the ones used longest ago are forgotten first."""

    def __init__(self, size: float, rate: float, *, clock: Callable[[], float] = monotonic, most: int = MOST_ADDRESSES) -> None:
        self.size, self.rate, self.clock, self.most = size, rate, clock, most
        self._lock = Lock()  # without it a bucket that one thread has in hand is a new, full one to the next
        self._filled: OrderedDict[str, tuple[float, float]] = OrderedDict()  # how full, and when that was

    def take(self, key: str) -> float:
        """Takes a token; returns 0, or where there is none the seconds until there will be one."""
        with self._lock:
            now = self.clock()
            level, since = self._filled.pop(key, (self.size, now))
            level = min(self.size, level + (now - since) * self.rate)
            wait = 0.0 if level >= 1 else (1 - level) / self.rate
            self._filled[key] = (level - 1 if level >= 1 else level, now)
            if len(self._filled) > self.most:
                self._filled.popitem(last=False)
        return wait

    def __len__(self) -> int:
        """How many addresses are remembered."""
        return len(self._filled)


class Limits:
    """The buckets of a server, by what is counted; a limit of 0 counts nothing."""

    def __init__(self, *, requests_per_minute: int, questions_per_hour: int, reports_per_hour: int) -> None:
        self._of = {
            "requests": _buckets(requests_per_minute, 60),
            "questions": _buckets(questions_per_hour, 3600),
            "reports": _buckets(reports_per_hour, 3600),
        }

    def count(self, kind: str, address: str) -> None:
        """Counts one thing sent by an address; raises `TooManyRequests` where it is one too many."""
        buckets = self._of[kind]
        wait = buckets.take(network_of(address)) if buckets is not None else 0.0
        if wait:
            seconds = max(1, ceil(wait))
            raise TooManyRequests(f"Too many {kind} have come from your address.", f"Wait {seconds} s and try again.", seconds)


class Streams:
    """The streams of progress that are open: so many in all, and so many for one address, since each keeps asking the store."""

    def __init__(self, *, each: int = STREAMS_EACH, most: int = STREAMS_ALL) -> None:
        self.each, self.most = each, most
        self._open: Counter[str] = Counter()

    def check(self, address: str) -> None:
        """Raises `TooManyRequests` where one more would be one too many."""
        if self._open.total() >= self.most or self._open[network_of(address)] >= self.each:
            raise TooManyRequests(
                "Too many pages wait for an answer from your address.", "Close some; the answers are made all the same.", AGAIN
            )

    @contextmanager
    def one(self, address: str) -> Generator[None]:
        """One stream for as long as it is open; it was checked before its response began."""
        network = network_of(address)
        self._open[network] += 1
        try:
            yield
        finally:
            self._open[network] -= 1
            if not self._open[network]:
                del self._open[network]

    def __len__(self) -> int:
        """How many are open."""
        return self._open.total()


def _buckets(number: int, seconds: int) -> Buckets | None:
    return Buckets(number, number / seconds) if number else None


def network_of(address: str) -> str:
    """What is counted as one: an address, or the /64 that one household has of the new kind."""
    try:
        number = ip_address(address)
    except ValueError:
        return address
    return str(int(number) >> 64) if isinstance(number, IPv6Address) and not number.ipv4_mapped else str(number)


class RequestLimit:
    """Counts every request but those for static files and health."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self.app, self.limits = app, limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, or answers 429."""
        if scope["type"] == "http" and not scope["path"].startswith(UNCOUNTED):
            try:
                self.limits.count("requests", client_of(scope))
            except TooManyRequests as problem:
                await refuse(scope, receive, send, problem)
                return
        await self.app(scope, receive, send)


def client_of(scope: Scope) -> str:
    """The address that a request came from; where a trusted proxy passed it on, the one that the proxy names."""
    client = scope.get("client")
    return str(client[0]) if client else ""

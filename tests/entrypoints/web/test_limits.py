"""How much one address may send: buckets that fill again, in memory that is bounded."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from time import sleep

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from answerable.app import App
from answerable.entrypoints.web import create
from answerable.entrypoints.web.middleware.limits import Buckets, Limits, Streams
from answerable.errors import TooManyRequests
from answerable.settings import Settings


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_that_is_empty_says_how_long_to_wait():
    clock = Clock()
    buckets = Buckets(2, 0.5, clock=clock)
    assert [buckets.take("a") for _ in range(3)] == [0, 0, 2.0]
    clock.now = 2.0
    assert buckets.take("a") == 0
    assert buckets.take("b") == 0


@given(st.lists(st.floats(0, 100), max_size=60), st.integers(1, 10))
def test_nobody_gets_more_than_the_size_and_what_filled_up_since(pauses: list[float], size: int):
    clock, taken = Clock(), 0
    buckets = Buckets(size, 0.1, clock=clock)
    for pause in pauses:
        clock.now += pause
        taken += buckets.take("a") == 0
    assert taken <= size + clock.now * 0.1 + 1e-6


def test_the_addresses_used_longest_ago_are_forgotten_first():
    buckets = Buckets(1, 0.001, most=3)
    for address in "abca":
        buckets.take(address)
    buckets.take("d")
    assert len(buckets) == 3
    assert buckets.take("a") > 0
    assert buckets.take("b") == 0


def test_a_bucket_holds_no_more_for_many_threads_at_once():
    class Contended(float):
        """A rate in whose use another thread gets its turn."""

        def __rmul__(self, other: float) -> float:
            sleep(0.002)
            return float(self) * other

    buckets = Buckets(5, Contended(0.001), clock=Clock())
    with ThreadPoolExecutor(16) as threads:
        taken = sum(not wait for wait in threads.map(lambda _: buckets.take("a"), range(64)))
    assert taken == 5


def test_one_address_has_so_many_streams_and_not_all_of_them():
    streams = Streams(each=2, most=3)
    with ExitStack() as opened:
        for address in ("192.0.2.1", "192.0.2.1", "192.0.2.2"):
            opened.enter_context(streams.one(address))
            assert len(streams) <= 3
        for address in ("192.0.2.1", "192.0.2.9"):
            with pytest.raises(TooManyRequests):
                streams.check(address)
    assert len(streams) == 0
    streams.check("192.0.2.1")


def test_a_stream_too_many_is_refused_before_it_begins_and_one_that_ends_makes_room(visitor, client: TestClient):
    article = visitor.answered("What is a back mouse?")
    client.app.state.streams = streams = Streams(each=1, most=1)
    with streams.one("192.0.2.1"):
        refused = client.get(f"{article}/events", headers={"Accept": "text/event-stream"})
    assert refused.status_code == 429
    for _ in range(3):
        assert client.get(f"{article}/events").status_code == 200
    assert len(streams) == 0


def test_a_household_with_many_new_addresses_counts_as_one():
    limits = Limits(requests_per_minute=1, questions_per_hour=0, reports_per_hour=0)
    limits.count("requests", "2001:db8:1:2::1")
    with pytest.raises(TooManyRequests):
        limits.count("requests", "2001:db8:1:2:ffff::9")
    limits.count("requests", "2001:db8:1:3::1")
    for _ in range(100):
        limits.count("questions", "192.0.2.1")


def test_one_request_too_many_is_told_with_when_to_come_again(settings: Settings):
    few = replace(settings, requests_per_minute=3)
    with App.open(few.library) as app, TestClient(create(app, few), base_url="http://localhost") as client:
        statuses = [client.get("/browse").status_code for _ in range(4)]
        assert statuses == [200, 200, 200, 429]
        refused = client.get("/browse", headers={"Accept": "application/json"})
        assert 1 <= int(refused.headers["retry-after"]) <= 60
        assert refused.json()["type"] == "urn:answerable:problem:too-many-requests"
        assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(("trusted", "last"), [((), 429), (("testclient",), 429), (("10.0.0.0/8",), 200)])
def test_an_address_that_a_proxy_names_counts_only_where_the_proxy_is_trusted(
    settings: Settings, trusted: tuple[str, ...], last: int
):
    few = replace(settings, requests_per_minute=2, trusted_proxies=trusted)
    peer = ("10.1.2.3", 5000)
    with App.open(few.library) as app, TestClient(create(app, few), base_url="http://localhost", client=peer) as client:
        answers = [client.get("/browse", headers={"X-Forwarded-For": f"192.0.2.{number}"}) for number in range(3)]
    assert answers[-1].status_code == last

"""The clocks of sign-in: failures are counted by rate and never lock out for ever; sessions end when they should."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from answerable.people import lockout
from answerable.people.lockout import Rate, Tries
from answerable.people.session import FRESH, HALFWAY, Limits, Session, Stage, is_alive, is_fresh, seen

START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
RATE = Rate(10, timedelta(minutes=6))
LIMITS = Limits(idle=timedelta(hours=1), absolute=timedelta(hours=12))
SESSION = Session(id="s", account="a", stage=Stage.WHOLE, made=START.isoformat(), seen=START.isoformat())
spans = st.integers(min_value=0, max_value=200_000).map(lambda seconds: timedelta(seconds=seconds))


# -- lock-out


@given(st.lists(st.integers(min_value=0, max_value=3_600), max_size=80))
def test_however_tries_are_spread_no_more_get_through_than_the_rate_allows(waits: list[int]):
    now, tries, through = START, None, 0
    for wait in waits:
        now += timedelta(seconds=wait)
        after = lockout.taken(tries, now, RATE)
        if after is not None:
            tries, through = after, through + 1
    assert through <= RATE.most + (now - START) / RATE.every + 1e-6


@given(st.lists(spans, min_size=1, max_size=40))
def test_nobody_is_locked_out_for_ever(waits: list[timedelta]):
    now, tries = START, None
    for wait in waits:
        now += wait
        tries = lockout.taken(tries, now, RATE) or tries
    assert lockout.wait(tries, now, RATE) <= RATE.every
    assert lockout.taken(tries, now + RATE.every, RATE) is not None
    later = now + RATE.most * RATE.every
    assert tries is None or lockout.is_full(tries, later, RATE)


def test_a_clock_that_is_put_back_gives_no_tries():
    tries = Tries(0.0, START.isoformat())
    assert lockout.taken(tries, START - timedelta(days=3), RATE) is None


@given(st.floats(min_value=0, max_value=10), spans)
def test_what_is_given_back_never_makes_more_than_there_were(left: float, gone: timedelta):
    back = lockout.given_back(Tries(left, START.isoformat()), START + gone, RATE)
    assert left <= back.left <= RATE.most


# -- sessions


@given(st.lists(st.integers(min_value=0, max_value=5_000), max_size=60))
def test_a_session_never_outlives_its_limits_however_it_is_used(waits: list[int]):
    now, session, last = START, SESSION, START
    for wait in waits:
        now += timedelta(seconds=wait)
        if not is_alive(session, now, LIMITS):
            # It ended since it was too old, or was not used for an hour but for the minute by which use is kept.
            assert now - START >= LIMITS.absolute or now - last >= LIMITS.idle - timedelta(minutes=1)
            return
        assert now - START < LIMITS.absolute
        assert now - last < LIMITS.idle
        session, last = seen(session, now), now


def test_a_session_that_is_not_whole_lasts_minutes_only():
    halfway = replace(SESSION, stage=Stage.FACTOR)
    assert is_alive(halfway, START + HALFWAY - timedelta(seconds=1), LIMITS)
    assert not is_alive(halfway, START + HALFWAY, LIMITS)


def test_a_session_from_the_future_counts_for_nothing():
    assert not is_alive(SESSION, START - timedelta(seconds=1), LIMITS)


@given(spans)
def test_a_factor_is_fresh_for_five_minutes(gone: timedelta):
    given_then = replace(SESSION, factor=START.isoformat())
    assert is_fresh(given_then, START + gone) is (gone <= FRESH)
    assert not is_fresh(given_then, START - timedelta(seconds=1))
    assert not is_fresh(SESSION, START)

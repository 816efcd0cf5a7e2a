"""Locking out by rate: each failed sign-in takes from a bucket that fills again with time, so that nobody is out for ever."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct


class Tries(Struct, frozen=True):
    """How many tries are left under a key, perhaps a part of one, and since when that counts (ISO time)."""

    left: float
    since: str


class Rate(Struct, frozen=True):
    """So many failures at once, and one more each time `every` has passed."""

    most: int
    every: timedelta


def left(tries: Tries | None, now: datetime, rate: Rate) -> float:
    """How many tries there are now; a clock that was put back gives none."""
    if tries is None:
        return float(rate.most)
    gone = max((now - datetime.fromisoformat(tries.since)) / rate.every, 0.0)
    return min(max(tries.left, 0.0) + gone, float(rate.most))


def taken(tries: Tries | None, now: datetime, rate: Rate) -> Tries | None:
    """What is left when one is taken, or None where there is none to take."""
    there = left(tries, now, rate)
    return Tries(there - 1, now.isoformat()) if there >= 1 else None


def given_back(tries: Tries | None, now: datetime, rate: Rate) -> Tries:
    """What is left when the one that was taken turned out to be no failure."""
    return Tries(min(left(tries, now, rate) + 1, float(rate.most)), now.isoformat())


def wait(tries: Tries | None, now: datetime, rate: Rate) -> timedelta:
    """How long until there is one to take; never longer than `every`."""
    return max(1 - left(tries, now, rate), 0.0) * rate.every


def is_full(tries: Tries, now: datetime, rate: Rate) -> bool:
    """Whether a key is as one that never failed, and need not be kept."""
    return left(tries, now, rate) >= rate.most

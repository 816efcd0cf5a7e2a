"""A `Session`: somebody signed in, in one browser; every change of it is a pure function of a moment."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

HALFWAY = timedelta(minutes=10)  # for giving the second factor, or setting one up
FRESH = timedelta(minutes=5)  # how long a second factor counts as given just now
SEEN_EACH = timedelta(minutes=1)  # how often that somebody was there is kept


class Stage(StrEnum):
    """How far a sign-in is."""

    FACTOR = "factor to be given"
    SETTING_UP = "factor to be set up"
    WHOLE = "signed in"


class Session(Struct, frozen=True, kw_only=True):
    """Somebody in one browser. `id` is the SHA-256 of the token that the browser brings; the token itself is kept nowhere.

    Times are ISO, in UTC. `factor` is when a second factor was last given that may vouch for a signature, or empty.
    `challenge` is what a passkey is being asked to sign, `challenged` when; each is used once. `browser` is for the list of
    one's own sessions. `issuer` is the identity provider that vouches for who it is, empty for a password; `factor_there`
    whether it proved a second factor.
    """

    id: str
    account: str
    stage: Stage
    made: str
    seen: str
    browser: str = ""
    factor: str = ""
    challenge: str = ""
    challenged: str = ""
    issuer: str = ""
    factor_there: bool = False


class Limits(Struct, frozen=True):
    """How long a session lasts when nothing is done, and at most."""

    idle: timedelta
    absolute: timedelta


def moment(text: str) -> datetime:
    """The moment of an ISO time."""
    return datetime.fromisoformat(text)


def is_alive(session: Session, now: datetime, limits: Limits) -> bool:
    """Whether a session still counts; one from the future does not, since no clock of ours made it."""
    made, seen = moment(session.made), moment(session.seen)
    if now < made or now - made >= limits.absolute or now - seen >= limits.idle:
        return False
    return session.stage is Stage.WHOLE or now - made < HALFWAY


def is_fresh(session: Session, now: datetime) -> bool:
    """Whether a second factor was given so shortly ago that it vouches for a signature."""
    return bool(session.factor) and timedelta() <= now - moment(session.factor) <= FRESH


def seen(session: Session, now: datetime) -> Session:
    """The session as last seen now; the same where that is hardly news."""
    return replace(session, seen=now.isoformat()) if now - moment(session.seen) >= SEEN_EACH else session

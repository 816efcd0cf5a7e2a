"""Who somebody is at an identity provider (OpenID Connect), and a way there from which they are not back yet."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any, cast

from msgspec import Struct

from answerable.people.session import FRESH, moment

AWAY = timedelta(minutes=10)  # how long somebody may take at the provider
SKEW = timedelta(minutes=1)  # that the provider's clock may be off
PROOFS = ("acr", "amr")  # the claims by which a provider says how somebody signed in


class Purpose(StrEnum):
    """What somebody was sent to the provider for."""

    SIGN_IN = "sign in"
    INVITATION = "accept an invitation"
    CONNECT = "connect it to an account"
    AGAIN = "second factor once more"


class Identity(Struct, frozen=True, kw_only=True):
    """The tie between an account and somebody as one issuer knows them: by its own name for them, and never by an address.

    `made` is an ISO time; `proved` is when the issuer first proved a second factor of theirs, or empty.
    """

    issuer: str
    subject: str
    account: str
    made: str
    proved: str = ""

    @property
    def id(self) -> str:
        """What a form names it by: the subject may hold anything."""
        return sha256(f"{self.issuer} {self.subject}".encode()).hexdigest()


class Departure(Struct, frozen=True, kw_only=True):
    """Somebody was sent to the provider and is expected back, once. `id` is the SHA-256 of the state; no secret is kept.

    `to` is where it leads then. `account` is whose sign-in it is, where somebody is signed in already; `invitation` and `name`
    are for whoever accepts one.
    """

    id: str
    purpose: Purpose
    made: str
    to: str = ""
    account: str = ""
    invitation: str = ""
    name: str = ""


class Vouched(Struct, frozen=True, kw_only=True):
    """What the provider says of who came back. `factor` is whether it proves a second factor in the way that is set.

    `when` is the ISO time at which they showed who they are, or empty where it is not told.
    """

    issuer: str
    subject: str
    factor: bool = False
    when: str = ""


class Keys(Struct, frozen=True):
    """What a way to the provider and back is kept safe by: the state and the nonce that come back, and the verifier of PKCE."""

    state: str
    nonce: str
    verifier: str


def keys_of(secret: str) -> Keys:
    """All three are made of one secret that only the browser has: what is in the store or in an address is no use without it."""

    def made(what: str) -> str:
        return urlsafe_b64encode(hmac.new(secret.encode(), what.encode(), sha256).digest()).decode().rstrip("=")

    return Keys(made("state"), made("nonce"), made("verifier"))


def is_back_in_time(departure: Departure, now: datetime) -> bool:
    """Whether somebody came back soon enough; not before they left, either."""
    return timedelta() <= now - moment(departure.made) < AWAY


def proves_factor(claims: Mapping[str, Any], proofs: Iterable[str]) -> bool:
    """Whether claims hold one of the proofs of a second factor, each written as `acr=value` or `amr=value`."""
    for proof in proofs:
        claim, _, wanted = proof.partition("=")
        told: object = claims.get(claim)
        values = cast("list[object]", told) if claim == "amr" and isinstance(told, list) else [told]
        if claim in PROOFS and wanted and any(isinstance(one, str) and one == wanted for one in values):
            return True
    return False


def may_be_of_before(vouched: Vouched, departure: Departure) -> bool:
    """Whether the provider says itself that it asked for nothing anew; where it does not tell when, nobody knows."""
    return bool(vouched.when) and moment(vouched.when) < moment(departure.made) - SKEW


def given_just_now(vouched: Vouched, departure: Departure, now: datetime) -> str:
    """When the second factor was given, where the provider asked for it on this way there; else nothing.

    Somebody who was still signed in there has shown nothing: when they did so has to be told, and to lie after they left us.
    """
    if not (vouched.factor and vouched.when):
        return ""
    when = moment(vouched.when)
    if may_be_of_before(vouched, departure) or when > now + SKEW or now - when > FRESH:
        return ""
    return min(when, now).isoformat()


def iso(seconds: object) -> str:
    """A number of seconds since 1970, as tokens tell times, as an ISO time in UTC; nothing where it is none."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return ""
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat()
    except (OverflowError, ValueError, OSError):
        return ""

"""An `Invitation` to have an account, and a `Letter` that waits to be sent."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from answerable.people.model import Role


class Invitation(Struct, frozen=True, kw_only=True):
    """Somebody is asked in. `id` is the SHA-256 of the link's secret, `by` the account that asked; times are ISO, in UTC.

    `resets` is the account whose password and factors it sets anew, or empty; `account` is who came of it;
    `taken_back` whether it counts no more.
    """

    id: str
    email: str
    name: str
    roles: tuple[Role, ...]
    by: str
    made: str
    until: str
    employer: str = ""
    resets: str = ""
    account: str = ""
    taken_back: bool = False

    def is_open(self, now: str) -> bool:
        """Whether it can be accepted now."""
        return not self.account and not self.taken_back and now < self.until


class LetterState(StrEnum):
    """How a letter stands."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


class Letter(Struct, frozen=True, kw_only=True):
    """Mail to one person, kept until it is sent; its text is dropped then. `id` is random and is its Message-ID too.

    `ready` is when it may be tried (again), `leased` until when whoever sends it has it.
    """

    id: str
    to: str
    subject: str
    text: str
    made: str
    ready: str
    state: LetterState = LetterState.WAITING
    attempts: int = 0
    leased: str = ""
    problem: str = ""

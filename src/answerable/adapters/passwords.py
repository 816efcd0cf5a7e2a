"""`Argon2`: passwords hashed with Argon2id."""

from __future__ import annotations

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from argon2.profiles import RFC_9106_LOW_MEMORY

from answerable.people.passwords import normal

AT_ONCE = 4  # each takes 64 MiB, and strangers may ask for many at a time
_NOBODYS = "nobody has this password; it is hashed so that an unknown name takes as long as a known one"


class Argon2:
    """Satisfies `people.ports.PasswordHasher`: 64 MiB, three passes, four lanes (RFC 9106), which is above OWASP's least."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
        self._nobodys = ""
        self._room = BoundedSemaphore(AT_ONCE)

    def hash(self, password: str) -> str:
        """What is kept of a password, with its salt and the parameters it was made with."""
        with self._room:
            return self._hasher.hash(normal(password))

    def verify(self, kept: str, password: str) -> bool:
        """Whether this is the password; takes as long where nothing is kept, and is False then."""
        self._nobodys = self._nobodys or self.hash(_NOBODYS)
        try:
            with self._room:
                return self._hasher.verify(kept or self._nobodys, normal(password)) and bool(kept)
        except (Argon2Error, InvalidHashError):
            return False

    def is_dated(self, kept: str) -> bool:
        """Whether it was made with other parameters than today's."""
        try:
            return self._hasher.check_needs_rehash(kept)
        except InvalidHashError:
            return True

"""What people ask of the outside: to hash a password, to seal a secret, to read codes and keys, to vouch, to send a letter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from answerable.people.factors import Passkey
from answerable.people.identity import Keys, Vouched
from answerable.people.invitation import Letter


class PasswordHasher(Protocol):
    """Makes of a password what may be kept, slowly on purpose."""

    def hash(self, password: str) -> str:
        """What is kept of a password, with its salt and the parameters it was made with."""
        ...

    def verify(self, kept: str, password: str) -> bool:
        """Whether this is the password; takes as long where nothing is kept, and is False then."""
        ...

    def is_dated(self, kept: str) -> bool:
        """Whether it was made with other parameters than today's."""
        ...


class Authenticator(Protocol):
    """Codes that change each half minute; their secrets leave it sealed only."""

    def new_secret(self, account: str) -> str:
        """A new secret, sealed for this account."""
        ...

    def setup(self, account: str, sealed: str, *, name: str, site: str) -> tuple[str, str, str]:
        """What an authenticator is given: the secret to type, the address that a code leads to, and that code as an SVG."""
        ...

    def step_of(self, account: str, sealed: str, code: str, *, after: int, now: float) -> int:
        """The step of which this is the code, where it is now, one ago or one ahead, and later than `after`; else 0."""
        ...


class Passkeys(Protocol):
    """Keys in phones, computers and tokens (WebAuthn). Options are JSON for the browser; what is wrong raises `SignInRefused`."""

    def to_register(self, *, host: str, site: str, account: str, name: str, known: tuple[Passkey, ...]) -> tuple[str, str]:
        """Options for making a key, and the challenge in them."""
        ...

    def registered(self, response: Any, *, challenge: str, host: str, origin: str) -> tuple[str, str, int]:
        """A new key's id, public key and count."""
        ...

    def to_sign(self, *, host: str, known: tuple[Passkey, ...]) -> tuple[str, str]:
        """Options for using one of these keys, and the challenge in them."""
        ...

    def signed(self, response: Any, *, challenge: str, host: str, origin: str, known: tuple[Passkey, ...]) -> Passkey:
        """The key that signed the challenge, with its new count."""
        ...


class IdentityProvider(Protocol):
    """Somebody else's server that vouches for who people are (OpenID Connect).

    Where it cannot be asked, or does not answer as it should, it raises `ProviderProblem`; where what somebody brings from it
    cannot be believed, `SignInRefused`. Neither says more to a stranger than what to do next.
    """

    @property
    def issuer(self) -> str:
        """What the provider calls itself."""
        ...

    def to_sign_in(self, keys: Keys, *, back: str, again: bool) -> str:
        """The address that a browser is sent to; `again` asks for everything anew, whoever is signed in there."""
        ...

    def returned(self, answer: Mapping[str, str], keys: Keys, *, back: str, now: datetime) -> Vouched:
        """Who came back, by what stands in the address that they came back to."""
        ...

    def to_sign_out(self, *, back: str) -> str:
        """The address at which somebody signs out there and is led back, or nothing where the provider has none."""
        ...


class Post(Protocol):
    """Hands letters on."""

    def send(self, letter: Letter) -> None:
        """Hands one letter to the mail server; raises `MailProblem` where it does not take it."""
        ...

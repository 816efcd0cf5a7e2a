"""Second factors: an authenticator's codes, a passkey, recovery codes on paper; what is kept of each, and which may sign."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256

from msgspec import Struct
from msgspec.structs import replace

from answerable.people.model import SIGNERS, Account, Role

RECOVERY_CODES = 10
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # without what looks alike on paper


class Totp(Struct, frozen=True, kw_only=True, tag="totp"):
    """An authenticator that shows codes. `sealed` is its secret, encrypted; `step` the last step of which a code was used."""

    id: str
    account: str
    name: str
    made: str
    sealed: str
    step: int = 0
    confirmed: bool = False  # whether a code of it has been seen


class Passkey(Struct, frozen=True, kw_only=True, tag="passkey"):
    """A key in a phone, a computer or a token: its credential's `id` and public `key`, both base64url, and its own `count`."""

    id: str
    account: str
    name: str
    made: str
    key: str
    count: int = 0


class RecoveryCodes(Struct, frozen=True, kw_only=True, tag="recovery"):
    """Codes on paper for who lost the rest; each is used once. `codes` are the hashes of those that are left."""

    id: str
    account: str
    made: str
    codes: tuple[str, ...]


Factor = Totp | Passkey | RecoveryCodes


def needs_factor(account: Account) -> bool:
    """Whether somebody has to have a second factor: whoever signs, and whoever says who may sign."""
    return not SIGNERS.isdisjoint(account.roles) or Role.ADMINISTRATOR in account.roles


def usable(factors: Iterable[Factor]) -> tuple[Factor, ...]:
    """Factors that can be given: those that were confirmed."""
    return tuple(one for one in factors if not isinstance(one, Totp) or one.confirmed)


def signing(factors: Iterable[Factor]) -> tuple[Totp | Passkey, ...]:
    """Factors that may vouch for a signature: a code on paper may not."""
    return tuple(one for one in usable(factors) if not isinstance(one, RecoveryCodes))


def typed(code: str) -> str:
    """A recovery code as it is hashed: without the spaces, hyphens and capitals of whoever types it."""
    return "".join(one for one in code.casefold() if one.isalnum())


def hash_of_code(account: str, code: str) -> str:
    """What is kept of a recovery code; it holds 49 bits of chance, so that no slow hash is needed."""
    return sha256(f"{account} {typed(code)}".encode()).hexdigest()


def new_code(choose: Callable[[str], str]) -> str:
    """A recovery code of ten letters and figures in two groups; `choose` picks one of several by chance."""
    letters = "".join(choose(_ALPHABET) for _ in range(10))
    return f"{letters[:5]}-{letters[5:]}"


def spent(codes: RecoveryCodes, code: str) -> RecoveryCodes | None:
    """The codes without the one that was used, or None where it is none of them."""
    used = hash_of_code(codes.account, code)
    if used not in codes.codes:
        return None
    return replace(codes, codes=tuple(one for one in codes.codes if one != used))

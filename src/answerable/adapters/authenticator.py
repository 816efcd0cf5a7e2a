"""`Codes`: an authenticator's six figures (RFC 6238), their secrets sealed with AES-256-GCM under the library's key."""

from __future__ import annotations

import base64
import io
import secrets
from collections.abc import Callable

import segno
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pyotp import random_base32
from pyotp.totp import TOTP

from answerable.errors import LibraryProblem

STEP = 30  # seconds
DRIFT = 1  # steps that a clock may be off
_NONCE = 12


class Codes:
    """Satisfies `people.ports.Authenticator`. A secret is sealed for one account: moved to another, it opens no more."""

    def __init__(self, key: Callable[[], bytes]) -> None:
        self._key = key

    def new_secret(self, account: str) -> str:
        """A new secret, sealed for this account."""
        nonce = secrets.token_bytes(_NONCE)
        sealed = AESGCM(self._key()).encrypt(nonce, random_base32().encode(), account.encode())
        return base64.b64encode(nonce + sealed).decode()

    def _opened(self, account: str, sealed: str) -> str:
        try:
            whole = base64.b64decode(sealed, validate=True)
            return AESGCM(self._key()).decrypt(whole[:_NONCE], whole[_NONCE:], account.encode()).decode()
        except (InvalidTag, ValueError):
            raise LibraryProblem(
                "The secret of this authenticator cannot be opened: it was sealed with another key.",
                "Put the library's factors.key back from a backup, or use a recovery code and set the authenticator up anew.",
            ) from None

    def setup(self, account: str, sealed: str, *, name: str, site: str) -> tuple[str, str, str]:
        """What an authenticator is given: the secret to type, the address that a code leads to, and that code as an SVG."""
        secret = self._opened(account, sealed)
        address = TOTP(secret, interval=STEP).provisioning_uri(name=name, issuer_name=site)
        drawn = io.BytesIO()
        segno.make(address, error="m").save(drawn, kind="svg", scale=5, border=4, xmldecl=False, dark="#000", light="#fff")
        return secret, address, drawn.getvalue().decode()

    def step_of(self, account: str, sealed: str, code: str, *, after: int, now: float) -> int:
        """The step of which this is the code, where it is now, one ago or one ahead, and later than `after`; else 0."""
        typed = "".join(code.split())
        if not (len(typed) == 6 and typed.isascii() and typed.isdigit()):
            return 0
        totp = TOTP(self._opened(account, sealed), interval=STEP)
        at = int(now // STEP)
        steps = range(at - DRIFT, at + DRIFT + 1)
        met = [step for step in steps if secrets.compare_digest(totp.generate_otp(step), typed)]  # all, so that none shows
        return max((step for step in met if step > after), default=0)

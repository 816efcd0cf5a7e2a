"""`WebAuthnKeys`: keys in phones, computers and tokens."""

from __future__ import annotations

import base64
import secrets
from typing import Any

from msgspec.structs import replace
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from answerable.errors import SignInRefused
from answerable.people.factors import Passkey

_WAIT = 120_000  # milliseconds that a browser gives a person
# What a browser may send is whatever a stranger types: the parser meets it with any of these.
_WRONG = (WebAuthnException, ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError)


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _listed(known: tuple[Passkey, ...]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=_bytes(one.id)) for one in known]


class WebAuthnKeys:
    """Satisfies `people.ports.Passkeys`. The key has to have verified its holder (PIN, finger, face): it is the second factor."""

    def to_register(self, *, host: str, site: str, account: str, name: str, known: tuple[Passkey, ...]) -> tuple[str, str]:
        """Options for making a key, and the challenge in them."""
        challenge = secrets.token_bytes(32)
        options = generate_registration_options(
            rp_id=host,
            rp_name=site,
            user_id=account.encode(),
            user_name=name,
            challenge=challenge,
            timeout=_WAIT,
            exclude_credentials=_listed(known),
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.DISCOURAGED, user_verification=UserVerificationRequirement.REQUIRED
            ),
        )
        return options_to_json(options), _text(challenge)

    def registered(self, response: Any, *, challenge: str, host: str, origin: str) -> tuple[str, str, int]:
        """A new key's id, public key and count."""
        try:
            made = verify_registration_response(
                credential=response,
                expected_challenge=_bytes(challenge),
                expected_rp_id=host,
                expected_origin=origin,
                require_user_verification=True,
            )
        except _WRONG:
            raise _refused() from None
        return _text(made.credential_id), _text(made.credential_public_key), made.sign_count

    def to_sign(self, *, host: str, known: tuple[Passkey, ...]) -> tuple[str, str]:
        """Options for using one of these keys, and the challenge in them."""
        challenge = secrets.token_bytes(32)
        options = generate_authentication_options(
            rp_id=host,
            challenge=challenge,
            timeout=_WAIT,
            allow_credentials=_listed(known),
            user_verification=UserVerificationRequirement.REQUIRED,
        )
        return options_to_json(options), _text(challenge)

    def signed(self, response: Any, *, challenge: str, host: str, origin: str, known: tuple[Passkey, ...]) -> Passkey:
        """The key that signed the challenge, with its new count."""
        try:
            used = next((one for one in known if one.id == response["id"]), None)
            if used is None:
                raise _refused()
            found = verify_authentication_response(
                credential=response,
                expected_challenge=_bytes(challenge),
                expected_rp_id=host,
                expected_origin=origin,
                credential_public_key=_bytes(used.key),
                credential_current_sign_count=used.count,
                require_user_verification=True,
            )
        except _WRONG:
            raise _refused() from None
        return replace(used, count=found.new_sign_count)


def _refused() -> SignInRefused:
    return SignInRefused("The passkey was not accepted.", "Try again, or use another second factor.")

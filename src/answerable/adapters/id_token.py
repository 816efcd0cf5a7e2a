"""An ID token as an identity provider signs it, and whether it is believed: its signature and claims, by joserfc and authlib."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from authlib.oidc.core import CodeIDToken  # pyright: ignore[reportMissingTypeStubs]
from joserfc import jwt
from joserfc.errors import ClaimError, JoseError
from joserfc.jwk import ECKey, JWKRegistry, Key, OKPKey, RSAKey
from joserfc.jws import extract_compact

from answerable.people.identity import SKEW

# Signatures by a key pair alone: what is signed with a shared secret, or not at all, is never believed.
ALGORITHMS = (
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519",
)  # fmt: skip
_LONGEST_SUBJECT = 255  # OpenID Connect Core 1.0, 2
_LONGEST = 65_536


class NotBelieved(Exception):
    """Why a token is not believed, in words for the log: none of it is the token's own."""


class UnknownKey(NotBelieved):
    """It is signed by a key that is not among those that are known; there may be newer ones."""


def public_keys(listed: Iterable[Any]) -> tuple[Key, ...]:
    """The keys of a JWK Set that signatures can be checked with; others are left out."""
    return tuple(key for one in listed if (key := _public(one)) is not None)


def _public(one: Any) -> Key | None:
    if not isinstance(one, dict) or one.get("use", "sig") != "sig":  # pyright: ignore[reportUnknownMemberType]
        return None
    try:
        key = JWKRegistry.import_key(one)  # pyright: ignore[reportUnknownArgumentType]
    except (JoseError, ValueError, TypeError, KeyError):
        return None
    return key if isinstance(key, RSAKey | ECKey | OKPKey) else None


def believed(
    token: object,
    keys: Sequence[Key],
    *,
    issuer: str,
    client: str,
    nonce: str,
    algorithms: Iterable[str],
    now: datetime,
) -> Mapping[str, Any]:
    """The claims of a token; raises `NotBelieved` where anything of it is not as it must be."""
    if not isinstance(token, str) or not token.isascii() or len(token) > _LONGEST:
        raise NotBelieved("no ID token")
    allowed = [one for one in ALGORITHMS if one in frozenset(algorithms)]
    header, claims = _signed(token, keys, allowed)
    must = {"essential": True}
    checked = CodeIDToken(
        claims,
        header,
        {"iss": must | {"value": issuer}, "aud": must | {"value": client}, "nonce": must},  # pyright: ignore[reportArgumentType]
        {"nonce": nonce, "client_id": client},
    )
    try:
        checked.validate(now=int(now.timestamp()), leeway=int(SKEW.total_seconds()))  # pyright: ignore[reportUnknownMemberType]
    except ClaimError as error:
        raise NotBelieved(f"{error.error}: {error.claim}") from None
    except JoseError as error:
        raise NotBelieved(error.error) from None
    except (TypeError, ValueError):  # a claim of a kind that nobody expects
        raise NotBelieved("claims that cannot be read") from None
    subject = claims["sub"]
    if not (isinstance(subject, str) and 0 < len(subject) <= _LONGEST_SUBJECT and subject.isprintable()):
        raise NotBelieved("invalid_claim: sub")
    return claims


def _signed(token: str, keys: Sequence[Key], allowed: list[str]) -> tuple[Mapping[str, Any], dict[str, Any]]:
    """Header and claims, once the signature was checked with the key that the header names, or with any where it names none."""
    try:
        header = extract_compact(token.encode()).headers()
        algorithm, name = header.get("alg"), header.get("kid")
    except (JoseError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise NotBelieved("no signed token") from None
    if algorithm not in allowed:
        raise NotBelieved("an algorithm that is not allowed")
    for key in keys:
        if name is None or key.kid == name:
            try:
                found = jwt.decode(token, key, algorithms=allowed)
            except (JoseError, ValueError, TypeError, RecursionError):
                continue
            return header, dict(found.claims)
    raise UnknownKey("a signature by none of the provider's keys")

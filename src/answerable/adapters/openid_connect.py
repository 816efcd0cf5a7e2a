"""`OpenIdProvider`: an identity provider that is spoken to in OpenID Connect, by authlib; nothing else here connects to it."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from ipaddress import ip_address
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar
from urllib.parse import urlencode, urlsplit

import msgspec
from msgspec import Struct

from answerable.errors import ProviderProblem, SignInRefused
from answerable.people.identity import Keys, Vouched, iso, proves_factor

if TYPE_CHECKING:
    import httpx2
    from joserfc.jwk import Key

_log = logging.getLogger("answerable.people")
KEPT = 3600.0  # seconds for which what the provider says of itself, and its keys, are believed
PAUSE = 10.0  # seconds before they are asked for again, whatever came
WAIT = 5.0  # seconds for an answer
QUEUE = 1.0  # seconds that others wait while one asks
_LARGEST = 1_000_000  # bytes of what it says of itself
_LONGEST_CODE = 4_096
_WELL_KNOWN = "/.well-known/openid-configuration"
# What a provider says where a person did not get through, and where it is not able; anything else is how it is set up.
_NOT_LET_IN = frozenset({
    "access_denied", "login_required", "interaction_required", "consent_required", "account_selection_required",
    "unmet_authentication_requirements",
})  # fmt: skip
_NOT_ABLE = frozenset({"server_error", "temporarily_unavailable"})
_SET_UP = frozenset({
    "invalid_request", "unauthorized_client", "unsupported_response_type", "invalid_scope", "invalid_request_object",
    "request_not_supported", "request_uri_not_supported", "registration_not_supported", "invalid_client", "invalid_grant",
    "unsupported_grant_type",
})  # fmt: skip
_LATER = (
    "Single sign-on does not work at the moment.",
    "Try again in a minute; if it happens again, tell whoever runs this site: the log says why.",
)
T = TypeVar("T")


class Metadata(Struct, frozen=True):
    """What a provider says of itself (OpenID Connect Discovery 1.0, 3), as far as it is used."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    end_session_endpoint: str | None = None
    id_token_signing_alg_values_supported: tuple[str, ...] = ("RS256",)
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)
    authorization_response_iss_parameter_supported: bool = False


class _KeySet(Struct, frozen=True):
    keys: tuple[Any, ...]


class _Kept(Generic[T]):
    """Something that is asked for once in a while, by one thread at a time; what failed is not asked for again at once."""

    def __init__(self, load: Callable[[], T], clock: Callable[[], float]) -> None:
        self._load, self._clock, self._lock = load, clock, Lock()
        self._value: T | None = None
        self._asked = 0.0
        self._failed = False

    def get(self, *, at_most: float = KEPT) -> T:
        """What is held, where it is not older than so many seconds; else what is there now."""
        if not self._lock.acquire(timeout=QUEUE):  # a provider that is slow must not take every thread
            if self._value is not None:
                return self._value
            raise ProviderProblem(*_LATER)
        try:
            age = self._clock() - self._asked
            if self._failed and age < PAUSE:
                raise ProviderProblem(*_LATER)
            if self._value is None or self._failed or age >= max(at_most, PAUSE):
                self._asked, self._failed = self._clock(), True
                self._value = self._load()
                self._failed = False
            return self._value
        finally:
            self._lock.release()


class OpenIdProvider:
    """Satisfies `people.ports.IdentityProvider`; opening it asks nothing of anybody. `transport` is for tests."""

    def __init__(
        self,
        issuer: str,
        client: str,
        secret: str,
        *,
        name: str,
        proofs: tuple[str, ...] = (),
        transport: httpx2.BaseTransport | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._issuer, self._client_id, self._secret, self._name = issuer, client, secret, name
        self._proofs, self._transport = proofs, transport
        self._metadata = _Kept(self._discovered, clock)
        self._keys = _Kept(self._published, clock)

    @property
    def issuer(self) -> str:
        """What the provider calls itself."""
        return self._issuer

    # -- there

    def to_sign_in(self, keys: Keys, *, back: str, again: bool) -> str:
        """The address that a browser is sent to; `again` asks for everything anew, whoever is signed in there."""
        metadata = self._metadata.get()
        more = {"prompt": "login", "max_age": "0"} if again else {}
        if levels := [proof.partition("=")[2] for proof in self._proofs if proof.startswith("acr=")]:
            more["acr_values"] = " ".join(levels)
        with self._client(metadata, back) as client:
            address, _ = client.create_authorization_url(
                metadata.authorization_endpoint, state=keys.state, nonce=keys.nonce, code_verifier=keys.verifier, **more
            )
        return str(address)

    def to_sign_out(self, *, back: str) -> str:
        """The address at which somebody signs out there and is led back, or nothing where the provider has none."""
        try:
            there = self._metadata.get().end_session_endpoint
        except ProviderProblem:
            return ""
        asked = urlencode({"client_id": self._client_id, "post_logout_redirect_uri": back})
        return f"{there}{'&' if '?' in there else '?'}{asked}" if there else ""

    # -- and back

    def returned(self, answer: Mapping[str, str], keys: Keys, *, back: str, now: datetime) -> Vouched:
        """Who came back, by what stands in the address that they came back to."""
        from answerable.adapters.id_token import NotBelieved

        if not hmac.compare_digest(answer.get("state", "").encode(), keys.state.encode()):
            self._refuse("another state")
        metadata = self._metadata.get()
        error, code = answer.get("error", ""), answer.get("code", "")
        told_by = answer.get("iss", "")
        if told_by != metadata.issuer and (told_by or (not error and metadata.authorization_response_iss_parameter_supported)):
            self._refuse("an answer of another issuer")  # RFC 9207
        if error:
            self._tell(error)
        if not code or len(code) > _LONGEST_CODE or not (code.isascii() and code.isprintable()):
            self._refuse("no code")
        token = self._token(metadata, code, keys, back)
        try:
            claims = self._believed(token, metadata, keys, now)
        except NotBelieved as reason:
            self._refuse(str(reason))
        return Vouched(
            issuer=metadata.issuer,
            subject=claims["sub"],
            factor=proves_factor(claims, self._proofs),
            when=iso(claims.get("auth_time")),
        )

    def _token(self, metadata: Metadata, code: str, keys: Keys, back: str) -> object:
        """The ID token that a code is exchanged for; the rest of what comes with it is dropped."""
        import httpx2
        from authlib.integrations.base_client import OAuthError  # pyright: ignore[reportMissingTypeStubs]

        try:
            with self._client(metadata, back) as client:
                found = client.fetch_token(
                    metadata.token_endpoint,
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=keys.verifier,
                    redirect_uri=back,
                )
        except OAuthError as error:
            told = str(getattr(error, "error", ""))  # pyright: ignore[reportUnknownArgumentType]
            if told == "invalid_grant":
                self._refuse("a code that the provider does not know, or knows no more")
            self._cannot(f"it refuses a code: {told if told in _SET_UP else 'an error of its own'}")
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError, TypeError, KeyError) as error:
            self._cannot(f"its token endpoint: {type(error).__name__}")
        return found.get("id_token")

    def _believed(self, token: object, metadata: Metadata, keys: Keys, now: datetime) -> Mapping[str, Any]:
        """The claims of a token, with the provider's newest keys where it is signed by none of those that are held."""
        from answerable.adapters.id_token import UnknownKey, believed

        def claims(public: tuple[Key, ...]) -> Mapping[str, Any]:
            return believed(
                token,
                public,
                issuer=metadata.issuer,
                client=self._client_id,
                nonce=keys.nonce,
                algorithms=metadata.id_token_signing_alg_values_supported,
                now=now,
            )

        try:
            return claims(self._keys.get())
        except UnknownKey:
            return claims(self._keys.get(at_most=0))

    # -- asking

    def _client(self, metadata: Metadata, back: str) -> Any:
        from authlib.integrations.httpx_client import OAuth2Client  # pyright: ignore[reportMissingTypeStubs]

        # In the body where the provider takes it so: what encodes a secret for a header differs from one provider to the next.
        taken = metadata.token_endpoint_auth_methods_supported
        by = ("client_secret_post" if "client_secret_post" in taken else "client_secret_basic") if self._secret else "none"
        return OAuth2Client(  # pyright: ignore[reportUnknownVariableType]
            client_id=self._client_id,
            client_secret=self._secret or None,
            token_endpoint_auth_method=by,
            redirect_uri=back,
            scope="openid",  # who it is, and neither name nor address
            code_challenge_method="S256",
            timeout=WAIT,
            transport=self._transport,
        )

    def _discovered(self) -> Metadata:
        found = self._asked(self._issuer.rstrip("/") + _WELL_KNOWN, Metadata)
        if found.issuer != self._issuer:
            self._cannot("it calls itself otherwise than oidc_issuer, to the letter")
        for address in (
            found.authorization_endpoint, found.token_endpoint, found.jwks_uri, found.end_session_endpoint or found.issuer,
        ):  # fmt: skip
            if not is_safe(address, self._issuer):
                self._cannot("one of its addresses is not https")
        return found

    def _published(self) -> tuple[Key, ...]:
        from answerable.adapters.id_token import public_keys

        found = public_keys(self._asked(self._metadata.get().jwks_uri, _KeySet).keys)
        if not found:
            self._cannot("it publishes no key that a signature can be checked with")
        return found

    def _asked(self, address: str, kind: type[T]) -> T:
        """What the provider says at an address; follows it nowhere else."""
        import httpx2

        try:
            with httpx2.Client(timeout=WAIT, transport=self._transport, follow_redirects=False) as client:
                answer = client.get(address, headers={"Accept": "application/json"})
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError) as error:
            self._cannot(f"it cannot be reached: {type(error).__name__}")
        if answer.status_code != 200 or len(answer.content) > _LARGEST:
            self._cannot(f"it answers with HTTP {answer.status_code}, or at great length")
        try:
            return msgspec.json.decode(answer.content, type=kind)
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
            self._cannot("what it says of itself cannot be read")

    # -- saying what is wrong: to the log why, to a stranger what to do

    def _refuse(self, reason: str) -> NoReturn:
        _log.warning("sign-in at the identity provider refused: %s", reason)
        raise SignInRefused(
            f"What came back from {self._name} is not what was asked for, or came too late.",
            "Begin again; if it happens again, tell whoever runs this site.",
        )

    def _tell(self, error: str) -> NoReturn:
        if error in _NOT_LET_IN:
            _log.info("sign-in at the identity provider: %s", error)
            raise SignInRefused(
                f"You did not sign in at {self._name}, or it did not let you through.", "Try again, or ask those who run it."
            )
        self._cannot(f"it answers {error if error in _SET_UP | _NOT_ABLE else 'an error of its own'}")

    def _cannot(self, reason: str) -> NoReturn:
        _log.error("the identity provider cannot be used: %s", reason)
        raise ProviderProblem(*_LATER)


def is_safe(address: str, issuer: str) -> bool:
    """Whether nobody else can read what goes to an address: https, or this machine where the issuer is on it too."""
    try:
        parts, there = urlsplit(address), urlsplit(issuer)
    except ValueError:
        return False
    if parts.scheme == "https":
        return bool(parts.hostname)
    return parts.scheme == there.scheme == "http" and _is_here(parts.hostname) and _is_here(there.hostname)


def _is_here(host: str | None) -> bool:
    try:
        return host == "localhost" or ip_address(host or "").is_loopback
    except ValueError:
        return False

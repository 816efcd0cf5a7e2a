"""An identity provider that lies, is down or turns its keys: all is refused, with a reason that stands in the log alone."""

import hmac
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st
from local_provider import CLIENT, FACTOR, ISSUER, SECRET, LocalProvider, key, made

from answerable.adapters.id_token import public_keys
from answerable.adapters.openid_connect import KEPT, PAUSE, OpenIdProvider, is_safe
from answerable.errors import ProviderProblem, SignInRefused
from answerable.people.identity import Vouched, keys_of

BACK = "https://answers.example.org/desk/sign-in/back"
KEYS = keys_of("a secret")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Ticking:
    """Seconds that go on when they are told to."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def there() -> LocalProvider:
    return LocalProvider(NOW.timestamp)


def signs_in(there: LocalProvider, adapter: OpenIdProvider | None = None, *, factor: bool = False) -> Vouched:
    provider = adapter or there.adapter()
    answer = there.goes_through(provider.to_sign_in(KEYS, back=BACK, again=True), "alice", factor=factor)
    return provider.returned(answer, KEYS, back=BACK, now=NOW)


def seconds(off: int) -> int:
    return int(NOW.timestamp()) + off


def test_what_is_true_is_believed(there):
    when = NOW.isoformat()
    assert signs_in(there) == Vouched(issuer=ISSUER, subject="alice", when=when)
    assert signs_in(there, factor=True) == Vouched(issuer=ISSUER, subject="alice", factor=True, when=when)


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"iss": "https://evil.example"}, "iss"),
        ({"iss": ISSUER + "/"}, "iss"),
        ({"iss": None}, "iss"),
        ({"iss": [ISSUER]}, "iss"),
        ({"aud": "another"}, "aud"),
        ({"aud": ["another", "third"]}, "aud"),
        ({"aud": None}, "aud"),
        ({"aud": {"x": CLIENT}}, "aud"),
        ({"aud": [CLIENT, "another"]}, "azp"),
        ({"aud": [CLIENT, "another"], "azp": "another"}, "azp"),
        ({"azp": "another"}, "azp"),
        ({"exp": seconds(-61)}, "exp"),
        ({"exp": None}, "exp"),
        ({"exp": "tomorrow"}, "exp"),
        ({"iat": seconds(62)}, "iat"),
        ({"iat": None}, "iat"),
        ({"iat": True}, "iat"),
        ({"nbf": seconds(62)}, "nbf"),
        ({"nonce": "another"}, "nonce"),
        ({"nonce": None}, "nonce"),
        ({"nonce": [keys_of("a secret").nonce]}, "nonce"),
        ({"sub": None}, "sub"),
        ({"sub": ""}, "sub"),
        ({"sub": 7}, "sub"),
        ({"sub": "x" * 256}, "sub"),
        ({"sub": "ali\x00ce"}, "sub"),
        ({"amr": "mfa"}, "amr"),
        ({"auth_time": "now"}, "auth_time"),
    ],
)
def test_a_claim_that_is_not_as_it_must_be_is_refused(there, caplog, claims: dict[str, object], reason: str):
    there.claims = claims
    with pytest.raises(SignInRefused, match="not what was asked for") as refused:
        signs_in(there)
    assert reason in caplog.text
    assert all(word not in refused.value.what + refused.value.next_step for word in (reason + ":", "evil", "alice", "nonce"))
    assert all(word not in caplog.text for word in ("evil", "alice", KEYS.nonce, KEYS.state, SECRET))


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": seconds(-59)},
        {"iat": seconds(59)},
        {"aud": [CLIENT]},
        {"aud": [CLIENT, "another"], "azp": CLIENT},
        {"azp": CLIENT},
        {"exp": seconds(300) + 0.5},
        {"auth_time": None},
        {"amr": None, "acr": None},
    ],
)
def test_a_clock_that_is_a_minute_off_and_an_audience_that_names_us_are_believed(there, claims: dict[str, object]):
    there.claims = claims
    assert signs_in(there).subject == "alice"


@pytest.mark.parametrize(
    ("claims", "proved"),
    [
        ({"acr": FACTOR}, True),
        ({"amr": ["pwd", "mfa"]}, True),
        ({"acr": FACTOR + "x"}, False),
        ({"acr": [FACTOR]}, False),
        ({"acr": "mfa", "amr": [FACTOR]}, False),
        ({"amr": ["pwd"]}, False),
        ({"amr": [{"mfa": "mfa"}, ["mfa"], 1]}, False),
    ],
)
def test_a_second_factor_is_proved_by_the_claim_that_is_set_and_no_other(there, claims: dict[str, object], proved: bool):
    there.claims = claims
    assert signs_in(there).factor is proved


def test_without_a_claim_that_is_set_nothing_proves_a_second_factor(there):
    assert not signs_in(there, there.adapter(factor=False), factor=True).factor


@pytest.mark.parametrize("when", [1e300, -1e300, True, float("nan")])
def test_a_time_that_is_none_is_not_told(there, when: object):
    there.claims = {"auth_time": when}
    assert signs_in(there).when == ""


# -- signatures


def whole(nonce: str = KEYS.nonce) -> dict[str, object]:
    """Claims that are all as they must be."""
    return {"iss": ISSUER, "sub": "alice", "aud": CLIENT, "exp": seconds(300), "iat": seconds(0), "nonce": nonce}


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", "", None, 7, ["RS256"]])
def test_a_token_that_nobody_signed_is_refused(there, caplog, algorithm: object):
    there.token = lambda token: made(whole(), {"alg": algorithm, "kid": "first"})
    with pytest.raises(SignInRefused):
        signs_in(there)
    assert "refused: " in caplog.text


def test_a_token_signed_with_what_is_public_or_shared_is_refused(there):
    """The public key taken for a shared secret: the oldest trick there is."""
    public = key().as_pem(private=False)
    for shared in (public, public.strip(), SECRET.encode(), json.dumps(key().as_dict(private=False)).encode()):
        there.token = lambda token, shared=shared: made(
            whole(), {"alg": "HS256", "kid": "first"}, lambda content: hmac.digest(shared, content, "sha256")
        )
        with pytest.raises(SignInRefused):
            signs_in(there)


def test_a_token_signed_by_another_key_is_refused_under_whatever_name(there):
    there.signs = key("another")
    for header in ({}, {"kid": "first"}, {"kid": None}, {"kid": "../first"}):
        there.header = header
        with pytest.raises(SignInRefused):
            signs_in(there)


def test_a_key_that_comes_in_the_token_is_not_believed(there):
    there.signs = key("another")
    there.header = {"jwk": key("another").as_dict(private=False), "kid": "first"}
    with pytest.raises(SignInRefused):
        signs_in(there)


def test_an_algorithm_that_the_provider_does_not_name_is_refused(there):
    there.says["id_token_signing_alg_values_supported"] = ["ES256"]
    with pytest.raises(SignInRefused):
        signs_in(there)
    there.keys, there.signs = [key("first"), key("curve", "EC")], key("curve", "EC")
    assert signs_in(there).subject == "alice"


def test_a_token_that_names_no_key_is_checked_with_each(there):
    there.keys, there.header = [key("other"), key()], {"kid": None}
    assert signs_in(there).subject == "alice"


@pytest.mark.parametrize("token", [None, 7, "", "a.b.c", "é", "x" * 70_000, {"id": "token"}, "e30.e30.e30", "..", "[].[].[]"])
def test_what_is_no_token_is_refused(there, token: object):
    there.token = lambda true: token
    with pytest.raises(SignInRefused):
        signs_in(there)


@given(st.data())
def test_no_token_that_was_touched_is_believed(data: st.DataObject):
    there = LocalProvider(NOW.timestamp)

    def touched(token: str) -> str:
        parts = token.split(".")
        which = data.draw(st.integers(0, 2))
        part = parts[which]
        # The last character of a part may hold bits that say nothing.
        at = data.draw(st.integers(0, len(part) - 2))
        other = data.draw(st.sampled_from("ABCDefgh0189-_").filter(lambda one: one != part[at]))
        parts[which] = part[:at] + other + part[at + 1 :]
        return ".".join(parts)

    there.token = touched
    with pytest.raises(SignInRefused):
        signs_in(there)


# -- what the provider says of itself


@pytest.mark.parametrize(
    "says",
    [
        {"issuer": "https://evil.example"},
        {"issuer": ISSUER + "/"},
        {"authorization_endpoint": "http://id.example.org/auth"},
        {"token_endpoint": "http://localhost/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"end_session_endpoint": "javascript:alert(1)"},
        {"token_endpoint": 7},
        {"jwks_uri": None},
    ],
)
def test_a_provider_that_says_what_cannot_be_is_not_used(there, caplog, says: dict[str, object]):
    there.says |= says
    with pytest.raises(ProviderProblem) as problem:
        there.adapter().to_sign_in(KEYS, back=BACK, again=False)
    assert "cannot be used" in caplog.text
    assert "the log says why" in problem.value.next_step
    assert there.adapter().to_sign_out(back=BACK) == ""


@pytest.mark.parametrize("status", [301, 404, 500])
@pytest.mark.parametrize("last", ["openid-configuration", "keys", "token"])
def test_a_provider_that_does_not_answer_is_told_calmly(there, last: str, status: int):
    there.status = {last: status}
    with pytest.raises(ProviderProblem, match="does not work at the moment"):
        signs_in(there)


def test_a_provider_that_is_down_is_not_asked_by_everybody_at_once(there):
    clock = Ticking()
    adapter = there.adapter(monotonic=clock)
    there.down = True
    for _ in range(5):
        with pytest.raises(ProviderProblem):
            adapter.to_sign_in(KEYS, back=BACK, again=False)
    assert len(there.asked) == 1
    there.down = False
    clock.now += PAUSE
    assert adapter.to_sign_in(KEYS, back=BACK, again=False)


def test_a_provider_that_is_slow_keeps_one_thread_waiting_and_no_more(there):
    adapter, asked, go_on = there.adapter(), Event(), Event()

    def waits() -> None:
        asked.set()
        go_on.wait(60)

    there.before = waits
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(adapter.to_sign_in, KEYS, back=BACK, again=False)
        asked.wait(60)
        with pytest.raises(ProviderProblem):
            adapter.to_sign_in(KEYS, back=BACK, again=False)
        go_on.set()
        assert first.result(60)
    assert len(there.asked) == 1


def test_what_the_provider_says_is_kept_for_an_hour(there):
    clock = Ticking()
    adapter = there.adapter(monotonic=clock)
    for _ in range(3):
        signs_in(there, adapter)
    assert sorted(there.asked) == sorted([
        "/realms/hospital/.well-known/openid-configuration", "/realms/hospital/keys", *["/realms/hospital/token"] * 3
    ])  # fmt: skip
    clock.now += KEPT
    signs_in(there, adapter)
    assert len(there.asked) == 8


def test_keys_that_the_provider_turned_are_found_and_old_ones_count_no_more(there):
    clock = Ticking()
    adapter = there.adapter(monotonic=clock)
    signs_in(there, adapter)
    there.keys, there.signs = [key("second")], key("second")
    with pytest.raises(SignInRefused):
        signs_in(there, adapter)  # they were asked for just now
    clock.now += PAUSE
    assert signs_in(there, adapter).subject == "alice"
    there.signs = key()
    with pytest.raises(SignInRefused):
        signs_in(there, adapter)


def test_keys_of_other_kinds_are_left_out(there):
    from joserfc.jwk import OctKey

    there.keys = [key(), OctKey.generate_key(256)]
    assert signs_in(there).subject == "alice"
    there.keys = [OctKey.generate_key(256)]
    with pytest.raises(ProviderProblem):
        signs_in(there)


@pytest.mark.parametrize(
    "more",
    [{"x5t": "a", "x5c": ["MIIC"], "issuer": ISSUER}, {"use": "sig", "alg": "RS256"}, {"key_ops": ["verify"]}, {"ext": True}],
)
def test_a_key_with_whatever_beside_it_is_read(more: dict[str, object]):
    assert len(public_keys([key().as_dict(private=False) | more])) == 1


@pytest.mark.parametrize(
    "odd",
    [
        1, None, "x", [], {}, {"kty": "RSA"}, {"kty": ["RSA"]}, {"kty": "RSA", "n": 5, "e": "AQAB"},
        {"kty": "EC", "crv": "P-256", "x": "!", "y": "!"}, {"kty": "OKP", "crv": "X25519", "x": "AAAA"}, {"kty": "AKP"},
    ],
)  # fmt: skip
def test_a_key_that_cannot_be_used_is_left_out_and_spoils_no_other(odd: object):
    good = key().as_dict(private=False)
    assert [one.kid for one in public_keys([odd, good | {"use": "enc"}, good | {"kid": 7}, good])] == ["first"]


@pytest.mark.parametrize("error", ["access_denied", "login_required", "consent_required"])
def test_who_was_not_let_through_is_told_so(there, error: str):
    provider = there.adapter()
    with pytest.raises(SignInRefused, match="did not let you through"):
        provider.returned({"state": KEYS.state, "error": error}, KEYS, back=BACK, now=NOW)


@pytest.mark.parametrize("error", ["server_error", "invalid_request", "<script>", "access_denied\n", "é"])
def test_another_error_is_the_providers_or_the_operators_matter(there, caplog, error: str):
    provider = there.adapter()
    with pytest.raises(ProviderProblem):
        provider.returned({"state": KEYS.state, "error": error, "iss": ISSUER}, KEYS, back=BACK, now=NOW)
    assert "<script>" not in caplog.text


@given(st.dictionaries(st.sampled_from(["state", "iss", "code", "error", "id_token"]), st.text(max_size=20)), st.booleans())
def test_whatever_an_address_says_nobody_comes_in_without_a_code_of_the_provider(answer: dict[str, str], stated: bool):
    provider = LocalProvider(NOW.timestamp).adapter()
    with pytest.raises((SignInRefused, ProviderProblem)):
        provider.returned(answer | ({"state": KEYS.state} if stated else {}), KEYS, back=BACK, now=NOW)


def test_the_secret_goes_into_the_header_where_the_provider_takes_it_nowhere_else(there):
    there.secret = "plain-secret_7.~"
    there.says["token_endpoint_auth_methods_supported"] = ["client_secret_basic", "private_key_jwt"]
    assert signs_in(there).subject == "alice"
    there.says.pop("token_endpoint_auth_methods_supported")
    assert signs_in(there).subject == "alice"


def test_promise_9_only_the_issuer_and_the_addresses_that_it_names_are_asked(there):
    there.says |= {"token_endpoint": "https://tokens.example.org/token", "jwks_uri": "https://keys.example.org/keys"}
    signs_in(there)
    assert set(there.hosts) == {"id.example.org", "tokens.example.org", "keys.example.org"}


def test_an_address_is_safe_where_nobody_else_reads_what_goes_there():
    here, away = "http://localhost:9000", "https://id.example.org"
    assert is_safe("https://id.example.org/token", away)
    assert is_safe("http://127.0.0.1:9000/token", here)
    assert is_safe("http://[::1]/token", here)
    for address in (
        "http://localhost/token",
        "http://id.example.org",
        "ftp://id.example.org",
        "https://",
        "//x",
        "",
        "https://[",
    ):
        assert not is_safe(address, away), address
    assert not is_safe("http://id.example.org/token", here)


def test_nothing_of_what_a_provider_says_of_people_but_its_name_for_them_is_kept(there):
    vouched = signs_in(there, factor=True)
    assert "example.org" not in json.dumps({name: str(getattr(vouched, name)) for name in ("subject", "when")})

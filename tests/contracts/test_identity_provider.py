"""What an identity provider promises, on one inside the test and on a real one: npm's oidc-provider, on this machine."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from local_provider import LocalProvider
from npm_provider import NpmProvider, npm_provider

from answerable.adapters.openid_connect import OpenIdProvider
from answerable.errors import ProviderProblem, SignInRefused
from answerable.people.identity import Departure, Keys, Purpose, Vouched, given_just_now, keys_of
from answerable.people.ports import IdentityProvider

BACK, OUT = "http://localhost/desk/sign-in/back", "http://localhost/desk/sign-in"
KEYS = keys_of("a secret of one browser")
There = LocalProvider | NpmProvider


@pytest.fixture(scope="module")
def npm() -> Iterator[NpmProvider]:
    with npm_provider([BACK], [OUT]) as started:
        yield started


@pytest.fixture(params=["local", pytest.param("npm", marks=pytest.mark.slow)])
def there(request: pytest.FixtureRequest) -> There:
    if request.param == "local":
        return LocalProvider()
    real: NpmProvider = request.getfixturevalue("npm")
    real.forget()
    return real


@pytest.fixture
def provider(there: There) -> OpenIdProvider:
    if isinstance(there, LocalProvider):
        return there.adapter()
    return OpenIdProvider(there.issuer, there.client, there.secret, name="the hospital", proofs=(there.factor,))


def now() -> datetime:
    return datetime.now(UTC)


def comes_back(
    provider: IdentityProvider, there: There, subject: str, *, factor: bool = False, again: bool = False, keys: Keys = KEYS
) -> Vouched:
    answer = there.goes_through(provider.to_sign_in(keys, back=BACK, again=again), subject, factor=factor)
    return provider.returned(answer, keys, back=BACK, now=now())


def test_who_signs_in_there_comes_back_under_the_providers_own_name_for_them(provider, there):
    vouched = comes_back(provider, there, "alice")
    assert (vouched.issuer, vouched.subject, vouched.factor) == (provider.issuer, "alice", False)


def test_a_second_factor_is_told_where_it_was_given(provider, there):
    assert comes_back(provider, there, "alice", factor=True).factor
    there.forget()
    assert not comes_back(provider, there, "bob").factor


def test_who_is_signed_in_there_is_not_asked_again_but_where_everything_is_asked_anew(provider, there):
    comes_back(provider, there, "alice", factor=True)
    assert not there.asks(provider.to_sign_in(KEYS, back=BACK, again=False))
    assert there.asks(provider.to_sign_in(KEYS, back=BACK, again=True))


def test_what_is_asked_anew_tells_when_it_was_given(provider, there):
    left = now()
    vouched = comes_back(provider, there, "alice", factor=True, again=True)
    gone = Departure(id="d", purpose=Purpose.AGAIN, made=left.isoformat())
    assert vouched.factor
    assert given_just_now(vouched, gone, now())
    assert not given_just_now(
        vouched, Departure(id="d", purpose=Purpose.AGAIN, made=(left + timedelta(hours=1)).isoformat()), now()
    )


def test_a_code_counts_once(provider, there):
    answer = there.goes_through(provider.to_sign_in(KEYS, back=BACK, again=False), "alice")
    provider.returned(answer, KEYS, back=BACK, now=now())
    with pytest.raises(SignInRefused):
        provider.returned(answer, KEYS, back=BACK, now=now())


@pytest.mark.parametrize("part", ["state", "nonce", "verifier"])
def test_a_code_is_no_use_to_another_browser(provider, there, part: str):
    answer = there.goes_through(provider.to_sign_in(KEYS, back=BACK, again=False), "alice")
    other = keys_of("a secret of another browser")
    mixed = Keys(**{name: getattr(other if name == part else KEYS, name) for name in ("state", "nonce", "verifier")})
    with pytest.raises(SignInRefused):
        provider.returned(answer, mixed, back=BACK, now=now())


def test_a_code_is_no_use_at_another_address(provider, there):
    answer = there.goes_through(provider.to_sign_in(KEYS, back=BACK, again=False), "alice")
    with pytest.raises(SignInRefused):
        provider.returned(answer, KEYS, back=BACK + "x", now=now())


def test_an_answer_of_another_issuer_is_refused(provider, there):
    answer = there.goes_through(provider.to_sign_in(KEYS, back=BACK, again=False), "alice")
    for told in ({"iss": "https://evil.example"}, {"iss": ""}):
        with pytest.raises(SignInRefused):
            provider.returned(answer | told, KEYS, back=BACK, now=now())


def test_an_answer_without_a_code_is_refused(provider, there):
    answer = there.goes_through(provider.to_sign_in(KEYS, back=BACK, again=False), "alice")
    for code in ("", "x" * 5_000, "no\ncode", "é"):
        with pytest.raises(SignInRefused):
            provider.returned(answer | {"code": code}, KEYS, back=BACK, now=now())


def test_who_cancels_there_is_told_so_without_the_providers_words(provider, there, caplog):
    answer = there.goes_through(provider.to_sign_in(KEYS, back=BACK, again=False), "alice", act="no")
    assert answer["error"] == "access_denied"
    with caplog.at_level("DEBUG", logger="answerable"), pytest.raises(SignInRefused, match="did not sign in") as refused:
        provider.returned(answer, KEYS, back=BACK, now=now())
    assert "cancelled" not in refused.value.what + refused.value.next_step + caplog.text


def test_a_token_of_yesterday_or_tomorrow_is_refused(provider, there):
    for off in (timedelta(days=1), timedelta(days=-1)):
        answer = there.goes_through(provider.to_sign_in(KEYS, back=BACK, again=False), "alice")
        with pytest.raises(SignInRefused):
            provider.returned(answer, KEYS, back=BACK, now=now() + off)


def test_the_address_to_sign_out_at_names_the_site_and_leads_back(provider, there):
    asked = dict(parse_qsl(urlsplit(provider.to_sign_out(back=OUT)).query))
    assert asked["client_id"] == there.client
    assert asked["post_logout_redirect_uri"] == OUT
    if isinstance(there, NpmProvider):
        comes_back(provider, there, "alice")
        assert there.signs_out(provider.to_sign_out(back=OUT)) == OUT
        assert there.asks(provider.to_sign_in(KEYS, back=BACK, again=False))


def test_a_wrong_secret_is_the_operators_matter_and_stands_in_the_log(there, caplog):
    transport = there.adapter()._transport if isinstance(there, LocalProvider) else None
    provider = OpenIdProvider(there.issuer, there.client, "a wrong secret", name="the hospital", transport=transport)
    answer = there.goes_through(provider.to_sign_in(KEYS, back=BACK, again=False), "alice")
    with pytest.raises(ProviderProblem) as problem:
        provider.returned(answer, KEYS, back=BACK, now=now())
    assert "invalid_client" in caplog.text
    assert "secret" not in problem.value.what + problem.value.next_step + caplog.text

"""Single sign-on as people meet it in a browser without scripts, before a provider in the test and before a real one."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from desk_people import PASSWORD, QUICK
from local_provider import LocalProvider
from npm_provider import NpmProvider, npm_provider
from pyotp.totp import TOTP
from starlette.testclient import TestClient
from visitors import ADDRESS

from answerable.app import App
from answerable.app.people import People
from answerable.entrypoints.web import create
from answerable.people.model import Role
from answerable.settings import Settings

There = LocalProvider | NpmProvider
BACK, OUT = f"{ADDRESS}/desk/sign-in/back", f"{ADDRESS}/desk/sign-in"
_TOKEN = re.compile(r'name="csrf" value="([0-9a-f]+)"')
_REFRESH = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"]+)">')


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


def site(folder: Path, there: There, **more: object) -> Settings:
    """The settings of a site whose people may sign in there."""
    return Settings(
        library=folder / "library",
        requests_per_minute=0,
        oidc_issuer=there.issuer,
        oidc_client_id=there.client,
        oidc_client_secret=there.secret,
        oidc_name="Example Hospital",
        oidc_factor=(there.factor,),
        **more,  # type: ignore[arg-type]
    )


@pytest.fixture
def served(tmp_path: Path, there: There) -> Iterator[TestClient]:
    settings = site(tmp_path, there)
    with App.open(settings.library) as app, TestClient(create(app, settings), base_url=ADDRESS) as client:
        yield prepared(client, there)


def prepared(client: TestClient, there: There) -> TestClient:
    people = client.app.state.people  # type: ignore[attr-defined]
    people.hasher = QUICK
    if isinstance(there, LocalProvider):
        people.provider = there.adapter()
    return client


@pytest.fixture
def people(served: TestClient) -> People:
    return served.app.state.people  # type: ignore[attr-defined]


class Person:
    """Somebody with a browser of their own, which goes to the provider and back."""

    def __init__(self, served: TestClient, there: There, subject: str, *, base_url: str = ADDRESS) -> None:
        self.client = TestClient(served.app, base_url=base_url, headers={"Accept": "text/html"})
        self.there, self.subject = there, subject
        there.forget()

    def sees(self, page: str, status: int = 200) -> str:
        got = self.client.get(page)
        assert got.status_code == status, got.text
        return unescape(got.text)

    def sends(self, address: str, page: str, **fields: object):
        found = _TOKEN.search(self.client.get(page).text)
        assert found, f"{page} has no form"
        return self.client.post(address, data={"csrf": found[1], **fields}, follow_redirects=False)

    def sent(self, address: str, page: str, **fields: object) -> str:
        """Where a form leads to that goes to the provider."""
        going = self.sends(address, page, **fields)
        assert going.status_code == 200, going.text
        found = _REFRESH.search(going.text)
        assert found, going.text
        assert f'href="{found[1]}"' in going.text, "there is a link for who is not led on"
        assert "location" not in going.headers
        return unescape(found[1])

    def through(self, address: str, page: str, *, factor: bool = False, act: str = "in", **fields: object):
        """To the provider and back; the answer to whoever comes back."""
        answer = self.there.goes_through(self.sent(address, page, **fields), self.subject, factor=factor, act=act)
        return self.client.get("/desk/sign-in/back", params=answer, follow_redirects=False)

    def signs_in(self, *, to: str = "/desk", **more: object):
        return self.through("/desk/sign-in/provider", f"/desk/sign-in?next={to}", next=to, **more)  # type: ignore[arg-type]


def invited(people: People, name: str, *roles: Role) -> str:
    """The link of an invitation."""
    made = people.invitations.invite(name=f"{name} Adler", email=f"{name}@example.org", roles=roles, by=None, door="test")
    return made.path


def test_somebody_is_invited_accepts_there_signs_out_and_in_again(served, people, there):
    eva = Person(served, there, "eva")
    link = invited(people, "eva", Role.EDITOR)
    page = eva.sees(link)
    assert "Accept with Example Hospital" in page
    by_password = page[page.index(f'action="{link}"') :]
    assert "Accept with" not in by_password, "Enter in a password leads nowhere else"
    came = eva.through(f"{link}/provider", link, name="Eva Eder")
    assert (came.status_code, came.headers["location"]) == (303, "/desk")
    assert came.headers["cache-control"] == "no-store"
    page = eva.sees("/desk/account")
    assert "Eva Eder" in page
    assert "Connected since" in page
    assert "Change the password" not in page
    assert "was used, is over" in eva.sees(link, 410)

    out = eva.sent("/desk/sign-out", "/desk/account")
    assert out.startswith(there.issuer)
    assert "Sign in to the editorial desk" in eva.sees("/desk/account")
    if isinstance(there, NpmProvider):
        assert there.signs_out(out) == OUT
    there.forget()
    assert eva.signs_in(to="/desk/account?x=1").headers["location"] == "/desk/account?x=1"
    assert "Eva Eder" in eva.sees("/desk/account")


def test_a_reviewer_signs_in_there_and_gives_the_factor_once_more_before_signing(served, people, there):
    carl = Person(served, there, "carl")
    link = invited(people, "carl", Role.MEDICAL_EDITOR)
    assert carl.through(f"{link}/provider", link, name="Carl Cole", factor=True).headers["location"] == "/desk"
    led = carl.client.get("/desk/submissions/1/sign", follow_redirects=False)
    assert led.headers["location"] == "/desk/factor?next=/desk/submissions/1/sign"
    page = carl.sees("/desk/factor?next=/desk/submissions/1/sign")
    assert "Sign in again with Example Hospital" in page
    assert "Code of your authenticator" not in page, "there is none"
    refused = carl.through("/desk/factor/provider", "/desk/factor", next="/desk/submissions/1/sign")
    assert refused.status_code == 401, "signed in there anew, and without a second factor"
    assert "does not say that a second factor was given there just now" in unescape(refused.text)
    assert carl.client.get("/desk/submissions/1/sign", follow_redirects=False).headers["location"].startswith("/desk/factor")
    given = carl.through("/desk/factor/provider", "/desk/factor", factor=True, next="/desk/submissions/1/sign")
    assert given.headers["location"] == "/desk/submissions/1/sign"
    assert carl.client.get("/desk/submissions/1/sign", follow_redirects=False).status_code == 404, "there is no such submission"


def test_a_reviewer_whose_factor_is_not_proved_there_sets_one_up_here(served, people, there):
    rita = Person(served, there, "rita")
    link = invited(people, "rita", Role.CLINICAL_REVIEWER)
    came = rita.through(f"{link}/provider", link, name="Rita Roth")
    assert came.headers["location"] == "/desk/account/factors?next=/desk"
    assert "Add an authenticator" in rita.sees("/desk/account/factors")
    assert rita.client.get("/desk/board", follow_redirects=False).headers["location"].startswith("/desk/account/factors")


def test_who_has_an_account_connects_it_after_a_second_factor(served, people, there):
    ada = Person(served, there, "ada")
    people.accounts.create_admin(name="Ada Adler", email="ada@example.org", password=PASSWORD, door="command line")
    page = ada.sees("/desk/sign-in")
    assert page.index("Sign in with Example Hospital") < page.index("Or with a password")
    refused = ada.signs_in()
    assert refused.status_code == 401
    assert "no account here is connected to that" in unescape(refused.text)
    assert "connect it under “My account”" in unescape(refused.text)
    ada.sends("/desk/sign-in", "/desk/sign-in", email="ada@example.org", password=PASSWORD, next="")
    ada.sends("/desk/account/factors/authenticator", "/desk/account/factors", name="Phone")
    shown = ada.sees("/desk/account/factors")
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", shown)[1]
    factor = re.search(r'name="factor" value="([0-9a-f]{24})"', shown)[1]
    page, code = "/desk/account/factors", TOTP(secret).now()
    assert ada.sends("/desk/account/factors/authenticator/confirm", page, factor=factor, code=code).status_code == 200
    assert "not connected" in ada.sees("/desk/account")
    done = ada.through("/desk/account/identities", "/desk/account")
    assert done.headers["location"] == "/desk/account?done=connected"
    assert "Your account is connected" in ada.sees("/desk/account?done=connected")
    assert "administrator · connected with Example Hospital" in ada.sees("/desk/people")
    ada.sends("/desk/sign-out", "/desk/account")
    assert ada.signs_in(to="/desk/account").headers["location"] == "/desk/factor?next=/desk/account", "the factor is our own"

    away = Person(served, there, "ada")
    assert away.signs_in(factor=True).headers["location"] == "/desk"
    [identity] = re.findall(r'name="identity" value="(\w+)"', away.sees("/desk/account"))
    gone = away.sends("/desk/account/identities/remove", "/desk/account", identity=identity)
    assert gone.headers["location"].startswith("/desk/factor?next="), "that needs a factor given just now"
    away.through("/desk/factor/provider", "/desk/factor", factor=True, next="/desk/account")
    gone = away.sends("/desk/account/identities/remove", "/desk/account", identity=identity)
    assert gone.headers["location"] == "/desk/account?done=disconnected"
    assert "not connected" in away.sees("/desk/account?done=disconnected")


def test_who_cancels_there_is_told_calmly_and_comes_in_nowhere(served, people, there):
    eva = Person(served, there, "eva")
    told = eva.signs_in(act="no")
    assert told.status_code == 401
    assert "did not let you through" in told.text
    assert "cancelled" not in told.text
    assert "Sign in with Example Hospital" in told.text, "one can try again"
    assert told.headers["cache-control"] == "no-store"
    assert not eva.client.cookies.get("answerable-away")


def test_who_is_deactivated_is_told_so(served, people, there):
    eva = Person(served, there, "eva")
    link = invited(people, "eva", Role.EDITOR)
    eva.through(f"{link}/provider", link, name="Eva Eder")
    people.accounts.set_active(people.accounts.find("eva@example.org").id, False, by=None, door="test")
    there.forget()
    told = eva.signs_in()
    assert told.status_code == 401
    assert "Your account here is deactivated." in told.text


# -- what needs no real provider


@pytest.fixture
def local() -> LocalProvider:
    return LocalProvider()


@pytest.fixture
def desk(tmp_path: Path, local: LocalProvider) -> Iterator[TestClient]:
    settings = site(tmp_path, local)
    with App.open(settings.library) as app, TestClient(create(app, settings), base_url=ADDRESS) as client:
        yield prepared(client, local)


@pytest.mark.parametrize(
    "to", ["https://evil.example", "//evil.example", "/\\evil.example", "/desk//evil.example", "javascript:x", "/", "/deskevil"]
)
def test_a_sign_in_leads_nowhere_but_to_the_desk(desk, local, to: str):
    eva = Person(desk, local, "eva")
    link = invited(desk.app.state.people, "eva", Role.EDITOR)
    eva.through(f"{link}/provider", link, name="Eva Eder")
    eva.sends("/desk/sign-out", "/desk/account")
    came = eva.through("/desk/sign-in/provider", "/desk/sign-in", next=to)
    assert came.headers["location"] == "/desk"


def test_a_form_of_another_site_sends_nobody_to_the_provider(desk, local):
    client = Person(desk, local, "eva").client
    for headers in ({}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        refused = client.post("/desk/sign-in/provider", data={"next": "/desk"}, headers=headers, follow_redirects=False)
        assert refused.status_code == 403, refused.text
    assert local.asked == []


def test_nobody_is_sent_over_a_line_that_others_can_read(desk, local):
    eva = Person(desk, local, "eva", base_url="http://192.0.2.10")
    refused = eva.sends("/desk/sign-in/provider", "/desk/sign-in")
    assert refused.status_code == 403
    assert eva.client.get("/desk/sign-in/back?state=x&code=y").status_code == 403


def test_over_https_the_secret_of_the_browser_is_in_a_cookie_that_no_neighbour_can_set(desk, local):
    eva = Person(desk, local, "eva", base_url="https://localhost")
    going = eva.sends("/desk/sign-in/provider", "/desk/sign-in")
    [cookie] = [one for one in going.headers.get_list("set-cookie") if "answerable-away" in one]
    name, _, rest = cookie.partition("=")
    assert name == "__Host-answerable-away"
    assert {"HttpOnly", "Secure", "Path=/", "Max-Age=600", "SameSite=lax"} <= set(rest.split("; "))
    assert rest.partition(";")[0] not in going.text


def test_who_comes_back_without_having_left_is_led_to_the_sign_in(desk, local):
    eva = Person(desk, local, "eva")
    for query in ("", "?state=x&code=y", "?error=access_denied&error_description=<b>x</b>", "?state=&code=", "?state=a&state=b"):
        page = eva.sees(f"/desk/sign-in/back{query}", 401)
        assert "Begin again." in page
        assert "<b>x</b>" not in page
    assert local.asked == []


def test_an_address_with_somebody_elses_answer_signs_nobody_in(desk, local):
    """Login CSRF: a stranger lures somebody to the address at which the stranger would be signed in."""
    stranger, eva = Person(desk, local, "stranger"), Person(desk, local, "eva")
    link = invited(desk.app.state.people, "stranger", Role.EDITOR)
    stranger.through(f"{link}/provider", link, name="A Stranger")
    stranger.sends("/desk/sign-out", "/desk/account")
    lure = local.goes_through(stranger.sent("/desk/sign-in/provider", "/desk/sign-in"), "stranger")
    eva.sent("/desk/sign-in/provider", "/desk/sign-in")
    refused = eva.client.get("/desk/sign-in/back", params=lure, follow_redirects=False)
    assert refused.status_code == 401
    assert not eva.client.cookies.get("answerable-desk")


def test_a_provider_that_is_down_is_told_and_a_password_still_does(desk, local):
    people = desk.app.state.people
    people.accounts.create_admin(name="Ada Adler", email="ada@example.org", password=PASSWORD, door="command line")
    local.down = True
    ada = Person(desk, local, "ada")
    told = ada.sends("/desk/sign-in/provider", "/desk/sign-in", next="/desk/people")
    assert told.status_code == 502
    page = unescape(told.text)
    assert "does not work at the moment." in page
    assert 'value="/desk/people"' in page
    assert "ConnectError" not in page
    assert ada.sends("/desk/sign-in", "/desk/sign-in", email="ada@example.org", password=PASSWORD).is_redirect


def test_a_link_of_an_invitation_that_is_over_is_told_as_ever(desk, local):
    eva = Person(desk, local, "eva")
    assert eva.sends("/desk/invitations/x/provider", "/desk/sign-in", name="Eva").status_code == 410


def test_an_invitation_without_a_name_is_not_taken_there(desk, local):
    eva = Person(desk, local, "eva")
    link = invited(desk.app.state.people, "eva", Role.EDITOR)
    told = eva.sends(f"{link}/provider", link, name="")
    assert told.status_code == 400
    assert "A name is missing" in told.text
    assert local.asked == []


def test_where_passwords_are_off_no_page_asks_for_one(tmp_path, local):
    settings = site(tmp_path, local, local_passwords=False)
    with App.open(settings.library) as app, TestClient(create(app, settings), base_url=ADDRESS) as client:
        desk = prepared(client, local)
        eva = Person(desk, local, "eva")
        link = invited(desk.app.state.people, "eva", Role.ADMINISTRATOR)
        for page in ("/desk/sign-in", link):
            assert 'type="password"' not in eva.sees(page)
        refused = eva.sends("/desk/sign-in", "/desk/sign-in", email="eva@example.org", password=PASSWORD)
        assert refused.status_code == 401
        assert eva.through(f"{link}/provider", link, name="Eva Eder", factor=True).headers["location"] == "/desk"
        assert 'type="password"' not in eva.sees("/desk/account")
        assert "Example Hospital" in eva.sees("/desk/account")


def test_without_a_provider_no_page_speaks_of_one(client):
    page = client.get("/desk/sign-in").text
    assert "Or with a password" not in page
    assert "/desk/sign-in/provider" not in page
    token = _TOKEN.search(page)[1]
    assert client.post("/desk/sign-in/provider", data={"csrf": token}).status_code == 404
    assert client.get("/desk/sign-in/back").status_code == 404

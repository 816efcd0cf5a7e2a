"""Signing in, second factors, accounts and the board, as people meet them in a browser without scripts."""

import json
import re
from html import unescape

import pytest
from desk_people import PASSWORD, QUICK
from pyotp.totp import TOTP
from software_authenticator import SoftwareAuthenticator
from starlette.testclient import TestClient
from visitors import ADDRESS

from answerable.app.people import People
from answerable.people.model import Account, Role

_TOKEN = re.compile(r'name="csrf" value="([0-9a-f]+)"')


class Person:
    """Somebody with a browser of their own."""

    def __init__(self, client: TestClient) -> None:
        self.client = TestClient(client.app, base_url=ADDRESS)

    def sees(self, page: str, status: int = 200) -> str:
        got = self.client.get(page, headers={"Accept": "text/html"})
        assert got.status_code == status, got.text
        return unescape(got.text)

    def sends(self, address: str, page: str, **fields: object):
        found = _TOKEN.search(self.client.get(page).text)
        assert found, f"{page} has no form"
        return self.client.post(address, data={"csrf": found[1], **fields}, follow_redirects=False)

    def signs_in(self, email: str, password: str = PASSWORD, to: str = ""):
        return self.sends("/desk/sign-in", f"/desk/sign-in?next={to}", email=email, password=password, next=to)

    def sets_up(self) -> str:
        """Sets up an authenticator; returns its secret."""
        self.sends("/desk/account/factors/authenticator", "/desk/account/factors", name="Phone")
        page = self.sees("/desk/account/factors")
        secret = re.search(r"<code>([A-Z2-7]{32})</code>", page)[1]
        factor = re.search(r'name="factor" value="([0-9a-f]{24})"', page)[1]
        done = self.sends(
            "/desk/account/factors/authenticator/confirm", "/desk/account/factors", factor=factor, code=TOTP(secret).now()
        )
        assert done.status_code == 200, done.text
        assert len(re.findall(r"<li><code>\w{5}-\w{5}</code></li>", done.text.replace("\n  ", ""))) == 10
        return secret


@pytest.fixture
def served(client: TestClient) -> TestClient:
    client.app.state.people.hasher = QUICK
    return client


@pytest.fixture
def people(served: TestClient) -> People:
    return served.app.state.people


def an_account(people: People, name: str, *roles: Role) -> Account:
    invited = people.invitations.invite(name=f"{name} Adler", email=f"{name}@example.org", roles=roles, by=None, door="test")
    return people.invitations.accept(invited.secret, name="", password=PASSWORD, door="test")


def test_an_administrator_invites_and_whoever_is_invited_comes_in(served, people):
    people.accounts.create_admin(name="Ada Adler", email="ada@example.org", password=PASSWORD, door="command line")
    ada, eva = Person(served), Person(served)
    assert ada.signs_in("ada@example.org").headers["location"].startswith("/desk/account/factors")
    ada.sets_up()
    invited = ada.sends(
        "/desk/people/invite",
        "/desk/people",
        name="Eva",
        email="eva@example.org",
        employer="St Mary's",
        role=["editor", "author"],
    )
    assert invited.status_code == 200
    link = re.search(r"/desk/invitations/[\w-]{43}", invited.text)[0]
    assert "No mail is set up" in invited.text
    assert "eva@example.org" in eva.sees(link)
    differ = eva.sends(link, link, name="Eva Eder", password=PASSWORD, again="something else")
    assert "not the same" in differ.text
    made = eva.sends(link, link, name="Eva Eder", password=PASSWORD, again=PASSWORD)
    assert made.headers["location"] == "/desk/sign-in"
    assert eva.signs_in("eva@example.org", to="/desk/account").headers["location"] == "/desk/account"
    page = eva.sees("/desk/account")
    assert "Eva Eder" in page
    assert "author, editor" in page
    assert "was used, is over" in eva.sees(link, 410)
    assert "Your roles do not permit" in eva.sees("/desk/people", 403)


def test_who_is_not_signed_in_is_led_to_the_sign_in_and_back(served, people):
    an_account(people, "eva", Role.EDITOR)
    eva = Person(served)
    led = eva.client.get("/desk/board?x=1", follow_redirects=False)
    assert led.status_code == 303
    assert led.headers["location"] == "/desk/sign-in?next=/desk/board%3Fx%3D1"
    assert eva.signs_in("eva@example.org", to="/desk/board?x=1").headers["location"] == "/desk/board?x=1"
    assert eva.client.get("/desk/board", headers={"Accept": "application/json"}).status_code == 200
    other = Person(served)
    refused = other.client.get("/desk/board", headers={"Accept": "application/json"})
    assert (refused.status_code, refused.json()["type"]) == (401, "urn:answerable:problem:sign-in-needed")


@pytest.mark.parametrize(
    "to",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/desk//evil.example",
        "/deskevil",
        "javascript:x",
        "/desk/\nx",
    ],
)
def test_a_sign_in_never_leads_elsewhere(served, people, to):
    an_account(people, "eva", Role.EDITOR)
    done = Person(served).sends("/desk/sign-in", "/desk/sign-in", email="eva@example.org", password=PASSWORD, next=to)
    assert done.headers["location"] == "/desk"


def test_a_wrong_name_and_a_wrong_password_look_the_same(served, people):
    an_account(people, "eva", Role.EDITOR)
    pages = []
    for email, password in (("eva@example.org", "wrong kettle here"), ("nob@example.org", PASSWORD)):
        person = Person(served)
        got = person.signs_in(email, password)
        assert got.status_code == 401
        assert "set-cookie" not in got.headers or "desk" not in got.headers["set-cookie"]
        text = re.sub(r'nonce="[^"]*"|value="[^"]*"', "", got.text)
        pages.append(text)
    assert pages[0] == pages[1]


def test_the_cookie_of_a_session_is_out_of_reach_and_pages_of_the_desk_are_kept_by_nobody(served, people):
    an_account(people, "eva", Role.EDITOR)
    eva = Person(served)
    signed = eva.signs_in("eva@example.org")
    [cookie] = [one for one in signed.headers.get_list("set-cookie") if one.startswith("answerable-desk=")]
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
    for page in (
        "/desk/account",
        "/desk/sign-in",
        "/desk/credential",
        "/desk/disclosures",
        "/desk/board",
        "/desk/account/factors",
    ):
        assert eva.client.get(page).headers["cache-control"] == "no-store", page


def test_by_https_the_cookie_is_of_this_host_alone(served, people):
    an_account(people, "eva", Role.EDITOR)
    eva = Person(served)
    eva.client = TestClient(served.app, base_url="https://localhost")
    signed = eva.signs_in("eva@example.org")
    [cookie] = [one for one in signed.headers.get_list("set-cookie") if "answerable-desk=" in one]
    assert cookie.startswith("__Host-answerable-desk=")
    assert "Secure" in cookie


def test_no_password_is_taken_where_others_can_read_it(served, people):
    an_account(people, "eva", Role.EDITOR)
    eva = Person(served)
    eva.client = TestClient(served.app, base_url="http://192.0.2.7")
    assert "plain HTTP" in eva.signs_in("eva@example.org").text


def test_signing_out_ends_the_session_at_the_server(served, people):
    an_account(people, "eva", Role.EDITOR)
    eva = Person(served)
    eva.signs_in("eva@example.org")
    token = eva.client.cookies["answerable-desk"]
    eva.sends("/desk/sign-out", "/desk/account")
    assert people.sign_ins.session_of(token) is None
    assert eva.client.get("/desk/account", follow_redirects=False).status_code == 303


def test_a_reviewer_is_not_in_before_the_second_factor_is_set_up(served, people):
    an_account(people, "rita", Role.CLINICAL_REVIEWER)
    rita = Person(served)
    rita.signs_in("rita@example.org")
    for page in ("/desk/account", "/desk/board", "/desk/credential"):
        assert rita.client.get(page, follow_redirects=False).headers["location"].startswith("/desk/account/factors?next=")
    before = rita.client.cookies["answerable-desk"]
    rita.sets_up()
    assert rita.client.cookies["answerable-desk"] != before
    assert "rita Adler" in rita.sees("/desk/account")


def test_the_second_factor_is_asked_for_and_a_code_is_good_once(served, people):
    an_account(people, "rita", Role.CLINICAL_REVIEWER)
    first, again = Person(served), Person(served)
    first.signs_in("rita@example.org")
    secret = first.sets_up()
    assert again.signs_in("rita@example.org", to="/desk/board?a=1&b=2").headers["location"] == (
        "/desk/factor?next=/desk/board%3Fa%3D1%26b%3D2"
    )
    assert again.client.get("/desk/board", follow_redirects=False).headers["location"].startswith("/desk/factor?next=")
    used = again.sends("/desk/factor", "/desk/factor", code=TOTP(secret).now(), next="/desk/board")
    assert used.status_code == 401
    assert "used already" in used.text
    later = TOTP(secret).at(people.clock().timestamp() + 30)  # a device whose clock is half a minute ahead
    done = again.sends("/desk/factor", "/desk/factor", code=later, next="/desk/board")
    assert done.headers["location"] == "/desk/board"
    assert again.client.get("/desk/board").status_code == 200


def test_a_passkey_is_made_and_signs_in(served, people):
    an_account(people, "rita", Role.CLINICAL_REVIEWER)
    rita, key = Person(served), SoftwareAuthenticator()
    rita.signs_in("rita@example.org")
    options = rita.sends("/desk/account/factors/passkey/options", "/desk/account/factors")
    made = key.registers(options.text)
    done = rita.sends("/desk/account/factors/passkey", "/desk/account/factors", response=json.dumps(made), name="Key")
    assert "Recovery codes" in done.text
    again = Person(served)
    again.signs_in("rita@example.org")
    options = again.sends("/desk/factor/passkey/options", "/desk/factor").text
    broken = again.sends("/desk/factor/passkey", "/desk/factor", response="{")
    assert broken.status_code == 401
    done = again.sends("/desk/factor/passkey", "/desk/factor", response=json.dumps(key.signs(options)), next="/desk/account")
    assert done.headers["location"] == "/desk/account"


def test_one_ends_ones_sessions_and_changes_ones_password(served, people):
    eva_account = an_account(people, "eva", Role.EDITOR)
    here, there = Person(served), Person(served)
    here.signs_in("eva@example.org")
    there.signs_in("eva@example.org")
    here.sends("/desk/account/sessions/end", "/desk/account", which="others")
    assert there.client.get("/desk/account", follow_redirects=False).status_code == 303
    weak = here.sends("/desk/account/password", "/desk/account", old=PASSWORD, new="password1234", again="password1234")
    assert weak.status_code == 422
    assert "guessed first" in weak.text
    done = here.sends(
        "/desk/account/password", "/desk/account", old=PASSWORD, new="maple quince harbour", again="maple quince harbour"
    )
    assert done.headers["location"] == "/desk/account?done=password"
    here.sends("/desk/account/sessions/end", "/desk/account", which="all")
    assert people.sign_ins.own(eva_account) == ()


def test_one_changes_ones_name_and_employer(served, people):
    eva = an_account(people, "eva", Role.EDITOR)
    person = Person(served)
    person.signs_in("eva@example.org")
    done = person.sends("/desk/account/own", "/desk/account", name="Eva  Eder", employer="St Mary's")
    assert done.headers["location"] == "/desk/account?done=own"
    now = people.accounts.find(eva.id)
    assert (now.name, now.employer) == ("Eva Eder", "St Mary's")
    assert "name is missing" in person.sends("/desk/account/own", "/desk/account", name=" ").text


def test_a_change_of_roles_counts_at_the_next_request(served, people):
    eva = an_account(people, "eva", Role.EDITOR)
    person = Person(served)
    person.signs_in("eva@example.org")
    assert person.client.get("/desk/board").status_code == 200
    people.accounts.change_roles(eva.id, [], by=None, door="test")
    assert person.client.get("/desk/board").status_code == 403
    people.accounts.set_active(eva.id, False, by=None, door="test")
    assert person.client.get("/desk/board", follow_redirects=False).status_code == 303


def test_a_member_fills_in_and_another_verifies_and_everybody_sees_what_was_agreed_to(served, people):
    an_account(people, "rita", Role.CLINICAL_REVIEWER)
    an_account(people, "eva", Role.EDITOR)
    rita, eva, anybody = Person(served), Person(served), Person(served)
    assert "Nobody has been named" in anybody.sees("/board")
    rita.signs_in("rita@example.org")
    rita.sets_up()
    fields = {
        "degree": "MD", "specialties": "Cardiology, Family medicine", "authority": "GMC", "number": "Reg 77", "country": "UK",
        "expires": "2099-01-01", "orcid": "0000-0002-1825-0097", "shown": ["name", "degree", "specialties", "disclosures"],
    }  # fmt: skip
    wrong = rita.sends("/desk/credential", "/desk/credential", **{**fields, "orcid": "0000-0002-1825-0098"})
    assert wrong.status_code == 400
    assert "no ORCID" in wrong.text
    assert rita.sends("/desk/credential", "/desk/credential", **fields).headers["location"] == "/desk/credential?done=yes"
    nothing = rita.sends("/desk/disclosures", "/desk/disclosures")
    assert "Nothing was disclosed" in nothing.text
    rita.sends(
        "/desk/disclosures",
        "/desk/disclosures",
        category0="consulting fees",
        company0="Oats Ltd",
        product0="Porridge",
        coauthors="B. C.",
    )
    assert "Nobody has been named" in anybody.sees("/board")
    own = people.accounts.find("rita@example.org").id
    assert rita.sends(f"/desk/board/{own}/verify", "/desk/board").status_code == 403
    eva.signs_in("eva@example.org")
    seen = re.search(r'name="seen" value="(\w+)"', eva.sees("/desk/board"))[1]
    unseen = eva.sends(f"/desk/board/{own}/verify", "/desk/board", seen="another")
    assert (unseen.status_code, "changed since you looked" in unseen.text) == (409, True)
    assert eva.sends(f"/desk/board/{own}/verify", "/desk/board", seen=seen).headers["location"] == "/desk/board"
    page = anybody.sees("/about/board")
    assert "rita Adler, MD" in page
    assert "Cardiology, Family medicine" in page
    assert "consulting fees: Oats Ltd, Porridge" in page
    for hidden in ("GMC", "Reg 77", "0000-0002", "rita@example.org", "B. C."):
        assert hidden not in page
    rita.sends("/desk/credential", "/desk/credential", **{**fields, "degree": "MD, PhD"})
    assert "Nobody has been named" in anybody.sees("/board")


def test_an_administrator_changes_roles_and_gives_a_way_back_in(served, people):
    people.accounts.create_admin(name="Ada Adler", email="ada@example.org", password=PASSWORD, door="command line")
    eva = an_account(people, "eva", Role.AUTHOR)
    ada = Person(served)
    ada.signs_in("ada@example.org")
    ada.sets_up()
    ada.sends(f"/desk/people/{eva.id}/roles", "/desk/people", role=["editor", "lay reviewer"])
    assert people.accounts.find(eva.id).roles == (Role.EDITOR, Role.LAY_REVIEWER)
    refused = ada.sends(f"/desk/people/{eva.id}/roles", "/desk/people", role=["administrator", "medical editor"])
    assert "an administrator can never approve" in refused.text
    unknown = ada.sends(f"/desk/people/{eva.id}/roles", "/desk/people", role=["king"])
    assert "no such role" in unknown.text
    assert "link" in ada.sends(f"/desk/people/{eva.id}/reset", "/desk/people").text
    ada.sends(f"/desk/people/{eva.id}/active", "/desk/people", active="no")
    assert not people.accounts.find(eva.id).active
    own = people.accounts.find("ada@example.org").id
    assert "last administrator" in ada.sends(f"/desk/people/{own}/active", "/desk/people", active="no").text
    ada.sends(f"/desk/people/{eva.id}/sessions", "/desk/people")
    invited = people.invitations.invite(name="X", email="x@example.org", roles=[], by=None, door="test")
    ada.sends(f"/desk/people/invitations/{invited.invitation.id}/take-back", "/desk/people")
    assert not [one for one in people.invitations.all() if one.email == "x@example.org"]
    assert ada.sends("/desk/people/nobody/roles", "/desk/people", role=["editor"]).status_code == 404


def test_strangers_who_fail_on_purpose_keep_nobody_waiting_in_their_own_browser(served, people):
    an_account(people, "eva", Role.EDITOR)
    eva, stranger = Person(served), Person(served)
    cookie = next(one for one in eva.signs_in("eva@example.org").headers.get_list("set-cookie") if "answerable-known" in one)
    assert re.match(r"answerable-known=[\w-]{22}\.[0-9a-f]{64};", cookie)
    assert {"httponly", "samesite=lax"} <= {part.strip().lower() for part in cookie.split(";")}
    eva.sends("/desk/sign-out", "/desk")
    for _ in range(people.settings.sign_in_tries):
        assert stranger.signs_in("eva@example.org", "guessed, and wrongly so").status_code == 401
    assert stranger.signs_in("eva@example.org").status_code == 429
    assert eva.signs_in("eva@example.org", to="/desk/account").headers["location"] == "/desk/account"

"""Every route of the desk with every role: who may is in the table, and nobody else gets in."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_people import PASSWORD, QUICK
from pyotp.totp import TOTP
from starlette.testclient import TestClient
from visitors import ADDRESS

from answerable.app import App
from answerable.entrypoints.web import create
from answerable.entrypoints.web.desk import door, router
from answerable.people.factors import needs_factor
from answerable.people.model import Role
from answerable.people.permissions import PERMITTED, Act
from answerable.settings import Settings

# Routes without an act of their own: for whoever comes, and for whoever has begun to sign in, on what is theirs alone.
FOR_ANYBODY = {
    ("GET", "/desk/sign-in"),
    ("POST", "/desk/sign-in"),
    ("POST", "/desk/sign-in/provider"),
    ("GET", "/desk/sign-in/back"),
    ("POST", "/desk/sign-out"),
    ("GET", "/desk/invitations/{secret}"),
    ("POST", "/desk/invitations/{secret}"),
    ("POST", "/desk/invitations/{secret}/provider"),
}
HALFWAY = {
    ("GET", "/desk/factor"),
    ("POST", "/desk/factor"),
    ("POST", "/desk/factor/passkey"),
    ("POST", "/desk/factor/passkey/options"),
    ("GET", "/desk/account/factors"),
    ("POST", "/desk/account/factors/authenticator"),
    ("POST", "/desk/account/factors/authenticator/confirm"),
    ("POST", "/desk/account/factors/passkey"),
    ("POST", "/desk/account/factors/passkey/options"),
    ("POST", "/desk/account/factors/codes"),
    ("POST", "/desk/account/factors/remove"),
}
_TOKEN = re.compile(r'name="csrf" value="([0-9a-f]+)"')


def routes() -> list[tuple[str, str]]:
    return sorted((method, route.path) for route in router.routes for method in route.methods - {"HEAD"})


def depends_on(method: str, path: str) -> list[object]:
    """Everything that a route depends on, at whatever depth."""
    [route] = [one for one in router.routes if one.path == path and method in one.methods]
    found, waiting = [], [route.dependant]
    while waiting:
        one = waiting.pop()
        found += [below.call for below in one.dependencies]
        waiting += one.dependencies
    return found


def acts_of(method: str, path: str) -> set[Act]:
    return {one.act for one in depends_on(method, path) if hasattr(one, "act")}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = Settings(library=tmp_path_factory.mktemp("desk") / "library", requests_per_minute=0)
    with App.open(settings.library) as app, TestClient(create(app, settings), base_url=ADDRESS) as client:
        client.app.state.people.hasher = QUICK
        yield client


@pytest.fixture(scope="module")
def browsers(served: TestClient) -> dict[Role | None, TestClient]:
    """A browser in which somebody of each role is signed in, and one in which nobody is."""
    people = served.app.state.people
    found: dict[Role | None, TestClient] = {None: TestClient(served.app, base_url=ADDRESS)}
    for role in Role:
        email = f"{role.name.lower()}@example.org"
        invited = people.invitations.invite(name=role.value, email=email, roles=[role], by=None, door="test")
        account = people.invitations.accept(invited.secret, name="", password=PASSWORD, door="test")
        begun = people.sign_ins.sign_in(email, PASSWORD, address="192.0.2.1")
        if needs_factor(account):
            setup = people.factors.begin_totp(begun.session, account, name="")
            code = TOTP(setup.secret).at(people.clock().timestamp())
            begun = people.factors.confirm_totp(begun.session, account, setup.factor, code).signed_in
        found[role] = TestClient(served.app, base_url=ADDRESS, cookies={door.COOKIE: begun.token})
    return found


def asked(browser: TestClient, method: str, path: str):
    """The answer to a request by a program, which says what is wrong and leads nowhere; a form brings its token."""
    filled = re.sub(r"\{\w+(?::\w+)?\}", "1", path)
    token = _TOKEN.search(browser.get("/").text)
    data = {"csrf": token[1]} if method == "POST" and token else None
    return browser.request(method, filled, data=data, headers={"Accept": "application/json"}, follow_redirects=False)


def test_every_route_of_the_desk_is_behind_the_door():
    for method, path in routes():
        if (method, path) in FOR_ANYBODY | HALFWAY:
            assert not acts_of(method, path)
        else:
            assert door.account in depends_on(method, path) or acts_of(method, path), f"{method} {path}"


@pytest.mark.parametrize(("method", "path"), [one for one in routes() if one not in FOR_ANYBODY])
def test_who_is_not_signed_in_gets_nowhere(method: str, path: str, browsers):
    refused = asked(browsers[None], method, path)
    assert refused.status_code == 401, refused.text
    assert "type" in refused.json()


@pytest.mark.parametrize(("method", "path"), [one for one in routes() if acts_of(*one)])
def test_a_role_reaches_what_its_acts_permit_and_nothing_else(method: str, path: str, browsers):
    acts = acts_of(method, path)
    for role in Role:
        answer = asked(browsers[role], method, path)
        may = all(role in PERMITTED[act] for act in acts)
        refused = answer.status_code == 403 and answer.json()["type"] == "urn:answerable:problem:not-permitted"
        assert answer.status_code not in {401, 500}, (role, answer.text)
        if not may:
            assert refused, (role, answer.text)


@pytest.mark.parametrize(("method", "path"), [one for one in routes() if acts_of(*one)])
def test_a_half_finished_sign_in_reaches_nothing(method: str, path: str, served: TestClient, browsers):
    people = served.app.state.people
    for role in (Role.CLINICAL_REVIEWER, Role.ADMINISTRATOR, Role.MEDICAL_EDITOR):
        begun = people.sign_ins.sign_in(f"{role.name.lower()}@example.org", PASSWORD, address="192.0.2.1")
        halfway = TestClient(served.app, base_url=ADDRESS, cookies={door.COOKIE: begun.token})
        refused = asked(halfway, method, path)
        assert (refused.status_code, refused.json()["type"]) == (401, "urn:answerable:problem:factor-needed")


def test_signing_asks_for_the_second_factor_once_more():
    """Whoever adds a route that signs depends on a factor that was given just now."""
    for method, path in routes():
        if Act.SIGN in acts_of(method, path) and method == "POST":
            assert door.fresh_factor in depends_on(method, path), path


def test_the_folder_of_the_desk_has_no_route_outside_its_router():
    rooms = Path(door.__file__).parent.glob("*.py")
    with_routes = {one.stem for one in rooms if "router = APIRouter(" in one.read_text(encoding="utf-8")} - {"__init__"}
    from answerable.entrypoints.web.desk import ROOMS

    assert with_routes == set(ROOMS)

"""Who is at the desk's door: the one place where it is decided who may do what. Every route of the desk depends on it."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address
from typing import TYPE_CHECKING, Annotated, cast
from urllib.parse import quote, urlsplit

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from answerable.entrypoints.web import visitor
from answerable.entrypoints.web.addresses import site
from answerable.entrypoints.web.middleware.limits import client_of, network_of
from answerable.entrypoints.web.problems import respond, wants_json
from answerable.errors import FactorNeeded, Problem, RequestRefused, SignInNeeded
from answerable.people.model import Account
from answerable.people.permissions import Act, require
from answerable.people.session import Session, Stage

if TYPE_CHECKING:
    from answerable.app.people import People
    from answerable.app.people.sessions import SignedIn

COOKIE = "answerable-desk"
KNOWN = "answerable-known"  # that somebody has signed in in this browser
START = "/desk"  # where a sign-in leads that began nowhere in particular
SIGN_IN, FACTOR, FACTORS = "/desk/sign-in", "/desk/factor", "/desk/account/factors"
DOOR = "web"  # how what is done here came in, for the ledger


def people(request: Request) -> People:
    """The people of this desk."""
    return cast("People", request.app.state.people)


def session(request: Request) -> tuple[Session, Account] | None:
    """The session that this request is made in, however far its sign-in is, with its account as it is now."""
    if not hasattr(request.state, "desk_session"):
        request.state.desk_session = people(request).sign_ins.session_of(token(request))
    return cast("tuple[Session, Account] | None", request.state.desk_session)


def token(request: Request) -> str:
    """The token of the session that the browser brings."""
    return request.cookies.get(visitor.cookie_name(request, COOKIE), "")


def begun(request: Request) -> tuple[Session, Account]:
    """The session, perhaps one whose second factor is still to come; raises `SignInNeeded`."""
    found = session(request)
    if found is None:
        raise SignInNeeded("This is for the people of the editorial desk.", "Sign in first.")
    return found


def account(request: Request) -> Account:
    """Who is signed in, as they are now; raises `SignInNeeded`, `FactorNeeded`."""
    found, who = begun(request)
    if found.stage is not Stage.WHOLE:
        missing = found.stage is Stage.SETTING_UP
        what = "Your roles need a second factor." if missing else "Your second factor is still to come."
        raise FactorNeeded(what, "Set one up." if missing else "Give it.", missing=missing)
    return who


def permitted(act: Act) -> Callable[[Request], Account]:
    """A dependency of every route that does this: who is signed in, where their roles permit it as they are now."""

    def allowed(request: Request) -> Account:
        who = account(request)
        require(who, act)
        return who

    allowed.__dict__["act"] = act  # for the test that walks every route with every role
    return allowed


def fresh_factor(request: Request, who: Annotated[Account, Depends(account)]) -> Account:
    """A dependency of what needs the second factor once more, such as signing; raises `FactorNeeded`."""
    if not people(request).factors.is_fresh(begun(request)[0]):
        raise FactorNeeded("This needs your second factor once more.", "Give it, and repeat what you did.")
    return who


# -- cookies and addresses


def led(request: Request, to: str, signed_in: SignedIn | None = None) -> Response:
    """A way on after a form, with the token of a session that was begun or got another one."""
    response = visitor.remembered(request, RedirectResponse(to, 303, headers={"Cache-Control": "no-store"}))
    if signed_in is not None:
        keep(request, response, signed_in)
    return response


def keep(request: Request, response: Response, signed_in: SignedIn) -> None:
    """Puts a session's token on a response."""
    age = int(people(request).sign_ins.limits.absolute.total_seconds())
    visitor.set_cookie(request, response, COOKIE, signed_in.token, age=age)
    if signed_in.session.stage is Stage.WHOLE and not people(request).sign_ins.knows(signed_in.account, known(request)):
        visitor.set_cookie(request, response, KNOWN, people(request).sign_ins.known(signed_in.account))


def known(request: Request) -> str:
    """What the browser kept of an earlier sign-in, or nothing."""
    return request.cookies.get(visitor.cookie_name(request, KNOWN), "")


def forget(request: Request, response: Response) -> None:
    """Takes the token out of the browser."""
    visitor.set_cookie(request, response, COOKIE, "", age=0)


def network(request: Request) -> str:
    """The network that a request comes from, as failures are counted for it."""
    return network_of(client_of(request.scope))


def way_on(request: Request, wanted: str | None = None) -> str:
    """Where a sign-in leads: a page of the desk, and never anywhere else, whatever an address says."""
    to = request.query_params.get("next", "") if wanted is None else wanted
    plain = to.isascii() and to.isprintable() and "\\" not in to and "//" not in to
    return to if plain and (to == "/desk" or to.startswith(("/desk/", "/desk?"))) else START


def host_and_origin(request: Request) -> tuple[str, str]:
    """The name and the origin that passkeys are made for."""
    origin = site(request)
    return urlsplit(origin).hostname or "localhost", origin


def safe_line(request: Request) -> None:
    """A dependency of every form with a password or a code: none is taken where others can read it on its way."""
    host = request.url.hostname or ""
    if visitor.is_secure(request) or host == "localhost" or _is_this_machine(host):
        return
    raise RequestRefused(
        "Passwords are not taken over plain HTTP, where others can read them.",
        "Come by https, or from the machine itself; whoever runs the server finds how in the documentation (trusted_proxies).",
    )


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


# -- who is not in


def on_sign_in_needed(request: Request, error: Exception) -> Response:
    """Leads a person to where they sign in or give their factor, and back; tells a program."""
    assert isinstance(error, Problem)
    if wants_json(request):
        return respond(request, error)
    asked = request.method in {"GET", "HEAD"}
    here = f"{request.url.path}{f'?{request.url.query}' if request.url.query else ''}" if asked else _came_from(request)
    if not isinstance(error, FactorNeeded):
        # A form that was filled in is not repeated by itself: the page says so.
        return led(request, f"{SIGN_IN}?next={quote(here)}") if asked else respond(request, error)
    found = session(request)
    to = FACTORS if error.missing or (found and found[0].stage is Stage.SETTING_UP) else FACTOR
    return led(request, f"{to}?next={quote(here)}")


def _came_from(request: Request) -> str:
    """The page that a form stood on, as far as the browser says."""
    parts = urlsplit(request.headers.get("referer", ""))
    return way_on(request, f"{parts.path}{f'?{parts.query}' if parts.query else ''}")

"""One's own second factors: an authenticator, a passkey, recovery codes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from answerable.app.people.factors import Added
from answerable.entrypoints.web import visitor
from answerable.entrypoints.web.desk import door
from answerable.entrypoints.web.desk.door import begun, people, safe_line
from answerable.entrypoints.web.desk.pages import private
from answerable.entrypoints.web.desk.signin import answered
from answerable.entrypoints.web.problems import respond, wants_json
from answerable.errors import FactorNeeded, Problem, SignInRefused, UsageProblem
from answerable.people.factors import Passkey, RecoveryCodes, Totp, needs_factor
from answerable.people.model import Account
from answerable.people.session import Session, Stage

router = APIRouter()
KINDS = {Totp: "authenticator", Passkey: "passkey", RecoveryCodes: "recovery codes"}


def setting_up(request: Request) -> tuple[Session, Account]:
    """Who may look at their factors: who is signed in, or sets up a first one; raises `FactorNeeded` where one is to be given."""
    session, who = begun(request)
    if session.stage is Stage.FACTOR:
        raise FactorNeeded("Your second factor is still to come.", "Give it.")
    return session, who


@router.get(door.FACTORS)
def factors(request: Request) -> Response:
    """One's own factors, and ways to add one."""
    return _page(request)


def _page(request: Request, refused: Problem | None = None) -> Response:
    session, who = setting_up(request)
    of = people(request).factors
    held, pending = of.of(who), of.pending(who)
    fresh = of.may_change(session, who)
    shown = pending if fresh else None
    return private(
        request,
        "desk/factors.html",
        status=refused.http_status if refused else 200,
        next=door.way_on(request),
        refused=refused,
        factors=[(one, KINDS[type(one)]) for one in held],
        pending=shown,
        # Drawn by our own code from an address of our own.
        code=Markup(shown.svg) if shown else "",  # noqa: S704
        fresh=fresh,
        first=session.stage is Stage.SETTING_UP,
        needed=needs_factor(who),
    )


async def _done(request: Request, act: Callable[[Session, Account, Mapping[str, str]], Response]) -> Response:
    """Does something with what a form was filled in with; what was wrong is told on the page."""
    filled = await visitor.posted(request)

    def done() -> Response:
        session, who = setting_up(request)
        try:
            return act(session, who, filled)
        except (SignInRefused, UsageProblem) as refused:
            if wants_json(request):
                return respond(request, refused)
            return _page(request, refused)

    return await run_in_threadpool(done)


def _added(request: Request, added: Added, to: str) -> Response:
    """On after a factor was added: over the recovery codes, where they were made, which are shown this once."""
    if not added.codes:
        return door.led(request, door.FACTORS, added.signed_in)
    request.state.desk_session = (added.signed_in.session, added.signed_in.account)
    response = private(request, "desk/codes.html", codes=added.codes, next=to)
    door.keep(request, response, added.signed_in)
    return response


@router.post("/desk/account/factors/authenticator", dependencies=[Depends(safe_line)])
async def begin_authenticator(request: Request) -> Response:
    """Makes a new authenticator, to be confirmed by a code of it."""

    def act(session: Session, who: Account, filled: Mapping[str, str]) -> Response:
        people(request).factors.begin_totp(session, who, name=filled.get("name", ""))
        return door.led(request, f"{door.FACTORS}?next={quote(door.way_on(request, filled.get('next', '')))}")

    return await _done(request, act)


@router.post("/desk/account/factors/authenticator/confirm", dependencies=[Depends(safe_line)])
async def confirm_authenticator(request: Request) -> Response:
    """Makes the new authenticator count."""

    def act(session: Session, who: Account, filled: Mapping[str, str]) -> Response:
        added = people(request).factors.confirm_totp(session, who, filled.get("factor", ""), filled.get("code", ""))
        return _added(request, added, door.way_on(request, filled.get("next", "")))

    return await _done(request, act)


@router.post("/desk/account/factors/passkey/options", dependencies=[Depends(safe_line)])
async def passkey_options(request: Request) -> Response:
    """What a browser makes a passkey with."""

    def act(session: Session, who: Account, filled: Mapping[str, str]) -> Response:
        options = people(request).factors.begin_passkey(session, who, host=door.host_and_origin(request)[0])
        return Response(options, media_type="application/json", headers={"Cache-Control": "no-store"})

    return await _done(request, act)


@router.post("/desk/account/factors/passkey", dependencies=[Depends(safe_line)])
async def add_passkey(request: Request) -> Response:
    """Takes the passkey that a browser made."""

    def act(session: Session, who: Account, filled: Mapping[str, str]) -> Response:
        host, origin = door.host_and_origin(request)
        response = answered(filled.get("response", ""))
        name = filled.get("name", "")
        added = people(request).factors.add_passkey(session, who, response, name=name, host=host, origin=origin)
        return _added(request, added, door.way_on(request, filled.get("next", "")))

    return await _done(request, act)


@router.post("/desk/account/factors/codes")
async def new_codes(request: Request) -> Response:
    """Makes new recovery codes and shows them once."""

    def act(session: Session, who: Account, filled: Mapping[str, str]) -> Response:
        codes = people(request).factors.new_codes(session, who)
        return private(request, "desk/codes.html", codes=codes, next=door.FACTORS)

    return await _done(request, act)


@router.post("/desk/account/factors/remove")
async def remove(request: Request) -> Response:
    """Takes a factor out."""

    def act(session: Session, who: Account, filled: Mapping[str, str]) -> Response:
        people(request).factors.remove(session, who, filled.get("factor", ""))
        return door.led(request, door.FACTORS)

    return await _done(request, act)

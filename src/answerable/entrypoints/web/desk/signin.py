"""Signing in and out, the second factor, and accepting an invitation."""

from __future__ import annotations

from urllib.parse import quote

import msgspec
from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from answerable.app.people.sessions import SignedIn
from answerable.entrypoints.web import visitor
from answerable.entrypoints.web.addresses import site
from answerable.entrypoints.web.desk import door
from answerable.entrypoints.web.desk.door import begun, people, safe_line
from answerable.entrypoints.web.desk.pages import private
from answerable.errors import Problem, SignInRefused, UsageProblem
from answerable.people.factors import Passkey, RecoveryCodes
from answerable.people.session import Stage

router = APIRouter()


@router.get(door.SIGN_IN)
def sign_in_form(request: Request) -> Response:
    """The form to sign in with."""
    found = door.session(request)
    if found and found[0].stage is Stage.WHOLE:
        return door.led(request, door.way_on(request))
    return sign_in_page(request, door.way_on(request))


def sign_in_page(request: Request, to: str, refused: Problem | None = None, email: str = "") -> Response:
    """The page to sign in on, with what was wrong."""
    of = people(request)
    return private(
        request,
        "desk/sign_in.html",
        status=refused.http_status if refused else 200,
        next=to,
        refused=refused,
        email=email,
        provider=of.elsewhere.name,
        passwords=of.settings.local_passwords,
    )


@router.post(door.SIGN_IN, dependencies=[Depends(safe_line)])
async def sign_in(request: Request) -> Response:
    """Takes name and password; leads to the second factor, or on."""
    filled = await visitor.posted(request)
    return await run_in_threadpool(_sign_in, request, filled.get("email", ""), filled.get("password", ""), filled.get("next", ""))


def _sign_in(request: Request, email: str, password: str, wanted: str) -> Response:
    to = door.way_on(request, wanted)
    try:
        signed = people(request).sign_ins.sign_in(
            email,
            password,
            address=door.network(request),
            browser=request.headers.get("user-agent", ""),
            known=door.known(request),
        )
    except SignInRefused as refused:
        return sign_in_page(request, to, refused, email)
    return come_in(request, signed, to)


def come_in(request: Request, signed: SignedIn, to: str) -> Response:
    """On from a sign-in: to the second factor where it is still to come, or to be set up."""
    if signed.session.stage is Stage.WHOLE:
        return door.led(request, to, signed)
    way = door.FACTOR if signed.session.stage is Stage.FACTOR else door.FACTORS
    return door.led(request, f"{way}?next={quote(to)}", signed)


@router.post("/desk/sign-out")
async def sign_out(request: Request) -> Response:
    """Ends the session."""
    await visitor.posted(request)
    return await run_in_threadpool(_sign_out, request)


def _sign_out(request: Request) -> Response:
    """Ends the session here first, and then leads to where it can be ended at the identity provider, where it was begun there."""
    of, found = people(request), door.session(request)
    of.sign_ins.sign_out(door.token(request))
    request.state.desk_session = None
    there = of.elsewhere.to_sign_out(found[0], back=f"{site(request)}{door.SIGN_IN}") if found else ""
    out = going_page(request, there, out=True) if there else door.led(request, door.SIGN_IN)
    door.forget(request, out)
    return out


def going_page(request: Request, address: str, *, out: bool) -> Response:
    """A page that leads on to the identity provider: a form of ours may lead nowhere else by itself (form-action)."""
    return private(request, "desk/going.html", address=address, provider=people(request).elsewhere.name, out=out)


# -- the second factor


@router.get(door.FACTOR)
def factor_form(request: Request) -> Response:
    """The form for the second factor: at sign-in, or once more before something that needs it."""
    return factor_page(request, door.way_on(request))


def factor_page(request: Request, to: str, refused: Problem | None = None) -> Response:
    """The page on which a second factor is given, with what was wrong."""
    session, who = begun(request)
    of = people(request)
    factors = of.factors.of(who)
    return private(
        request,
        "desk/factor.html",
        status=refused.http_status if refused else 200,
        next=to,
        refused=refused,
        again=session.stage is Stage.WHOLE,
        provider=of.elsewhere.name if session.stage is Stage.WHOLE and of.elsewhere.gives_factors(who) else "",
        own=bool(factors),
        passkey=any(isinstance(one, Passkey) for one in factors),
        paper=session.stage is Stage.FACTOR and any(isinstance(one, RecoveryCodes) for one in factors),
    )


@router.post(door.FACTOR, dependencies=[Depends(safe_line)])
async def factor(request: Request) -> Response:
    """Takes a code."""
    filled = await visitor.posted(request)
    return await run_in_threadpool(_factor, request, filled.get("code", ""), filled.get("next", ""))


def _factor(request: Request, code: str, wanted: str) -> Response:
    session, who = begun(request)
    to = door.way_on(request, wanted)
    try:
        signed = people(request).factors.give_code(session, who, code)
    except SignInRefused as refused:
        return factor_page(request, to, refused)
    return door.led(request, to, signed)


@router.post("/desk/factor/passkey/options", dependencies=[Depends(safe_line)])
async def passkey_options(request: Request) -> Response:
    """What a browser asks a passkey with."""
    await visitor.posted(request)

    def made() -> str:
        session, who = begun(request)
        return people(request).factors.ask_passkey(session, who, host=door.host_and_origin(request)[0])

    return Response(await run_in_threadpool(made), media_type="application/json", headers={"Cache-Control": "no-store"})


@router.post("/desk/factor/passkey", dependencies=[Depends(safe_line)])
async def passkey(request: Request) -> Response:
    """Takes what a passkey signed."""
    filled = await visitor.posted(request)
    return await run_in_threadpool(_passkey, request, filled.get("response", ""), filled.get("next", ""))


def _passkey(request: Request, response: str, wanted: str) -> Response:
    session, who = begun(request)
    to, (host, origin) = door.way_on(request, wanted), door.host_and_origin(request)
    try:
        signed = people(request).factors.give_passkey(session, who, answered(response), host=host, origin=origin)
    except SignInRefused as refused:
        return factor_page(request, to, refused)
    return door.led(request, to, signed)


def answered(response: str) -> object:
    """What a passkey answered, as the browser sent it in a form; raises `SignInRefused` where it is no JSON."""
    try:
        return msgspec.json.decode(response)
    except (msgspec.MsgspecError, RecursionError):
        raise SignInRefused("The passkey was not accepted.", "Try again, or use another second factor.") from None


# -- invitations


@router.get("/desk/invitations/{secret}")
def invitation(request: Request, secret: str) -> Response:
    """The form that makes an account of an invitation."""
    return invitation_page(request, secret)


def invitation_page(request: Request, secret: str, refused: Problem | None = None) -> Response:
    """The page on which an invitation is accepted, with what was wrong."""
    of = people(request)
    return private(
        request,
        "desk/invitation.html",
        status=refused.http_status if refused else 200,
        secret=secret,
        held=of.invitations.look_at(secret),
        refused=refused,
        provider=of.elsewhere.name,
        passwords=of.settings.local_passwords,
    )


@router.post("/desk/invitations/{secret}", dependencies=[Depends(safe_line)])
async def accept(request: Request, secret: str) -> Response:
    """Takes name and password of whoever was invited; leads to the sign-in."""
    filled = await visitor.posted(request)
    return await run_in_threadpool(
        _accept, request, secret, filled.get("name", ""), filled.get("password", ""), filled.get("again", "")
    )


def _accept(request: Request, secret: str, name: str, password: str, again: str) -> Response:
    try:
        if password != again:
            raise UsageProblem("The two passwords are not the same.", "Type the same one twice.")
        people(request).invitations.accept(secret, name=name, password=password, door=door.DOOR)
    except UsageProblem as refused:
        if refused.http_status == 410:
            raise
        return invitation_page(request, secret, refused)
    return door.led(request, door.SIGN_IN)

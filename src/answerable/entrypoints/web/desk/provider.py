"""Single sign-on: to the identity provider and back, to sign in, accept an invitation, connect an account, give a factor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from answerable.app.people.elsewhere import Back, Sent
from answerable.entrypoints.web import visitor
from answerable.entrypoints.web.addresses import site
from answerable.entrypoints.web.desk import door
from answerable.entrypoints.web.desk.account import account_page
from answerable.entrypoints.web.desk.door import account, begun, people, safe_line
from answerable.entrypoints.web.desk.pages import private
from answerable.entrypoints.web.desk.signin import come_in, factor_page, going_page, invitation_page, sign_in_page
from answerable.errors import Problem, ProviderProblem, SignInRefused, UsageProblem
from answerable.people.identity import AWAY, Purpose
from answerable.people.model import Account
from answerable.people.session import Stage

router = APIRouter()
Me = Annotated[Account, Depends(account)]
COOKIE = "answerable-away"
BACK = "/desk/sign-in/back"  # what the provider is told to lead back to; it stands in the how-to
REFUSED = (SignInRefused, ProviderProblem, UsageProblem)


async def _going(
    request: Request, sent: Callable[[Mapping[str, str], str], Sent], page: Callable[[Mapping[str, str], Problem], Response]
) -> Response:
    """Sends a browser to the provider, with a secret that it brings back."""
    filled = await visitor.posted(request)

    def going() -> Response:
        try:
            gone = sent(filled, f"{site(request)}{BACK}")
        except REFUSED as refused:
            if refused.http_status == 410:
                raise
            return page(filled, refused)
        response = going_page(request, gone.address, out=False)
        visitor.set_cookie(request, response, COOKIE, gone.secret, age=int(AWAY.total_seconds()))
        return response

    return await run_in_threadpool(going)


@router.post("/desk/sign-in/provider", dependencies=[Depends(safe_line)])
async def to_sign_in(request: Request) -> Response:
    """Sends somebody to the provider to sign in."""

    def sent(filled: Mapping[str, str], back: str) -> Sent:
        to = door.way_on(request, filled.get("next", ""))
        return people(request).elsewhere.to_sign_in(to=to, back=back, address=door.network(request))

    return await _going(
        request, sent, lambda filled, refused: sign_in_page(request, door.way_on(request, filled.get("next", "")), refused)
    )


@router.post("/desk/invitations/{secret}/provider", dependencies=[Depends(safe_line)])
async def to_accept(request: Request, secret: str) -> Response:
    """Sends somebody to the provider who accepts their invitation so."""

    def sent(filled: Mapping[str, str], back: str) -> Sent:
        of, name = people(request).elsewhere, filled.get("name", "")
        return of.to_accept(secret, name=name, back=back, address=door.network(request))

    return await _going(request, sent, lambda _, refused: invitation_page(request, secret, refused))


@router.post("/desk/account/identities", dependencies=[Depends(safe_line)])
async def to_connect(request: Request, who: Me) -> Response:
    """Sends somebody to the provider to connect their account; they gave a second factor just before."""

    def sent(filled: Mapping[str, str], back: str) -> Sent:
        of = people(request).elsewhere
        to = "/desk/account?done=connected"
        return of.to_connect(begun(request)[0], who, to=to, back=back, address=door.network(request))

    return await _going(request, sent, lambda _, refused: account_page(request, who, refused))


@router.post("/desk/factor/provider", dependencies=[Depends(safe_line)])
async def to_give_factor(request: Request, who: Me) -> Response:
    """Sends somebody to the provider to give their second factor once more."""

    def sent(filled: Mapping[str, str], back: str) -> Sent:
        to = door.way_on(request, filled.get("next", ""))
        return people(request).elsewhere.to_give_factor(who, to=to, back=back, address=door.network(request))

    return await _going(
        request, sent, lambda filled, refused: factor_page(request, door.way_on(request, filled.get("next", "")), refused)
    )


@router.post("/desk/account/identities/remove")
async def disconnect(request: Request, who: Me) -> Response:
    """Takes the connection of one's account with the provider out."""
    filled = await visitor.posted(request)

    def out() -> Response:
        try:
            people(request).elsewhere.disconnect(begun(request)[0], who, filled.get("identity", ""))
        except UsageProblem as refused:
            return account_page(request, who, refused)
        return door.led(request, "/desk/account?done=disconnected")

    return await run_in_threadpool(out)


@router.get(BACK, dependencies=[Depends(safe_line)])
def come_back(request: Request) -> Response:
    """Takes whoever the provider leads back; what it says counts once, and only in the browser that was sent there."""
    try:
        back = people(request).elsewhere.come_back(
            request.cookies.get(visitor.cookie_name(request, COOKIE), ""),
            request.query_params,
            back=f"{site(request)}{BACK}",
            address=door.network(request),
            browser=request.headers.get("user-agent", ""),
            here=door.session(request),
        )
    except REFUSED as refused:
        if refused.http_status == 410:
            raise
        response = _refused(request, refused)
    else:
        response = _led(request, back)
    visitor.set_cookie(request, response, COOKIE, "", age=0)
    return response


def _led(request: Request, back: Back) -> Response:
    if back.purpose in {Purpose.SIGN_IN, Purpose.INVITATION} and back.signed_in is not None:
        return come_in(request, back.signed_in, back.to or door.START)
    return door.led(request, back.to or door.START, back.signed_in)


def _refused(request: Request, refused: Problem) -> Response:
    """What was wrong: where somebody signs in, or, where somebody is signed in, on a page that leads on."""
    found = door.session(request)
    if found is not None and found[0].stage is Stage.WHOLE:
        return private(request, "desk/back.html", status=refused.http_status, refused=refused)
    return sign_in_page(request, door.START, refused)

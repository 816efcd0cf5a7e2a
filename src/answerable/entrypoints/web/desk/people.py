"""People's administration: who there is, inviting, roles, deactivating."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.responses import Response

from answerable.app.people.inviting import Invited
from answerable.entrypoints.web import visitor
from answerable.entrypoints.web.addresses import site
from answerable.entrypoints.web.desk import door
from answerable.entrypoints.web.desk.door import people, permitted
from answerable.entrypoints.web.desk.pages import private
from answerable.errors import NotPermitted, Problem, UsageProblem, VersionConflict
from answerable.people.model import Account, Role
from answerable.people.permissions import Act

router = APIRouter()
Administrator = Annotated[Account, Depends(permitted(Act.MANAGE_PEOPLE))]


@router.get("/desk/people")
def everybody(request: Request, who: Administrator) -> Response:
    """Every account, and whom one waits for."""
    return _page(request)


def _page(request: Request, refused: Problem | None = None, invited: Invited | None = None) -> Response:
    of = people(request)
    return private(
        request,
        "desk/people.html",
        status=refused.http_status if refused else 200,
        accounts=of.accounts.all(),
        invitations=of.invitations.all(),
        roles=tuple(Role),
        refused=refused,
        invited=invited,
        link=f"{site(request)}{invited.path}" if invited else "",
        mail=of.post is not None,
        provider=of.elsewhere.name,
        connected=of.elsewhere.connected(),
    )


async def _done(request: Request, act: Callable[[FormData], Response | None]) -> Response:
    """Does something with a form; what was wrong is told on the page."""
    await visitor.posted(request)
    form = await request.form(max_files=0)  # the same form, with every role that was ticked

    def done() -> Response:
        try:
            return act(form) or door.led(request, "/desk/people")
        except (UsageProblem, VersionConflict, NotPermitted) as refused:
            return _page(request, refused)

    return await run_in_threadpool(done)


def _roles(form: FormData) -> list[Role]:
    try:
        return [Role(str(value)) for value in form.getlist("role")]
    except ValueError:
        raise UsageProblem("There is no such role.", "Load the page again.") from None


@router.post("/desk/people/invite")
async def invite(request: Request, who: Administrator) -> Response:
    """Invites somebody; shows the link where no letter brings it."""

    def act(form: FormData) -> Response:
        invited = people(request).invitations.invite(
            name=str(form.get("name", "")),
            email=str(form.get("email", "")),
            employer=str(form.get("employer", "")),
            roles=_roles(form),
            by=who,
            door=door.DOOR,
            site=site(request),
        )
        return _page(request, invited=invited)

    return await _done(request, act)


@router.post("/desk/people/invitations/{invitation}/take-back")
async def take_back(request: Request, who: Administrator, invitation: str) -> Response:
    """Makes an invitation count no more."""
    return await _done(request, lambda form: people(request).invitations.take_back(invitation, by=who, door=door.DOOR))


@router.post("/desk/people/{account}/roles")
async def roles(request: Request, who: Administrator, account: str) -> Response:
    """Gives an account these roles and no others."""

    def act(form: FormData) -> None:
        people(request).accounts.change_roles(account, _roles(form), by=who, door=door.DOOR)

    return await _done(request, act)


@router.post("/desk/people/{account}/active")
async def active(request: Request, who: Administrator, account: str) -> Response:
    """Deactivates an account, or lets it in again."""

    def act(form: FormData) -> None:
        people(request).accounts.set_active(account, form.get("active") == "yes", by=who, door=door.DOOR)

    return await _done(request, act)


@router.post("/desk/people/{account}/sessions")
async def sessions(request: Request, who: Administrator, account: str) -> Response:
    """Ends every session of an account."""

    def act(form: FormData) -> None:
        people(request).accounts.end_sessions(account, by=who, door=door.DOOR)

    return await _done(request, act)


@router.post("/desk/people/{account}/reset")
async def reset(request: Request, who: Administrator, account: str) -> Response:
    """Gives somebody who lost password or second factor a way back in."""

    def act(form: FormData) -> Response:
        made = people(request).invitations.let_back_in(account, by=who, door=door.DOOR, site=site(request))
        return _page(request, invited=made)

    return await _done(request, act)

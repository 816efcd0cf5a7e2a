"""One's own account: sessions, password."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from answerable.entrypoints.web import visitor
from answerable.entrypoints.web.desk import door
from answerable.entrypoints.web.desk.door import account, begun, people, safe_line
from answerable.entrypoints.web.desk.pages import private
from answerable.errors import Problem, SignInRefused, UsageProblem, WeakPassword
from answerable.people.factors import needs_factor, usable
from answerable.people.model import Account

router = APIRouter()
Me = Annotated[Account, Depends(account)]


@router.get("/desk/account")
def own_account(request: Request, who: Me) -> Response:
    """What is kept of somebody, and where they are signed in."""
    return account_page(request, who)


def account_page(request: Request, who: Account, refused: Problem | None = None, done: str = "") -> Response:
    """The page of one's own account, with what was wrong or done."""
    of = people(request)
    return private(
        request,
        "desk/account.html",
        status=refused.http_status if refused else 200,
        refused=refused,
        done=done or request.query_params.get("done", ""),
        sessions=of.sign_ins.own(who),
        here=begun(request)[0].id,
        factors=usable(of.factors.of(who)),
        needed=needs_factor(who),
        provider=of.elsewhere.name,
        identities=of.elsewhere.of(who),
        password=of.accounts.has_password(who),
    )


@router.post("/desk/account/own")
async def change_own(request: Request, who: Me) -> Response:
    """Changes one's own name and employer."""
    filled = await visitor.posted(request)

    def change() -> Response:
        name, employer = filled.get("name", ""), filled.get("employer", "")
        try:
            people(request).accounts.change_own(who, name=name, employer=employer, door=door.DOOR)
        except UsageProblem as refused:
            return account_page(request, who, refused)
        return door.led(request, "/desk/account?done=own")

    return await run_in_threadpool(change)


@router.post("/desk/account/password", dependencies=[Depends(safe_line)])
async def change_password(request: Request, who: Me) -> Response:
    """Changes one's own password and ends one's other sessions."""
    filled = await visitor.posted(request)
    return await run_in_threadpool(_change, request, who, filled.get("old", ""), filled.get("new", ""), filled.get("again", ""))


def _change(request: Request, who: Account, old: str, new: str, again: str) -> Response:
    if new != again:
        return account_page(request, who, WeakPassword("The two new passwords are not the same.", "Type the same one twice."))
    try:
        people(request).accounts.change_password(who, old, new, session=begun(request)[0].id, door=door.DOOR)
    except (WeakPassword, SignInRefused) as refused:
        return account_page(request, who, refused)
    return door.led(request, "/desk/account?done=password")


@router.post("/desk/account/sessions/end")
async def end_sessions(request: Request, who: Me) -> Response:
    """Ends one's own sessions: the others, or all."""
    filled = await visitor.posted(request)
    every = filled.get("which") == "all"
    here = begun(request)[0].id

    def end() -> None:
        people(request).sign_ins.end_own(who, but="" if every else here, door=door.DOOR)

    await run_in_threadpool(end)
    response = door.led(request, door.SIGN_IN if every else "/desk/account?done=sessions")
    if every:
        door.forget(request, response)
    return response

"""The public page of the medical advisory board: what its members agreed to show."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from answerable.entrypoints.web.pages import page

if TYPE_CHECKING:
    from answerable.app.people import People
    from answerable.app.people.board import Member

router = APIRouter(include_in_schema=False)


def members(request: Request) -> tuple[Member, ...]:
    """Who stands on the page."""
    return cast("People", request.app.state.people).board.members()


@router.get("/board")
def board(request: Request) -> Response:
    """The members; where nobody stands here yet, the page that says so."""
    shown = members(request)
    return page(request, "board.html", members=shown) if shown else RedirectResponse("/about/board", 307)

"""The pages about the site: how it works, who answers for it, what it keeps; in the operator's own words where there are any."""

from __future__ import annotations

from functools import lru_cache

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from answerable import __version__
from answerable.app.own_pages import own_page
from answerable.entrypoints.web.board import members
from answerable.entrypoints.web.door import library, settings
from answerable.entrypoints.web.pages import page
from answerable.publication.pages import PAGES, Page, about_page

router = APIRouter(include_in_schema=False)

_FRESH = {"Cache-Control": "no-cache"}


@router.get("/about")
def about(request: Request) -> Response:
    """The list of these pages."""
    return page(request, "about_list.html", pages=tuple(PAGES.items()), operator=settings(request).operator_name)


@router.get("/about/{name}.md")
def about_markdown(request: Request, name: str) -> Response:
    """A page as Markdown, for machines."""
    return Response(_page(request, name).markdown, media_type="text/markdown; charset=utf-8", headers=_FRESH)


@router.get("/about/{name}")
def about_one(request: Request, name: str) -> Response:
    """A page about the site; the standard text on the board gives way to its members, once there are some."""
    shown = _page(request, name)
    if name == "board" and not shown.own and members(request):
        return RedirectResponse("/board", 307)
    # Sanitised when it was rendered.
    body = Markup(shown.html)  # noqa: S704
    operator = settings(request).operator_name
    return page(request, "about.html", shown=shown, body=body, operator=operator)


def _page(request: Request, name: str) -> Page:
    if name not in PAGES:
        raise HTTPException(404)
    web = settings(request)
    values = {
        "operator": web.operator_name or "an operator who has given no name",
        "contact": web.operator_contact or "the operator has given none",
        "retention_days": str(web.retention_days),
        "evidence_model": "turned on" if web.model else "turned off",
        "version": __version__,
    }
    return _made(name, own_page(library(request).opened.folder, name), tuple(values.items()))


@lru_cache(maxsize=64)
def _made(name: str, own: str | None, values: tuple[tuple[str, str], ...]) -> Page:
    return about_page(name, own, dict(values))

"""Visitors: the cookie that knows one's own answers, the token that a form has to bring, and what a form was filled in with.

The cookie is made when a page first needs it, holds chance alone, and says nothing about anybody. Its SHA-256 is the asker.
"""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Mapping
from hashlib import sha256

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from answerable.errors import StaleForm

COOKIE = "answerable"
KEPT = 365 * 24 * 3600  # seconds; what nobody submits is deleted long before
_MADE_HERE = re.compile(r"[A-Za-z0-9_-]{43}")
_FIELDS = 120  # the longest form is that of disclosures


def is_secure(request: Request) -> bool:
    """Whether the visitor came by https, perhaps through a proxy that is trusted to say so."""
    return request.url.scheme == "https"


def cookie_name(request: Request, name: str) -> str:
    """The name of a cookie: with `__Host-` where the connection is safe, for then no neighbour can set it."""
    return f"__Host-{name}" if is_secure(request) else name


def set_cookie(request: Request, response: Response, name: str, value: str, *, age: int = KEPT) -> None:
    """Puts a cookie on a response: out of reach of scripts and of other sites' forms."""
    response.set_cookie(
        cookie_name(request, name), value, max_age=age, path="/", secure=is_secure(request), httponly=True, samesite="lax"
    )


def _key(request: Request) -> str:
    """The visitor's secret: the one that came, or a new one, which the response has to bring."""
    known: str | None = getattr(request.state, "visitor", None)
    if known is None:
        known = request.cookies.get(cookie_name(request, COOKIE), "")
        if not _MADE_HERE.fullmatch(known):
            known = secrets.token_urlsafe(32)
            request.state.visitor_is_new = True
        request.state.visitor = known
    return known


def asker(request: Request) -> str:
    """Who asks: the SHA-256 of the visitor's cookie; a visitor without one gets one with the response of `remembered`."""
    return sha256(_key(request).encode()).hexdigest()


def known_asker(request: Request) -> str:
    """Who asks, or nothing where the visitor brought no cookie; makes none."""
    came = request.cookies.get(cookie_name(request, COOKIE), "")
    return sha256(came.encode()).hexdigest() if _MADE_HERE.fullmatch(came) else ""


def token(request: Request) -> str:
    """What a form of this visitor has to bring back; it stands for as long as the server runs."""
    return hmac.new(request.app.state.secret, _key(request).encode(), sha256).hexdigest()


def remembered(request: Request, response: Response) -> Response:
    """The response with the visitor's cookie, where one was made for it."""
    if getattr(request.state, "visitor_is_new", False):
        set_cookie(request, response, COOKIE, _key(request))
    return response


REGION = "region"


def region_of(request: Request) -> str:
    """Whose emergency numbers a visitor chose in this browser, else those that the operator set."""
    from answerable.intake.warning_signs import REGIONS

    chosen = request.cookies.get(cookie_name(request, REGION))
    return chosen if chosen in REGIONS else str(request.app.state.web.region)


def reads_only(request: Request) -> bool:
    """Whether this site is only for reading."""
    return bool(request.app.state.web.read_only)


async def fields(request: Request) -> Mapping[str, str]:
    """What a form was filled in with, without looking at its token; files are left out."""
    form = await request.form(max_files=0, max_fields=_FIELDS)
    return {name: value.replace("\0", "") for name, value in form.multi_items() if not isinstance(value, UploadFile)}


async def posted(request: Request) -> Mapping[str, str]:
    """What a form was filled in with; raises `StaleForm` where it does not bring the token of its visitor."""
    filled = await fields(request)
    if not hmac.compare_digest(filled.get("csrf", "").encode(), token(request).encode()):
        raise StaleForm(
            "This form was opened before the server was started anew, or without cookies.",
            "Open the page again and send it once more.",
        )
    return filled

"""Problems: a page for a person, RFC 9457 for a program; a bug gets a number, and its traceback stays in the log."""

from __future__ import annotations

import logging
import re
import secrets
from http import HTTPStatus

import msgspec
from fastapi.exceptions import RequestValidationError
from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from answerable.entrypoints.web.logs import pattern_of
from answerable.entrypoints.web.pages import page
from answerable.errors import ArticleRemoved, CrisisHelp, IdentifiersFound, Problem, TooManyRequests

PROBLEM_JSON = "application/problem+json"
log = logging.getLogger("answerable.web")

_SAID: dict[int, tuple[str, str]] = {
    400: ("The request could not be read.", "Go back and try again."),
    404: ("There is no such page here.", "Look whether the address is whole, or begin at the home page."),
    405: ("That cannot be done with this page.", "Begin at the home page."),
    413: ("What was sent is more than this server reads.", "Send less."),
    500: ("Something went wrong on our side.", "Try again; if it happens again, tell whoever runs this site the number below."),
    503: ("The server cannot answer at the moment.", "Try again in a minute."),
}


class Line(Struct, frozen=True):
    """A telephone number, and who answers it."""

    number: str
    name: str


class Told(Struct, frozen=True):
    """The day of a notice, and its words."""

    day: str
    words: str


class ProblemDetails(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What RFC 9457 says of a problem: `type` names its code, `next_step` says what to do, `incident` finds it in the log.

    `call` is whom to call, number and name, where what was sent asks for help now; `redacted` is a text without what may name
    a person, to go on with; `notices` are the day and the words of what the editors say of an article that they removed.
    """

    type: str
    title: str
    status: int
    detail: str
    next_step: str = ""
    incident: str = ""
    call: tuple[Line, ...] = ()
    redacted: str = ""
    notices: tuple[Told, ...] = ()


_MEANT = re.compile(r"Did you mean “.*?”\? ")


def for_a_reader(next_step: str) -> str:
    """What somebody before a page can do next: where it names a command of the terminal, what leads on here instead."""
    if "'answerable " not in next_step:
        return next_step
    meant = _MEANT.match(next_step)
    return f"{meant[0] if meant else ''}Ask in other words, or search the evidence for what the library holds."


def wants_json(request: Request) -> bool:
    """Whether a program asks: under the API, or where JSON is accepted and pages are not."""
    accept = request.headers.get("accept", "")
    return request.url.path.startswith("/api/") or ("json" in accept and "html" not in accept)


def respond(request: Request, problem: Problem, *, incident: str = "") -> Response:
    """The response that tells a problem, in the form that is asked for."""
    status = problem.http_status
    headers = {"Cache-Control": "no-store"}
    if isinstance(problem, TooManyRequests):
        headers["Retry-After"] = str(problem.seconds)
    if wants_json(request):
        return _as_json(problem, status, headers, incident)
    if isinstance(problem, CrisisHelp):
        return page(request, "crisis.html", status=status, headers=headers, warnings=problem.warnings)
    title = HTTPStatus(status).phrase
    return page(
        request,
        "problem.html",
        status=status,
        headers=headers,
        title=title,
        problem=problem,
        next_step=for_a_reader(problem.next_step),
        code=status,
        incident=incident,
        notices=problem.notices if isinstance(problem, ArticleRemoved) else (),
    )


def _as_json(problem: Problem, status: int, headers: dict[str, str], incident: str) -> Response:
    details = ProblemDetails(
        type=f"urn:answerable:problem:{problem.code}",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=problem.what,
        next_step=problem.next_step,
        incident=incident,
        call=tuple(Line(*line) for line in dict.fromkeys(line for block in problem.warnings for line in block.lines))
        if isinstance(problem, CrisisHelp)
        else (),
        redacted=problem.redacted.text if isinstance(problem, IdentifiersFound) else "",
        notices=tuple(Told(*one) for one in problem.notices) if isinstance(problem, ArticleRemoved) else (),
    )
    return Response(msgspec.json.encode(details), status_code=status, headers=headers, media_type=PROBLEM_JSON)


async def refuse(scope: Scope, receive: Receive, send: Send, problem: Problem) -> None:
    """Answers a request with a problem, for a layer that does not pass it on."""
    await respond(Request(scope), problem)(scope, receive, send)


def on_problem(request: Request, error: Exception) -> Response:
    """What was raised on purpose."""
    assert isinstance(error, Problem)
    return respond(request, error)


def on_http(request: Request, error: Exception) -> Response:
    """What the framework refuses: no such page, no such method, a body that is too large."""
    assert isinstance(error, HTTPException)
    response = respond(request, _plain(error.status_code))
    response.headers.update(error.headers or {})
    return response


def on_invalid(request: Request, error: Exception) -> Response:
    """What does not have the form that was asked for: which part, and never what was sent."""
    assert isinstance(error, RequestValidationError)
    parts = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()[:5])
    return respond(
        request, _problem(422, f"The request does not have the form that is asked for ({parts}).", "See the API’s documentation.")
    )


def _plain(status: int) -> Problem:
    known = _SAID.get(status, _SAID[500] if status >= 500 else _SAID[400])
    return _problem(status, *known)


def _problem(status: int, what: str, next_step: str) -> Problem:
    problem = Problem(what, next_step)
    problem.http_status = status
    problem.code = f"http-{status}"
    return problem


class Incidents:
    """Turns a bug into a page with a number; the log has the number and the traceback, neither has what was asked."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and answers 500 where that ends in a bug."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except ClientDisconnect:
            return  # who sent half a request and went is no fault of ours, and fills no log
        except Exception:
            incident = secrets.token_hex(6)
            log.exception("incident", extra={"incident": incident, "path": pattern_of(scope)})
            if begun:
                return  # half a response cannot be mended; the connection ends
            await respond(Request(scope), _plain(500), incident=incident)(scope, receive, send)

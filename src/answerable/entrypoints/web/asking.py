"""Asking: a plain form, what has to be said before anything else, and true progress until the article is there.

The question is in the body of a form and nowhere else: in no address, no log, no cookie.
"""

from __future__ import annotations

from collections.abc import AsyncIterable, Mapping
from typing import TYPE_CHECKING, Annotated

from anyio import sleep
from fastapi import APIRouter, Depends, Header, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from answerable.entrypoints.web import visitor
from answerable.entrypoints.web.door import counted, room, settings, streams, takes_in
from answerable.entrypoints.web.middleware.limits import client_of
from answerable.entrypoints.web.pages import page
from answerable.entrypoints.web.problems import for_a_reader
from answerable.errors import CrisisHelp, IdentifiersFound, UnusableQuestion
from answerable.intake.model import Urgency, WarningBlock

if TYPE_CHECKING:
    from answerable.app.reading_room import Progress

router = APIRouter(include_in_schema=False)

Posted = Annotated[Mapping[str, str], Depends(visitor.posted)]
OVER = frozenset({"done", "failed"})
EVERY, SELDOM = 0.25, 1.0  # seconds between two looks at a job, soon after a stream began and later
SOON = 40  # looks
_FIRST_SHOWN = frozenset({Urgency.EMERGENCY, Urgency.URGENT})  # before the question is taken; the article shows all of them
_SEE_OTHER = 303


@router.post("/ask", dependencies=[Depends(takes_in)])
def ask(request: Request, form: Posted) -> Response:
    """Takes a question: first who it names and what is urgent, then the article's address, where progress is shown."""
    words, region = form.get("question", "").strip(), _region(request, form)
    if not words:
        return _again(request, "The question is empty.", "", region)
    reading = room(request)
    try:
        prepared = reading.look_at(words, region)
        crisis = tuple(warning for warning in prepared.warnings if warning.crisis)
        if crisis:
            return _help(request, prepared.warnings)
        if prepared.redacted.found:
            return _redacted(request, prepared.redacted.text, {one.kind for one in prepared.redacted.found}, region)
        urgent = tuple(warning for warning in prepared.warnings if warning.urgency in _FIRST_SHOWN)
        if urgent and not form.get("seen"):
            return page(request, "warnings.html", warnings=prepared.warnings, question=words, region=region)
        counted(request, "questions")
        address = reading.ask(words, visitor.asker(request), region=region)
    except UnusableQuestion as problem:
        return _again(request, str(problem), words, region)
    except IdentifiersFound as problem:
        return _redacted(request, problem.redacted.text, {one.kind for one in problem.redacted.found}, region)
    except CrisisHelp as problem:
        return _help(request, problem.warnings)
    taken = RedirectResponse(f"/articles/{address}", status_code=_SEE_OTHER)
    if region != visitor.region_of(request):
        visitor.set_cookie(request, taken, visitor.REGION, region)
    return visitor.remembered(request, taken)


def _region(request: Request, form: Mapping[str, str]) -> str:
    """The region that the form names, where it is one; else the one chosen before."""
    from answerable.intake.warning_signs import REGIONS

    chosen = form.get("region")
    return chosen if chosen in REGIONS else visitor.region_of(request)


def _again(request: Request, why: str, words: str, region: str) -> Response:
    """The form once more, with what was typed and what is the matter with it."""
    return page(request, "ask.html", status=422, headers=_KEPT_BY_NOBODY, why=why, question=words, region=region)


def _redacted(request: Request, text: str, kinds: set[str], region: str) -> Response:
    """The question without what may name a person, to go on with or to change; nothing of it was kept."""
    return page(request, "identifiers.html", headers=_KEPT_BY_NOBODY, question=text, kinds=sorted(kinds), region=region)


def _help(request: Request, warnings: tuple[WarningBlock, ...]) -> Response:
    """Who helps now, in place of an article; nothing of what was typed was kept, and nothing of it is shown."""
    return page(request, "crisis.html", headers=_KEPT_BY_NOBODY, warnings=warnings)


_KEPT_BY_NOBODY = {"Cache-Control": "no-store"}


# -- progress ---------------------------------------------------------------------------------------------------------


def progress_page(request: Request, address: str, progress: Progress) -> Response:
    """What the address of an article shows until the article is there, and why there is none where it failed."""
    name = "failed.html" if progress.state == "failed" else "progress.html"
    next_step = for_a_reader(progress.next_step)
    region = visitor.region_of(request)
    return page(request, name, headers=_KEPT_BY_NOBODY, address=address, progress=progress, next_step=next_step, region=region)


def _since(last: str) -> int:
    """The number of the last event that a browser has seen; 0 where it says none that we gave."""
    return int(last) if last.isascii() and last.isdigit() and len(last) < 10 else 0


LastEvent = Annotated[str, Header(alias="Last-Event-ID")]


def begun(request: Request, address: str, last: LastEvent = "") -> Progress:
    """How far an article is, before its stream begins; raises `NoSuchArticle` where there is none, and `TooManyRequests`."""
    streams(request).check(client_of(request.scope))
    return room(request).progress(address, _since(last))


def turn_begun(request: Request, address: str, number: int, last: LastEvent = "") -> Progress:
    """How far the answer to a follow-up question is; raises `NoSuchArticle` where it is not the asker's own."""
    streams(request).check(client_of(request.scope))
    return room(request).turn_progress(address, number, visitor.known_asker(request), _since(last))


@router.get("/articles/{address}/events", response_class=EventSourceResponse)
async def events(
    request: Request, address: str, progress: Annotated[object, Depends(begun)], last: LastEvent = ""
) -> AsyncIterable[ServerSentEvent]:
    """The stages of an article as they are reached, numbered, from after the last one that was seen."""
    async for event in _stream(request, address, progress, _since(last)):  # pyright: ignore[reportArgumentType]
        yield event


@router.get("/articles/{address}/follow-up/{number}/events", response_class=EventSourceResponse)
async def turn_events(
    request: Request, address: str, number: int, progress: Annotated[object, Depends(turn_begun)], last: LastEvent = ""
) -> AsyncIterable[ServerSentEvent]:
    """The stages of an answer to a follow-up question, in the same way."""
    async for event in _stream(request, f"{address}/{number}", progress, _since(last)):  # pyright: ignore[reportArgumentType]
        yield event


async def _stream(request: Request, key: str, progress: Progress, seen: int) -> AsyncIterable[ServerSentEvent]:
    """Events until it is over; an empty one where the server stops, whose browser then comes again."""
    place, looks = -1, 0
    with streams(request).one(client_of(request.scope)):
        while True:
            for event in progress.events:
                seen = event.number
                yield ServerSentEvent(event="stage", id=str(seen), data={"stage": event.stage, "text": event.text})
            if progress.state == "waiting" and progress.place != place:
                place = progress.place
                yield ServerSentEvent(event="place", data={"place": place})
            if progress.state in OVER:
                yield ServerSentEvent(event="over", data={"state": progress.state})
                return
            if request.app.state.stopping:
                return
            looks += 1
            await sleep(EVERY if looks < SOON else SELDOM)
            progress = await run_in_threadpool(room(request).progress, key, seen)


# -- one's own ---------------------------------------------------------------------------------------------------------


@router.get("/me")
def own(request: Request) -> Response:
    """One's own answers, newest first: those of this browser, and what is still on its way or came to nothing."""
    asker = visitor.known_asker(request)
    shown = room(request).own(asker) if asker else ()
    return page(request, "me.html", headers=_KEPT_BY_NOBODY, own=shown, days=settings(request).retention_days)


@router.post("/articles/{address}/delete", dependencies=[Depends(takes_in)])
def delete(request: Request, address: str, form: Posted) -> Response:
    """Deletes one's own answer at once, with its thread."""
    room(request).delete(address, visitor.known_asker(request))
    return RedirectResponse("/me", status_code=_SEE_OTHER)


@router.post("/articles/{address}/submit", dependencies=[Depends(takes_in)])
def submit(request: Request, address: str, form: Posted) -> Response:
    """Sends one's own answer to the editors."""
    room(request).submit(address, visitor.known_asker(request))
    return RedirectResponse(f"/articles/{address}", status_code=_SEE_OTHER)

"""What a handler has at hand: the library, the reading room, the settings, and what it counts against the visitor."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from starlette.requests import Request

from answerable.entrypoints.web.middleware.limits import Limits, Streams, client_of
from answerable.errors import ReadOnly

if TYPE_CHECKING:
    from threading import Lock

    from answerable.app import App
    from answerable.app.reading_room import ReadingRoom
    from answerable.settings import Settings


def library(request: Request) -> App:
    """The library that is served, its index opened once and by one thread only."""
    app = cast("App", request.app.state.library)
    with cast("Lock", request.app.state.opening):
        _ = app.opened.index
    return app


def room(request: Request) -> ReadingRoom:
    """The reading room of that library."""
    return cast("ReadingRoom", request.app.state.room)


def settings(request: Request) -> Settings:
    """What the operator set."""
    return cast("Settings", request.app.state.web)


def takes_in(request: Request) -> None:
    """A dependency of every route that takes something in; raises `ReadOnly` where the site is only for reading."""
    if settings(request).read_only:
        raise ReadOnly("This site shows what is published and takes nothing in.", "Read what is published.")


def counted(request: Request, kind: str) -> None:
    """Counts a question or a report against the visitor's address; raises `TooManyRequests` where it is one too many."""
    cast("Limits", request.app.state.limits).count(kind, client_of(request.scope))


def streams(request: Request) -> Streams:
    """The streams of progress that are open on this server."""
    return cast("Streams", request.app.state.streams)

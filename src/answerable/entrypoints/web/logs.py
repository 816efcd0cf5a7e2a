"""Logs: one line for each request and each incident, as text or JSON, without questions, addresses of answers, or who asked."""

from __future__ import annotations

import json
import logging
import sys
import time
from datetime import UTC, datetime
from traceback import StackSummary, extract_tb

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from answerable.settings import Settings

log = logging.getLogger("answerable.web.requests")
# What a line may carry besides time, level, name and message; whatever else a record holds stays out.
FIELDS = ("method", "path", "status", "ms", "bytes", "incident", "stage", "count")


class Line(logging.Formatter):
    """A line without anything that a person typed.

    Of an exception it has the kind and the places in the code, and not the message: that may quote what was asked. Of the
    lines of other packages it has the words of their code, without what was put into them.
    """

    def __init__(self, form: str) -> None:
        super().__init__()
        self.form = form

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line of text or JSON."""
        said: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage() if record.name.startswith("answerable") else str(record.msg),
            **{name: value for name in FIELDS if (value := getattr(record, name, None)) is not None},
        }
        error = record.exc_info[1] if record.exc_info else None
        places = _trace(error) if error else []
        if error:
            said["error"] = type(error).__qualname__
        if self.form == "json":
            return json.dumps({**said, "trace": places} if places else said, ensure_ascii=True)
        head = f"{said.pop('time')} {said.pop('level')!s:7} {said.pop('message')}"
        facts = [f"{name}={value}" for name, value in said.items() if name != "logger"]
        return "\n".join((" ".join((head, *facts)), *(f"    {place}" for place in places)))


def _trace(error: BaseException) -> list[str]:
    """Where an exception came about, and what it came of, the first cause last."""
    places: list[str] = []
    behind: BaseException | None = error
    while behind is not None and len(places) < 200:
        places.append(type(behind).__qualname__)
        frames: StackSummary = extract_tb(behind.__traceback__)
        places += [f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
        behind = behind.__cause__ or behind.__context__
    return places


def configure(settings: Settings) -> None:
    """Sends every log of this process to standard error in the form that is set."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Line(settings.log_format))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.log_level.upper())
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "asyncio", "alembic"):
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))


class RequestLog:
    """Logs each request when it is done: its method, the pattern of its path, status, milliseconds, bytes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status, size = time.perf_counter(), 0, 0

        async def sending(message: Message) -> None:
            nonlocal status, size
            status = message.get("status", status)
            size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, sending)
        finally:
            seconds = time.perf_counter() - began
            method = scope["method"] if scope["method"] in _METHODS else "other"
            fields = {
                "method": method,
                "path": pattern_of(scope),
                "status": status,
                "ms": round(seconds * 1000, 1),
                "bytes": size,
            }
            log.info("request", extra=fields)


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def method_of(scope: Scope) -> str:
    """The method of a request, or "other": a stranger may send any word."""
    return scope["method"] if scope["method"] in _METHODS else "other"


def pattern_of(scope: Scope) -> str:
    """The pattern of a request's path, never the path itself: the address of an answer is its key."""
    return str(getattr(scope.get("route"), "path", "")) or "-"

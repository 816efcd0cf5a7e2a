"""The application as a whole: its routers, what every request passes through, and what it starts and stops."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from importlib import import_module
from importlib.util import find_spec
from threading import Lock

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.middleware.gzip import GZipMiddleware

from answerable import __version__
from answerable.app import App
from answerable.app.background import Background
from answerable.entrypoints.web import problems
from answerable.entrypoints.web.desk.door import on_sign_in_needed
from answerable.entrypoints.web.logs import RequestLog
from answerable.entrypoints.web.metrics import Measured, Metrics
from answerable.entrypoints.web.middleware.head import HeadAsGet
from answerable.entrypoints.web.middleware.limits import Limits, RequestLimit, Streams
from answerable.entrypoints.web.middleware.origin import OwnOrigin, own_names
from answerable.entrypoints.web.middleware.security import SecurityHeaders
from answerable.entrypoints.web.signing import secret_of
from answerable.errors import Problem, SignInNeeded
from answerable.settings import Settings

# Modules of this package that have a `router`, in the order in which an address is looked for.
ROOMS = (
    "static",
    "exports",
    "machines",  # before the articles: the address of a Markdown twin would be one of an article
    "articles",  # early, since each address is tried on one after another and these are read most
    "claims",
    "changes",
    "home",
    "asking",
    "searching",
    "records",
    "about",
    "board",
    "ledger",
    "desk",
    "api",
    "health",
    "metrics",
)


def create(app: App, settings: Settings | None = None) -> FastAPI:
    """The web application on a library, with the settings of the environment where none are given."""
    web = settings or Settings.read(library=app.opened.folder)
    limits = Limits(
        requests_per_minute=web.requests_per_minute,
        questions_per_hour=web.questions_per_hour,
        reports_per_hour=web.reports_per_hour,
    )
    metrics = Metrics()
    made = FastAPI(
        title="Answerable",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=_open,
        middleware=[
            *_believed(web),
            Middleware(RequestLog),
            Middleware(Measured, metrics=metrics),
            Middleware(SecurityHeaders),
            Middleware(HeadAsGet),
            Middleware(problems.Incidents),
            Middleware(OwnOrigin, hosts=own_names(web.host, web.public_address)),
            Middleware(RequestLimit, limits=limits),
            Middleware(GZipMiddleware, minimum_size=500, compresslevel=5),
            Middleware(RequestBodyLimitMiddleware, max_body_size=web.body_limit),
        ],
    )
    made.add_exception_handler(Problem, problems.on_problem)
    made.add_exception_handler(SignInNeeded, on_sign_in_needed)
    made.add_exception_handler(HTTPException, problems.on_http)
    made.add_exception_handler(RequestValidationError, problems.on_invalid)
    made.state.library, made.state.web, made.state.limits, made.state.metrics = app, web, limits, metrics
    made.state.streams = Streams()
    made.state.secret = secret_of(web)
    made.state.stopping, made.state.opening = False, Lock()
    for router in _routers():
        made.include_router(router)
    return made


def _believed(web: Settings) -> list[Middleware]:
    """The layer that reads who a request is really from, where the operator trusts a proxy to say so."""
    if not web.trusted_proxies:
        return []
    from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

    return [Middleware(ProxyHeadersMiddleware, trusted_hosts=list(web.trusted_proxies))]


def _routers() -> list[APIRouter]:
    """The routers of the rooms that are there."""
    package = __package__ or ""
    return [import_module(f"{package}.{room}").router for room in ROOMS if find_spec(f"{package}.{room}")]


@asynccontextmanager
async def _open(made: FastAPI) -> AsyncGenerator[None]:
    """Starts the work that is done in the background, and stops it in peace."""
    state = made.state
    state.room = await run_in_threadpool(state.library.reading_room, state.web)
    state.people = await run_in_threadpool(lambda: state.library.people(state.web, desk=state.room.desk))
    background = Background(state.room, state.people)
    if not state.web.worker_apart:
        await run_in_threadpool(background.start)
    try:
        yield
    finally:
        state.stopping = True
        await run_in_threadpool(background.stop, float(state.web.stop_seconds))
        await run_in_threadpool(state.room.close)

"""Metrics for whoever runs it, in the form that Prometheus reads; told to this machine alone."""

from __future__ import annotations

from collections import Counter as Counted
from ipaddress import ip_address
from time import perf_counter

from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from answerable.entrypoints.web.door import room
from answerable.entrypoints.web.logs import method_of, pattern_of
from answerable.entrypoints.web.middleware.limits import client_of
from answerable.jobs.model import OPEN

router = APIRouter(include_in_schema=False)

_PASSED_ON = ("forwarded", "x-forwarded-for", "x-real-ip")


class Metrics:
    """What is counted of one server."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "answerable_requests",
            "Requests by method, pattern of the path and status.",
            ("method", "path", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "answerable_request_seconds",
            "Seconds until a response was sent, by pattern of the path.",
            ("path",),
            buckets=(0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.5, 1, 2, 5),
            registry=self.registry,
        )
        self.jobs = Gauge("answerable_jobs", "Questions that wait or are worked on.", ("state",), registry=self.registry)
        self.streams = Gauge("answerable_streams", "Streams of progress that are open.", registry=self.registry)


class Measured:
    """Counts each request and how long it took; a stream is counted, and its length is not a latency."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app, self.metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status, streams = perf_counter(), 0, False

        async def sending(message: Message) -> None:
            nonlocal status, streams
            if message["type"] == "http.response.start":
                status = message["status"]
                streams = any(
                    value.startswith(b"text/event-stream") for name, value in message["headers"] if name == b"content-type"
                )
                if streams:
                    self.metrics.streams.inc()
            await send(message)

        try:
            await self.app(scope, receive, sending)
        finally:
            path = pattern_of(scope)
            self.metrics.requests.labels(method_of(scope), path, str(status)).inc()
            if streams:
                self.metrics.streams.dec()
            else:
                self.metrics.seconds.labels(path).observe(perf_counter() - began)


def is_this_machine(request: Request) -> bool:
    """Whether a request comes from a program on this machine, and not through a proxy on it."""
    if any(name in request.headers for name in _PASSED_ON):
        return False
    try:
        return ip_address(client_of(request.scope)).is_loopback
    except ValueError:
        return False


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """Requests, latency, streams and jobs; to anybody but this machine there is no such page."""
    if not is_this_machine(request):
        raise HTTPException(404)
    states = Counted(job.state for job in room(request).desk.open_jobs())
    for state in OPEN:
        request.app.state.metrics.jobs.labels(state.value).set(states[state])
    return Response(generate_latest(request.app.state.metrics.registry), media_type=CONTENT_TYPE_LATEST)

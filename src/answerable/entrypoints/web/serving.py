"""Serving: one process that listens, tells its address, and stops in peace."""

from __future__ import annotations

import socket
from collections.abc import Callable
from types import FrameType

import uvicorn
from fastapi import FastAPI

from answerable.app import App
from answerable.entrypoints.web.logs import configure
from answerable.entrypoints.web.middleware.origin import LOOPBACK
from answerable.entrypoints.web.patience import InTime
from answerable.entrypoints.web.server import create
from answerable.errors import AddressInUse
from answerable.settings import Settings

BACKLOG = 2048


def serve(app: App, settings: Settings, tell: Callable[[str], None]) -> None:
    """Serves a library until it is told to stop; `tell` hears the address once the first page can be had.

    Raises `AddressInUse` where it cannot listen.
    """
    listening = listen(settings.host, settings.port)
    configure(settings)
    web = create(app, settings)
    config = uvicorn.Config(
        web,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # the application believes the proxies that are set, and nobody else
        lifespan="on",
        ws="none",
        timeout_graceful_shutdown=settings.stop_seconds,
        timeout_keep_alive=15,
        h11_max_incomplete_event_size=32_768,
        http=InTime,
    )
    port = listening.getsockname()[1]
    _Server(config, web, lambda: tell(address(settings.host, port))).run([listening])


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; raises `AddressInUse`, saying why not, where it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host.strip("[]"), port), family=family, backlog=BACKLOG)
    except OSError as error:
        raise AddressInUse(
            f"The server cannot listen on {address(host, port)}: {(error.strerror or 'no such address').lower()}.",
            "Choose another with --port or --host, or stop what listens there.",
        ) from error
    # What is accepted inherits it. The event loop sets it only on sockets that name their protocol, and without it the end of
    # each short answer waits 40 ms for the other side to acknowledge its beginning.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def address(host: str, port: int) -> str:
    """The address to type into a browser on this machine."""
    return f"http://{f'[{host}]' if ':' in host and not host.startswith('[') else host}:{port}/"


def exposed(settings: Settings) -> bool:
    """Whether others than this machine can reach a server that takes questions: readers need no account."""
    return settings.host not in LOOPBACK and not settings.read_only


class _Server(uvicorn.Server):
    """The server, which says when it is ready, and for which being told to stop is no failure."""

    def __init__(self, config: uvicorn.Config, web: FastAPI, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self.web, self.ready = web, ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Starts, and says so."""
        await super().startup(sockets)
        if self.started:
            self.ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stops in peace at the first signal: what streams ends by itself; at once at the second."""
        self.force_exit = self.should_exit
        self.should_exit = self.web.state.stopping = True

"""Where a request may come from: methods that change something only from our own pages, and only to a host that is ours."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from answerable.entrypoints.web.problems import refuse
from answerable.errors import Problem, RequestRefused, UnknownHost, UsageProblem

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_HOST = re.compile(r"(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?", re.ASCII)  # and nothing that an address could hide in
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})


class OwnOrigin:
    """Refuses what another site makes a browser send, and hosts that are not ours (a name that was pointed here by somebody).

    A browser says by `Sec-Fetch-Site` who made it send; an older one by `Origin`. A program says neither, and brings no cookies
    that a site could misuse.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self.app = app
        self.hosts = LOOPBACK | {host.lower() for host in hosts if host}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on what comes from where it may."""
        problem = self._wrong_with(scope) if scope["type"] == "http" else None
        await (refuse(scope, receive, send, problem) if problem else self.app(scope, receive, send))

    def _wrong_with(self, scope: Scope) -> Problem | None:
        if "\0" in scope["path"] or b"%00" in scope["query_string"]:  # PostgreSQL keeps no such text, and nobody types it
            return UsageProblem("The address holds a sign that no address has.", "Look whether it is whole.")
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self._is_ours(host):
            return UnknownHost(
                "The server was addressed by a name that it does not know as its own.",
                "Whoever runs it sets public_address to the address that readers use.",
            )
        if scope["method"] in SAFE:
            return None
        site = headers.get("sec-fetch-site")
        if site is not None:
            foreign = site not in {"same-origin", "none"}
        else:
            origin = headers.get("origin")
            foreign = origin is not None and urlsplit(origin).netloc.lower() != host.lower()
        if foreign:
            return RequestRefused(
                "This was sent from another site, and nothing was done.", "Open the page here and send it again."
            )
        return None

    def _is_ours(self, host: str) -> bool:
        if not _HOST.fullmatch(host):
            return False
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        return name.lower() in self.hosts or _is_number(name)


def _is_number(host: str) -> bool:
    """Whether a host is an address and no name; nobody can point a number here."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def own_names(host: str, public_address: str) -> set[str]:
    """The names under which a server on this interface may be addressed."""
    public = urlsplit(public_address).hostname if public_address else ""
    return {host, public or "", *(() if host in LOOPBACK else (platform.node(),))}

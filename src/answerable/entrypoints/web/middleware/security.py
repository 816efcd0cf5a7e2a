"""Security headers on every response, with a nonce of its own for each page's scripts; and nothing is fetched from elsewhere."""

from __future__ import annotations

import secrets

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media",
            "fullscreen", "geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection", "local-fonts",
            "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
            "screen-wake-lock", "serial", "usb", "window-management", "xr-spatial-tracking",
        )
    ),
}  # fmt: skip
HSTS = "max-age=31536000"  # for this host alone: what else runs under the operator's domain is not ours to decide
_POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
_UNCHANGED = 304


class SecurityHeaders:
    """Gives each request a nonce and each response its headers.

    A 304 has no policy: the browser keeps the one that came with the page that it shows, whose nonce the page names.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and adds to its response."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        scope.setdefault("state", {})["nonce"] = nonce

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                _dress(MutableHeaders(scope=message), message["status"], nonce, scope["scheme"] == "https")
            await send(message)

        await self.app(scope, receive, sending)


def _dress(headers: MutableHeaders, status: int, nonce: str, secure: bool) -> None:
    """Puts the headers on a response; what streams is kept by nobody."""
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    if status != _UNCHANGED:
        headers.setdefault("Content-Security-Policy", _POLICY.format(nonce=nonce))
    if secure:
        headers["Strict-Transport-Security"] = HSTS
    if headers.get("content-type", "").startswith("text/event-stream") or "cache-control" not in headers:
        headers["Cache-Control"] = "no-store"

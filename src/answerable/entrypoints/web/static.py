"""Static files: read once, each under an address that carries the hash of all, so that browsers may keep them for ever."""

from __future__ import annotations

import gzip
from functools import cache
from hashlib import sha256
from importlib.resources import files

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
    "webmanifest": "application/manifest+json",
    "txt": "text/plain; charset=utf-8",
}
_SQUEEZED = frozenset({"css", "js", "svg", "txt", "webmanifest"})
FOR_EVER = "public, max-age=31536000, immutable"

router = APIRouter(include_in_schema=False)


@cache
def _all() -> dict[str, bytes]:
    folder = files("answerable.entrypoints.web") / "static"
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file() and _kind(one.name) in _TYPES}


@cache
def _mark() -> str:
    """One hash over all files, since a module's relative import has to lead to its neighbour."""
    whole = sha256()
    for name, content in sorted(_all().items()):
        whole.update(name.encode() + b"\0" + sha256(content).digest())
    return whole.hexdigest()[:16]


@cache
def _squeezed(name: str) -> bytes:
    return gzip.compress(_all()[name], 9, mtime=0)


def _kind(name: str) -> str:
    return name.rpartition(".")[2]


def has(name: str) -> bool:
    """Whether there is such a file."""
    return name in _all()


def address(name: str) -> str:
    """Where a file is found; raises `KeyError` where there is none, since a template that names it is wrong."""
    _all()[name]
    return f"/static/{_mark()}/{name}"


@router.get("/static/{mark}/{name}")
def static_file(request: Request, mark: str, name: str) -> Response:
    """A static file; under the mark of another version it is today's, and not kept."""
    content = _all().get(name)
    if content is None:
        raise HTTPException(404)
    headers = {"Cache-Control": FOR_EVER if mark == _mark() else "no-cache", "Vary": "Accept-Encoding"}
    if _kind(name) in _SQUEEZED and "gzip" in request.headers.get("accept-encoding", ""):
        content, headers["Content-Encoding"] = _squeezed(name), "gzip"
    return Response(content, media_type=_TYPES[_kind(name)], headers=headers)


@router.get("/favicon.ico")
def favicon() -> Response:
    """The sign that browsers ask for by themselves."""
    if not has("favicon.ico"):
        return Response(status_code=204, headers={"Cache-Control": "public, max-age=86400"})
    return Response(_all()["favicon.ico"], media_type=_TYPES["ico"], headers={"Cache-Control": "public, max-age=86400"})

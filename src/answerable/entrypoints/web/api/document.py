"""The API as a whole: its routes, its OpenAPI document, and a plain page that tells it."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
from fastapi import APIRouter, Request
from fastapi.openapi.utils import get_openapi
from starlette.responses import Response

from answerable import __version__
from answerable.entrypoints.web.api import asking, reading
from answerable.entrypoints.web.api.schema import PROBLEM, components
from answerable.entrypoints.web.pages import page

PREFIX = "/api/v1"
_SAYS = """Cited clinical answers: every sentence of an answer names the exact words that bear it out.

One's own answers are those of the cookie that `POST /ask` sets. A question stands in the body of a request and nowhere else. What
goes wrong is told as RFC 9457 has it. Every limit that holds for the pages holds here."""

router = APIRouter()
_routes = APIRouter(prefix=PREFIX, responses=PROBLEM)
_routes.include_router(asking.router)
_routes.include_router(reading.router)
router.include_router(_routes)


@cache
def openapi() -> dict[str, Any]:
    """The OpenAPI document."""
    told = get_openapi(
        title="Answerable",
        version=__version__,
        description=_SAYS,
        routes=router.routes,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    schemas: dict[str, Any] = told.setdefault("components", {}).setdefault("schemas", {})
    given = components()
    for name in schemas.keys() & given.keys():
        if sorted(schemas[name].get("enum", ())) != sorted(given[name].get("enum", ())) or "enum" not in given[name]:
            raise RuntimeError(f"Two things are called {name} in the API.")
    schemas.update(given)
    return told


@router.get(f"{PREFIX}/openapi.json", include_in_schema=False)
def document() -> Response:
    """The OpenAPI document."""
    return Response(msgspec.json.encode(openapi()), media_type="application/json", headers={"Cache-Control": "no-cache"})


@router.get("/api", include_in_schema=False)
def told(request: Request) -> Response:
    """The API on a plain page, from the same document."""
    return page(request, "api.html", document=openapi(), operations=_operations())


@cache
def _operations() -> tuple[tuple[str, str, dict[str, Any]], ...]:
    """Every operation: its method, path and what the document says of it."""
    paths: dict[str, dict[str, Any]] = openapi()["paths"]
    return tuple((method.upper(), path, told) for path, methods in paths.items() for method, told in methods.items())

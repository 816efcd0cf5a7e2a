"""Every route of the web stands in its reference, and no route stands there that is not there."""

import re
from importlib import import_module

from pages import text_of
from starlette.routing import Route

from answerable.entrypoints.web.api.document import openapi
from answerable.entrypoints.web.server import ROOMS

PAGE = text_of("docs/reference/web.md")


def routes() -> set[tuple[str, str]]:
    """Every route: its method and the pattern of its path."""
    found: set[tuple[str, str]] = set()
    for room in ROOMS:
        for route in import_module(f"answerable.entrypoints.web.{room}").router.routes:
            if isinstance(route, Route) or hasattr(route, "methods"):
                found |= {(method, route.path.replace(":path}", "}")) for method in route.methods - {"HEAD"}}
    return found | {(method.upper(), path) for path, methods in openapi()["paths"].items() for method in methods}


def test_every_route_is_documented():
    documented = set(re.findall(r"^\| `(GET|POST|DELETE|PUT|PATCH) (/[^`]*)` \|", PAGE, re.MULTILINE))
    assert documented == routes()


def test_every_security_header_is_documented():
    from answerable.entrypoints.web.middleware.security import HEADERS

    for name in HEADERS:
        if name != "X-Permitted-Cross-Domain-Policies":
            assert f"`{name}`" in PAGE, name

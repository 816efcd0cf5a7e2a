"""The editorial desk: signing in, people, the board, and the workbench; every route is behind `door`."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from fastapi import APIRouter

# Modules of this package that have a `router`, in the order in which an address is looked for.
ROOMS = (
    "signin",
    "provider",
    "account",
    "factors",
    "people",
    "board",
    "dashboard",
    "submission",
    "revisions",
    "workbench",
    "certainty",
    "commenting",
    "editing",
    "commissioning",
    "published",
)

router = APIRouter(include_in_schema=False)
for _room in ROOMS:
    if find_spec(f"{__package__}.{_room}"):
        # The routes themselves and no routers within the router, so that whoever looks through them finds each.
        router.routes.extend(import_module(f"{__package__}.{_room}").router.routes)

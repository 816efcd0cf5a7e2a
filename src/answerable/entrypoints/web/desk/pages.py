"""Pages of the desk: kept by nobody, with who is signed in and what they may."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from answerable.entrypoints.web.desk import door
from answerable.entrypoints.web.pages import page
from answerable.people.permissions import Act, may
from answerable.people.session import Stage

# What stands in the desk's own menu: the address, its name, and the act that it needs, if any. Rooms add theirs.
MENU: list[tuple[str, str, Act | None]] = [
    ("/desk", "Desk", None),
    ("/desk/board", "Board", Act.READ_DESK),
    ("/desk/people", "People", Act.MANAGE_PEOPLE),
    ("/desk/account", "My account", None),
]


def private(request: Request, name: str, /, *, status: int = 200, **context: object) -> Response:
    """A page of the desk from a template that extends `desk/layout.html`."""
    found = door.session(request)
    who = found[1] if found and found[0].stage is Stage.WHOLE else None
    menu = [(address, called) for address, called, act in MENU if who and (act is None or may(who, act))]
    headers = {"Cache-Control": "no-store"}
    return page(request, name, status=status, headers=headers, me=who, menu=menu, Act=Act, may=may, **context)

"""The seals of the ledger, offered to everybody, so that they are kept where whoever runs the site has no say."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from answerable.entrypoints.web.door import room

router = APIRouter(include_in_schema=False)
ADDRESS = "/.well-known/answerable-ledger.json"


@router.get(ADDRESS)
def seals(request: Request) -> Response:
    """Every seal of the ledger, the newest last, as 'answerable ledger verify --root' reads them."""
    from answerable.app.ledger import LedgerRoom
    from answerable.app.ledger.proving import seals_file

    opened = room(request)
    content = seals_file(LedgerRoom(opened.library, opened.desk).seals())
    return Response(content, media_type="application/json", headers={"Cache-Control": "public, max-age=300"})

"""For whoever runs it: whether the process lives, and whether it can answer."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from answerable.entrypoints.web.door import library
from answerable.errors import Problem

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
def alive() -> JSONResponse:
    """The process lives."""
    return JSONResponse({"status": "alive"})


@router.get("/readyz")
def ready(request: Request) -> JSONResponse:
    """The library can be searched, or what is wrong; 503 while stopping."""
    if request.app.state.stopping:
        return JSONResponse({"status": "stopping"}, status_code=503)
    try:
        records = library(request).opened.library.searched().records
    except Problem as problem:
        return JSONResponse({"status": "not ready", "code": problem.code}, status_code=503)
    return JSONResponse({"status": "ready", "records": records})

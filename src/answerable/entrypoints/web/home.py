"""The first page: one question box, and what there is to read."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from answerable.entrypoints.web.pages import page

router = APIRouter(include_in_schema=False)

EXAMPLES = ("What is a back mouse?", "How is a back mouse treated?", "How effective is exercise for low back pain?")


@router.get("/")
def home(request: Request) -> Response:
    """The question box, examples that have answers, published articles, one's own answers."""
    return page(request, "home.html", examples=EXAMPLES)

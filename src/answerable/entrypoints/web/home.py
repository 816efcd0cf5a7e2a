"""The first page: one question box, and what there is to read."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from answerable.entrypoints.web import visitor
from answerable.entrypoints.web.door import room
from answerable.entrypoints.web.pages import page

router = APIRouter(include_in_schema=False)

# Each has an answer in the starter library, which a test sees to.
EXAMPLES = (
    "What is a back mouse?",
    "How is a back mouse treated?",
    "Does exercise help chronic low back pain?",
    "What are the warning signs of cauda equina syndrome?",
)
_SHOWN = 6


@router.get("/")
def home(request: Request) -> Response:
    """The question box, examples that have answers, published articles, one's own answers."""
    reading, asker = room(request), visitor.known_asker(request)
    return page(
        request,
        "home.html",
        examples=EXAMPLES,
        region=visitor.region_of(request),
        published=reading.published(count=_SHOWN),
        own=reading.own(asker)[:_SHOWN] if asker else (),
        topics=reading.topics()[:12],
        specialties=reading.specialties()[:12],
    )

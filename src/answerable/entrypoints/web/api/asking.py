"""The API's questions: asking, progress, follow-up questions, reports, deleting, sending to the editors."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from answerable.app.reading_room import Progress
from answerable.conversation import model as conversation
from answerable.conversation.model import Thread
from answerable.entrypoints.web import visitor
from answerable.entrypoints.web.api.schema import (
    NOTHING,
    Address,
    Asked,
    FollowedUp,
    Number,
    Reported,
    Taken,
    TakenTurn,
    given,
    gives,
)
from answerable.entrypoints.web.door import counted, room, settings, takes_in

router = APIRouter(tags=["asking"])

After = Annotated[int, Query(ge=0, le=1_000_000_000, description="The number of the last stage that is known already.")]
TAKES_IN = [Depends(takes_in)]
ACCEPTED = 202


@router.post("/ask", status_code=ACCEPTED, responses=gives(Taken, "The question was taken.", ACCEPTED), dependencies=TAKES_IN)
def ask(request: Request, asked: Asked) -> Response:
    """Ask a question.

    What names a person and what asks for help now is refused with a problem, and nothing of it is kept. The response sets the
    cookie that knows one's own answers.
    """
    counted(request, "questions")
    address = room(request).ask(asked.question, visitor.asker(request), region=asked.region or settings(request).region)
    progress = f"/api/v1/articles/{address}/progress"
    return visitor.remembered(request, given(Taken(address, progress), ACCEPTED, Location=progress))


@router.get("/articles/{address}/progress", responses=gives(Progress, "How far the answer is."))
def progress(request: Request, address: Address, after: After = 0) -> Response:
    """How far an answer is: its state and the stages that it has told; the article is there when it is done."""
    return given(room(request).progress(address, after))


@router.delete("/articles/{address}", status_code=204, responses=NOTHING, dependencies=TAKES_IN)
def delete(request: Request, address: Address) -> Response:
    """Delete one's own answer at once, with its thread."""
    room(request).delete(address, visitor.known_asker(request), door="api")
    return Response(status_code=204)


@router.post("/articles/{address}/submit", status_code=204, responses=NOTHING, dependencies=TAKES_IN)
def submit(request: Request, address: Address) -> Response:
    """Send one's own answer to the editors."""
    room(request).submit(address, visitor.known_asker(request), door="api")
    return Response(status_code=204)


@router.delete("/articles/{address}/thread", status_code=204, tags=["follow-up"], responses=NOTHING, dependencies=TAKES_IN)
def delete_thread(request: Request, address: Address) -> Response:
    """Delete one's own follow-up questions under anybody's article at once; what was sent to the editors stays with them."""
    room(request).delete_thread(address, visitor.known_asker(request))
    return Response(status_code=204)


@router.get("/articles/{address}/thread", tags=["follow-up"], responses=gives(Thread, "One's own follow-up questions."))
def thread(request: Request, address: Address) -> Response:
    """One's own follow-up questions under an article, with their answers."""
    return given(room(request).thread(address, visitor.known_asker(request)))


@router.post(
    "/articles/{address}/thread",
    tags=["follow-up"],
    status_code=ACCEPTED,
    responses=gives(TakenTurn, "The question was taken.", ACCEPTED),
    dependencies=TAKES_IN,
)
def follow_up(request: Request, address: Address, asked: FollowedUp) -> Response:
    """Ask a follow-up question under an article."""
    counted(request, "questions")
    context = conversation.Context(**asked.context.model_dump()) if asked.context else None
    number = room(request).follow_up(address, asked.words, visitor.asker(request), context=context, version=asked.version)
    progress = f"/api/v1/articles/{address}/thread/{number}/progress"
    return visitor.remembered(request, given(TakenTurn(number, progress), ACCEPTED, Location=progress))


@router.get("/articles/{address}/thread/{number}/progress", tags=["follow-up"], responses=gives(Progress, "How far it is."))
def turn_progress(request: Request, address: Address, number: Number, after: After = 0) -> Response:
    """How far the answer to one's own follow-up question is."""
    return given(room(request).turn_progress(address, number, visitor.known_asker(request), after))


@router.post(
    "/articles/{address}/thread/{number}/send", tags=["follow-up"], status_code=204, responses=NOTHING, dependencies=TAKES_IN
)
def send(request: Request, address: Address, number: Number) -> Response:
    """Send one's own follow-up question and its answer to the editors, as a proposed change."""
    room(request).send_turn(address, number, visitor.known_asker(request))
    return Response(status_code=204)


@router.post("/articles/{address}/reports", status_code=204, responses=NOTHING, dependencies=TAKES_IN)
def report(request: Request, address: Address, reported: Reported) -> Response:
    """Report a problem with an article, or with one of its claims, to the editors."""
    counted(request, "reports")
    room(request).report_problem(address, reported.words, claim=reported.claim, asker=visitor.known_asker(request))
    return Response(status_code=204)

"""Articles: the page of an article and of its versions, and what its readers send from there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import RedirectResponse, Response

from answerable.audience.reader import Reader
from answerable.conversation.model import Context
from answerable.entrypoints.web import visitor
from answerable.entrypoints.web.article_page import PARTS, READER, article_page, version_of
from answerable.entrypoints.web.asking import progress_page
from answerable.entrypoints.web.door import counted, room, takes_in
from answerable.entrypoints.web.pages import page
from answerable.errors import CrisisHelp, IdentifiersFound, NoSuchArticle, TooManyWaiting, UsageProblem

router = APIRouter(include_in_schema=False)

_DONE = {
    "reported": "Thank you. What you wrote has gone to the editors, with the number of this version.",
    "deleted": "Your questions under this article are deleted, with their answers.",
    "sent": "The answer has gone to the editors as a proposed change.",
}
_SEE_OTHER = 303

Form = Annotated[Mapping[str, str], Depends(visitor.posted)]
As = Annotated[str, Query(alias="as", max_length=20)]


# -- the page ---------------------------------------------------------------------------------------------------------


@router.get("/articles/{address}")
def newest(
    request: Request,
    address: str,
    chosen: As = "",
    done: Annotated[str, Query(max_length=20)] = "",
    turn: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Response:
    """The newest version of an article; while it is being made, how far it is."""
    if chosen:
        return _remember(request, chosen)
    try:
        reading = room(request).reading(address, visitor.known_asker(request))
    except NoSuchArticle:
        return progress_page(request, address, room(request).progress(address))
    return article_page(request, reading, reading.article.latest, said=_DONE.get(done, ""), turn=turn)


@router.get("/articles/{address}/versions/{number}")
def one_version(request: Request, address: str, number: int, chosen: As = "") -> Response:
    """One version of an article, marked where a newer one has taken its place."""
    if chosen:
        return _remember(request, chosen)
    reading = room(request).reading(address, visitor.known_asker(request))
    return article_page(request, reading, version_of(reading.article, number))


def _remember(request: Request, chosen: str) -> Response:
    """Back to the same page, the reader's choice in a cookie; a word that is no reader is forgotten."""
    response = RedirectResponse(request.url.path, status_code=_SEE_OTHER)
    if chosen in tuple(Reader):
        visitor.set_cookie(request, response, READER, chosen)
    return response


# -- what a reader sends -------------------------------------------------------------------------------------------------


@router.post("/articles/{address}/follow-up", dependencies=[Depends(takes_in)])
def follow_up(request: Request, address: str, form: Form) -> Response:
    """Asks a follow-up question in the context that is shown, as it stands or as it was changed."""
    reading, asker = room(request), visitor.asker(request)
    article = reading.article(address)
    words = form.get("words", "").strip()
    number = form.get("version", "")
    version = version_of(article, int(number)) if number.isascii() and number.isdigit() and len(number) < 7 else article.latest
    try:
        if not words:
            raise UsageProblem("The question is empty.", "Write what you want to know.")
        counted(request, "questions")
        turn = reading.follow_up(address, words, asker, context=_context(form), version=version.number)
    except IdentifiersFound as problem:
        said = f"{problem.what} It is shown below without what may name a person: look it over and ask again."
        shown = reading.reading(address, asker)
        return article_page(request, shown, version, said=said, asked=problem.redacted.text, status=422)
    except CrisisHelp as problem:
        return page(request, "crisis.html", headers={"Cache-Control": "no-store"}, warnings=problem.warnings)
    except (UsageProblem, TooManyWaiting) as problem:
        return article_page(
            request, reading.reading(address, asker), version, said=str(problem), asked=words, status=problem.http_status
        )
    return visitor.remembered(request, RedirectResponse(f"/articles/{address}?turn={turn}#turn-{turn}", status_code=_SEE_OTHER))


def _context(form: Mapping[str, str]) -> Context | None:
    """The context as the form has it; None where it brings none, so that the thread supplies it."""
    if not any(name in form for name, _ in PARTS):
        return None
    return Context(**{name: form.get(name, "").strip()[:200] for name, _ in PARTS})


@router.post("/articles/{address}/follow-up/{number}/send", dependencies=[Depends(takes_in)])
def send_turn(request: Request, address: str, number: int, form: Form) -> Response:
    """Sends the answer to a follow-up question to the editors, as a proposed change."""
    room(request).send_turn(address, number, visitor.known_asker(request))
    return RedirectResponse(f"/articles/{address}?done=sent", status_code=_SEE_OTHER)


@router.post("/articles/{address}/follow-up/delete", dependencies=[Depends(takes_in)])
def delete_thread(request: Request, address: str, form: Form) -> Response:
    """Deletes one's own follow-up questions under an article, which may be anybody's."""
    room(request).delete_thread(address, visitor.known_asker(request))
    return RedirectResponse(f"/articles/{address}?done=deleted", status_code=_SEE_OTHER)


@router.post("/articles/{address}/report", dependencies=[Depends(takes_in)])
def report(request: Request, address: str, form: Form) -> Response:
    """Keeps for the editors what a reader says is wrong."""
    words = form.get("words", "").strip()
    if not words:
        shown = room(request).reading(address, visitor.known_asker(request))
        return article_page(request, shown, shown.article.latest, said="The report is empty: write what is wrong.", status=422)
    counted(request, "reports")
    room(request).report_problem(address, words, claim=form.get("claim", ""), asker=visitor.known_asker(request))
    return RedirectResponse(f"/articles/{address}?done=reported", status_code=_SEE_OTHER)

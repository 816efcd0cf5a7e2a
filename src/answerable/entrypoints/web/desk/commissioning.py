"""Commissioning: a list of questions becomes drafts in the background; how far each is, cancelling, trying again."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from answerable.app.desk.commissioning import Commission
from answerable.entrypoints.web.desk.door import Act, permitted
from answerable.entrypoints.web.desk.editorial import Form, back, desk, desk_page
from answerable.errors import Problem, UsageProblem
from answerable.jobs.model import JobState
from answerable.people.model import Account

router = APIRouter()

Commissions = Annotated[Account, Depends(permitted(Act.COMMISSION))]
_PAGE = "/desk/commission"


@router.get(_PAGE)
def form_page(request: Request, me: Commissions) -> Response:
    """The form for a list of questions."""
    return _form(request, me)


def _form(request: Request, me: Account, *, refused: Problem | None = None, questions: str = "") -> Response:
    status = refused.http_status if refused else 200
    return desk_page(request, me, "commission.html", status=status, refused=refused, questions=questions)


@router.post(_PAGE)
def commission(request: Request, me: Commissions, form: Form) -> Response:
    """Queues the questions; says which were not taken, and leads to how far they are where all were."""
    questions = form.get("questions", "")
    try:
        made = desk(request).commission(questions, by=me.id)
    except UsageProblem as refused:
        return _form(request, me, refused=refused, questions=questions)
    if made.made and not made.refused:
        return back(f"{_PAGE}/{made.id}")
    return _progress(request, me, made)


@router.get(_PAGE + "/{batch}")
def progress_page(request: Request, me: Commissions, batch: str) -> Response:
    """How far each question of a list is."""
    return _progress(request, me, desk(request).commissioned(batch))


def _progress(request: Request, me: Account, made: Commission) -> Response:
    states = made.states
    running = bool(states.get(JobState.WAITING, 0) or states.get(JobState.WORKING, 0))
    return desk_page(
        request,
        me,
        "commissioned.html",
        batch=made,
        done=states.get(JobState.DONE, 0),
        failed=states.get(JobState.FAILED, 0),
        waiting=states.get(JobState.WAITING, 0),
        running=running,
    )


@router.post(_PAGE + "/{batch}/cancel")
def cancel(request: Request, me: Commissions, batch: str, form: Form) -> Response:
    """Takes back what has not been begun."""
    desk(request).cancel(batch, by=me.id)
    return back(_PAGE)


@router.post(_PAGE + "/{batch}/retry")
def retry(request: Request, me: Commissions, batch: str, form: Form) -> Response:
    """Begins anew what failed."""
    desk(request).retry(batch, by=me.id)
    return back(f"{_PAGE}/{batch}")

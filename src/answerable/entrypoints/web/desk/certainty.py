"""The page of certainties: for each outcome what the machine proposes by GRADE, what a person set and why, and its wording."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from answerable.entrypoints.web.desk.certainty_view import (
    choices,
    chosen_in,
    form_of,
    level_in,
    proposed_of,
    reasons_in,
    shown_of,
)
from answerable.entrypoints.web.desk.door import Act, permitted
from answerable.entrypoints.web.desk.editorial import Form, back, desk, desk_page, namer
from answerable.errors import GuardFailed, NotPermitted, Problem, UsageProblem, VersionConflict
from answerable.people.model import Account
from answerable.people.permissions import may
from answerable.review.certainty import MEANS
from answerable.review.grade import as_known
from answerable.review.model import AssignmentState, RevisionState
from answerable.text import clean

router = APIRouter()

Reads = Annotated[Account, Depends(permitted(Act.READ_DESK))]
Rates = Annotated[Account, Depends(permitted(Act.RATE))]
Name = Annotated[str, Query(max_length=120)]
Claims = Annotated[list[str], Query(alias="claim", max_length=200)]

_PAGE = "/desk/submissions/{submission}/certainty"
_REFUSALS = (GuardFailed, UsageProblem, VersionConflict, NotPermitted)
_DONE = {"set": "The certainty is set, under your name.", "withdrawn": "It is taken back; it stays in the history."}
_NOTHING: dict[str, str] = {}


@router.get(_PAGE)
def certainty_page(
    request: Request,
    me: Reads,
    submission: str,
    done: Annotated[str, Query(max_length=20)] = "",
    outcome: Name = "",
    claims: Claims = [],  # noqa: B006  # FastAPI copies it
) -> Response:
    """What is set for each outcome and what is proposed; `outcome` and `claim` ask for the proposal of one's own."""
    return _page(request, me, submission, said=_DONE.get(done, ""), outcome=outcome, claims=tuple(claims))


def _page(
    request: Request,
    me: Account,
    submission: str,
    *,
    refused: Problem | None = None,
    said: str = "",
    outcome: str = "",
    claims: tuple[str, ...] = (),
    sent: Form = _NOTHING,
) -> Response:
    case = desk(request).case(submission, by=me.id)
    held = case.submission
    answer = as_known(held.latest.answer, case.notices)
    own = form_of(answer, clean(outcome), claims, "own") if clean(outcome) else None
    if clean(outcome) and own is None and refused is None:
        refused = UsageProblem("No claim with evidence was chosen for this outcome.", "Choose those that bear on it.")
    shown, proposed = shown_of(case, sent), proposed_of(case, sent)
    if sent and not any(one.open for one in (*(one.form for one in shown if one.form), *proposed)):
        own = form_of(answer, clean(sent.get("outcome", "")) or "?", chosen_in(sent), "own", sent=sent)
    places = (AssignmentState.ACCEPTED, AssignmentState.SUBMITTED)
    placed = any(one.reviewer == me.id and one.state in places for one in case.assignments)
    return desk_page(
        request,
        me,
        "certainty.html",
        status=refused.http_status if refused else 200,
        refused=refused,
        said=said,
        submission=held,
        title=held.latest.answer.title,
        base=f"/desk/submissions/{held.id}",
        content=held.latest.content_hash,
        shown=shown,
        proposed=proposed,
        own=own,
        choices=choices(answer, claims),
        outcome=outcome,
        means=tuple((one.value, words) for one, words in MEANS.items()),
        rates=may(me, Act.RATE) and held.state is RevisionState.UNDER_REVIEW and (placed or may(me, Act.DECIDE)),
        edits=may(me, Act.EDIT),
        numbers={content.content_hash: content.number for content in held.revisions},
        name_of=namer(case),
    )


@router.post(_PAGE)
def rate(request: Request, me: Rates, submission: str, form: Form) -> Response:
    """Sets the certainty of an outcome with the reason of each domain; a form that is refused is shown again as it was sent."""
    try:
        desk(request).rate(
            submission,
            form.get("outcome", ""),
            chosen_in(form),
            level_in(form, "certainty"),
            by=me.id,
            content=form.get("content", ""),
            begins=level_in(form, "begins"),
            reasons=reasons_in(form),
            words=form.get("words", ""),
        )
    except _REFUSALS as refused:
        return _page(request, me, submission, refused=refused, sent=form)
    return back(f"/desk/submissions/{submission}/certainty?done=set")


@router.post(_PAGE + "/withdraw")
def withdraw(request: Request, me: Rates, submission: str, form: Form) -> Response:
    """Takes back what was set for an outcome, with the reason."""
    try:
        desk(request).withdraw_rating(
            submission, form.get("outcome", ""), form.get("words", ""), by=me.id, content=form.get("content", "")
        )
    except _REFUSALS as refused:
        return _page(request, me, submission, refused=refused)
    return back(f"/desk/submissions/{submission}/certainty?done=withdrawn")

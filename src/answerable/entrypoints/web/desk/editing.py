"""Structured editing: statements, order, sections and citations; every change is proven again and shown before it is kept."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from answerable.app.desk.glance import as_made
from answerable.conversation.model import Turn
from answerable.drafting.model import SectionKind
from answerable.entrypoints.web.desk.door import Act, permitted
from answerable.entrypoints.web.desk.drafting import as_text, edit_of, edits_in, found_for
from answerable.entrypoints.web.desk.editorial import Form, back, desk, desk_page
from answerable.entrypoints.web.desk.proposing import proposed, taken_over
from answerable.entrypoints.web.desk.revisions import SHOWN
from answerable.entrypoints.web.door import library, room
from answerable.errors import EditRefused, GuardFailed, Problem, UsageProblem, VersionConflict
from answerable.people.model import Account
from answerable.review.differences import difference
from answerable.review.edits import Edit
from answerable.review.model import Submission
from answerable.review.open_findings import open_findings
from answerable.text import how_many

router = APIRouter()

Edits = Annotated[Account, Depends(permitted(Act.EDIT))]
_PAGE = "/desk/submissions/{submission}/edit"


@router.get(_PAGE)
def editing_page(request: Request, me: Edits, submission: str) -> Response:
    """The latest revision, each part with what can be changed about it."""
    return _page(request, me, desk(request).submission(submission), [], {})


@router.post(_PAGE)
def change(request: Request, me: Edits, submission: str, form: Form) -> Response:
    """One change more, or one taken back, or words looked up; nothing is kept yet."""
    held = desk(request).submission(submission)
    made = edits_in(form)
    if form.get("content") != held.latest.content_hash:
        told = VersionConflict("Somebody made a new revision in the meantime.", "Your changes are on the older one; begin anew.")
        return _page(request, me, held, [], {}, refused=told)
    try:
        if form.get("act") == "take back":
            return _page(request, me, held, made[:-1], form)
        if form.get("act") == "take over":
            return _take_over(request, me, held, made, form)
        before = desk(request).preview(held.id, made, by=me.id)
        more = edit_of(form, before.answer)
        return _page(request, me, held, [*made, more] if more else made, form)
    except (EditRefused, UsageProblem) as refused:
        return _page(request, me, held, made, form, refused=refused)


def _take_over(request: Request, me: Account, held: Submission, made: list[Edit], form: Form) -> Response:
    """Takes over what a reader proposed, whole or one statement of it; what is not borne out is told and left out."""
    turns, number = _turns(request, held), form.get("proposal", "")
    if not (number.isascii() and number.isdigit() and int(number) < len(turns)):
        raise UsageProblem("There is no such proposal any more.", "Load the page again.")
    of = desk(request)
    edits, refused = taken_over(
        turns[int(number)], form.get("claim", ""), lambda some: of.preview(held.id, some, by=me.id).answer, made
    )
    problem = None
    if refused:
        problem = EditRefused(f"{how_many(len(refused), 'statement')} could not be taken over.", refused[0], reasons=refused)
    return _page(request, me, held, edits, {}, refused=problem)


def _turns(request: Request, held: Submission) -> tuple[Turn, ...]:
    """What was sent to the editors as a proposed change of an article."""
    return tuple(turn for address, _, turn in room(request).proposals() if address == held.article)


def _page(
    request: Request, me: Account, held: Submission, made: list[Edit], form: Form, *, refused: Problem | None = None
) -> Response:
    edited = desk(request).preview(held.id, made, by=me.id)
    answer, before = edited.answer, held.latest.answer
    changes = difference(before, answer)
    opened = form.get("claim", "") if form.get("act") not in ("drop",) else ""
    looked_up = form.get("find", "").strip()
    unproven = set(edited.unproven)
    return desk_page(
        request,
        me,
        "editing.html",
        status=refused.http_status if refused else 200,
        refused=refused,
        submission=held,
        title=answer.title,
        base=f"/desk/submissions/{held.id}",
        content=held.latest.content_hash,
        answer=answer,
        edits=as_text(made),
        told=edited.told,
        changed={one.after: one for one in changes.changed if one.kind in SHOWN},
        gone=tuple(one for one in changes.changed if not one.after),
        open_ones=tuple(one for one in open_findings(answer, as_made(answer)) if one.claim in unproven),
        unproven=unproven,
        opinions=dict(edited.opinions),
        opened=opened,
        opened_section=form.get("section", "") if form.get("act") in ("find new", "new") else "",
        draft=form.get("text", "") if refused or form.get("act") in ("find new", "find") else "",
        found=found_for(library(request), looked_up) if looked_up else (),
        looked_up=looked_up,
        numbered={one.number: one for one in answer.references},
        kinds=tuple(SectionKind),
        proposals=proposed(_turns(request, held), answer),
        reports=tuple(one for one in room(request).reports() if one.article == held.article),
        next_number=held.latest.number + 1,
    )


@router.post(_PAGE + "/keep")
def keep(request: Request, me: Edits, submission: str, form: Form) -> Response:
    """Keeps the changes as the next revision, with why they were made; approvals of the one before hold no more."""
    of, made = desk(request), edits_in(form)
    held = of.submission(submission)
    try:
        if not made:
            raise UsageProblem("Nothing was changed.", "Change something first.")
        of.edit(submission, made, by=me.id, content=form.get("content", ""), why=form.get("why", ""))
    except (EditRefused, UsageProblem, GuardFailed, VersionConflict) as refused:
        if isinstance(refused, VersionConflict):
            made = []
        return _page(request, me, held if made else of.submission(submission), made, form, refused=refused)
    return back(f"/desk/submissions/{submission}?done=revised")

"""What the public sees of an article, as the desk changes it: corrections, concern, retraction, removal; tasks; handing over."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from answerable.entrypoints.web.desk.door import START, Act, permitted
from answerable.entrypoints.web.desk.editorial import Form, back, desk, desk_page
from answerable.entrypoints.web.desk.words import choice_of
from answerable.entrypoints.web.door import room
from answerable.errors import GuardFailed, Problem, UsageProblem, VersionConflict
from answerable.people.model import Account
from answerable.people.permissions import may
from answerable.publication.public_state import TABLE, Change, PublicStep, Removal

router = APIRouter()

Reads = Annotated[Account, Depends(permitted(Act.READ_DESK))]
Corrects = Annotated[Account, Depends(permitted(Act.CORRECT))]
Decides = Annotated[Account, Depends(permitted(Act.DECIDE))]
Assigns = Annotated[Account, Depends(permitted(Act.ASSIGN))]

_PAGE = "/desk/articles/{address}"
_REFUSALS = (GuardFailed, UsageProblem, VersionConflict)
# What goes through review, and what a person does by another act.
_ELSEWHERE = frozenset({PublicStep.CORRECT_MAJOR})
SAID = {
    PublicStep.PUBLISH: ("Publish", "Everybody can read it, under the caution that it is not reviewed."),
    PublicStep.UNPUBLISH: ("Take back", "It is no longer open to everybody."),
    PublicStep.CORRECT_MINOR: ("Notice of a minor correction", "A dated notice; no claim was changed."),
    PublicStep.EXPRESS_CONCERN: ("Express concern", "The page says that its evidence is in doubt, and why."),
    PublicStep.LIFT_CONCERN: ("Lift the concern", "Every claim has a source that stands."),
    PublicStep.RETRACT: ("Retract", "The text stays, marked as retracted, with who retracts and why."),
    PublicStep.REMOVE: ("Remove", "The text is no longer shown: only by law, for privacy or for a serious risk."),
    PublicStep.ARCHIVE: ("Archive", "The text stays and is no longer looked after."),
}


@router.get(_PAGE)
def article_page(request: Request, me: Reads, address: str) -> Response:
    """An article as the public sees it, and what may be changed about that."""
    return _page(request, me, address)


def _page(request: Request, me: Account, address: str, refused: Problem | None = None) -> Response:
    article = room(request).article(address)
    with desk(request).desk.view() as view:
        submissions = view.review.submissions_of(address)
    rows = [row for row in TABLE if article.state in row.origin and may(me, row.act) and row.step not in _ELSEWHERE]
    return desk_page(
        request,
        me,
        "public.html",
        status=refused.http_status if refused else 200,
        refused=refused,
        article=article,
        title=article.latest.answer.title,
        steps=tuple((row.step.value, *SAID[row.step], row.step is PublicStep.REMOVE, bool(row.notice)) for row in rows),
        removals=tuple(Removal),
        submissions=submissions,
        tasks=desk(request).tasks(article=address),
        may_decide=may(me, Act.DECIDE),
        may_correct=may(me, Act.CORRECT) and article.approved,
        texts={claim.id: claim.text for claim in article.latest.answer.claims()},
    )


@router.post(_PAGE + "/public")
def change(request: Request, me: Reads, address: str, form: Form) -> Response:
    """Takes a step of the table of public states, with its reason; whether one may is decided there."""
    try:
        step = choice_of(PublicStep, form.get("step", ""), "step")
        ground = form.get("removal", "")
        brings = Change(
            words=form.get("words", "").strip(), removal=choice_of(Removal, ground, "ground") if ground else None
        )  # fmt: skip
        desk(request).show(address, step, by=me.id, brings=brings)
    except _REFUSALS as refused:
        return _page(request, me, address, refused)
    return back(f"/desk/articles/{address}")


@router.post(_PAGE + "/correct")
def correct(request: Request, me: Corrects, address: str, form: Form) -> Response:
    """Opens a major correction; what is approved stays up while it is reviewed."""
    try:
        opened = desk(request).correct_major(address, form.get("words", "").strip(), by=me.id)
    except _REFUSALS as refused:
        return _page(request, me, address, refused)
    return back(f"/desk/submissions/{opened.id}")


@router.post("/desk/tasks/{task}/done")
def done(request: Request, me: Decides, task: str, form: Form) -> Response:
    """Says that a task is done, and how."""
    desk(request).done(task, form.get("how", ""), by=me.id)
    return back(f"{START}#tasks")


@router.post("/desk/reassign")
def reassign(request: Request, me: Assigns, form: Form) -> Response:
    """Gives all that somebody has to do to somebody else, in one act, and says what could not be given."""
    given, left = desk(request).reassign(form.get("leaving", ""), form.get("to", ""), by=me.id)
    return desk_page(request, me, "reassigned.html", given=given, left=left)

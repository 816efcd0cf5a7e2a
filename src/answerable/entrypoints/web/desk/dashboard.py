"""The desk's first page: what waits, by risk and why; what is late; what one has to do; how much reviewing changes and takes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from msgspec import Struct
from starlette.responses import Response

from answerable.app.desk.glance import glance
from answerable.app.review_ports import ReviewReading
from answerable.entrypoints.web.desk.beginning import missing_of
from answerable.entrypoints.web.desk.charts import bars
from answerable.entrypoints.web.desk.claims import in_minutes
from answerable.entrypoints.web.desk.door import START, Act, account
from answerable.entrypoints.web.desk.editorial import Form, back, desk, desk_page, now
from answerable.entrypoints.web.door import room
from answerable.people.model import Account
from answerable.people.permissions import may
from answerable.review.model import Assignment, AssignmentState, RevisionState, Submission
from answerable.text import how_many

router = APIRouter()

Me = Annotated[Account, Depends(account)]
_RUNNING = (AssignmentState.INVITED, AssignmentState.ACCEPTED)
MOST = 50


@router.get(START)
def first_page(request: Request, me: Me, every: Annotated[bool, Query(alias="all")] = False) -> Response:
    """What there is to do; who may not read what is under review sees their own things alone."""
    of, at = desk(request), now(request)
    with of.desk.view() as view:
        mine = _mine(view.review, me)
        accounts = view.people.accounts() if may(me, Act.READ_DESK) else ()
        names = {one.id: one.name for one in accounts}
        seen = glance(view, room(request).reports(), at, of.desk.followed_up()) if may(me, Act.READ_DESK) else None
    if seen is None:
        return desk_page(request, me, "welcome.html", mine=mine, told=of.notifications(me.id), missing=missing_of(request, me))
    waiting = seen.waiting if every else seen.waiting[:MOST]
    held = {one.submission.article for one in seen.waiting}
    return desk_page(
        request,
        me,
        "dashboard.html",
        mine=mine,
        told=of.notifications(me.id),
        missing=missing_of(request, me),
        waiting=waiting,
        more=len(seen.waiting) - len(waiting),
        numbers=_numbers(seen.seconds, seen.share, len(seen.waiting), len(seen.overdue), len(of.tasks())),
        overdue=tuple((one, names.get(one.reviewer, "somebody")) for one in seen.overdue),
        tasks=tuple(one for one in of.tasks() if one.account in ("", me.id)) if may(me, Act.EDIT) else (),
        names=names,
        leavers=tuple(one for one in accounts if one.active and not one.machine) if may(me, Act.ASSIGN) else (),
        may_decide=may(me, Act.DECIDE),
        charts=tuple(
            chart
            for chart in (
                bars(
                    "seconds",
                    "Time that a claim takes, the median of each month",
                    ("Month", "Time"),
                    [(one.month, one.seconds) for one in seen.months if one.seconds],
                    in_minutes,
                ),
                bars(
                    "changed",
                    "Share of claims changed in review",
                    ("Month", "Share"),
                    [(one.month, one.share) for one in seen.months if one.share is not None],
                    _per_cent,
                    full=1.0,
                ),
            )
            if chart
        ),
        unsubmitted=tuple(one for one in room(request).submitted() if one.address not in held and one.step is None)
        if may(me, Act.SUBMIT)
        else (),
        may_commission=may(me, Act.COMMISSION),
    )


class Mine(Struct, frozen=True):
    """An article that is one's to review: the assignment, the submission, and whether it was changed since one said something."""

    assignment: Assignment
    submission: Submission
    again: bool


def _mine(review: ReviewReading, me: Account) -> tuple[Mine, ...]:
    """What one is asked to review, reviews or has to look at again, what is due first before the rest."""
    found: list[Mine] = []
    for one in sorted(review.assignments_to(me.id), key=lambda one: one.due):
        if one.state in _RUNNING and (held := review.submission(one.submission)) is not None:
            found.append(Mine(one, held, again=False))
        elif one.state is AssignmentState.SUBMITTED and (held := review.submission(one.submission)) is not None:
            told = any(
                each.reviewer == me.id and each.revision == held.latest.content_hash for each in review.recommendations(held.id)
            )
            if held.state is RevisionState.UNDER_REVIEW and not told:
                found.append(Mine(one, held, again=True))
    return tuple(found)


def _numbers(
    seconds: float | None, share: float | None, waiting: int, overdue: int, tasks: int
) -> tuple[tuple[str, str, bool], ...]:
    """The figures at the top: each with its name, and whether it is one to be alarmed by."""
    return (
        ("in the queue", f"{waiting:,}", False),
        (how_many(overdue, "review").partition(" ")[2] + " overdue", f"{overdue:,}", overdue > 0),
        ("open tasks", f"{tasks:,}", False),
        ("a claim takes (median)", in_minutes(seconds) if seconds else "–", False),
        ("claims changed in review", _per_cent(share) if share is not None else "–", False),
    )


def _per_cent(share: float) -> str:
    return f"{share:.0%}"


@router.post("/desk/read")
def read(request: Request, me: Me, form: Form) -> Response:
    """Marks what one was told as read."""
    desk(request).read(tuple(one.id for one in desk(request).notifications(me.id)), by=me.id)
    return back(START)

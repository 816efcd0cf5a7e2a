"""Revisions: each as it was kept, and what changed from the one before, word by word and claim by claim."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from answerable.entrypoints.web.desk.door import Act, permitted
from answerable.entrypoints.web.desk.editorial import desk, desk_page, namer
from answerable.errors import NoSuchArticle
from answerable.people.model import Account
from answerable.review.differences import Kind, difference
from answerable.review.model import Revision, Submission

router = APIRouter()

Reads = Annotated[Account, Depends(permitted(Act.READ_DESK))]
SHOWN = (Kind.REWORDED, Kind.SOURCES, Kind.ADDED, Kind.REMOVED, Kind.MOVED)


@router.get("/desk/submissions/{submission}/revisions/{number}")
def revision_page(request: Request, me: Reads, submission: str, number: int) -> Response:
    """A revision whole, and before it what changed since the one that it supersedes."""
    case = desk(request).case(submission, by=me.id)
    held = case.submission
    one = revision_of(held, number)
    before = revision_of(held, number - 1) if number > 1 else None
    changes = difference(before.answer, one.answer, one.why) if before else None
    return desk_page(
        request,
        me,
        "revision.html",
        submission=held,
        title=one.answer.title,
        base=f"/desk/submissions/{held.id}",
        revision=one,
        before=before,
        changes=changes,
        latest=held.latest.number == number,
        opinions=dict(one.opinions),
        titles={ref.record.id: ref.record.title for rev in (before, one) if rev for ref in rev.answer.references},
        name_of=namer(case),
    )


def revision_of(submission: Submission, number: int) -> Revision:
    """A revision by its number; raises `NoSuchArticle` where there is none."""
    found = next((one for one in submission.revisions if one.number == number), None)
    if found is None:
        raise NoSuchArticle(f"This submission has no revision {number}.", "Look at the list of its revisions.")
    return found

"""Comments: on words of the article, on the whole, answers; where they hang in the newest revision, and orphans."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from answerable.app.desk.submitting import OPEN
from answerable.entrypoints.web.cards import claim_of
from answerable.entrypoints.web.desk.comments_view import comments_of
from answerable.entrypoints.web.desk.door import Act, permitted
from answerable.entrypoints.web.desk.editorial import Form, back, desk, desk_page, namer
from answerable.entrypoints.web.desk.submission_view import sees_judgements
from answerable.entrypoints.web.desk.words import anchored, anchored_on_text, choice_of, number_of
from answerable.errors import GuardFailed, NotPermitted, Problem, UsageProblem, VersionConflict
from answerable.people.model import Account
from answerable.people.permissions import may
from answerable.review.case import Case, owners_of, writers_of
from answerable.review.comment import Anchor, CommentKind, Severity
from answerable.review.model import AssignmentState, Submission

router = APIRouter()

Reads = Annotated[Account, Depends(permitted(Act.READ_DESK))]
Says = Annotated[Account, Depends(permitted(Act.COMMENT))]

_PAGE = "/desk/submissions/{submission}/comments"
_REFUSALS = (GuardFailed, UsageProblem, VersionConflict, NotPermitted)
_DONE = {"commented": "Your comment is kept.", "settled": "The comment is settled."}
_NOTHING: dict[str, str] = {}
_EMPTY = dict.fromkeys(("claim", "exact", "start", "words", "kind", "severity", "blocking", "answers"), "")


@router.get(_PAGE)
def comments_page(request: Request, me: Reads, submission: str, done: Annotated[str, Query(max_length=20)] = "") -> Response:
    """The article with the words that carry a comment, every comment where it hangs, and those whose words are gone."""
    return _page(request, me, submission, said=_DONE.get(done, ""))


def _page(
    request: Request, me: Account, submission: str, *, refused: Problem | None = None, said: str = "", sent: Form = _NOTHING
) -> Response:
    case = desk(request).case(submission, by=me.id)
    held = case.submission
    sees = sees_judgements(case, me)
    return desk_page(
        request,
        me,
        "comments.html",
        status=refused.http_status if refused else 200,
        refused=refused,
        said=said,
        sent=_EMPTY | dict(sent),
        submission=held,
        title=held.latest.answer.title,
        base=f"/desk/submissions/{held.id}",
        content=held.latest.content_hash,
        comments=comments_of(held, [one for one in case.comments if sees or one.by == me.id]),
        sees=sees,
        may_comment=may(me, Act.COMMENT) and held.state in OPEN and _takes_part(case, me),
        may_decide=may(me, Act.DECIDE),
        kinds=tuple(CommentKind),
        severities=tuple(Severity),
        name_of=namer(case),
    )


@router.post(_PAGE)
def comment(request: Request, me: Says, submission: str, form: Form) -> Response:
    """Keeps a comment on words of a statement, on a whole statement, on the article, or an answer to one."""

    def act() -> None:
        held = desk(request).submission(submission)
        desk(request).comment(
            submission,
            form.get("words", ""),
            by=me.id,
            answers=form.get("answers", ""),
            blocking=bool(form.get("blocking")),
            kind=choice_of(CommentKind, form.get("kind", CommentKind.NOTE.value), "kind of comment"),
            severity=choice_of(Severity, form.get("severity", Severity.MINOR.value), "severity"),
            anchor=_anchor(held, form),
        )

    return _done(request, me, submission, form, act, "commented")


def _takes_part(case: Case, me: Account) -> bool:
    """Whether somebody edits, wrote or asked for the article, or reviews it."""
    places = (AssignmentState.ACCEPTED, AssignmentState.SUBMITTED)
    placed = any(one.reviewer == me.id and one.state in places for one in case.assignments)
    return placed or may(me, Act.DECIDE) or me.id in owners_of(case) | writers_of(case)


def _anchor(held: Submission, form: Form) -> Anchor | None:
    """Where a form says that a comment hangs; raises `VersionConflict` where the article was changed since it was opened."""
    claim, exact = form.get("claim", ""), form.get("exact", "")
    if not claim and not exact.strip():
        return None
    answer = held.latest.answer
    found = claim_of(answer, claim) if claim else None
    if form.get("content", "") != held.latest.content_hash or (claim and found is None):
        raise VersionConflict("The article was changed since you opened it.", "Look at it again and say it once more.")
    return anchored(answer, found, exact, number_of(form.get("start", ""))) if found else anchored_on_text(answer, exact)


@router.post(_PAGE + "/{comment}/settle")
def settle_comment(request: Request, me: Says, submission: str, comment: str, form: Form) -> Response:
    """Settles a comment: whoever made it, or an editor."""
    version = form.get("version", "")
    read = int(version) if version.isascii() and version.isdigit() and len(version) < 9 else None

    def act() -> None:
        desk(request).settle_comment(comment, form.get("words", ""), by=me.id, version=read)

    return _done(request, me, submission, form, act, "settled")


def _done(request: Request, me: Account, submission: str, form: Form, act: Callable[[], None], done: str) -> Response:
    """Does something and leads back to the page that it was sent from; where it is refused, the comments say why."""
    try:
        act()
    except _REFUSALS as refused:
        return _page(request, me, submission, refused=refused, sent=form)
    page = "/comments" if form.get("from") == "comments" else ""
    return back(f"/desk/submissions/{submission}{page}?done={done}{'#comments' if page else ''}")

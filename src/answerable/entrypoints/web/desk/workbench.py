"""The workbench: a reviewer judges claim after claim, each beside its quotes inside their abstracts; saved at each key."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Query, Request
from msgspec import Struct
from msgspec.structs import replace
from starlette.responses import Response

from answerable.app.desk.bearing import bearing_on
from answerable.app.sources import SourceNow
from answerable.composition.answer import Answer
from answerable.entrypoints.web.cards import claim_of
from answerable.entrypoints.web.desk.claims import KEYS, JudgedClaim, claims_of, progress_of
from answerable.entrypoints.web.desk.door import permitted
from answerable.entrypoints.web.desk.editorial import (
    NO_STORE,
    Form,
    back,
    desk,
    desk_page,
    judge_of_stance,
    namer,
    own_judgements,
)
from answerable.entrypoints.web.desk.words import anchored, choice_of, number_of
from answerable.entrypoints.web.door import library
from answerable.entrypoints.web.pages import rendered
from answerable.entrypoints.web.problems import wants_json
from answerable.errors import GuardFailed, NoSuchArticle, Problem, UsageProblem, VersionConflict
from answerable.people.model import Account
from answerable.people.permissions import Act
from answerable.review.anchoring import anchored_in
from answerable.review.case import Case
from answerable.review.checklist import ANSWERS, question_of
from answerable.review.comment import Comment, CommentKind, Severity
from answerable.review.model import Assignment, AssignmentState, Judged, Judgement, Recommended, Submission
from answerable.review.progress import carried
from answerable.review.progress import progress_of as how_far
from answerable.verification.model import Verdict

router = APIRouter(include_in_schema=False)

Judge = Annotated[Account, Depends(permitted(Act.JUDGE))]
One = Annotated[str, Query(max_length=80)]

_BASE = "/desk/submissions/{submission}/review"
_SAYS = {
    Verdict.CONTRADICTED: "May speak against it",
    Verdict.SUPPORTED: "May bear it out",
    Verdict.UNCHECKED: "On the same matter",
}


class Saved(Struct, frozen=True, kw_only=True):
    """What a script of the page hears when something was kept: what holds of the claim now, and how far the reviewer is."""

    claim: str
    judged: str
    comment: str
    at: str
    done: int
    total: int
    left: str


# -- the page ------------------------------------------------------------------------------------------------------------


@router.get(_BASE)
def workbench(request: Request, me: Judge, submission: str, one: One = "") -> Response:
    """Every claim of the latest revision with what it rests on; `one` names a single claim to be shown alone."""
    return _page(request, me, submission, one)


def _page(
    request: Request, me: Account, submission: str, one: str = "", *, sent: Form | None = None, refused: Problem | None = None
) -> Response:
    """The workbench; where a recommendation was refused, with the reason, and filled in as it was sent."""
    case = _case(request, me, submission)
    claims = _claims(request, me, case)
    held = case.submission
    shown = tuple(claim for claim in claims if claim.id == one) if one else claims
    if not shown and one:
        raise NoSuchArticle("There is no such claim in the newest revision.", "Go back to the review.")
    mine = [rec for rec in case.recommendations if rec.reviewer == me.id and rec.revision == held.latest.content_hash]
    filled = checked_in(held, sent) if sent is not None else mine[-1].checklist if mine else ()
    return desk_page(
        request,
        me,
        "workbench.html",
        status=refused.http_status if refused else 200,
        refused=refused,
        sent=sent or {},
        submission=held,
        title=held.latest.answer.title,
        base=f"/desk/submissions/{held.id}/review",
        content=held.latest.content_hash,
        claims=shown,
        every=claims,
        alone=one,
        numbers={claim.id: claim.number for claim in claims},
        items_at={item: number for number, item in enumerate(held.latest.checklist)},
        kinds=tuple(CommentKind),
        name_of=namer(case),
        neighbours=_neighbours(claims, one),
        progress=replace(progress_of(claims), first=how_far(case, me.id).first),
        keys=tuple((key, judged.value) for judged, key in KEYS.items()),
        place=place_in(case, me),
        items=tuple((item, question_of(item), dict(filled).get(item, "")) for item in held.latest.checklist),
        answers=ANSWERS,
        recommendation=mine[-1] if mine else None,
        recommended=tuple(Recommended),
        severities=tuple(Severity),
        omissions=tuple(
            one for one in case.comments if one.kind is CommentKind.OMISSION and one.by == me.id and one.submission == held.id
        ),
        changed=_changed(held, case.judgements, me.id),
        carried={one.claim: one for one in carried(case, me.id)},
        orphans=sum(one.orphan and one.comment.is_open for one in anchored_in(_own_comments(case, me), held.revisions)),
    )


def _case(request: Request, me: Account, submission: str) -> Case:
    """The case with the checks run again; raises `NoSuchArticle` for who has no place in it."""
    case = desk(request).case(submission, by=me.id, checked=True)
    if place_in(case, me) is None:
        raise NoSuchArticle("You do not review this article.", "Accept the invitation first, or ask the editor for one.")
    return case


def place_in(case: Case, me: Account) -> Assignment | None:
    """The place that somebody fills in a case, or None."""
    held = (AssignmentState.ACCEPTED, AssignmentState.SUBMITTED)
    return next((one for one in case.assignments if one.reviewer == me.id and one.state in held), None)


def _claims(request: Request, me: Account, case: Case) -> tuple[JudgedClaim, ...]:
    mine = tuple(one for one in case.judgements if one.reviewer == me.id)
    hanging = anchored_in(_own_comments(case, me), case.submission.revisions)
    comments = tuple(replace(one.comment, anchor=one.anchor) for one in hanging if one.anchor)
    return claims_of(
        case.submission,
        report=case.report,
        now=_now(request, case.submission.latest.answer),
        texts=library(request).text,
        mine=mine,
        comments=comments,
    )


def _own_comments(case: Case, me: Account) -> tuple[Comment, ...]:
    """What somebody said of words or of the whole, their answers to others left out."""
    return tuple(one for one in case.comments if one.by == me.id and not one.answers)


def _now(request: Request, answer: Answer) -> dict[str, SourceNow]:
    return library(request).sources([one.record.id for one in answer.references])


def _neighbours(claims: tuple[JudgedClaim, ...], one: str) -> tuple[str, str]:
    """The claims before and after one, by their ids, where a single one is shown."""
    ids = ["", *(claim.id for claim in claims), ""]
    at = ids.index(one) if one else 0
    return (ids[at - 1], ids[at + 1]) if one else ("", "")


def _changed(submission: Submission, judgements: tuple[Judgement, ...], me: str) -> tuple[str, ...]:
    """Claims that are new or were changed since somebody last judged an earlier revision, by their ids."""
    mine = {one.revision for one in judgements if one.reviewer == me}
    before = next((one for one in reversed(submission.revisions[:-1]) if one.content_hash in mine), None)
    if before is None:
        return ()
    known = {claim.id for claim in before.answer.claims()}
    return tuple(one.id for one in submission.latest.answer.claims() if one.id not in known)


# -- judging ---------------------------------------------------------------------------------------------------------------


@router.post(_BASE + "/claims/{claim}/judge")
def judge(request: Request, me: Judge, submission: str, claim: str, form: Form) -> Response:
    """Keeps what a reviewer says of a claim, at once; said again in the same words it is one judgement."""
    desk(request).judge(
        submission,
        claim,
        choice_of(Judged, form.get("judged", ""), "judgement"),
        by=me.id,
        content=form.get("content", ""),
        comment=form.get("comment", ""),
        seconds=number_of(form.get("seconds", "")),
    )
    return _after(request, me, submission, claim, form, on=True)


@router.post(_BASE + "/claims/{claim}/undo")
def undo(request: Request, me: Judge, submission: str, claim: str, form: Form) -> Response:
    """Takes back one's last judgement of a claim; one that was made at another time than `at` says is left as it is.

    A script that does not know whether its request arrived may so send it again.
    """
    at = form.get("at", "")
    held = _mine(request, me, submission, claim)
    if held is not None and at in ("", held.at):
        desk(request).undo(submission, claim, by=me.id, content=form.get("content", ""))
    return _after(request, me, submission, claim, form, on=False)


@router.post(_BASE + "/confirm")
def confirm(request: Request, me: Judge, submission: str, form: Form) -> Response:
    """Confirms what one said before of a claim that stands unchanged, or of all of them; leads to the first that is left."""
    claim = form.get("claim", "")
    desk(request).confirm(submission, (claim,) if claim else (), by=me.id, content=form.get("content", ""))
    base = f"/desk/submissions/{submission}/review"
    first = how_far(desk(request).case(submission, by=me.id), me.id).first
    if form.get("alone"):
        return back(f"{base}?one={first}" if first else f"{base}#checklist")
    return back(f"{base}#claim-{first}" if first else f"{base}#checklist")


@router.get(_BASE + "/claims/{claim}")
def state(request: Request, me: Judge, submission: str, claim: str) -> Response:
    """What holds of a claim now, for a script that lost its connection; for a person the claim alone."""
    if not wants_json(request):
        return back(f"/desk/submissions/{submission}/review?one={claim}")
    return _told(_saved(request, me, submission, claim))


def _mine(request: Request, me: Account, submission: str, claim: str) -> Judgement | None:
    held = desk(request).submission(submission)
    return next((one for one in own_judgements(request, held, me) if one.claim == claim), None)


def _after(request: Request, me: Account, submission: str, claim: str, form: Form, *, on: bool) -> Response:
    """What a script is told; whoever runs none goes on to the next claim that is not judged."""
    if wants_json(request):
        return _told(_saved(request, me, submission, claim))
    base = f"/desk/submissions/{submission}/review"
    held = desk(request).submission(submission)
    ids = [one.id for one in held.latest.answer.claims()]
    done = {one.claim for one in own_judgements(request, held, me)}
    at = ids.index(claim) if claim in ids else 0
    rest = [one for one in (*ids[at + 1 :], *ids[:at]) if one not in done]
    target = (rest[0] if rest else "") if on else claim
    if form.get("alone"):
        return back(f"{base}?one={target}" if target else f"{base}#checklist")
    return back(f"{base}#claim-{target}" if target else f"{base}#checklist")


def _saved(request: Request, me: Account, submission: str, claim: str) -> Saved:
    held = desk(request).submission(submission)
    mine = own_judgements(request, held, me)
    now = next((one for one in mine if one.claim == claim), None)
    total = len(held.latest.answer.claims())
    left = total - len(mine)
    return Saved(
        claim=claim,
        judged=now.judged.value if now else "",
        comment=now.comment if now else "",
        at=now.at if now else "",
        done=len(mine),
        total=total,
        left=f"{left} left" if left else "all judged",
    )


def _told(saved: Saved) -> Response:
    return Response(msgspec.json.encode(saved), media_type="application/json", headers=NO_STORE)


# -- what else bears on a claim -----------------------------------------------------------------------------------------------


@router.get(_BASE + "/claims/{claim}/else")
def elsewhere(
    request: Request, me: Judge, submission: str, claim: str, part: Annotated[str, Query(max_length=8)] = ""
) -> Response:
    """What else in the library bears on a claim, what may speak against it first; `part` asks for the list alone."""
    held = desk(request).submission(submission)
    found = claim_of(held.latest.answer, claim)
    if found is None:
        raise NoSuchArticle("There is no such claim in the newest revision.", "Go back to the review.")
    cited = {one.checked.span.record for one in found.citations}
    bearing = bearing_on(library(request), found.text, cited, judge_of_stance())
    context: dict[str, Any] = {"claim": found, "bearing": bearing, "says": _SAYS, "base": f"/desk/submissions/{held.id}/review"}
    if part:
        return Response(rendered(request, "desk/elsewhere_list.html", context), media_type="text/html", headers=NO_STORE)
    return desk_page(request, me, "elsewhere.html", title=held.latest.answer.title, **context)


# -- comments, the checklist, the recommendation -----------------------------------------------------------------------------


@router.post(_BASE + "/omission")
def omission(request: Request, me: Judge, submission: str, form: Form) -> Response:
    """Keeps what the article ought to say and does not."""
    desk(request).comment(
        submission,
        form.get("words", ""),
        by=me.id,
        kind=CommentKind.OMISSION,
        severity=choice_of(Severity, form.get("severity", Severity.MAJOR.value), "severity"),
        blocking=bool(form.get("blocking")),
    )
    return back(f"/desk/submissions/{submission}/review#omissions")


@router.post(_BASE + "/claims/{claim}/comment")
def comment(request: Request, me: Judge, submission: str, claim: str, form: Form) -> Response:
    """Keeps a comment that hangs on words of a claim, or on the whole of it."""
    held = desk(request).submission(submission)
    found = claim_of(held.latest.answer, claim)
    if found is None or held.latest.content_hash != form.get("content", ""):
        raise VersionConflict("The article was changed since you opened it.", "Load the page again and say it once more.")
    desk(request).comment(
        submission,
        form.get("words", ""),
        by=me.id,
        kind=choice_of(CommentKind, form.get("kind", CommentKind.NOTE.value), "kind of comment"),
        severity=choice_of(Severity, form.get("severity", Severity.MINOR.value), "severity"),
        blocking=bool(form.get("blocking")),
        anchor=anchored(held.latest.answer, found, form.get("exact", ""), number_of(form.get("start", ""))),
    )
    if wants_json(request):
        return _told(_saved(request, me, submission, claim))
    return back(f"/desk/submissions/{submission}/review#claim-{claim}")


@router.post("/desk/submissions/{submission}/recommend")
def recommend(
    request: Request, me: Annotated[Account, Depends(permitted(Act.RECOMMEND))], submission: str, form: Form
) -> Response:
    """Gives the filled-in checklist and the recommendation to the editor."""
    held = desk(request).submission(submission)
    chosen = choice_of(Recommended, form.get("recommended", ""), "recommendation")
    filled = checked_in(held, form)
    if not form.get("content"):
        raise UsageProblem("The form does not say which revision it is about.", "Load the page again.")
    try:
        desk(request).recommend(
            submission, chosen, by=me.id, content=form["content"], words=form.get("words", ""), checklist=filled
        )  # fmt: skip
    except GuardFailed as refused:
        if wants_json(request):
            raise
        return _page(request, me, submission, sent=form, refused=refused)
    return back(f"/desk/submissions/{submission}?done=recommended")


def checked_in(submission: Submission, form: Form) -> tuple[tuple[str, str], ...]:
    """The items of the checklist that a form answers, each with its answer."""
    items = enumerate(submission.latest.checklist)
    return tuple((item, form[f"item-{number}"]) for number, item in items if form.get(f"item-{number}") in ANSWERS)

"""The page of a submission: where it stands, what is missing, who reviews it, what they said; assigning, deciding, signing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from answerable.entrypoints.web.desk import door
from answerable.entrypoints.web.desk.door import Act, permitted
from answerable.entrypoints.web.desk.editorial import Form, back, desk, desk_page, namer, now
from answerable.entrypoints.web.desk.history import history_of
from answerable.entrypoints.web.desk.submission_view import (
    agreement_of,
    axes_of,
    candidates_of,
    checklists_of,
    knowing,
    nobody_of,
    points_of,
    reviewing_of,
    sees_judgements,
    steps_of,
    table_of,
)
from answerable.entrypoints.web.desk.words import choice_of, end_of_day
from answerable.entrypoints.web.door import room
from answerable.errors import EditRefused, GuardFailed, NoSuchArticle, Problem, UsageProblem, VersionConflict
from answerable.people.model import Account, DisclosedInterest, Interest, Role
from answerable.people.permissions import may
from answerable.publication.article import Article
from answerable.review.anchoring import anchored_in
from answerable.review.case import Given, certainties_of, content_of, owners_of, writers_of
from answerable.review.freshness import latest_review
from answerable.review.model import AssignmentState
from answerable.review.open_findings import open_findings
from answerable.review.transitions import Step

router = APIRouter()

Reads = Annotated[Account, Depends(permitted(Act.READ_DESK))]
Assigns = Annotated[Account, Depends(permitted(Act.ASSIGN))]
Reviews = Annotated[Account, Depends(permitted(Act.RECOMMEND))]
Decides = Annotated[Account, Depends(permitted(Act.DECIDE))]
Signs = Annotated[Account, Depends(permitted(Act.SIGN))]
Fresh = Annotated[Account, Depends(door.fresh_factor)]  # after what the roles permit

REFUSALS = (GuardFailed, UsageProblem, VersionConflict, EditRefused)
MEANING = "I have read this article as it stands here and the reviews of it, and I approve it for publication as medical editor."
MOST_INTERESTS = 3
_DONE = {
    "assigned": "The reviewer was invited, and is told.",
    "accepted": "You review it now. Open the workbench to begin.",
    "declined": "You declined. The editor is told.",
    "recused": "You stepped back. The editor is told; the reason stays with the assignment.",
    "recommended": "Your recommendation has gone to the editor.",
    "asked": "The reviewer is asked to look at the newest revision.",
    "extended": "The reviewer has more time, and is told.",
    "classified": "The specialty is set.",
    "moved": "Done. Whom it concerns is told.",
    "signed": "Signed. The article is approved, and its page shows it.",
    "commented": "Your comment is kept.",
    "settled": "Settled, in your words.",
    "answered": "The finding is answered, under your name.",
    "revised": "A new revision is kept. It has to be judged anew: approvals hold for one content alone.",
    "submitted": "The article has gone to the editors.",
}
_PAGE = "/desk/submissions/{submission}"


@router.get(_PAGE)
def submission_page(request: Request, me: Reads, submission: str, done: Annotated[str, Query(max_length=20)] = "") -> Response:
    """Where a submission stands, and everything that one may do with it."""
    return _page(request, me, submission, said=_DONE.get(done, ""))


def _page(request: Request, me: Account, submission: str, *, refused: Problem | None = None, said: str = "") -> Response:
    of = desk(request)
    case, at = of.case(submission, by=me.id, checked=True), now(request)
    article = article_of(request, case.submission.article)
    with of.desk.view() as view:
        accounts = view.people.accounts() if may(me, Act.ASSIGN) else ()
        known = view.people.credentials() if may(me, Act.ASSIGN) else ()
        sees = sees_judgements(case, me)
        history = history_of(view, case, me.id, voices=sees)
        candidates = candidates_of(knowing(case, view.people, accounts), accounts, me, at)
    own = next((one for one in reversed(case.assignments) if one.reviewer == me.id), None)
    running = own is not None and own.state in (AssignmentState.ACCEPTED, AssignmentState.SUBMITTED)
    names, rows = table_of(case) if sees else ((), ())
    held = case.submission
    opinions = frozenset(claim for claim, _ in held.latest.opinions)
    answered = {key: (who, words) for key, who, words in held.answered}
    return desk_page(
        request,
        me,
        "submission.html",
        status=refused.http_status if refused else 200,
        refused=refused,
        said=said,
        submission=held,
        title=held.latest.answer.title,
        base=f"/desk/submissions/{held.id}",
        content=content_of(case),
        article=article,
        axes=axes_of(case, article, at[:10]),
        steps=steps_of(case, me, at),
        reviewing=reviewing_of(case, at) if sees or may(me, Act.ASSIGN) else (),
        candidates=candidates,
        nobody_of=nobody_of(case, candidates),
        own=own,
        running=running,
        invited=own is not None and own.state is AssignmentState.INVITED,
        interests=tuple(Interest),
        places=range(1, MOST_INTERESTS + 1),
        names=names,
        rows=rows,
        sees=sees,
        points=points_of(case, me, at) if sees else (),
        checklists=checklists_of(case, at) if sees else ((), ()),
        certainties=certainties_of(case),
        hanging={one.comment.id: one for one in anchored_in(case.comments, held.revisions)},
        agreement=agreement_of(case) if sees else (),
        comments=case.comments if sees else tuple(one for one in case.comments if one.by == me.id),
        findings=tuple((one, answered.get(one.key)) for one in open_findings(held.latest.answer, case.report, opinions)),
        texts={claim.id: claim.text for claim in held.latest.answer.claims()},
        decisions=case.decisions,
        history=history,
        may_edit=may(me, Act.EDIT),
        may_decide=may(me, Act.DECIDE),
        may_comment=may(me, Act.COMMENT) and (may(me, Act.DECIDE) or running or me.id in owners_of(case) | writers_of(case)),
        may_assign=may(me, Act.ASSIGN),
        specialties=sorted({one for credential in known for one in credential.specialties}),
        name_of=namer(case),
        reports=tuple(one for one in room(request).reports() if one.article == held.article),
        proposals=tuple(turn for address, _, turn in room(request).proposals() if address == held.article),
    )


def article_of(request: Request, address: str) -> Article | None:
    """The article under an address, or None where it was deleted."""
    try:
        return room(request).article(address)
    except NoSuchArticle:
        return None


def _done(request: Request, me: Account, submission: str, act: Callable[[], object], done: str) -> Response:
    """Does something and leads back to the page, which says so; where it is refused, the page says why."""
    try:
        act()
    except REFUSALS as refused:
        return _page(request, me, submission, refused=refused)
    return back(f"/desk/submissions/{submission}?done={done}")


# -- who reviews -------------------------------------------------------------------------------------------------------------


@router.post(_PAGE + "/assign")
def assign(request: Request, me: Assigns, submission: str, form: Form) -> Response:
    """Invites somebody to review, into a place."""

    def act() -> None:
        reviewer, _, role = form.get("who", "").partition("|")
        until = end_of_day(form.get("due", ""))
        desk(request).assign(submission, reviewer, choice_of(Role, role, "reviewer"), by=me.id, due=until)

    return _done(request, me, submission, act, "assigned")


@router.post(_PAGE + "/assignments/{assignment}/accept")
def accept(request: Request, me: Reviews, submission: str, assignment: str, form: Form) -> Response:
    """Accepts an invitation, with what there is to disclose for it."""

    def act() -> None:
        desk(request).accept(assignment, by=me.id, interests=interests_of(form), coauthors=_lines(form.get("coauthors", "")))

    return _done(request, me, submission, act, "accepted")


def interests_of(form: Form) -> tuple[DisclosedInterest, ...]:
    """The interests that somebody disclosed; raises `UsageProblem` where they neither name one nor say that there is none."""
    made = tuple(
        DisclosedInterest(
            category=choice_of(Interest, form.get(f"category-{number}", ""), "category"),
            company=form.get(f"company-{number}", "").strip()[:200],
            product=form.get(f"product-{number}", "").strip()[:200],
            topic=form.get(f"topic-{number}", "").strip()[:200],
        )
        for number in range(1, MOST_INTERESTS + 1)
        if form.get(f"category-{number}")
    )
    if not made and form.get("nothing") != "yes":
        raise UsageProblem("Nothing was disclosed.", "Name what there is, or say that there is nothing.")
    return made


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip()[:200] for line in text.splitlines() if line.strip())


@router.post(_PAGE + "/assignments/{assignment}/decline")
def decline(request: Request, me: Reviews, submission: str, assignment: str, form: Form) -> Response:
    """Declines an invitation."""
    return _done(
        request, me, submission, lambda: desk(request).decline(assignment, form.get("why", "")[:2000], by=me.id), "declined"
    )  # fmt: skip


@router.post(_PAGE + "/assignments/{assignment}/recuse")
def recuse(request: Request, me: Reviews, submission: str, assignment: str, form: Form) -> Response:
    """Steps back from a place."""
    return _done(
        request, me, submission, lambda: desk(request).recuse(assignment, form.get("why", "")[:2000], by=me.id), "recused"
    )  # fmt: skip


@router.post(_PAGE + "/assignments/{assignment}/again")
def ask_again(request: Request, me: Assigns, submission: str, assignment: str, form: Form) -> Response:
    """Asks a reviewer who has recommended to look at the newest revision."""
    return _done(
        request,
        me,
        submission,
        lambda: desk(request).ask_again(assignment, by=me.id, due=end_of_day(form.get("due", ""))),
        "asked",
    )


@router.post(_PAGE + "/assignments/{assignment}/extend")
def extend(request: Request, me: Assigns, submission: str, assignment: str, form: Form) -> Response:
    """Gives a reviewer more time."""

    def act() -> None:
        until = end_of_day(form.get("due", ""))
        if not until:
            raise UsageProblem("It is not said until when.", "Choose a day.")
        desk(request).extend(assignment, until, by=me.id)

    return _done(request, me, submission, act, "extended")


@router.post(_PAGE + "/specialty")
def classify(request: Request, me: Assigns, submission: str, form: Form) -> Response:
    """Says of which specialty an article is."""
    return _done(
        request,
        me,
        submission,
        lambda: desk(request).classify(submission, form.get("specialty", "")[:100], by=me.id),
        "classified",
    )


# -- what is said of it ---------------------------------------------------------------------------------------------------------


@router.post(_PAGE + "/settle")
def settle(request: Request, me: Decides, submission: str, form: Form) -> Response:
    """An editor's words on what reviewers do not agree on."""
    return _done(
        request,
        me,
        submission,
        lambda: desk(request).settle(
            submission, form.get("on", ""), form.get("words", ""), by=me.id, content=form.get("content", "")
        ),
        "settled",
    )


@router.post(_PAGE + "/answer")
def answer_finding(request: Request, me: Reads, submission: str, form: Form) -> Response:
    """Answers an open finding of the checks, under one's own name."""
    return _done(
        request,
        me,
        submission,
        lambda: desk(request).answer_finding(submission, form.get("key", ""), form.get("words", ""), by=me.id),
        "answered",
    )


# -- deciding --------------------------------------------------------------------------------------------------------------------


@router.post(_PAGE + "/step")
def step(request: Request, me: Reads, submission: str, form: Form) -> Response:
    """Takes a step of the table of transitions; whether one may is decided there."""

    def act() -> None:
        wanted = choice_of(Step, form.get("step", ""), "step")
        if wanted is Step.APPROVE:
            raise UsageProblem("An approval is signed on its own page.", "Open it from here.")
        given = Given(content=form.get("content", ""), words=form.get("words", "").strip())
        desk(request).take(submission, wanted, by=me.id, given=given)

    return _done(request, me, submission, act, "moved")


@router.get(_PAGE + "/sign")
def sign_page(request: Request, me: Signs, submission: str, fresh: Fresh) -> Response:
    """What a signature will say, before it is given; the second factor was given just before."""
    return _sign_page(request, me, submission)


def _sign_page(request: Request, me: Account, submission: str, refused: Problem | None = None) -> Response:
    from answerable.app.desk.showing import credentials_of

    case, at = desk(request).case(submission, by=me.id, checked=True), now(request)
    latest = latest_review(case.submission.latest.answer, at)
    return desk_page(
        request,
        me,
        "sign.html",
        status=refused.http_status if refused else 200,
        refused=refused,
        submission=case.submission,
        title=case.submission.latest.answer.title,
        base=f"/desk/submissions/{case.submission.id}",
        content=content_of(case),
        meaning=MEANING,
        credentials=credentials_of(case.credentials.get(me.id)),
        step=next((one for one in steps_of(case, me, at) if one.signs), None),
        due=latest,
        reviewing=reviewing_of(case, at),
    )


@router.post(_PAGE + "/sign")
def sign(request: Request, me: Signs, submission: str, form: Form, fresh: Fresh) -> Response:
    """Signs the approval of exactly the content that was shown."""
    given_at = door.begun(request)[0].factor
    given = Given(
        content=form.get("content", ""),
        words=form.get("words", "").strip(),
        meaning=MEANING if form.get("agree") == "yes" else "",
        factor="second factor" if given_at else "",
        factor_at=given_at,
        review_due=form.get("review_due", "").strip() or None,
    )
    try:
        desk(request).take(submission, Step.APPROVE, by=me.id, given=given)
    except REFUSALS as refused:
        return _sign_page(request, me, submission, refused)
    return back(f"/desk/submissions/{submission}?done=signed")


@router.post("/desk/articles/{address}/submit")
def submit(request: Request, me: Annotated[Account, Depends(permitted(Act.SUBMIT))], address: str, form: Form) -> Response:
    """Sends an article to the editors."""
    held = desk(request).submit(address, by=me.id, specialty=form.get("specialty", "").strip()[:100])
    return back(f"/desk/submissions/{held.id}?done=submitted")

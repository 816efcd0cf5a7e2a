"""What waits for somebody, and the desk in figures: the queue by risk, what is overdue, how much review changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from statistics import median

from msgspec import Struct

from answerable.app.desk.submitting import OPEN
from answerable.app.people_ports import DeskView
from answerable.people.model import Account
from answerable.people.permissions import Act, may
from answerable.review.model import Assignment, AssignmentState, RevisionState, Submission
from answerable.review.queue import Placed, Waiting, queue
from answerable.review.tasks import Notification, Task

_MINE = frozenset({AssignmentState.INVITED, AssignmentState.ACCEPTED})


class Item(Struct, frozen=True, kw_only=True):
    """A submission in the queue: how it stands, where in the queue and why, and who reviews it."""

    submission: str
    article: str
    title: str
    state: RevisionState
    specialty: str
    editor: str
    opened: str
    placed: Placed | None
    assignments: tuple[Assignment, ...] = ()


class ForMe(Struct, frozen=True, kw_only=True):
    """What waits for somebody: their assignments and what else they can act on, tasks, and what they were told."""

    assignments: tuple[tuple[Assignment, Item], ...]
    to_decide: tuple[Item, ...]
    tasks: tuple[Task, ...]
    told: tuple[Notification, ...]


class Figures(Struct, frozen=True, kw_only=True):
    """The desk in figures; `seconds` is the median time that a claim was looked at, None where none was measured.

    `changed` and `claims` are of approved articles: how many claims of the first revision the approved one does not have.
    """

    states: Mapping[str, int]
    overdue: int
    late_reviews: int
    changed: int
    claims: int
    seconds: float | None
    judged: int
    waited: float | None  # days from submission to approval, the median


def items(view: DeskView, reports: Mapping[str, int], now: str) -> tuple[Item, ...]:
    """Everything that is on its way, the riskiest first."""
    found = view.review.submissions(OPEN)
    public = {one.article: view.article(one.article) for one in found}
    waiting = [
        Waiting(
            id=one.id,
            answer=one.latest.answer,
            since=one.opened,
            public=bool((article := public[one.article]) and article.state.value == "public"),
            reports=reports.get(one.article, 0),
        )
        for one in found
    ]
    by_id = {one.id: one for one in found}
    return tuple(_item(view, by_id[placed.id], placed) for placed in queue(waiting, now))


def _item(view: DeskView, one: Submission, placed: Placed | None) -> Item:
    return Item(
        submission=one.id,
        article=one.article,
        title=one.latest.answer.title,
        state=one.state,
        specialty=one.specialty,
        editor=one.editor,
        opened=one.opened,
        placed=placed,
        assignments=view.review.assignments(one.id),
    )


def waiting_for(view: DeskView, account: Account, all_items: Sequence[Item]) -> ForMe:
    """What waits for somebody."""
    by_id = {one.submission: one for one in all_items}
    mine = [
        (one, by_id[one.submission])
        for one in view.review.assignments_to(account.id)
        if one.state in _MINE and one.submission in by_id
    ]
    decides, signs = may(account, Act.DECIDE), may(account, Act.SIGN)
    to_decide = [
        one
        for one in all_items
        if (signs and one.state is RevisionState.READY)
        or (decides and one.state is not RevisionState.READY and one.editor in ("", account.id))
    ]
    tasks = [one for one in view.review.tasks() if one.account == account.id or (not one.account and decides)]
    return ForMe(
        assignments=tuple(sorted(mine, key=lambda pair: pair[0].due)),
        to_decide=tuple(to_decide),
        tasks=tuple(tasks),
        told=view.review.notifications(account.id),
    )


def figures(view: DeskView, now: str) -> Figures:
    """The desk in figures, over everything that was ever submitted."""
    every = view.review.submissions()
    changed = claims = 0
    waited: list[float] = []
    looked: list[float] = []
    judged = 0
    for bare in every:
        said = view.review.judgements(bare.id)
        judged += len(said)
        looked += [one.seconds for one in said if one.seconds]
        if bare.state not in (RevisionState.APPROVED, RevisionState.SUPERSEDED):
            continue
        whole = view.review.submission(bare.id)
        if whole is None:
            continue
        first = {claim.id for claim in whole.revisions[0].answer.claims()}
        claims += len(first)
        changed += len(first - {claim.id for claim in whole.latest.answer.claims()})
        signed = [one.at for one in view.review.decisions(bare.id)]
        if signed:
            waited.append((datetime.fromisoformat(signed[-1]) - datetime.fromisoformat(bare.opened)).total_seconds() / 86_400)
    today = now[:10]
    articles = {one.article: view.article(one.article) for one in every}
    late = [
        one for one in articles.values() if one and one.approved and (one.latest.review_due or "9999") < today
    ]  # fmt: skip
    return Figures(
        states=dict(Counter(one.state.value for one in every)),
        overdue=len(late),
        late_reviews=len(view.review.overdue(now)),
        changed=changed,
        claims=claims,
        seconds=median(looked) if looked else None,
        judged=judged,
        waited=median(waited) if waited else None,
    )

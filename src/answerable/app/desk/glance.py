"""The desk at a glance: the queue by risk, what is late, and how much reviewing changes and takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from msgspec import Struct

from answerable.app.desk.submitting import OPEN
from answerable.app.desk_ports import DeskView
from answerable.audience.reader import Reader
from answerable.composition.answer import Answer
from answerable.publication.article import LISTED, Article, ReportedProblem
from answerable.review.differences import Kind, difference
from answerable.review.freshness import Freshness, freshness_of
from answerable.review.model import Assignment, Judgement, RevisionState, Submission
from answerable.review.open_findings import open_findings
from answerable.review.queue import Placed, Waiting, queue
from answerable.verification.model import Claim, Report, Verdict

LOOKED_AT = 200  # submissions, the newest, from which figures are made
_CHANGED = frozenset({Kind.REWORDED, Kind.SOURCES, Kind.REMOVED})
_SETTLED = frozenset({RevisionState.APPROVED, RevisionState.SUPERSEDED, RevisionState.READY, RevisionState.CHANGES_REQUESTED})


class Standing(Struct, frozen=True, kw_only=True):
    """A submission in the queue: its place with the reasons, what it is called, and which of its assignments are late."""

    placed: Placed
    submission: Submission
    late: int
    waits_for: str


class Month(Struct, frozen=True, kw_only=True):
    """What was reviewed in a month ("2026-11"): so many claims, so many changed since, and how long one took in the middle."""

    month: str
    claims: int
    changed: int
    judged: int
    seconds: float | None

    @property
    def share(self) -> float | None:
        """The share of claims that were changed in review, or None where no article got that far."""
        return self.changed / self.claims if self.claims else None


class Glance(Struct, frozen=True, kw_only=True):
    """The desk at a glance."""

    waiting: tuple[Standing, ...]
    overdue: tuple[Assignment, ...]
    months: tuple[Month, ...]
    seconds: float | None  # for a claim, the median
    share: float | None  # of claims changed in review


def glance(view: DeskView, reports: Iterable[ReportedProblem], now: str, followed: Mapping[str, int] | None = None) -> Glance:
    """The desk as it is at one moment; the same for everybody who may read it.

    `followed` is how many people asked further under each article.
    """
    told, asked = Counter(report.article for report in reports), followed or {}
    open_ones = view.review.submissions(OPEN)
    overdue = view.review.overdue(now)
    late = Counter(one.submission for one in overdue)
    by_id = {one.id: one for one in open_ones}
    placed = queue(
        (_waiting(one, view.article(one.article), told[one.article], asked.get(one.article, 0), now) for one in open_ones), now
    )
    recent = sorted(view.review.submissions(), key=lambda one: one.opened)[-LOOKED_AT:]
    judgements = [one for submission in recent for one in view.review.judgements(submission.id)]
    settled = [full for one in recent if one.state in _SETTLED and (full := view.review.submission(one.id)) is not None]
    months = _months(settled, judgements)
    claims, changed = sum(one.claims for one in months), sum(one.changed for one in months)
    timed = [one.seconds for one in judgements if one.seconds]
    return Glance(
        waiting=tuple(
            Standing(placed=one, submission=by_id[one.id], late=late[one.id], waits_for=WAITS_FOR.get(by_id[one.id].state, ""))
            for one in placed
        ),
        overdue=overdue,
        months=months,
        seconds=median(timed) if timed else None,
        share=changed / claims if claims else None,
    )


WAITS_FOR: Mapping[RevisionState, str] = {
    RevisionState.DRAFT: "its author",
    RevisionState.SUBMITTED: "an editor",
    RevisionState.UNDER_REVIEW: "its reviewers",
    RevisionState.CHANGES_REQUESTED: "its author",
    RevisionState.READY: "the medical editor",
}
"""Whom a submission waits for in each state."""


def _waiting(submission: Submission, article: Article | None, reports: int, readers: int, now: str) -> Waiting:
    """What is known of a submission; every article is offered to every reader, so each is written for patients too."""
    answer = submission.latest.answer
    opinions = frozenset(claim for claim, _ in submission.latest.opinions)
    answered = {key for key, _, _ in submission.answered}
    return Waiting(
        id=submission.id,
        answer=answer,
        since=submission.opened,
        audiences=frozenset(Reader),
        public=article is not None and article.state in LISTED,
        readers=readers,
        reports=reports,
        findings=sum(one.key not in answered for one in open_findings(answer, as_made(answer), opinions)),
        freshness=_freshness(article, now) if article is not None else None,
    )


def _freshness(article: Article, now: str) -> Freshness | None:
    """How fresh what readers see is: marked by the desk, or by the day on which its review is due; None before an approval."""
    if article.marked:
        return Freshness.EVIDENCE_CHANGED
    return freshness_of(review_due=article.latest.review_due, today=now[:10]) if article.approved else None


def as_made(answer: Answer) -> Report:
    """The verdicts as an article holds them; whether they still hold is looked at when somebody opens it."""
    return Report(
        tuple(
            Claim(
                id=one.id,
                text=one.text,
                citations=tuple(citation.checked for citation in one.citations),
                verdict=Verdict.SUPPORTED,
            )
            for one in answer.claims()
        )
    )


def _months(settled: Sequence[Submission], judgements: Sequence[Judgement]) -> tuple[Month, ...]:
    claims, changed = Counter[str](), Counter[str]()
    for one in settled:
        month = one.opened[:7]
        first = one.revisions[0].answer
        claims[month] += len(first.claims())
        if len(one.revisions) > 1:
            changed[month] += sum(each.kind in _CHANGED for each in difference(first, one.latest.answer).claims)
    seconds: dict[str, list[float]] = {}
    judged = Counter(one.at[:7] for one in judgements)
    for one in judgements:
        if one.seconds:
            seconds.setdefault(one.at[:7], []).append(one.seconds)
    return tuple(
        Month(
            month=month,
            claims=claims[month],
            changed=changed[month],
            judged=judged[month],
            seconds=median(seconds[month]) if month in seconds else None,
        )
        for month in sorted({*claims, *judged})[-12:]
    )

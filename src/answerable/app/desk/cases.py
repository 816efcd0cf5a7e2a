"""A `Case` as the store and the library have it now: what every guard looks at."""

from __future__ import annotations

from answerable.app.desk.evidence import Seen
from answerable.app.people_ports import PeopleReading
from answerable.app.review_ports import ReviewReading
from answerable.errors import VersionConflict
from answerable.people.model import Account
from answerable.review.case import Case, writers_of
from answerable.review.model import RevisionState, Submission


def case_of(
    people: PeopleReading, review: ReviewReading, submission: Submission, *, by: Account | None = None, seen: Seen | None = None
) -> Case:
    """Everything that bears on a submission; raises `VersionConflict` where `seen` is of content that has changed since."""
    if seen is not None and seen.content != submission.latest.content_hash:
        raise VersionConflict("The article was changed in the meantime.", "Look at it again, and repeat it if it still applies.")
    assignments = review.assignments(submission.id)
    comments, settlements = review.comments(submission.id), review.settlements(submission.id)
    decisions, certainties = review.decisions(submission.id), review.certainties(submission.id)
    bare = Case(submission=submission, accounts={})
    named = {
        submission.editor,
        *writers_of(bare),
        *(who for _, who, _ in submission.answered),
        *(who for revision in submission.revisions for _, who in revision.opinions),
        *(one.reviewer for one in assignments),
        *(one.by for one in decisions),
        *(one.by for one in settlements),
        *(one.by for one in certainties),
        *(who for one in comments for who in (one.by, one.settled_by)),
        *((by.id,) if by else ()),
    } - {""}
    accounts = {who: account for who in sorted(named) if (account := people.account(who)) is not None}
    credentials = {who: credential for who in accounts if (credential := people.credential(who)) is not None}
    return Case(
        submission=submission,
        accounts=accounts,
        credentials=credentials,
        disclosures=tuple(one for who in accounts for one in people.disclosures(who)),
        assignments=assignments,
        judgements=review.judgements(submission.id),
        recommendations=review.recommendations(submission.id),
        decisions=decisions,
        comments=comments,
        settlements=settlements,
        certainties=certainties,
        notices=seen.notices if seen else {},
        report=seen.report if seen else None,
        successor=_successor(review, submission),
    )


def _successor(review: ReviewReading, submission: Submission) -> Submission | None:
    """The approved submission of the same article that was opened after this one."""
    others = (one for one in review.submissions_of(submission.article) if one.opened > submission.opened)
    return next((one for one in others if one.state is RevisionState.APPROVED), None)

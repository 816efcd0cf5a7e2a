"""Editing a submission: every changed claim is proven against the library before the next revision is kept."""

from __future__ import annotations

from collections.abc import Sequence

from answerable.app.acts import What
from answerable.app.desk.acting import Acting, path_of, title_of
from answerable.app.desk.evidence import Evidence
from answerable.app.desk.showing import keep, shown_for
from answerable.errors import UsageProblem, VersionConflict
from answerable.people.model import Account
from answerable.review.desk import revise
from answerable.review.editing import Edited, edited
from answerable.review.edits import Edit
from answerable.review.keeping import beside_hash
from answerable.review.model import AssignmentState, Revision, Submission
from answerable.text import clean


def proven(evidence: Evidence, submission: Submission, edits: Sequence[Edit], by: Account, day: str) -> Edited:
    """What the edits make of the latest revision, every changed claim checked; asked of the library, outside a transaction."""
    revision = submission.latest
    return evidence.used(
        lambda library, judge: edited(
            revision.answer, edits, by=by, on=day, sources=library, judge=judge, opinions=revision.opinions
        )
    )


def edit(act: Acting, submission_id: str, made: Edited, *, content: str, why: str) -> Submission:
    """Keeps what was proven as the next revision; the approvals that were on the one before count no more.

    Raises `VersionConflict` where the article was changed since `content`, on which the edits were made.
    """
    submission = act.submission(submission_id)
    latest = submission.latest
    if latest.content_hash != content:
        raise VersionConflict("The article was changed in the meantime.", "Look at it again, and repeat your change.")
    if not clean(why):
        raise UsageProblem("It is not said why.", "Say in a sentence what was changed and why.")
    revision = Revision(
        number=latest.number + 1,
        answer=made.answer,
        by=act.by.id,
        made=act.now,
        why=why.strip(),
        checklist=latest.checklist,
        opinions=made.opinions,
        supersedes=latest.content_hash,
    )
    case = act.case(submission)
    saved = act.review.save_submission(revise(case, revision, act.by, act.now))
    facts = {"was": submission.state.value, "state": saved.state.value, "supersedes": latest.content_hash}
    name = f"{saved.id}/{revision.number}"
    act.line(What.REVISED, saved.id, revision.content_hash, saved, revision=name, beside=beside_hash(revision), **facts)
    article = act.work.article(saved.article)
    if article is not None:
        keep(act, shown_for(article, saved))
    for one in act.review.assignments(saved.id):
        if one.state in (AssignmentState.ACCEPTED, AssignmentState.SUBMITTED):
            act.tell(one.reviewer, f"“{title_of(saved)}” has a new revision: {revision.why}", path_of(saved))
    act.tell(saved.editor, f"“{title_of(saved)}” has a new revision: {revision.why}", path_of(saved))
    return saved

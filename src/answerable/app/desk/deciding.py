"""Deciding on a submission: each step of the table of transitions, with its decision, its line, and what readers see after it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from answerable.app.acts import What
from answerable.app.desk.acting import Acting, path_of, title_of
from answerable.app.desk.evidence import Seen
from answerable.app.desk.showing import approved, keep, noticed, publicly, shown_for
from answerable.ledger.model import Entry
from answerable.publication.article import Article, NoticeOf, names_hash, notices_hash
from answerable.review.case import Case, Given, certainties_of
from answerable.review.desk import move
from answerable.review.freshness import latest_review
from answerable.review.keeping import hash_of
from answerable.review.model import AssignmentState, Decided, Decision, RevisionState, Submission
from answerable.review.transitions import APPROVAL, Guard, Step, row_of

DECISIONS: Mapping[Step, Decided] = {step: Decided(step.value) for step in Step if step.value in {one.value for one in Decided}}
"""The steps that are decisions and are kept as such; the others leave their line in the ledger alone."""


_TOLD: Mapping[Step, str] = {
    Step.SUBMIT: "was submitted",
    Step.START_REVIEW: "is under review now",
    Step.REVISE: "has a new revision",
    Step.REQUEST_CHANGES: "goes back: changes are requested",
    Step.RESUBMIT: "was changed and is to be reviewed again",
    Step.READY: "is ready for sign-off",
    Step.SEND_BACK: "goes back to its reviewers: it is not signed",
    Step.APPROVE: "was approved",
    Step.SUPERSEDE: "is superseded",
    Step.REJECT: "was rejected",
    Step.WITHDRAW: "was withdrawn",
}
"""What those whom a step concerns are told of it."""


class Moved(Struct, frozen=True, kw_only=True):
    """What came of a step: the submission as it now is, and the decision where it is one."""

    submission: Submission
    decision: Decision | None = None


def looks_at_claims(step: Step, submission: Submission) -> bool:
    """Whether a step needs every claim checked again."""
    row = row_of(step, submission.state)
    return row is not None and Guard.CHECKED in row.guards


def take(act: Acting, submission_id: str, step: Step, given: Given, seen: Seen | None) -> Moved:
    """Takes a step with a submission; raises `NotPermitted`, or `GuardFailed` with all that does not hold."""
    submission = act.submission(submission_id)
    case = act.case(submission, seen=seen)
    moved = act.review.save_submission(move(case, step, act.by, act.now, given))
    decision, entry = _decided(act, case, moved, step, given)
    article = act.work.article(moved.article)
    if article is not None:
        after = shown_for(article, moved)
        if step is Step.APPROVE and decision is not None:
            after = _approved(act, case, article, decision, entry)
        elif after.state is not article.state:
            act.line(What.UNPUBLISHED, article.address, after.latest.content_hash, public=after.state.value)
        keep(act, after)
    _tell(act, moved, step, given)
    return Moved(submission=moved, decision=decision)


def _decided(act: Acting, case: Case, moved: Submission, step: Step, given: Given) -> tuple[Decision | None, Entry]:
    """Keeps the decision, where a step is one, and leaves its line."""
    content = moved.latest.content_hash
    what = What.SIGNED if step is Step.APPROVE else What.MOVED
    facts = {"step": step.value, "was": case.submission.state.value, "state": moved.state.value}
    if step not in DECISIONS:
        return None, act.line(what, moved.id, content, moved, **facts)
    due = None
    if step is Step.APPROVE:
        due = given.review_due or latest_review(moved.latest.answer, act.now).due
        facts |= {"meaning": given.meaning, "factor": given.factor, "review_due": due}
        facts["certainties"] = " ".join(hash_of(one)[:16] for one in certainties_of(case))
    decision = Decision(
        submission=moved.id,
        revision=content,
        decided=DECISIONS[step],
        by=act.by.id,
        at=act.now,
        words=given.words,
        meaning=given.meaning,
        factor=given.factor,
        review_due=due,
    )
    name = act.review.add_decision(decision)
    return decision, act.line(what, moved.id, content, moved, **facts, kept=name, hash=hash_of(decision))


def _approved(act: Acting, case: Case, article: Article, decision: Decision, entry: Entry) -> Article:
    """The article as approved; what was approved before is superseded, and a correction gets its notice."""
    after = approved(article, case, decision, entry, act.now)
    corrects = False
    for before in act.review.submissions_of(article.address):
        if before.state is RevisionState.APPROVED and before.id != decision.submission:
            corrects = True
            saved = act.review.save_submission(replace(before, state=RevisionState.SUPERSEDED))
            facts = {"was": before.state.value, "state": RevisionState.SUPERSEDED.value, "by": decision.submission}
            act.line(What.SUPERSEDED, before.id, before.latest.content_hash, saved, **facts)
    why = case.submission.revisions[0].why
    if corrects and why:
        after = noticed(after, NoticeOf.MAJOR_CORRECTION, why, act.now, publicly(act.by, case.credentials.get(act.by.id)))
    facts = {"version": str(after.latest.number), "public": after.state.value, "notices": notices_hash(after.notices)}
    facts["names"] = names_hash(after.latest)
    act.line(What.PUBLISHED, article.address, decision.revision, **facts)
    return after


def _tell(act: Acting, submission: Submission, step: Step, given: Given) -> None:
    """Tells those whom a step concerns."""
    words = f"“{title_of(submission)}” {_TOLD[step]}.{f' {given.words}' if given.words else ''}"
    whom = [submission.author, submission.editor]
    whom += [one.reviewer for one in act.review.assignments(submission.id) if one.state is not AssignmentState.DECLINED]
    if step is Step.READY:
        from answerable.people.permissions import Act, may

        whom += [one.id for one in act.work.people.accounts() if may(one, Act.SIGN)]
    for account in dict.fromkeys(whom):
        act.tell(account, words, path_of(submission))


NEEDS_LIBRARY = frozenset({*APPROVAL, Guard.NO_RETRACTION})

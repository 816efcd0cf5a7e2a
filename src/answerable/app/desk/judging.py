"""What a reviewer says of a submission: claim by claim, in comments, and in the end as a recommendation."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from answerable.app.acts import What
from answerable.app.desk.acting import Acting, new_id, path_of, refused, title_of
from answerable.app.desk.evidence import Seen
from answerable.app.desk.submitting import OPEN
from answerable.errors import NotPermitted, UsageProblem, VersionConflict
from answerable.people.permissions import Act, may
from answerable.review.case import Case, owners_of, place_of, writers_of
from answerable.review.checklist import unanswered
from answerable.review.comment import Anchor, Comment, CommentKind, Settlement, Severity
from answerable.review.eligibility import may_answer, may_decide
from answerable.review.keeping import gone, hash_of
from answerable.review.model import (
    Assignment,
    AssignmentState,
    Judged,
    Judgement,
    Recommendation,
    Recommended,
    RevisionState,
    Submission,
)
from answerable.review.open_findings import keys_in
from answerable.review.progress import carried
from answerable.review.tasks import TaskKind
from answerable.text import clean, how_many

LONGEST = 4_000  # characters of what somebody writes
LONGEST_LOOK = 3_600.0  # seconds with a claim; who was away for longer did not read it


def judge(
    act: Acting,
    submission_id: str,
    claim: str,
    judged: Judged,
    *,
    content: str,
    comment: str = "",
    seconds: float | None = None,
) -> Judgement:
    """Keeps a reviewer's judgement of a claim at once; said twice it is one.

    `content` is the content hash that the reviewer looked at. Raises `VersionConflict` where the article was changed since.
    """
    submission, _ = _reviewing(act, submission_id, content)
    if claim not in {one.id for one in submission.latest.answer.claims()}:
        raise UsageProblem("There is no such claim in this revision.", "Load the page again.")
    looked = None if seconds is None else min(max(seconds, 0.0), LONGEST_LOOK)
    made = Judgement(
        submission=submission.id,
        revision=content,
        claim=claim,
        reviewer=act.by.id,
        judged=judged,
        at=act.now,
        comment=_said(comment, empty=True),
        seconds=looked,
    )
    kept = act.review.put_judgement(made)
    if kept is not None:
        act.line(What.JUDGED, submission.id, content, kept, claim=claim, judged=judged.value)
    return made


def confirm(act: Acting, submission_id: str, claims: Sequence[str] = (), *, content: str, seen: Seen) -> tuple[Judgement, ...]:
    """Keeps again what a reviewer said before of claims that stand unchanged, of these or of all; each is a judgement of its own.

    Where a source of one fell since, or the claim was judged in the meantime, it is not confirmed. It took no time.
    """
    submission, _ = _reviewing(act, submission_id, content)
    offered = {one.claim: one for one in carried(act.case(submission, seen=seen), act.by.id)}
    made: list[Judgement] = []
    for claim in claims or tuple(offered):
        before = offered.get(claim)
        if before is None:
            continue
        again = replace(before, revision=content, at=act.now, seconds=None, place=1, carried=before.carried or before.revision)
        kept = act.review.put_judgement(again)
        if kept is not None:
            act.line(
                What.JUDGED, submission.id, content, kept, claim=claim, judged=again.judged.value, carried=again.carried
            )  # fmt: skip
            made.append(kept)
    return tuple(made)


def undo(act: Acting, submission_id: str, claim: str, *, content: str) -> Judgement | None:
    """Takes a reviewer's last judgement of a claim back; returns the one that holds now, or None."""
    submission, _ = _reviewing(act, submission_id, content)
    taken = act.review.undo_judgement(submission.id, content, claim, act.by.id)
    if taken is not None:
        act.line(What.UNDONE, submission.id, content, gone(taken), claim=claim, judged=taken.judged.value)
    mine = (
        one
        for one in act.review.judgements(submission.id)
        if (one.revision, one.claim, one.reviewer) == (content, claim, act.by.id)
    )
    return next(mine, None)


def recommend(
    act: Acting,
    submission_id: str,
    recommended: Recommended,
    *,
    content: str,
    words: str = "",
    checklist: tuple[tuple[str, str], ...] = (),
) -> Recommendation:
    """Gives a reviewer's recommendation to the editor; it decides nothing.

    To accept, every claim has to be judged and the whole checklist gone through.
    """
    submission, place = _reviewing(act, submission_id, content)
    if recommended is Recommended.ACCEPT:
        claims = {one.id for one in submission.latest.answer.claims()}
        done = {one.claim for one in act.review.judgements(submission.id) if (one.reviewer, one.revision) == (act.by.id, content)}
        if claims - done:
            raise refused("judged", f"You have not judged {how_many(len(claims - done), 'claim')} of {len(claims):,}.")
        missing = unanswered(submission.latest.checklist, checklist)
        if missing:
            raise refused("checklist", f"You have not gone through the whole checklist: {', '.join(missing)}.")
    made = Recommendation(
        assignment=place.id,
        reviewer=act.by.id,
        revision=content,
        recommended=recommended,
        at=act.now,
        words=_said(words, empty=True),
        checklist=checklist,
    )
    name = act.review.add_recommendation(made)
    first = place.state is not AssignmentState.SUBMITTED
    handed_in = (act.review.save_assignment(replace(place, state=AssignmentState.SUBMITTED)),) if first else ()
    facts = {"assignment": place.id, "recommended": recommended.value, "kept": name, "hash": hash_of(made)}
    act.line(What.RECOMMENDED, submission.id, content, *handed_in, **facts)
    act.tell(
        submission.editor, f"{act.by.name} recommends on “{title_of(submission)}”: {recommended.value}.", path_of(submission)
    )
    return made


def _reviewing(act: Acting, submission_id: str, content: str) -> tuple[Submission, Assignment]:
    """The submission and the place in it that whoever acts fills as a reviewer."""
    act.require(Act.JUDGE)
    submission = act.submission(submission_id)
    case = Case(submission=submission, accounts={act.by.id: act.by}, assignments=act.review.assignments(submission.id))
    place = place_of(case, act.by.id, act.now)
    if act.by.id in owners_of(case) | writers_of(case):
        raise NotPermitted("You wrote or asked for this article and cannot review it.", "Tell its editor.")
    if place is None:
        raise NotPermitted("You are not assigned to review this article.", "Accept the invitation first, or ask its editor.")
    if submission.state is not RevisionState.UNDER_REVIEW:
        raise refused("from_here", f"It is {submission.state.value}, and not under review.")
    if submission.latest.content_hash != content:
        raise VersionConflict("The article was changed since you opened it.", "Load the page again.")
    return submission, place


# -- comments, and what is settled


def comment(
    act: Acting,
    submission_id: str,
    words: str,
    *,
    kind: CommentKind = CommentKind.NOTE,
    severity: Severity = Severity.MINOR,
    blocking: bool = False,
    anchor: Anchor | None = None,
    answers: str = "",
) -> Comment:
    """Says something of the latest revision, of words of it or of the whole; or answers a comment."""
    act.require(Act.COMMENT)
    submission = _open_to(act, submission_id)
    _has_a_part(act, submission)
    if answers:
        before = act.review.comment(answers)
        if before is None or before.submission != submission.id:
            raise UsageProblem("There is no such comment to answer.", "Load the page again.")
    made = Comment(
        id=new_id(),
        submission=submission.id,
        revision=submission.latest.content_hash,
        by=act.by.id,
        at=act.now,
        words=_said(words),
        kind=kind,
        severity=severity,
        blocking=blocking,
        anchor=anchor,
        answers=answers,
    )
    act.review.add_comment(made)
    act.line(What.COMMENTED, submission.id, made.revision, made, comment=made.id, blocking="yes" if blocking else "")
    act.tell(submission.editor, f"{act.by.name} comments on “{title_of(submission)}”.", path_of(submission))
    if kind is CommentKind.OMISSION and not answers:
        _to_add(act, submission, made)
    return made


def _to_add(act: Acting, submission: Submission, made: Comment) -> None:
    """Makes a task of what an article leaves out: for its author, or where nobody here wrote it for its editor."""
    account = submission.author or submission.editor
    words = f"Left out ({made.severity.value}{', blocks' if made.blocking else ''}): {made.words}"
    name = _task_of(made)
    act.task(TaskKind.OMISSION, submission.article, words, name=name, submission=submission.id, account=account)
    act.tell(submission.author, f"A reviewer misses something in “{title_of(submission)}”: {made.words}", path_of(submission))


def _task_of(comment: Comment) -> str:
    return f"omission-{comment.id}"


def settle_comment(act: Acting, comment_id: str, words: str = "", *, version: int | None = None) -> Comment:
    """Settles a comment: whoever made it, or an editor."""
    act.require(Act.COMMENT)
    held = act.review.comment(comment_id)
    if held is None:
        raise UsageProblem("There is no such comment.", "Load the page again.")
    submission = _open_to(act, held.submission)
    if held.by != act.by.id and not may(act.by, Act.DECIDE):
        raise NotPermitted("Only whoever made a comment, or an editor, settles it.", "Answer it instead.")
    if version is not None and version != held.version:
        raise VersionConflict("Somebody else changed this comment in the meantime.", "Look at it again.")
    settled = replace(held, settled_by=act.by.id, settled_at=act.now, settled_words=_said(words, empty=True))
    saved = act.review.save_comment(settled)
    act.line(What.COMMENT_SETTLED, submission.id, held.revision, saved, comment=held.id)
    task = act.review.task(_task_of(held))
    if task is not None and not task.done:
        how = saved.settled_words or "Settled."
        done = act.review.save_task(replace(task, done=act.now, by=act.by.id, how=how))
        act.line(What.TASK_DONE, submission.article, "", done, task=task.id)
    act.tell(held.by, f"{act.by.name} settled your comment on “{title_of(submission)}”.", path_of(submission))
    return saved


def settle(act: Acting, submission_id: str, on: str, words: str, *, content: str) -> Settlement:
    """An editor's words on what reviewers do not agree on, or do not agree to, in the latest revision."""
    act.require(Act.DECIDE)
    submission = _open_to(act, submission_id)
    if submission.latest.content_hash != content:
        raise VersionConflict("The article was changed since you opened it.", "Load the page again.")
    claims = {one.id for one in submission.latest.answer.claims()}
    if on not in claims and on.removeprefix("checklist: ") not in submission.latest.checklist:
        raise UsageProblem("There is no such claim or item of the checklist in this revision.", "Load the page again.")
    made = Settlement(submission=submission.id, revision=content, on=on, by=act.by.id, at=act.now, words=_said(words))
    name = act.review.add_settlement(made)
    act.line(What.SETTLED, submission.id, content, on=on, kept=name, hash=hash_of(made))
    return made


def answer_finding(act: Acting, submission_id: str, key: str, words: str) -> Submission:
    """Answers a finding of the verification report under one's own name."""
    if not may(act.by, Act.RECOMMEND):
        act.require(Act.DECIDE)
    submission = _open_to(act, submission_id)
    if not may_answer(act.case(submission), act.by.id, act.now):
        raise NotPermitted("Only who decides on this article or reviews it answers a finding.", "Write a comment instead.")
    if key not in keys_in(submission.latest.answer):
        raise UsageProblem("There is no such finding on this revision.", "Load the page again.")
    answered = (*(one for one in submission.answered if one[0] != key), (key, act.by.id, _said(words)))
    saved = act.review.save_submission(replace(submission, answered=answered))
    act.line(What.ANSWERED, submission.id, submission.latest.content_hash, saved, finding=key)
    return saved


def _has_a_part(act: Acting, submission: Submission) -> None:
    """Raises `NotPermitted` for who neither wrote or asked for it, nor decides or reviews: a comment can block an approval."""
    case, who = act.case(submission), act.by.id
    if who in owners_of(case) | writers_of(case) or may_decide(case, who) or place_of(case, who, act.now):
        return
    raise NotPermitted("You have no part in this article.", "Tell its editor, or report it as a reader.")


def _open_to(act: Acting, submission_id: str) -> Submission:
    submission = act.submission(submission_id)
    if submission.state not in OPEN:
        raise refused("from_here", f"It is {submission.state.value}: nothing is added to it any more.")
    return submission


def _said(words: str, *, empty: bool = False) -> str:
    """What somebody wrote; raises `UsageProblem` where that is nothing or too much."""
    said = words.strip()
    if not clean(said) and not empty:
        raise UsageProblem("Nothing was written.", "Say it in a sentence.")
    if len(said) > LONGEST:
        raise UsageProblem(f"That has {len(said):,} characters; at most {LONGEST:,} are kept.", "Make it shorter.")
    return said

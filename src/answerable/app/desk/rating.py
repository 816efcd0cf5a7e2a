"""Rating the certainty of an outcome: what the machine proposes on what the library says now, and what a person sets."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from answerable.app.acts import What
from answerable.app.desk.acting import Acting, path_of, refused, title_of
from answerable.app.desk.evidence import Seen
from answerable.errors import NotPermitted, UsageProblem, VersionConflict
from answerable.people.permissions import Act, may
from answerable.review.case import Case, owners_of, place_of, writers_of
from answerable.review.certainty import Certainty, GradeReason, SetCertainty, last_set, same_outcome
from answerable.review.eligibility import conflicts_in
from answerable.review.grade import as_known, propose, set_certainty
from answerable.review.keeping import hash_of
from answerable.review.model import RevisionState
from answerable.text import clean

LONGEST_NAME = 120  # characters of an outcome's name
LONGEST = 2_000  # characters of a reason


def rate(
    act: Acting,
    submission_id: str,
    outcome: str,
    claims: Sequence[str],
    certainty: Certainty,
    *,
    begins: Certainty,
    reasons: Sequence[GradeReason],
    content: str,
    seen: Seen,
    words: str = "",
) -> SetCertainty:
    """Keeps the certainty that somebody sets for an outcome of the latest revision; what was set before stays in its history.

    Raises `UsageProblem` where its reasons do not lead there, and `VersionConflict` where the article was changed since.
    """
    case = _rating(act, submission_id, content, seen)
    latest = case.submission.latest
    name = clean(outcome)
    if not name or len(name) > LONGEST_NAME:
        raise UsageProblem(
            "The outcome has no name.", f"Name it in at most {LONGEST_NAME} characters, as “pain at three months”."
        )
    if any(len(one) > LONGEST for one in (words, *(reason.words for reason in reasons))):
        raise UsageProblem(f"A reason has more than {LONGEST:,} characters.", "Make it shorter.")
    if not set(claims) <= {one.id for one in latest.answer.claims()}:
        raise UsageProblem("A claim that was chosen is not in this revision.", "Load the page again.")
    before = next((one for one in last_set(case.certainties) if same_outcome(one.outcome, name)), None)
    made = set_certainty(
        propose(as_known(latest.answer, case.notices), before.outcome if before else name, claims),
        certainty,
        begins=begins,
        reasons=reasons,
        submission=submission_id,
        revision=content,
        by=act.by.id,
        at=act.now,
        words=words,
    )
    if before is not None and replace(made, at=before.at) == before:
        return before  # said twice it is one
    _keep(act, case, made, What.RATED)
    return made


def withdraw(act: Acting, submission_id: str, outcome: str, words: str, *, content: str, seen: Seen) -> SetCertainty:
    """Takes back what was set for an outcome, with the reason; it stays in its history."""
    case = _rating(act, submission_id, content, seen)
    before = next((one for one in last_set(case.certainties) if same_outcome(one.outcome, outcome)), None)
    if before is None:
        raise UsageProblem("No certainty is set for this outcome.", "Load the page again.")
    if not clean(words):
        raise UsageProblem("It is not said why.", "Say in a sentence why it is taken back.")
    made = replace(before, revision=content, by=act.by.id, at=act.now, words=clean(words)[:LONGEST], withdrawn=True)
    _keep(act, case, made, What.UNRATED)
    return made


def _keep(act: Acting, case: Case, made: SetCertainty, what: What) -> None:
    name = act.review.add_certainty(made)
    act.line(
        what, made.submission, made.revision, certainty=made.certainty.value, proposed=made.proposed.value, kept=name,
        hash=hash_of(made),
    )  # fmt: skip
    submission = case.submission
    now = "taken back" if made.withdrawn else made.certainty.value
    told = f"“{title_of(submission)}”: the certainty of {made.outcome} is {now}."
    act.tell(submission.editor, told, f"{path_of(submission)}/certainty")


def _rating(act: Acting, submission_id: str, content: str, seen: Seen) -> Case:
    """The case, where whoever acts may rate in it: an editor whose own it is not, or a reviewer in their place, unconflicted."""
    act.require(Act.RATE)
    submission = act.submission(submission_id)
    if submission.state is not RevisionState.UNDER_REVIEW:
        raise refused("from_here", f"It is {submission.state.value}, and not under review.")
    if submission.latest.content_hash != content:
        raise VersionConflict("The article was changed since you opened it.", "Load the page again.")
    case = act.case(submission, seen=seen)
    decides = may(act.by, Act.DECIDE)
    if act.by.id in (owners_of(case) if decides else owners_of(case) | writers_of(case)):
        raise NotPermitted(
            "You wrote or asked for this article and cannot rate its evidence.", "Leave it to an editor or a reviewer."
        )
    if not decides and place_of(case, act.by.id, act.now) is None:
        raise NotPermitted("You are not assigned to review this article.", "Accept the invitation first, or ask its editor.")
    conflicts = conflicts_in(case, act.by.id, act.now)
    if conflicts:
        raise refused("unconflicted", " ".join(f"{act.by.name} {one.words}: {one.fact}." for one in conflicts))
    return case

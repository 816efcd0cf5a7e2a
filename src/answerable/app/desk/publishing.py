"""What readers see of an article after its approval: corrections, concern, retraction, removal, archive; each with its notice."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from answerable.app.acts import What
from answerable.app.desk.acting import Acting, path_of, refused
from answerable.app.desk.showing import keep, publicly
from answerable.app.desk.submitting import drafted, open_submission, opened
from answerable.people.permissions import Act
from answerable.publication.article import Article, notices_hash
from answerable.publication.public_state import Change, PublicStep, change
from answerable.review.model import RevisionState, Submission
from answerable.text import clean

WHATS: Mapping[PublicStep, What] = {
    PublicStep.PUBLISH: What.PUBLISHED,
    PublicStep.UNPUBLISH: What.UNPUBLISHED,
    PublicStep.CORRECT_MINOR: What.CORRECTED,
    PublicStep.CORRECT_MAJOR: What.CORRECTED,
    PublicStep.EXPRESS_CONCERN: What.CONCERNED,
    PublicStep.LIFT_CONCERN: What.CONCERN_LIFTED,
    PublicStep.RETRACT: What.RETRACTED,
    PublicStep.REMOVE: What.REMOVED,
    PublicStep.ARCHIVE: What.ARCHIVED,
}


def show(act: Acting, address: str, step: PublicStep, brings: Change) -> Article:
    """Takes a step of the table of public states with an article."""
    before = act.article(address)
    if step is PublicStep.LIFT_CONCERN:
        for submission in act.review.submissions_of(address)[-1:]:
            act.not_own(submission)
    named = replace(brings, by=publicly(act.by, act.work.people.credential(act.by.id)))
    after = keep(act, change(before, step, act.by, act.now, named))
    ground = brings.removal.value if brings.removal else ""
    act.line(
        WHATS[step], address, after.latest.content_hash, step=step.value, was=before.state.value, public=after.state.value,
        version=str(after.latest.number), ground=ground, notices=notices_hash(after.notices),
    )  # fmt: skip
    for submission in act.review.submissions_of(address)[-1:]:
        words = f"“{after.latest.answer.title}”: {step.value}. {brings.words}".strip()
        for who in dict.fromkeys((submission.author, submission.editor)):
            act.tell(who, words, path_of(submission))
    return after


def correct_major(act: Acting, address: str, words: str) -> Submission:
    """Opens a correction of an approved article: what is approved stays up while the next revision goes through review."""
    act.require(Act.CORRECT)
    article = act.article(address)
    if not article.approved:
        raise refused("approved", "Nothing of it is approved: edit what is under review.")
    if open_submission(act, address) is not None:
        raise refused("from_here", "A revision of it is under review already.", "Make the change there.")
    if not clean(words):
        raise refused("reasons", "Say what is corrected and why, in words for readers.")
    before = next(
        (one for one in reversed(act.review.submissions_of(address)) if one.state is RevisionState.APPROVED), None
    )  # fmt: skip
    draft = drafted(
        act,
        article,
        made_by=before.latest.by if before else "",
        author=before.author if before else "",
        asker=before.asker if before else "",
        editor=act.by.id,
        specialty=before.specialty if before else "",
        state=RevisionState.SUBMITTED,
        why=words.strip(),
        supersedes=before.latest.content_hash if before else "",
    )
    return opened(act, article, draft, What.CORRECTION_OPENED)

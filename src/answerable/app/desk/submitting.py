"""Opening a submission: an article that somebody sends to the editors, or a correction of one that is approved."""

from __future__ import annotations

from answerable.app.acts import What
from answerable.app.desk.acting import Acting, new_id, path_of, refused
from answerable.app.desk.showing import keep, shown_for
from answerable.people.permissions import Act
from answerable.publication.article import Article
from answerable.review.case import Case
from answerable.review.checklist import ITEMS
from answerable.review.desk import move
from answerable.review.keeping import beside_hash
from answerable.review.model import Revision, RevisionState, Submission
from answerable.review.transitions import Step

OPEN = frozenset(
    {
        RevisionState.DRAFT,
        RevisionState.SUBMITTED,
        RevisionState.UNDER_REVIEW,
        RevisionState.CHANGES_REQUESTED,
        RevisionState.READY,
    }
)


def open_submission(act: Acting, article: str) -> Submission | None:
    """The submission of an article that is on its way, or None; there is never more than one."""
    return next((one for one in act.review.submissions_of(article) if one.state in OPEN), None)


def submit(act: Acting, address: str, specialty: str = "") -> Submission:
    """Sends an article to the editors; one that is on its way already stays what it is."""
    act.require(Act.SUBMIT)
    article = act.article(address)
    held = open_submission(act, address)
    if held is not None:
        return held
    _not_decided(act, address)
    draft = drafted(act, article, author=act.by.id, asker=article.asker, made_by=act.by.id, specialty=specialty)
    bare = Case(submission=draft, accounts={act.by.id: act.by})
    return opened(act, article, move(bare, Step.SUBMIT, act.by, act.now))


def submit_for_asker(act: Acting, article: Article, asker: str) -> Submission:
    """Sends an asker's own article to the editors; nobody's account stands behind it."""
    held = open_submission(act, article.address)
    if held is not None:
        return held
    _not_decided(act, article.address)
    draft = drafted(act, article, asker=asker, made_by="", state=RevisionState.SUBMITTED)
    return opened(act, article, draft)


def _not_decided(act: Acting, address: str) -> None:
    """Raises `GuardFailed` where the newest content was approved or rejected: that is corrected, and not submitted again."""
    done = act.review.submissions_of(address)
    if done and done[-1].state in (RevisionState.APPROVED, RevisionState.REJECTED):
        raise refused("from_here", f"The article is {done[-1].state.value} already.", "Open a correction of it, or ask anew.")


def drafted(
    act: Acting,
    article: Article,
    *,
    made_by: str,
    author: str = "",
    asker: str = "",
    editor: str = "",
    specialty: str = "",
    state: RevisionState = RevisionState.DRAFT,
    why: str = "",
    supersedes: str = "",
) -> Submission:
    """A submission of an article's newest version, with the checklist of today frozen in it."""
    from answerable.app.reading_room.cataloguing import summary_of

    first = Revision(
        number=1, answer=article.latest.answer, by=made_by, made=act.now, why=why, checklist=ITEMS, supersedes=supersedes
    )
    return Submission(
        id=new_id(),
        article=article.address,
        specialty=specialty or next(iter(summary_of(article).specialties), ""),
        state=state,
        revisions=(first,),
        opened=act.now,
        author=author,
        asker=asker,
        editor=editor,
    )


def opened(act: Acting, article: Article, submission: Submission, what: What = What.SUBMITTED) -> Submission:
    """Keeps a new submission with its line; what readers see of the article follows."""
    act.review.add_submission(submission)
    first = submission.latest
    act.line(
        what,
        submission.article,
        first.content_hash,
        submission,
        submission=submission.id,
        revision=f"{submission.id}/{first.number}",
        beside=beside_hash(first),
        state=submission.state.value,
    )
    keep(act, shown_for(article, submission))
    if what is What.DRAFTED:
        return submission  # whoever commissioned it hears when the whole list is done
    for account in act.work.people.accounts():
        from answerable.people.permissions import may

        if may(account, Act.DECIDE):
            act.tell(account.id, f"“{first.answer.title}” was submitted.", path_of(submission))
    return submission

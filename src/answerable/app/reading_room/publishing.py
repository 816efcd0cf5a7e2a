"""Sending an article to the editors, making it public, and what readers report; what people approve comes with the desk."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from answerable.app.acts import What
from answerable.app.desk.acting import Acting
from answerable.app.desk_ports import DeskWork
from answerable.app.reading_room.cataloguing import card_of
from answerable.errors import ArticleRemoved, NoSuchArticle, UsageProblem
from answerable.jobs.model import stamp
from answerable.publication.article import Article, NoticeOf, PublicState, ReportedProblem, ReviewStep
from answerable.review.model import RevisionState
from answerable.text import clean

LONGEST_REPORT = 2_000  # characters


def submitted(act: Acting, article: Article, asker: str) -> Article:
    """The article as sent to the editors, with its submission; it does not expire any more."""
    from answerable.app.desk.submitting import submit_for_asker

    submit_for_asker(act, article, asker)
    return there(act.work.article(article.address))


def published(act: Acting, article: Article) -> Article:
    """The article as open to everybody, under the caution that goes with its step."""
    if article.state is PublicState.PUBLIC:
        return article
    if article.state is not PublicState.UNPUBLISHED:
        raise UsageProblem(f"The article is {article.state.value}: it cannot be made public.", "See its notices.")
    return _shown(act, replace(article, step=article.step or ReviewStep.SUBMITTED, state=PublicState.PUBLIC, expires=None))


def unpublished(act: Acting, article: Article) -> Article:
    """The article as its asker's and the editors' alone again; what was approved is retracted or archived instead."""
    if article.state is PublicState.UNPUBLISHED:
        return article
    if article.state is not PublicState.PUBLIC or any(version.signature for version in article.versions):
        raise UsageProblem(
            "A version of the article was approved, or it bears a notice: it does not vanish.", "Retract or archive it instead."
        )
    return _shown(act, replace(article, state=PublicState.UNPUBLISHED))


def _shown(act: Acting, article: Article) -> Article:
    what = What.PUBLISHED if article.state is PublicState.PUBLIC else What.UNPUBLISHED
    act.line(what, article.address, article.latest.content_hash, public=article.state.value)
    return _kept(act.work, article)


def stays(act: Acting, article: Article) -> bool:
    """Whether an article stays when its asker deletes it: it is open to everybody, or the editors have begun to review it."""
    if article.state is not PublicState.UNPUBLISHED:
        return True
    for submission in act.review.submissions_of(article.address):
        if submission.state is RevisionState.SUBMITTED and submission.asker and not submission.author:
            saved = act.review.save_submission(replace(submission, state=RevisionState.WITHDRAWN))
            facts = {"was": submission.state.value, "state": RevisionState.WITHDRAWN.value}
            act.line(What.MOVED, submission.id, submission.latest.content_hash, saved, **facts)
        elif submission.state not in (RevisionState.WITHDRAWN, RevisionState.REJECTED):
            return True
    return False


def let_go(act: Acting, article: Article) -> Article:
    """An article that is nobody's any more: it stays, and its asker's list and thread do not."""
    act.line(What.LET_GO, article.address)
    return _kept(act.work, replace(article, asker=""))


def _kept(work: DeskWork, article: Article) -> Article:
    work.put(article, card_of(article))
    return article


def report_on(article: Article, words: str, claim: str, now: datetime) -> ReportedProblem:
    """What a reader says is wrong; raises `UsageProblem` where it cannot be kept."""
    said = clean(words)
    if not said:
        raise UsageProblem("Nothing was written in the report.", "Say in a sentence what is wrong.")
    if len(said) > LONGEST_REPORT:
        raise UsageProblem(f"The report has {len(said):,} characters; at most {LONGEST_REPORT:,} are kept.", "Make it shorter.")
    if claim and claim not in {one.id for one in article.latest.answer.claims()}:
        raise UsageProblem("There is no such claim in the newest version of this article.", "Report on the article as a whole.")
    return ReportedProblem(
        number=0, article=article.address, version=article.latest.number, claim=claim, words=said, made=stamp(now)
    )


def owned(article: Article | None, asker: str) -> Article:
    """The article where it is this asker's; raises `NoSuchArticle` for everybody else, as if there were none."""
    if article is None or not asker or article.asker != asker:
        raise no_such()
    return article


def there(article: Article | None) -> Article:
    """The article; raises `NoSuchArticle` where there is none."""
    if article is None:
        raise no_such()
    return article


def no_such() -> NoSuchArticle:
    """That there is nothing under an address, or nothing for whoever asks."""
    return NoSuchArticle(
        "There is no article under this address.", "It may have been deleted, or have expired: ask the question again."
    )


def removed(article: Article) -> ArticleRemoved:
    """That the text was taken away, with every notice on it."""
    notices = tuple((one.made[:10], one.words) for one in article.notices if one.kind is NoticeOf.REMOVED)
    return ArticleRemoved(
        "This article was removed by its editors.",
        "Its text is no longer shown, in any version or form; do not rely on a copy of it.",
        notices,
    )

"""Sending an article to the editors, making it public, and what readers report; what people approve comes with the desk."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from answerable.app.desk_ports import DeskWork
from answerable.app.reading_room.cataloguing import card_of
from answerable.errors import NoSuchArticle, UsageProblem
from answerable.jobs.model import stamp
from answerable.publication.article import Article, PublicState, ReportedProblem, ReviewStep
from answerable.text import clean

LONGEST_REPORT = 2_000  # characters


def submitted(work: DeskWork, article: Article) -> Article:
    """The article as sent to the editors; it does not expire any more."""
    return _kept(work, replace(article, step=article.step or ReviewStep.SUBMITTED, expires=None))


def published(work: DeskWork, article: Article) -> Article:
    """The article as open to everybody, under the caution that goes with its step."""
    return _kept(work, replace(article, step=article.step or ReviewStep.SUBMITTED, state=PublicState.PUBLIC, expires=None))


def unpublished(work: DeskWork, article: Article) -> Article:
    """The article as its asker's and the editors' alone again."""
    return _kept(work, replace(article, state=PublicState.UNPUBLISHED))


def let_go(work: DeskWork, article: Article) -> Article:
    """A public article that is nobody's any more: it stays, and its asker's list and thread do not."""
    return _kept(work, replace(article, asker=""))


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

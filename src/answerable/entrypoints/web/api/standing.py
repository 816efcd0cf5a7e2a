"""How an article stands, told beside whatever part of it a program asks for: a claim of a retracted article says so itself."""

from __future__ import annotations

from fastapi import Request
from msgspec import Struct, field, structs

from answerable.audience.reader import Reader
from answerable.audience.rendition import Rendition
from answerable.composition.answer import Answer, AnsweredClaim
from answerable.entrypoints.web.door import library, room
from answerable.errors import NoSuchArticle
from answerable.publication.article import Article, PublicState, ReviewStep
from answerable.publication.published import as_published, at_version, marks_of, superseded, with_notices


class ArticleStanding(Struct, frozen=True, kw_only=True):
    """How an article stands: its state and the step of its review; which version this is of, and which is the newest.

    `status` and `caution` say it in words, as its page does.
    """

    state: PublicState
    step: ReviewStep | None
    version: int
    newest: int
    status: str
    caution: str


class StandingClaim(AnsweredClaim, frozen=True, kw_only=True):
    """A claim with how its article stands; `marked` is what was said of its sources since it was made."""

    article: ArticleStanding
    marked: tuple[str, ...] = ()


class StandingRendition(Rendition, frozen=True, kw_only=True):
    """A rendition with how its article stands; `marked` is what was said since of the sources of claims, by their ids."""

    article: ArticleStanding
    marked: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])


class Read(Struct, frozen=True):
    """A version of an article as it is to be read now, and how the article stands."""

    cut: Article
    answer: Answer
    standing: ArticleStanding

    def claim(self, name: str) -> StandingClaim:
        """One claim of it; raises `NoSuchArticle` where it has none of that id."""
        for one in self.answer.claims():
            if one.id == name:
                return StandingClaim(**structs.asdict(one), article=self.standing, marked=marks_of(self.cut).get(name, ()))
        raise NoSuchArticle("The article has no such claim.", "Look among the claims of its answer.")

    def rendition(self, reader: Reader) -> StandingRendition:
        """It in the words of one reader."""
        from answerable.audience.rendering import render_for

        made = render_for(self.answer, reader)
        known = {one.id for one in self.answer.claims()}
        marked = {claim: said for claim, said in marks_of(self.cut).items() if claim in known}
        return StandingRendition(**structs.asdict(made), article=self.standing, marked=marked)


def read(request: Request, address: str, number: int | None) -> Read:
    """A version of an article, the newest where none is named; raises `NoSuchArticle` where there is no such one."""
    article = room(request).article(address)
    newest = article.latest.number
    try:
        cut = at_version(article, number or newest)
    except KeyError:
        raise NoSuchArticle(f"The article has no version {number}.", "Look among its versions.") from None
    now = library(request).sources([one.record.id for one in cut.latest.answer.references])
    notices = {one.id: one.notices for one in now.values() if one.record}
    answer = superseded(with_notices(as_published(cut), notices), cut.latest.number, newest)
    standing = ArticleStanding(
        state=article.state,
        step=article.step,
        version=cut.latest.number,
        newest=newest,
        status=answer.status,
        caution=answer.caution,
    )
    return Read(cut, answer, standing)

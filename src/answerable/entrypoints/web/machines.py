"""What machines ask for: sitemap, feed, robots.txt, llms.txt, and the Markdown of an article; of approved ones alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from weakref import WeakKeyDictionary

from fastapi import APIRouter, Request
from msgspec import structs
from starlette.responses import Response

from answerable.entrypoints.web.addresses import address_of, kept_by, site
from answerable.entrypoints.web.door import library, room, settings
from answerable.entrypoints.web.kept import Kept
from answerable.errors import ArticleRemoved, NoSuchArticle
from answerable.publication.article import Article, ArticleSummary, PublicState, ReviewStep
from answerable.publication.exports import export
from answerable.publication.metadata import description_of, indexed
from answerable.publication.metadata.lists import MOST_IN_A_SITEMAP, Listed, atom, llms_txt, robots_txt, sitemap
from answerable.publication.metadata.signposting import back_to
from answerable.publication.pages import PAGES
from answerable.publication.public_state import TEXT_SHOWN, told_of
from answerable.publication.published import as_published, last_changed, named

router = APIRouter(include_in_schema=False)

IN_A_FEED = 50
IN_LLMS = 500
_KEPT = 300  # seconds for which a list is kept: a crawler does not make work, and a retraction is gone in minutes
_AT_ONCE = 500
_PUBLIC = {"Cache-Control": f"public, max-age={_KEPT}"}


@router.get("/articles/{address}.md")
def markdown_twin(request: Request, address: str) -> Response:
    """An approved article as Markdown under its own address with `.md` behind it."""
    article = room(request).article(address)
    if not article.approved or article.state not in TEXT_SHOWN:  # one that fell stays, and says so
        raise NoSuchArticle("There is no approved article under this address.", "Its page says how far its review has come.")
    now = library(request).sources([one.record.id for one in article.latest.answer.references])
    notices = {one.id: one.notices for one in now.values() if one.record}
    where = address_of(request, article)
    made = export(article, "markdown", None, where, settings(request).operator_name, notices=notices)
    return Response(made.content, media_type=made.media_type, headers=kept_by(article) | {"Link": back_to(article, where)})


@router.get("/sitemap.xml")
def sitemap_xml(request: Request) -> Response:
    """The approved articles and the pages about the site."""

    def make(where: str) -> bytes:
        summaries = _approved(request, MOST_IN_A_SITEMAP)
        pages = [f"{where}/", f"{where}/about", *(f"{where}/about/{name}" for name in PAGES)]
        articles = [
            Listed(address=f"{where}/articles/{one.address}", title="", lead="", changed=one.changed) for one in summaries
        ]
        return sitemap(articles, pages)

    return Response(_kept(request, "sitemap", make), media_type="application/xml", headers=_PUBLIC)


@router.get("/feed.atom")
def feed(request: Request) -> Response:
    """The approved articles that changed last: approved anew, corrected, put under concern, retracted, removed, archived."""

    def make(where: str) -> bytes:
        return atom(list(_changed(request, where, IN_A_FEED)), where, settings(request).operator_name)

    return Response(_kept(request, "feed", make), media_type="application/atom+xml", headers=_PUBLIC)


@router.get("/llms.txt")
def llms(request: Request) -> Response:
    """The approved articles for language models, each with the address of its Markdown."""

    def make(where: str) -> bytes:
        return llms_txt(list(_listed(request, where, IN_LLMS)), where, settings(request).operator_name).encode()

    return Response(_kept(request, "llms", make), media_type="text/plain; charset=utf-8", headers=_PUBLIC)


@router.get("/robots.txt")
def robots(request: Request) -> Response:
    """What robots are asked to leave alone."""
    return Response(robots_txt(site(request)), media_type="text/plain; charset=utf-8", headers=_PUBLIC)


def _approved(request: Request, most: int) -> Iterator[ArticleSummary]:
    """The public articles whose review is done, the newest first."""
    start = found = 0
    while summaries := room(request).published(start=start, count=_AT_ONCE):
        for one in summaries:
            if one.step is ReviewStep.APPROVED and one.state is PublicState.PUBLIC and found < most:
                found += 1
                yield one
        if found >= most or len(summaries) < _AT_ONCE:
            return
        start += len(summaries)


def _listed(request: Request, where: str, most: int) -> Iterator[Listed]:
    """The approved articles as lists show them; one that names nobody who approved it is in none."""
    for summary in _approved(request, most):
        try:
            article = room(request).article(summary.address)
        except (ArticleRemoved, NoSuchArticle):
            continue  # deleted while the list was made
        if indexed(article):
            yield _entry(article, f"{where}/articles/{article.address}")


def _changed(request: Request, where: str, most: int) -> Iterator[Listed]:
    """The approved articles, and what fell of them, what a reader saw change last before the rest.

    Who follows the feed once read what fell: of that they hear in the entry that they know.
    """
    reading = room(request)
    wanted = [one for one in reading.submitted() if one.step is ReviewStep.APPROVED and one.state is not PublicState.UNPUBLISHED]
    found = 0
    for summary in sorted(wanted, key=lambda one: (one.changed, one.made), reverse=True):
        if found == most:
            return
        address = f"{where}/articles/{summary.address}"
        try:
            article = reading.article(summary.address)
        except ArticleRemoved as gone:
            found += 1
            yield _gone(gone, summary, address)
            continue
        except NoSuchArticle:
            continue  # deleted while the list was made
        if article.approved:
            found += 1
            yield _entry(article, address) if article.state is PublicState.PUBLIC else _fallen(article, address)


def _fallen(article: Article, address: str) -> Listed:
    """What fell, which says so in its title and before all else."""
    entry = _entry(article, address)
    return structs.replace(entry, title=f"{article.state.value.upper()}: {entry.title}", lead=told_of(article), reviewers=())


def _gone(problem: ArticleRemoved, summary: ArticleSummary, address: str) -> Listed:
    """What was removed, without a word of it but its notices."""
    told = " ".join(f"{day}: {words}" for day, words in problem.notices)
    lead = f"{problem.what} {told}".strip()
    return Listed(address=address, title="REMOVED", lead=lead, changed=summary.changed or summary.made, published=summary.made)


def _entry(article: Article, address: str) -> Listed:
    answer = as_published(article)
    return Listed(
        address=address,
        title=answer.title,
        lead=description_of(answer),
        changed=last_changed(article),
        published=article.made,
        reviewers=tuple(named(one) for one in article.latest.reviewers),
    )


# -- lists are made again after a while, and not for everybody who asks --------------------------------------------

_lists: WeakKeyDictionary[object, Kept[bytes]] = WeakKeyDictionary()  # by the application that they are of


def _kept(request: Request, name: str, make: Callable[[str], bytes]) -> bytes:
    """A list as it was made in the last minutes; where the operator has set no address of the site, it is made anew each time.

    What a visitor calls this site must not reach the next visitor.
    """
    where = site(request)
    if not settings(request).public_address:
        return make(where)
    kept = _lists.setdefault(request.app, Kept(8))
    return kept.get((name, int(time.monotonic() // _KEPT)), lambda: make(where))

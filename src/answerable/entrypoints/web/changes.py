"""What changed from one version of an article to the next, and why, in words for readers."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from answerable.entrypoints.web.article_page import FRESH, day, version_of
from answerable.entrypoints.web.door import room
from answerable.entrypoints.web.pages import page
from answerable.errors import NoSuchArticle
from answerable.publication.article import Article
from answerable.publication.published import running_line
from answerable.review.differences import Kind, difference

router = APIRouter(include_in_schema=False)


@router.get("/articles/{address}/versions/{number}/changes")
def changes(request: Request, address: str, number: int) -> Response:
    """What a version changed of the one before it, statement by statement, and what the editors say of why."""
    article = room(request).article(address)
    version = version_of(article, number)
    before = next((one for one in reversed(article.versions) if one.number < number), None)
    if before is None:
        raise NoSuchArticle("This is the first version: there is none before it.", "Read the article.")
    made = difference(before.answer, version.answer)
    return page(
        request,
        "changes.html",
        headers=FRESH | {"X-Robots-Tag": "noindex"},
        title=version.answer.title,
        base=f"/articles/{article.address}",
        version=version,
        before=before,
        made=day(version.made),
        why=version.why or _noticed(article, number),
        changes=made,
        claims=tuple(one for one in made.claims if one.kind is not Kind.UNCHANGED),
        titles={one.record.id: one.record.title for each in (before, version) for one in each.answer.references},
        told=running_line(article),
    )


def _noticed(article: Article, number: int) -> str:
    """What the notices say that were given on a version."""
    return " ".join(one.words for one in article.notices if one.version == number)

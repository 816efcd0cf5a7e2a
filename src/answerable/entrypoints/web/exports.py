"""Exports: an article as a file, and a citation of the article itself; whoever has its address may have them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from answerable.audience.reader import Reader
from answerable.corpus.record import PublicationNotice
from answerable.entrypoints.web.addresses import address_of, kept_by
from answerable.entrypoints.web.article_page import reader_of, rendition_of
from answerable.entrypoints.web.door import library, room, settings
from answerable.errors import NoSuchArticle, UsageProblem
from answerable.publication.article import Article
from answerable.publication.exports import EXPORTS, export
from answerable.publication.exports.citing import cite
from answerable.publication.metadata.signposting import back_to
from answerable.publication.published import at_version

router = APIRouter(include_in_schema=False)

_BY_ENDING = {form.ending: name for name, form in EXPORTS.items()}
_CITATIONS = {"txt": "text", "ris": "ris", "bib": "bibtex", "csl.json": "csl-json"}
_SAME_FOR_ALL = frozenset({"json", "ris", "bibtex", "csl-json"})

Number = Annotated[int, Query(alias="version", ge=0, le=1_000_000)]
As = Annotated[str, Query(alias="as", max_length=20)]


@router.get("/articles/{address}/export.{ending}")
def exported(request: Request, address: str, ending: str, number: Number = 0, chosen: As = "") -> Response:
    """The newest version, or the one that is asked for, as a file; in the words of the reader who is chosen."""
    if ending not in _BY_ENDING:
        raise HTTPException(404)
    name = _BY_ENDING[ending]
    whole = room(request).article(address)
    article = _at(whole, number)
    answer = article.latest.answer
    reader = _reader(request, chosen)
    rendition = rendition_of((address, article.latest.number), answer, reader) if reader and name not in _SAME_FOR_ALL else None
    made = export(
        article,
        name,
        rendition,
        address_of(request, whole, number),
        settings(request).operator_name,
        notices=_notices(request, article),
        newest=whole.latest.number,
    )
    headers = kept_by(whole) | {"Content-Disposition": f'attachment; filename="{made.filename}"'}
    if link := back_to(whole, address_of(request, whole)):
        headers["Link"] = link
    return Response(made.content, media_type=made.media_type, headers=headers)


@router.get("/articles/{address}/citation.{ending}")
def citation(request: Request, address: str, ending: str, number: Number = 0) -> Response:
    """A citation of the article itself: plain, or as RIS, BibTeX or CSL-JSON."""
    if ending not in _CITATIONS:
        raise HTTPException(404)
    style = _CITATIONS[ending]
    article = _at(room(request).article(address), number)
    text = cite(article, style, address_of(request, article, article.latest.number), settings(request).operator_name)
    form = EXPORTS[style]
    name = f"citation-v{article.latest.number}.{form.ending}"
    headers = kept_by(article) | {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text.encode(), media_type=form.media_type, headers=headers)


def _at(article: Article, number: int) -> Article:
    """The article at a version, 0 for its newest; raises `NoSuchArticle` where it has none of that number."""
    try:
        return at_version(article, number) if number else article
    except KeyError:
        raise NoSuchArticle(f"This article has no version {number}.", "Read its newest version.") from None


def _reader(request: Request, chosen: str) -> Reader | None:
    """The reader who is asked for, or whom this browser remembers; None for the article's own words."""
    if not chosen:
        return reader_of(request)
    if chosen not in tuple(Reader):
        raise UsageProblem(f"There is no reader “{chosen}”.", f"Choose one of {', '.join(Reader)}.")
    return Reader(chosen)


def _notices(request: Request, article: Article) -> dict[str, tuple[PublicationNotice, ...]]:
    """What is known now of the article's sources: a retraction is in every export from the next one on."""
    now = library(request).sources([one.record.id for one in article.latest.answer.references])
    return {one.id: one.notices for one in now.values() if one.record}

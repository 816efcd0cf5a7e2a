"""The API's reading: articles, answers, renditions, claims, lists, searches, records, the glossary."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from msgspec.structs import replace
from starlette.responses import Response

from answerable.app.holdings import Shown
from answerable.audience.reader import Reader
from answerable.composition.answer import Answer
from answerable.conversation.model import Suggestion
from answerable.entrypoints.web import visitor
from answerable.entrypoints.web.api.schema import (
    Address,
    FoundRecord,
    Listed,
    Named,
    SearchResult,
    Sought,
    TermEntry,
    given,
    gives,
)
from answerable.entrypoints.web.api.standing import StandingClaim, StandingRendition, read
from answerable.entrypoints.web.door import library, room
from answerable.entrypoints.web.searching import DEPTH, Found, best_of, shown
from answerable.errors import NotInLibrary
from answerable.publication.article import Article

router = APIRouter()

VersionNumber = Annotated[int | None, Query(ge=1, le=1_000_000, description="An older version; the newest where none is given.")]
Name = Annotated[str, Query(max_length=300)]
Start = Annotated[int, Query(ge=0, le=100_000)]
Count = Annotated[int, Query(ge=1, le=100)]


@router.get("/articles", tags=["reading"], responses=gives(Listed, "Published articles."))
def published(request: Request, topic: Name = "", specialty: Name = "", start: Start = 0, count: Count = 20) -> Response:
    """Published articles, by topic and specialty. Words are searched for by POST, so that they stand in no address."""
    found = room(request).published(topic=topic, specialty=specialty, start=start, count=count + 1)
    return given(Listed(found[:count], start, len(found) > count))


@router.get("/topics", tags=["reading"], responses=gives(Named, "Topics.", many=True))
def topics(request: Request) -> Response:
    """The topics of published articles, with how many are on each."""
    return given([Named(*one) for one in room(request).topics()])


@router.get("/specialties", tags=["reading"], responses=gives(Named, "Specialties.", many=True))
def specialties(request: Request) -> Response:
    """The specialties of published articles, with how many are in each."""
    return given([Named(*one) for one in room(request).specialties()])


@router.get("/me", tags=["asking"], responses=gives(Listed, "One's own answers."))
def own(request: Request) -> Response:
    """One's own answers, newest first: those of the cookie that asking set."""
    asker = visitor.known_asker(request)
    return given(Listed(room(request).own(asker) if asker else (), 0, False))


@router.get("/articles/{address}", tags=["reading"], responses=gives(Article, "The article."))
def article(request: Request, address: Address) -> Response:
    """An article with its versions; who asked is left out."""
    return given(replace(room(request).article(address), asker=""))


@router.get("/articles/{address}/answer", tags=["reading"], responses=gives(Answer, "The answer."))
def answer(request: Request, address: Address, version: VersionNumber = None) -> Response:
    """The answer of an article's version: sections, claims, citations with their exact words, references.

    Its status, its caution and what is known of its sources are as they are now: of a retracted article they say so.
    """
    return given(read(request, address, version).answer)


@router.get("/articles/{address}/renditions/{reader}", tags=["reading"], responses=gives(StandingRendition, "The rendition."))
def rendition(request: Request, address: Address, reader: Reader, version: VersionNumber = None) -> Response:
    """The answer in the words of one reader: the same claims, citations, certainty and warnings; with how the article stands."""
    return given(read(request, address, version).rendition(reader))


@router.get("/articles/{address}/claims/{claim}", tags=["reading"], responses=gives(StandingClaim, "The claim."))
def claim(
    request: Request, address: Address, claim: Annotated[str, Path(max_length=64)], version: VersionNumber = None
) -> Response:
    """One claim of an article, with its citations and their findings, and with how the article stands."""
    return given(read(request, address, version).claim(claim))


@router.get("/articles/{address}/suggestions", tags=["follow-up"], responses=gives(Suggestion, "Questions.", many=True))
def suggestions(request: Request, address: Address) -> Response:
    """Questions that may come next; each has an answer."""
    return given(room(request).suggestions(address))


@router.post("/search", tags=["reading"], responses=gives(SearchResult, "What was found."))
def search(request: Request, sought: Sought) -> Response:
    """Search published articles and the library. It changes nothing; the words are in the body so that no log has them."""
    from answerable.app.ask import filters  # brings the whole of drafting with it, and no page of a start needs that

    bounds = filters(since=sought.since, designs=sought.designs, species=sought.species)
    app = library(request)
    run = app.search(sought.words, bounds, DEPTH)
    best = best_of(run)
    page = best[sought.start : sought.start + sought.count]
    return given(
        SearchResult(
            articles=room(request).published(words=sought.words, start=sought.start, count=sought.count),
            records=tuple(_record(one) for one in shown(run, page, lambda text: app.highlights(run.query, text))),
            found=len(best),
            searched=run.searched,
        )
    )


def _record(one: Found) -> FoundRecord:
    return FoundRecord(
        id=one.id,
        pmid=one.pmid,
        title=one.title,
        where=one.where,
        year=one.year,
        graded=one.graded,
        digest=one.digest,
        never_cited=one.never,
        notices=one.notices,
        snippet="".join(text for text, _ in one.snippet),
    )


@router.get("/records/{identifier:path}", tags=["reading"], responses=gives(Shown, "The record."))
def record(request: Request, identifier: Annotated[str, Path(max_length=300)]) -> Response:
    """A record of the library by its PMID, DOI or PMCID: what it says, what it is worth, what was said of it."""
    return given(library(request).show(identifier))


@router.get("/glossary", tags=["glossary"], responses=gives(TermEntry, "The terms.", many=True))
def glossary() -> Response:
    """Every term that is explained."""
    from answerable.audience.glossary import glossary as known

    return given([_term(one) for one in known().terms.values()])


@router.get("/glossary/{term}", tags=["glossary"], responses=gives(TermEntry, "The term."))
def term(term: Annotated[str, Path(max_length=200)]) -> Response:
    """One term of the glossary."""
    from answerable.audience.glossary import glossary as known

    entry = known().terms.get(term)
    if entry is None:
        raise NotInLibrary("The glossary has no such term.", "Look among its terms.")
    return given(_term(entry))


def _term(entry: object) -> TermEntry:
    from answerable.audience.glossary import Entry

    assert isinstance(entry, Entry)
    return TermEntry(id=entry.id, name=entry.name, plain=entry.plain, definition=entry.definition, variants=tuple(entry.variants))

"""Searching and browsing: words go in by a form and stay out of every address; topics and specialties are no questions.

A search is answered under a random address that is good for half an hour: so a result survives a reload and the way back,
and the words are nowhere but in this process's memory.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Query, Request
from msgspec import Struct
from starlette.responses import RedirectResponse, Response

from answerable.app.search import snippet
from answerable.corpus.appraisal import appraise
from answerable.corpus.notices import Standing, standing
from answerable.entrypoints.web import visitor
from answerable.entrypoints.web.door import library, room
from answerable.entrypoints.web.pages import page
from answerable.errors import UnusableQuestion
from answerable.publication.references import graded, in_words
from answerable.retrieval.model import ScoredPassage
from answerable.retrieval.retriever import searched_in_words

if TYPE_CHECKING:
    from answerable.retrieval.model import Run

router = APIRouter(include_in_schema=False)

KEPT_FOR = 1800.0  # seconds
MOST_KEPT = 2_000
LONGEST = 2_000  # characters, as of a question
EACH = 20  # articles or records on a page
DEPTH = 100
_SEE_OTHER = 303

Form = Annotated[Mapping[str, str], Depends(visitor.fields)]
Start = Annotated[int, Query(ge=0, le=100_000)]
Name = Annotated[str, Query(max_length=300)]


class Searches:
    """The words of searches by random address, in memory that is bounded; each for the visitor who typed them or anybody with
    the address."""

    def __init__(self, *, clock: Callable[[], float] = monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._kept: OrderedDict[str, tuple[float, str]] = OrderedDict()

    def keep(self, words: str) -> str:
        """The address under which these words are found again for a while."""
        address = secrets.token_urlsafe(16)
        with self._lock:
            self._kept[address] = (self._clock(), words)
            self._let_go()
        return address

    def words(self, address: str) -> str:
        """The words of a search, or nothing where it is too long ago."""
        with self._lock:
            self._let_go()
            return self._kept.get(address, (0.0, ""))[1]

    def _let_go(self) -> None:
        """Forgets what is too old, whoever looks, and what is too much; the oldest stand first."""
        while self._kept:
            address, (since, _) = next(iter(self._kept.items()))
            if self._clock() - since <= KEPT_FOR and len(self._kept) <= MOST_KEPT:
                return
            del self._kept[address]

    def __len__(self) -> int:
        """How many are kept."""
        return len(self._kept)


_searches = Searches()


class Found(Struct, frozen=True, kw_only=True):
    """A record as a search shows it: what it is worth, what was said of it, and the words that matched, marked."""

    id: str
    title: str
    pmid: str
    where: str
    year: int | None
    graded: str
    digest: bool
    never: str  # why it is never cited; empty where it may be
    notices: tuple[str, ...]
    snippet: tuple[tuple[str, bool], ...]


@router.get("/search")
def form(request: Request) -> Response:
    """The form of a search."""
    return page(
        request,
        "search.html",
        words="",
        articles=(),
        found=(),
        searched="",
        problem="",
        gone=False,
        start=0,
        each=EACH,
        more=False,
    )


@router.post("/search")
def search(request: Request, filled: Form) -> Response:
    """Takes the words of a search and leads to its result; it changes nothing, and so needs no token.

    Who asks for help now gets it here as well, before any result.
    """
    words = filled.get("words", "").strip()[:LONGEST]
    warnings = room(request).look_at(words, visitor.region_of(request)).warnings
    if any(warning.crisis for warning in warnings):
        return page(request, "crisis.html", headers={"Cache-Control": "no-store"}, warnings=warnings)
    return RedirectResponse(f"/search/{_searches.keep(words)}" if words else "/search", status_code=_SEE_OTHER)


@router.get("/search/{key}")
def result(request: Request, key: str, start: Start = 0) -> Response:
    """Published articles and records of the library that bear on the words."""
    words = _searches.words(key)
    articles = room(request).published(words=words, count=EACH) if words and not start else ()
    found: tuple[Found, ...] = ()
    searched, problem, more = "", "", False
    if words:
        app = library(request)
        try:
            run = app.search(words, depth=DEPTH)
            best, searched = best_of(run), searched_in_words(run.searched)
            more = len(best) > start + EACH
            found = shown(run, best[start : start + EACH], lambda text: app.highlights(run.query, text))
        except UnusableQuestion as error:
            problem = str(error)
    return page(
        request,
        "search.html",
        region=visitor.region_of(request),
        headers={"Cache-Control": "no-store"},
        words=words,
        gone=not words,
        articles=articles,
        found=found,
        searched=searched,
        problem=problem,
        start=start,
        each=EACH,
        more=more,
    )


def best_of(run: Run) -> tuple[ScoredPassage, ...]:
    """Each record of a run once, at its best passage, the best first; retracted ones stand in their place."""
    best: dict[str, ScoredPassage] = {}
    for one in sorted((*run.passages, *run.set_aside), key=lambda one: -one.score):
        best.setdefault(one.passage.record.id, one)
    return tuple(best.values())


def shown(
    run: Run, passages: Sequence[ScoredPassage], highlights: Callable[[str], Sequence[tuple[int, int]]]
) -> tuple[Found, ...]:
    """Some passages of a run as a search shows them."""
    aside = {one.passage.record.id for one in run.set_aside}
    return tuple(_found(one, one.passage.record.id in aside, highlights) for one in passages)


def _found(one: ScoredPassage, aside: bool, highlights: Callable[[str], Sequence[tuple[int, int]]]) -> Found:
    record, appraisal = one.passage.record, appraise(one.passage.record)
    words = snippet(one, highlights)
    retracted = standing(one.notices) is Standing.RETRACTED
    return Found(
        id=record.id,
        title=record.title,
        pmid=record.pmid or "",
        where=record.journal.abbreviation or record.journal.name,
        year=record.year,
        graded=graded(appraisal),
        digest=bool(record.digest),
        never=("Retracted: never cited" if retracted else f"Never cited: {appraisal.reason}") if aside else "",
        notices=in_words(one.notices),
        snippet=pieces(words, highlights(words)),
    )


def pieces(text: str, places: Sequence[tuple[int, int]]) -> tuple[tuple[str, bool], ...]:
    """A text cut where these places begin and end; places that overlap are taken as one."""
    cut: list[tuple[str, bool]] = []
    at = 0
    for begin, end in sorted(places):
        begin, end = max(begin, at), min(end, len(text))
        if begin < end:
            cut += [(text[at:begin], False), (text[begin:end], True)]
            at = end
    return tuple(piece for piece in (*cut, (text[at:], False)) if piece[0])


@router.get("/browse")
def browse(request: Request, topic: Name = "", specialty: Name = "", start: Start = 0) -> Response:
    """Published articles by topic and specialty."""
    reading = room(request)
    shown = reading.published(topic=topic, specialty=specialty, start=start, count=EACH + 1)
    return page(
        request,
        "browse.html",
        topics=reading.topics(),
        specialties=reading.specialties(),
        topic=topic,
        specialty=specialty,
        articles=shown[:EACH],
        start=start,
        each=EACH,
        more=len(shown) > EACH,
    )

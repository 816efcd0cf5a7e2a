"""Claims: the card that opens at a citation number, and the page of each claim with what every check found."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from answerable.composition.answer import Answer
from answerable.entrypoints.web import visitor
from answerable.entrypoints.web.article_page import FRESH, UNCHOSEN, reader_of, rendition_of, sources_now, version_of
from answerable.entrypoints.web.article_view import shown
from answerable.entrypoints.web.cards import cards_of, claim_of
from answerable.entrypoints.web.door import library, room
from answerable.entrypoints.web.pages import environment, page
from answerable.errors import NoSuchArticle
from answerable.publication.article import Article
from answerable.publication.published import marks_of, running_line

router = APIRouter(include_in_schema=False)


@router.get("/articles/{address}/versions/{number}/cards/{claim}/{source}")
def card(request: Request, address: str, number: int, claim: str, source: int) -> Response:
    """What opens at a citation number: a fragment that a page puts into itself."""
    article = room(request).article(address)
    answer = version_of(article, number).answer
    return _card(request, answer, claim, source, f"/articles/{address}/versions/{number}", running_line(article))


@router.get("/articles/{address}/follow-up/{number}/cards/{claim}/{source}")
def turn_card(request: Request, address: str, number: int, claim: str, source: int) -> Response:
    """The same for an answer to one's own follow-up question."""
    return _card(request, _turn(request, address, number), claim, source, f"/articles/{address}/follow-up/{number}")


def _card(request: Request, answer: Answer, claim_id: str, source: int, base: str, told: str = "") -> Response:
    claim = claim_of(answer, claim_id)
    cards = cards_of(answer, claim, sources_now(request, answer), library(request).text, base) if claim else ()
    for one in cards:
        if one.number == source:
            text = environment().get_template("card.html").render(card=one, told=told)
            return HTMLResponse(text, headers=FRESH | {"X-Robots-Tag": "noindex"})
    raise NoSuchArticle("This statement cites no such source.", "Open the article again.")


@router.get("/articles/{address}/claims/{claim}")
def claim_page(request: Request, address: str, claim: str) -> Response:
    """A claim of the newest version: each citation in its context, and what each check found."""
    article = room(request).article(address)
    return _claim(
        request, article.latest.answer, claim, f"/articles/{address}", (address, article.latest.number), article=article
    )


@router.get("/articles/{address}/versions/{number}/claims/{claim}")
def claim_ofversion_of(request: Request, address: str, number: int, claim: str) -> Response:
    """A claim of an earlier version."""
    article = room(request).article(address)
    answer = version_of(article, number).answer
    return _claim(request, answer, claim, f"/articles/{address}/versions/{number}", (address, number), article=article)


@router.get("/articles/{address}/follow-up/{number}/claims/{claim}")
def claim_of_turn(request: Request, address: str, number: int, claim: str) -> Response:
    """A claim of an answer to one's own follow-up question."""
    answer = _turn(request, address, number)
    return _claim(request, answer, claim, f"/articles/{address}", (address, "turn", number), prefix=f"t{number}-")


def _turn(request: Request, address: str, number: int) -> Answer:
    thread = room(request).thread(address, visitor.known_asker(request))
    for turn in thread.turns:
        if turn.number == number and turn.answer is not None:
            return turn.answer
    raise NoSuchArticle("No follow-up question of yours with an answer has that number.", "Open the article again.")


def _claim(
    request: Request,
    answer: Answer,
    claim_id: str,
    base: str,
    key: tuple[object, ...],
    *,
    prefix: str = "",
    article: Article | None = None,
) -> Response:
    claim = claim_of(answer, claim_id)
    if claim is None:
        raise NoSuchArticle("This article has no such statement.", "Open the article again.")
    now = sources_now(request, answer)
    view = shown(
        answer, rendition_of(key, answer, reader_of(request) or UNCHOSEN), now, prefix, marks_of(article) if article else None
    )
    told = next(one for one in view.claims() if one.id == claim_id)
    cards = cards_of(answer, claim, now, library(request).text, base)
    stands = running_line(article) if article else ""
    return page(request, "claim.html", title=view.title, base=base, claim=told, original=claim.text, cards=cards, told=stands)

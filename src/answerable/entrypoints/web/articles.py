"""Articles: the page of an article for a reader, its versions, its citation cards and the page of each claim."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Query, Request
from markupsafe import Markup
from starlette.responses import HTMLResponse, RedirectResponse, Response

from answerable.audience.reader import Reader
from answerable.audience.rendition import Rendition
from answerable.composition.answer import Answer
from answerable.conversation.model import Context
from answerable.entrypoints.web import visitor
from answerable.entrypoints.web.article_view import ShownAnswer, shown
from answerable.entrypoints.web.asking import progress_page
from answerable.entrypoints.web.cards import cards_of, claim_of
from answerable.entrypoints.web.door import counted, library, room, takes_in
from answerable.entrypoints.web.heads import citation_of, head_for, links_for
from answerable.entrypoints.web.kept import Kept
from answerable.entrypoints.web.pages import environment, page
from answerable.entrypoints.web.thread import context_for, on_its_way, shown_turns
from answerable.errors import CrisisHelp, IdentifiersFound, NoSuchArticle, TooManyWaiting, UsageProblem
from answerable.publication.article import Article, PublicState, Version
from answerable.publication.rendering.warnings import shown as warnings_shown
from answerable.publication.review_status import ReviewStatus, review_status

if TYPE_CHECKING:
    from answerable.app.sources import SourceNow

router = APIRouter(include_in_schema=False)

READER = "reader"  # the cookie that holds nothing but which of five words was chosen
UNCHOSEN = Reader.STUDENT  # the article's own words, each term explained
EXPORTS = (
    ("PDF", "pdf"),
    ("Plain text", "txt"),
    ("Markdown", "md"),
    ("HTML", "html"),
    ("JSON", "json"),
    ("RIS", "ris"),
    ("BibTeX", "bib"),
    ("CSL-JSON", "csl.json"),
)
PARTS = (
    ("topic", "Topic"),
    ("population", "About whom"),
    ("intervention", "Treatment or test last spoken of"),
    ("comparator", "Compared with"),
)
_DONE = {
    "reported": "Thank you. What you wrote has gone to the editors, with the number of this version.",
    "sent": "The answer has gone to the editors as a proposed change.",
}
_SEE_OTHER = 303
_FRESH = {"Cache-Control": "private, no-cache"}
_CUTS = re.compile("<!--(?:dates|follow-up|take)-->")

_renditions: Kept[Rendition] = Kept(512)
_bodies: Kept[tuple[ShownAnswer, tuple[Markup, ...]]] = Kept(256)

Form = Annotated[Mapping[str, str], Depends(visitor.posted)]
As = Annotated[str, Query(alias="as", max_length=20)]


# -- the page ---------------------------------------------------------------------------------------------------------


@router.get("/articles/{address}")
def article_page(
    request: Request,
    address: str,
    chosen: As = "",
    done: Annotated[str, Query(max_length=20)] = "",
    turn: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Response:
    """The newest version of an article; while it is being made, how far it is."""
    if chosen:
        return _remember(request, chosen)
    reading = room(request)
    try:
        article = reading.article(address)
    except NoSuchArticle:
        return progress_page(request, address, reading.progress(address))
    return _page(request, article, article.latest, said=_DONE.get(done, ""), turn=turn)


@router.get("/articles/{address}/versions/{number}")
def version_page(request: Request, address: str, number: int, chosen: As = "") -> Response:
    """One version of an article, marked where a newer one has taken its place."""
    if chosen:
        return _remember(request, chosen)
    article = room(request).article(address)
    return _page(request, article, _version(article, number))


def _remember(request: Request, chosen: str) -> Response:
    """Back to the same page, the reader's choice in a cookie; a word that is no reader is forgotten."""
    response = RedirectResponse(request.url.path, status_code=_SEE_OTHER)
    if chosen in tuple(Reader):
        visitor.set_cookie(request, response, READER, chosen)
    return response


def reader_of(request: Request) -> Reader | None:
    """The reader that was chosen in this browser, or None."""
    value = request.cookies.get(visitor.cookie_name(request, READER), "")
    return Reader(value) if value in tuple(Reader) else None


def _version(article: Article, number: int) -> Version:
    for version in article.versions:
        if version.number == number:
            return version
    raise NoSuchArticle(f"This article has no version {number}.", "Read its newest version.")


def _page(
    request: Request, article: Article, version: Version, *, said: str = "", asked: str = "", turn: int = 0, status: int = 200
) -> Response:
    base = f"/articles/{article.address}"
    newest = version.number == article.latest.number
    answer, chosen = version.answer, reader_of(request)
    reader = chosen or UNCHOSEN
    now = _now(request, answer)
    body = _body(article, version, reader, now, base if newest else f"{base}/versions/{version.number}")
    asker = visitor.known_asker(request)
    thread = room(request).thread(article.address, asker) if asker else None
    explained = frozenset(term.id for term in body[0].terms)
    turns = shown_turns(request, thread, reader, base, explained) if thread else ()
    if turn and all(one.number != turn for one in turns):
        turns += on_its_way(request, article.address, turn, base)
    context = context_for(answer, thread)
    asked_already = {turn.words for turn in turns}
    review = review_status(article, version)
    own = bool(asker) and asker == article.asker
    return page(
        request,
        "article.html",
        status=status,
        headers=_FRESH | links_for(request, article),
        head=head_for(request, article, version),
        article=article,
        version=version,
        newest=newest,
        title=body[0].title,
        answer=answer,
        base=base,
        body=body[1],
        alerts=body[0].alerts,
        said=(said,) if said else (),
        warnings=warnings_shown(tuple({block.rule: block for block in (*article.warnings, *answer.warnings)}.values())),
        review=review,
        dates=_dates(answer, version, review),
        made=day(version.made),
        readers=tuple(Reader),
        reader=reader,
        chosen=chosen is not None,
        turns=turns,
        pinned=thread.version if thread and thread.turns and thread.version != version.number else 0,
        context=context,
        parts=tuple((name, label, getattr(context, name)) for name, label in PARTS),
        suggestions=tuple(one for one in room(request).suggestions(article.address) if one.words not in asked_already),
        asked=asked,
        own=own and article.state is not PublicState.PUBLIC,
        expires=day(article.expires) if article.expires else "",
        exports=EXPORTS,
        versions=article.versions,
        of_version="" if newest else f"?version={version.number}",
        cite_this=citation_of(request, article, version),
    )


def _now(request: Request, answer: Answer) -> dict[str, SourceNow]:
    """The sources of an answer as the library holds them now: a retraction shows on the next view."""
    return library(request).sources([one.record.id for one in answer.references])


def rendition_of(key: tuple[object, ...], answer: Answer, reader: Reader) -> Rendition:
    """The answer in a reader's words, kept under a key that names the answer."""
    from answerable.audience.rendering import render_for  # the glossary behind it loads with the first article

    return _renditions.get((*key, answer.id, reader), lambda: render_for(answer, reader))


def _body(
    article: Article, version: Version, reader: Reader, now: Mapping[str, SourceNow], base: str
) -> tuple[ShownAnswer, tuple[Markup, ...]]:
    """The part of the page that changes only with version, reader and what is known of the sources, cut where others fit in."""
    known = tuple((one.id, one.record is None, one.notices) for one in now.values())

    def make() -> tuple[ShownAnswer, tuple[Markup, ...]]:
        rendition = rendition_of((article.address, version.number), version.answer, reader)
        view = shown(version.answer, rendition, now)
        text = environment().get_template("article_body.html").render(answer=view, base=base)
        # Escaped by the template already.
        return view, tuple(Markup(part) for part in _CUTS.split(text))  # noqa: S704

    return _bodies.get((article.address, version.number, version.answer.id, reader, base, known), make)


def day(moment: str) -> str:
    """The day of an ISO date or time as a reader says it: "3 November 2026"; anything else as it is."""
    try:
        read = date.fromisoformat(moment[:10])
    except ValueError:
        return moment
    return f"{read.day} {read:%B %Y}"


def _dates(answer: Answer, version: Version, status: ReviewStatus) -> tuple[tuple[str, str, str], ...]:
    """The three dates and the next review: each with its name, how it is read, and as ISO where there is one."""
    searched, edited = answer.evidence_searched, answer.text_edited or ""
    return (
        ("Evidence searched", day(searched) or "not known", searched),
        ("Text edited by a person", day(edited) if edited else f"never; made {day(version.made)}", edited),
        ("Reviewed by a person", day(status.reviewed) if status.reviewed else "not yet", status.reviewed),
        ("Next review due", day(status.due) if status.due else "set when it is approved", status.due),
    )


# -- cards and claims -----------------------------------------------------------------------------------------------------


@router.get("/articles/{address}/versions/{number}/cards/{claim}/{source}")
def card(request: Request, address: str, number: int, claim: str, source: int) -> Response:
    """What opens at a citation number: a fragment that a page puts into itself."""
    answer = _version(room(request).article(address), number).answer
    return _card(request, answer, claim, source, f"/articles/{address}/versions/{number}")


@router.get("/articles/{address}/follow-up/{number}/cards/{claim}/{source}")
def turn_card(request: Request, address: str, number: int, claim: str, source: int) -> Response:
    """The same for an answer to one's own follow-up question."""
    return _card(request, _turn(request, address, number), claim, source, f"/articles/{address}/follow-up/{number}")


def _card(request: Request, answer: Answer, claim_id: str, source: int, base: str) -> Response:
    claim = claim_of(answer, claim_id)
    cards = cards_of(answer, claim, _now(request, answer), library(request).text, base) if claim else ()
    for one in cards:
        if one.number == source:
            text = environment().get_template("card.html").render(card=one)
            return HTMLResponse(text, headers=_FRESH | {"X-Robots-Tag": "noindex"})
    raise NoSuchArticle("This statement cites no such source.", "Open the article again.")


@router.get("/articles/{address}/claims/{claim}")
def claim_page(request: Request, address: str, claim: str) -> Response:
    """A claim of the newest version: each citation in its context, and what each check found."""
    article = room(request).article(address)
    return _claim(request, article.latest.answer, claim, f"/articles/{address}", (address, article.latest.number))


@router.get("/articles/{address}/versions/{number}/claims/{claim}")
def claim_of_version(request: Request, address: str, number: int, claim: str) -> Response:
    """A claim of an earlier version."""
    answer = _version(room(request).article(address), number).answer
    return _claim(request, answer, claim, f"/articles/{address}/versions/{number}", (address, number))


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


def _claim(request: Request, answer: Answer, claim_id: str, base: str, key: tuple[object, ...], *, prefix: str = "") -> Response:
    claim = claim_of(answer, claim_id)
    if claim is None:
        raise NoSuchArticle("This article has no such statement.", "Open the article again.")
    now = _now(request, answer)
    view = shown(answer, rendition_of(key, answer, reader_of(request) or UNCHOSEN), now, prefix)
    told = next(one for one in view.claims() if one.id == claim_id)
    cards = cards_of(answer, claim, now, library(request).text, base)
    return page(request, "claim.html", title=view.title, base=base, claim=told, original=claim.text, cards=cards)


# -- what a reader sends -------------------------------------------------------------------------------------------------


@router.post("/articles/{address}/follow-up", dependencies=[Depends(takes_in)])
def follow_up(request: Request, address: str, form: Form) -> Response:
    """Asks a follow-up question in the context that is shown, as it stands or as it was changed."""
    reading, asker = room(request), visitor.asker(request)
    article = reading.article(address)
    words = form.get("words", "").strip()
    number = form.get("version", "")
    version = _version(article, int(number)) if number.isascii() and number.isdigit() and len(number) < 7 else article.latest
    try:
        if not words:
            raise UsageProblem("The question is empty.", "Write what you want to know.")
        counted(request, "questions")
        turn = reading.follow_up(address, words, asker, context=_context(form), version=version.number)
    except IdentifiersFound as problem:
        said = f"{problem.what} It is shown below without what may name a person: look it over and ask again."
        return _page(request, article, version, said=said, asked=problem.redacted.text, status=422)
    except CrisisHelp as problem:
        return page(request, "crisis.html", headers={"Cache-Control": "no-store"}, warnings=problem.warnings)
    except (UsageProblem, TooManyWaiting) as problem:
        return _page(request, article, version, said=str(problem), asked=words, status=problem.http_status)
    return visitor.remembered(request, RedirectResponse(f"/articles/{address}?turn={turn}#turn-{turn}", status_code=_SEE_OTHER))


def _context(form: Mapping[str, str]) -> Context | None:
    """The context as the form has it; None where it brings none, so that the thread supplies it."""
    if not any(name in form for name, _ in PARTS):
        return None
    return Context(**{name: form.get(name, "").strip()[:200] for name, _ in PARTS})


@router.post("/articles/{address}/follow-up/{number}/send", dependencies=[Depends(takes_in)])
def send_turn(request: Request, address: str, number: int, form: Form) -> Response:
    """Sends the answer to a follow-up question to the editors, as a proposed change."""
    room(request).send_turn(address, number, visitor.known_asker(request))
    return RedirectResponse(f"/articles/{address}?done=sent", status_code=_SEE_OTHER)


@router.post("/articles/{address}/report", dependencies=[Depends(takes_in)])
def report(request: Request, address: str, form: Form) -> Response:
    """Keeps for the editors what a reader says is wrong."""
    words = form.get("words", "").strip()
    if words:
        counted(request, "reports")
        room(request).report_problem(address, words, claim=form.get("claim", ""), asker=visitor.known_asker(request))
    return RedirectResponse(f"/articles/{address}?done=reported", status_code=_SEE_OTHER)

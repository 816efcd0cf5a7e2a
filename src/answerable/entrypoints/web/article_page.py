"""The page of an article, put together for one visitor: what is the same for all of them is kept, what is theirs is put in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from markupsafe import Markup
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from answerable.audience.reader import Reader
from answerable.audience.rendition import Rendition
from answerable.composition.answer import Answer
from answerable.entrypoints.web import visitor
from answerable.entrypoints.web.addresses import site
from answerable.entrypoints.web.article_view import ShownAnswer, shown
from answerable.entrypoints.web.door import library, settings
from answerable.entrypoints.web.heads import citation_of, head_for, links_for
from answerable.entrypoints.web.kept import Kept
from answerable.entrypoints.web.pages import environment, made_ready, page, ready_page
from answerable.entrypoints.web.ready import Ready
from answerable.entrypoints.web.thread import context_for, on_its_way, shown_turns
from answerable.errors import NoSuchArticle
from answerable.publication.article import Article, PublicState, Version
from answerable.publication.public_state import told_of
from answerable.publication.published import doubted, judged_by, marks_of, meaning_of, running_line
from answerable.publication.rendering.warnings import shown as warnings_shown
from answerable.publication.review_status import ReviewStatus, review_status
from answerable.review.freshness import Freshness, freshness_of, touched_claims

if TYPE_CHECKING:
    from answerable.app.reading_room.model import Reading
    from answerable.app.sources import SourceNow

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
FRESH = {"Cache-Control": "private, no-cache"}
_CUTS = re.compile("<!--(?:dates|follow-up|take)-->")

_renditions: Kept[Rendition] = Kept(512)
_bodies: Kept[tuple[ShownAnswer, tuple[Markup, ...]]] = Kept(256)


class ShownCertainty(Struct, frozen=True, kw_only=True):
    """How sure the evidence makes named people of one outcome, in words; the claims that bear on it by id and text."""

    outcome: str
    certainty: str
    means: str
    reasons: tuple[str, ...]
    words: str
    judged: str
    claims: tuple[tuple[str, str], ...]
    doubted: bool


class _Page(Struct, frozen=True):
    """A page made ready, with the headers that go with it and the article that it was made of."""

    article: Article
    ready: Ready
    headers: dict[str, str]


_pages: Kept[_Page] = Kept(256)


def reader_of(request: Request) -> Reader | None:
    """The reader that was chosen in this browser, or None."""
    value = request.cookies.get(visitor.cookie_name(request, READER), "")
    return Reader(value) if value in tuple(Reader) else None


def version_of(article: Article, number: int) -> Version:
    """A version of an article by its number; raises `NoSuchArticle`."""
    for version in article.versions:
        if version.number == number:
            return version
    raise NoSuchArticle(f"This article has no version {number}.", "Read its newest version.")


def article_page(
    request: Request, reading: Reading, version: Version, *, said: str = "", asked: str = "", turn: int = 0, status: int = 200
) -> Response:
    """An article as this visitor is shown it; `said` is what came of what they did, `asked` what they had typed.

    Where it shows nothing of their own it is kept, and made anew when anything changes that it is made of.
    """
    now = sources_now(request, version.answer)
    if said or asked or turn or status != 200 or reading.pending or (reading.thread and reading.thread.turns):
        context = _shown(request, reading, version, now, said=said, asked=asked, turn=turn)
        headers = FRESH | links_for(request, reading.article)
        return page(request, "article.html", status=status, headers=headers, **context)
    asker, chosen, article = visitor.known_asker(request), reader_of(request), reading.article
    own = bool(asker) and asker == article.asker
    base = (site(request), request.url.path, settings(request).read_only, datetime.now(UTC).date())
    key = (article.address, version.number, chosen, own, base, reading.suggestions, _known(now))

    def make() -> _Page:
        context = _shown(request, reading, version, now)
        return _Page(article, made_ready(request, "article.html", context), FRESH | links_for(request, article))

    kept = _pages.get(key, make, still=lambda one: one.article is article)
    return ready_page(request, kept.ready, kept.headers)


def _shown(
    request: Request,
    reading: Reading,
    version: Version,
    now: Mapping[str, SourceNow],
    *,
    said: str = "",
    asked: str = "",
    turn: int = 0,
) -> dict[str, object]:
    """What the template of an article shows."""
    article, thread = reading.article, reading.thread
    base = f"/articles/{article.address}"
    newest = version.number == article.latest.number
    answer, chosen = version.answer, reader_of(request)
    reader = chosen or UNCHOSEN
    body = _body(article, version, reader, now, base if newest else f"{base}/versions/{version.number}")
    asker = visitor.known_asker(request)
    explained = frozenset(term.id for term in body[0].terms)
    turns = shown_turns(request, thread, reader, base, explained) if thread else ()
    waiting = (reading.pending.number, reading.pending.words) if reading.pending else (turn, "")
    if waiting[0] and all(one.number != waiting[0] for one in turns):
        turns += on_its_way(request, article.address, *waiting, base)
    context = context_for(answer, thread)
    asked_already = {turn.words for turn in turns}
    review = review_status(article, version)
    fresh = freshness(article, version, now)
    own = bool(asker) and asker == article.asker
    private = own and article.state is PublicState.UNPUBLISHED
    return {
        "head": head_for(request, article, version),
        "article": article,
        "version": version,
        "newest": newest,
        "title": body[0].title,
        "answer": answer,
        "base": base,
        "body": body[1],
        "alerts": body[0].alerts,
        "said": (said,) if said else (),
        "warnings": warnings_shown(tuple({block.rule: block for block in (*article.warnings, *answer.warnings)}.values())),
        "review": review,
        "told": told_of(article),
        "running": running_line(article),
        "fallen": article.state.value if running_line(article) else "",
        "fresh": fresh,
        "certainties": _certainties(article, version, answer),
        "dates": _dates(answer, version, review, fresh),
        "made": day(version.made),
        "readers": tuple(Reader),
        "reader": reader,
        "chosen": chosen is not None,
        "turns": turns,
        "pinned": thread.version if thread and thread.turns and thread.version != version.number else 0,
        "context": context,
        "parts": tuple((name, label, getattr(context, name)) for name, label in PARTS),
        "suggestions": tuple(one for one in reading.suggestions if one.words not in asked_already),
        "asked": asked,
        "own": private,
        "meant": answer.did_you_mean or "" if private else "",
        "deletable": any(not one.sent for one in turns),
        "expires": day(article.expires) if article.expires else "",
        "exports": EXPORTS,
        "versions": article.versions,
        "of_version": "" if newest else f"?version={version.number}",
        "cite_this": citation_of(request, article, version),
    }


def _certainties(article: Article, version: Version, answer: Answer) -> tuple[ShownCertainty, ...]:
    """How sure the evidence makes those who judged it, of each outcome; of what was approved alone."""
    texts = {claim.id: claim.text for claim in answer.claims()}
    return tuple(
        ShownCertainty(
            outcome=one.outcome,
            certainty=one.certainty,
            means=meaning_of(one.certainty),
            reasons=one.reasons,
            words=one.words,
            judged=judged_by(one),
            claims=tuple((claim, texts[claim]) for claim in one.claims if claim in texts),
            doubted=doubted(one, article) and version.number == article.latest.number,
        )
        for one in (version.certainties if article.approved or version.number != article.latest.number else ())
    )


def sources_now(request: Request, answer: Answer) -> dict[str, SourceNow]:
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

    def make() -> tuple[ShownAnswer, tuple[Markup, ...]]:
        rendition = rendition_of((article.address, version.number), version.answer, reader)
        view = shown(version.answer, rendition, now, marks=marks_of(article))
        text = environment().get_template("article_body.html").render(answer=view, base=base)
        # Escaped by the template already.
        return view, tuple(Markup(part) for part in _CUTS.split(text))  # noqa: S704

    return _bodies.get((article.address, version.number, version.answer.id, reader, base, _known(now), article.marked), make)


def day(moment: str) -> str:
    """The day of an ISO date or time as a reader says it: "3 November 2026"; anything else as it is."""
    try:
        read = date.fromisoformat(moment[:10])
    except ValueError:
        return moment
    return f"{read.day} {read:%B %Y}"


def _dates(answer: Answer, version: Version, status: ReviewStatus, fresh: Freshness | None) -> tuple[tuple[str, str, str], ...]:
    """The three dates, the next review and how fresh that makes it: each with its name, in words, as ISO where it is a day."""
    searched, edited = answer.evidence_searched, answer.text_edited or ""
    return (
        ("Evidence searched", day(searched) or "not known", searched),
        ("Text edited by a person", day(edited) if edited else f"never; made {day(version.made)}", edited),
        ("Reviewed by a person", day(status.reviewed) if status.reviewed else "not yet", status.reviewed),
        ("Next review due", day(status.due) if status.due else "set when it is approved", status.due),
        *((("Freshness", fresh.value, ""),) if fresh else ()),
    )


def freshness(article: Article, version: Version, now: Mapping[str, SourceNow]) -> Freshness | None:
    """How fresh an approved version is today, by its next review and what the library knows of its sources; else None."""
    if not article.approved or version.number != article.latest.number:
        return None
    told = {one.id: one.notices for one in now.values() if one.record}
    touched = touched_claims(version.answer, told)
    found = freshness_of(review_due=version.review_due, today=datetime.now(UTC).date().isoformat(), touched=touched)
    return Freshness.EVIDENCE_CHANGED if article.marked else found


def _known(now: Mapping[str, SourceNow]) -> tuple[object, ...]:
    """What is known of the sources now, as far as a page says it."""
    return tuple((one.id, one.record is None, one.notices) for one in now.values())

"""Watching the evidence: when a source gains a notice, its claims are marked, somebody has a task, and an article may fall."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from msgspec import Struct
from msgspec.structs import replace

from answerable.app.acts import Door, What
from answerable.app.desk.acting import Acting
from answerable.app.desk.evidence import Evidence
from answerable.app.desk.showing import keep
from answerable.app.desk_ports import Desk
from answerable.people.permissions import Act, may
from answerable.publication.article import Article, MarkedClaim, PublicState, notices_hash
from answerable.publication.public_state import fall_to_concern
from answerable.review.freshness import Freshness, Touched, freshness_of, loses_support, touched_claims
from answerable.review.model import Submission
from answerable.review.tasks import TaskKind

WATCHED = frozenset({PublicState.PUBLIC, PublicState.CONCERN})


class Noticed(Struct, frozen=True, kw_only=True):
    """What looking at the evidence did to one article."""

    article: str
    claims: tuple[str, ...]
    fell: bool


def look_at_evidence(desk: Desk, evidence: Evidence, now: datetime) -> tuple[Noticed, ...]:
    """Looks at the sources of every article that is public or under review; what is new is marked once."""
    found: list[Noticed] = []
    for summary in desk.submitted():
        article = desk.article(summary.address)
        if article is None:
            continue
        answer = article.latest.answer
        notices = evidence.notices([one.record.id for one in answer.references])
        touched = touched_claims(answer, notices)
        if _news(article, touched):
            with desk.work() as work:
                act = Acting(work, None, now, Door.CLOCK)
                done = _mark(act, summary.address, article.latest.number, touched)
            if done:
                found.append(done)
    return tuple(found)


def look_at_dates(desk: Desk, now: datetime) -> tuple[str, ...]:
    """Makes a task, once, for every approved article whose next review is due soon or was due; returns their addresses."""
    found: list[str] = []
    for summary in desk.submitted():
        article = desk.article(summary.address)
        if article is None or article.state not in WATCHED or not article.approved:
            continue
        due, today = article.latest.review_due, now.date().isoformat()
        if freshness_of(review_due=due, today=today) is Freshness.CURRENT:
            continue
        with desk.work() as work:
            if _review_due(Acting(work, None, now, Door.CLOCK), article, due or today):
                found.append(article.address)
    return tuple(found)


def _review_due(act: Acting, article: Article, due: str) -> bool:
    last = next(iter(act.review.submissions_of(article.address)[-1:]), None)
    words = f"“{article.latest.answer.title}” is to be reviewed again by {due}."
    name = f"review/{article.address}/{article.latest.number}/{due}"
    whose = {"submission": last.id, "account": last.editor} if last else {}
    made = act.task(TaskKind.REVIEW_DUE, article.address, words, name=name, due=due, **whose)
    if made:
        _tell_editors(act, last, words)
    return made


def _tell_editors(act: Acting, last: Submission | None, words: str) -> None:
    """Tells the editor who handled an article, or else every editor."""
    everybody = (one.id for one in act.work.people.accounts() if may(one, Act.DECIDE))
    for who in [last.editor] if last and last.editor else everybody:
        act.tell(who, words, "/desk/tasks")


def _news(article: Article, touched: tuple[Touched, ...]) -> bool:
    """Whether something was said that the article is not marked with."""
    return bool({_key(one) for one in touched} - {(one.claim, one.record, one.words) for one in article.marked})


def _key(one: Touched) -> tuple[str, str, str]:
    return one.claim, one.record, _words(one)


def _words(one: Touched) -> str:
    """What was said of a source, in words that are the same for the same notices."""
    return "; ".join(f"{notice.kind.value}{f' ({notice.date})' if notice.date else ''}" for notice in one.news)


def _mark(act: Acting, address: str, version: int, touched: tuple[Touched, ...]) -> Noticed | None:
    article = act.work.article(address)
    if article is None or article.latest.number != version:  # looked at again next time
        return None
    if not _news(article, touched):  # another process looked in between
        return None
    known = {(one.claim, one.record, one.words): one for one in article.marked}
    marked = tuple(
        known.get(_key(one)) or MarkedClaim(claim=one.claim, record=one.record, words=_words(one), made=act.now, alone=one.alone)
        for one in touched
    )
    claims = tuple(dict.fromkeys(one.claim for one in touched))
    sources = tuple(dict.fromkeys(one.record for one in touched))
    told = f"{_sources(touched)} Claims that rest on it: {len(claims)}."
    after = replace(article, marked=marked)
    act.line(What.MARKED, address, after.latest.content_hash, claims=", ".join(claims), records=", ".join(sources))
    if article.state in WATCHED:
        after = _fallen(act, after, touched, told)
    keep(act, after)
    _task(act, after, told, claims, sources, touched)
    return Noticed(article=address, claims=claims, fell=after.state is not article.state)


def _fallen(act: Acting, article: Article, touched: tuple[Touched, ...], told: str) -> Article:
    fallen = fall_to_concern(article, act.now, told, touched)
    if fallen.state is not article.state:
        act.line(
            What.CONCERNED, article.address, fallen.latest.content_hash, was=article.state.value, public=fallen.state.value,
            notices=notices_hash(fallen.notices),
        )  # fmt: skip
    return fallen


def _sources(touched: tuple[Touched, ...]) -> str:
    """Which references something was said of, in a sentence each."""
    said = dict.fromkeys(f"Reference {one.reference}: {_words(one)}." for one in touched)
    return " ".join(said)


def _task(
    act: Acting, article: Article, told: str, claims: tuple[str, ...], sources: tuple[str, ...], touched: tuple[Touched, ...]
) -> None:
    """One task for the same news; the editor who handled the article is told, else every editor."""
    submissions = act.review.submissions_of(article.address)
    last = submissions[-1] if submissions else None
    name = sha256("|".join([article.address, str(article.latest.number), *map(str, map(_key, touched))]).encode()).hexdigest()[
        :24
    ]
    grave = " A claim is left without a source that stands." if loses_support(touched) else ""
    words = f"The evidence of “{article.latest.answer.title}” has changed. {told}{grave}"
    made = act.task(
        TaskKind.EVIDENCE_CHANGED, article.address, words, name=f"evidence/{name}",
        submission=last.id if last else "", account=last.editor if last else "", claims=claims, sources=sources,
    )  # fmt: skip
    if made:
        _tell_editors(act, last, words)

"""Making an article of a question: the worker's half of asking."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from answerable.app import App
from answerable.app.desk_ports import DeskWork
from answerable.app.reading_room.cataloguing import card_of
from answerable.app.reading_room.orders import answer_order, commission_order
from answerable.app.reading_room.suggesting import job_for
from answerable.composition.stage import Stage
from answerable.jobs.model import Job, stamp
from answerable.publication.article import Article, Version
from answerable.settings import Settings

Finish = Callable[[DeskWork], None]


def answered(app: App, job: Job, settings: Settings, now: datetime, tell: Callable[[Stage], None]) -> Finish:
    """What keeps the article that answers the question of a job; raises `NoEvidence` where there is none."""
    from answerable.app.ask import Request

    order = answer_order(job.payload)
    answer = app.ask(Request(question=order.question, style=settings.style, model=settings.model), tell)
    article = Article(
        address=job.id,
        asker=job.asker,
        made=stamp(now),
        versions=(Version(number=1, answer=answer, made=stamp(now)),),
        expires=stamp(now + timedelta(days=settings.retention_days)),
        warnings=order.warnings,
    )
    card, following = card_of(article), job_for(article.address, article.made)

    def keep(work: DeskWork) -> None:
        work.put(article, card)
        if work.job(following.id) is None:
            work.add(following)

    return keep


def drafted(app: App, job: Job, settings: Settings, now: datetime, tell: Callable[[Stage], None]) -> Finish:
    """What keeps the draft of a commissioned question with its submission; raises `NoEvidence` where there is none."""
    from answerable.app.acts import Door, What
    from answerable.app.ask import Request
    from answerable.app.desk.acting import Acting
    from answerable.app.desk.commissioning import tell_when_done
    from answerable.app.desk.submitting import drafted as submission_of
    from answerable.app.desk.submitting import opened
    from answerable.review.model import RevisionState

    order = commission_order(job.payload)
    answer = app.ask(Request(question=order.question, style=settings.style, model=settings.model), tell)
    version = Version(number=1, answer=answer, made=stamp(now))
    article = Article(address=job.id, asker="", made=stamp(now), versions=(version,), warnings=order.warnings)

    def keep(work: DeskWork) -> None:
        act = Acting(work, None, now, Door.CLOCK)
        state = RevisionState.SUBMITTED
        made = submission_of(
            act, article, made_by=act.actor, editor=order.editor, specialty=order.specialty, state=state
        )  # fmt: skip
        opened(act, article, made, What.DRAFTED)
        tell_when_done(act, job, order.editor)

    return keep

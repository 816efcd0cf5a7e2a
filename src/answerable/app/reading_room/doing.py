"""What a worker does with a job, by its kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from answerable.app import App
from answerable.app.desk_ports import Desk, DeskWork
from answerable.app.reading_room.answering import answered, drafted
from answerable.app.reading_room.following import followed_up
from answerable.app.reading_room.orders import Kind
from answerable.app.reading_room.suggesting import suggested
from answerable.app.reading_room.telling import Telling
from answerable.app.reading_room.workers import Tell
from answerable.jobs.model import Job
from answerable.settings import Settings


def do(app: App, job: Job, tell: Tell, *, desk: Desk, settings: Settings, now: datetime) -> Callable[[DeskWork], None]:
    """Does a job and returns what keeps what was made of it; raises a `Problem` where nothing was."""
    stage = Telling(tell)
    if job.kind == Kind.ANSWER:
        return answered(app, job, settings, now, stage)
    if job.kind == Kind.COMMISSION:
        return drafted(app, job, settings, now, stage)
    if job.kind == Kind.FOLLOW_UP:
        return followed_up(app, job, desk, settings, now, stage)
    return suggested(app, job, desk, settings)

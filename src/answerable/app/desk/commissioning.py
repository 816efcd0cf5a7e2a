"""Commissioning: a list of questions becomes drafts in the background, each a job that can be cancelled or tried again."""

from __future__ import annotations

import csv
import io
import secrets
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from answerable.app.acts import What
from answerable.app.desk.acting import Acting, new_id
from answerable.app.desk_ports import Desk
from answerable.app.reading_room.intake import let_in
from answerable.app.reading_room.orders import CommissionOrder, Kind, commission_order, encode
from answerable.errors import NoSuchArticle, Problem, UsageProblem
from answerable.jobs.model import Job, JobState
from answerable.people.permissions import Act
from answerable.question import understand

MOST = 500  # questions in one list
ADDRESS_BYTES = 16
_PREFIX = "commission:"


class Commissioned(Struct, frozen=True, kw_only=True):
    """One question of a list: the address of the article to come, how far it is, and what went wrong."""

    address: str
    question: str
    state: JobState
    problem: str = ""


class Refused(Struct, frozen=True):
    """A line of the list that was not taken, and why."""

    line: int
    question: str
    why: str


class Commission(Struct, frozen=True, kw_only=True):
    """A list of questions on its way."""

    id: str
    made: tuple[Commissioned, ...]
    refused: tuple[Refused, ...] = ()


def questions_in(text: str) -> Iterator[tuple[int, str, str]]:
    """The questions of a list with the number of their line and their specialty.

    One question a line, or CSV with the columns "question" and, where wanted, "specialty".
    """
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))
    head = [cell.strip().lower() for cell in rows[0]] if rows else []
    if "question" in head:
        asked, special = head.index("question"), head.index("specialty") if "specialty" in head else -1
        for number, row in enumerate(rows[1:], 2):
            if len(row) > asked and row[asked].strip():
                yield number, row[asked].strip(), row[special].strip() if 0 <= special < len(row) else ""
        return
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        if line.strip():
            yield number, line.strip().strip('"'), ""


def commission(act: Acting, text: str, region: str) -> Commission:
    """Queues every question of a list that can be asked; what cannot is named with its line."""
    act.require(Act.COMMISSION)
    try:
        asked = list(questions_in(text))
    except csv.Error as error:
        raise UsageProblem(f"The list cannot be read: {error}.", "Give one question a line, or CSV.") from None
    if not asked:
        raise UsageProblem("There is no question in the list.", "Give one question a line, or CSV with a column “question”.")
    if len(asked) > MOST:
        raise UsageProblem(f"The list has {len(asked):,} questions; at most {MOST} are taken at a time.", "Make it two lists.")
    batch = new_id()
    refused: list[Refused] = []
    jobs: list[Job] = []
    seen: set[str] = set()
    for line, question, specialty in asked:
        try:
            prepared = let_in(question, region)
            understand(prepared.text)
        except Problem as problem:
            refused.append(Refused(line, question, problem.what))
            continue
        if prepared.text.casefold() in seen:
            refused.append(Refused(line, question, "It stands in the list already."))
            continue
        seen.add(prepared.text.casefold())
        order = CommissionOrder(question=prepared.text, warnings=prepared.warnings, specialty=specialty, editor=act.by.id)
        jobs.append(
            Job(
                id=secrets.token_urlsafe(ADDRESS_BYTES),
                kind=Kind.COMMISSION,
                asker=_PREFIX + batch,
                payload=encode(order),
                made=act.now,
                ready=act.now,
                background=True,
            )
        )
    for job in jobs:
        act.work.add(job)
    if jobs:
        act.line(What.COMMISSIONED, batch, questions=str(len(jobs)), articles=", ".join(job.id for job in jobs))
    return Commission(id=batch, made=tuple(_shown(job) for job in jobs), refused=tuple(refused))


def progress(desk: Desk, batch: str) -> Commission:
    """How far each question of a list is; raises `NoSuchArticle` where there is no such list."""
    jobs = desk.jobs_of(_PREFIX + batch)
    if not jobs:
        raise NoSuchArticle("There is no such commission.", "Commission a list of questions first.")
    return Commission(id=batch, made=tuple(_shown(job, desk) for job in jobs))


def _shown(job: Job, desk: Desk | None = None) -> Commissioned:
    article = desk.article(job.id) if desk and not job.payload else None
    question = commission_order(job.payload).question if job.payload else article.latest.answer.question.text if article else ""
    return Commissioned(address=job.id, question=question, state=job.state, problem=job.problem)


def cancel(act: Acting, desk_jobs: tuple[Job, ...], batch: str) -> int:
    """Takes back what has not been begun; what is being worked on or done stays. Returns how many."""
    act.require(Act.COMMISSION)
    held = [act.work.job(job.id) for job in desk_jobs]
    waiting = [job.id for job in held if job and job.state in (JobState.WAITING, JobState.FAILED)]
    act.work.drop(waiting)
    if waiting:
        act.line(What.COMMISSION_CANCELLED, batch, articles=", ".join(waiting))
    return len(waiting)


def retry(act: Acting, desk_jobs: tuple[Job, ...], batch: str) -> int:
    """Begins anew what failed. Returns how many."""
    act.require(Act.COMMISSION)
    held = [act.work.job(job.id) for job in desk_jobs]
    failed = [job for job in held if job and job.state is JobState.FAILED and job.payload]
    for job in failed:
        act.work.save(replace(job, state=JobState.WAITING, attempts=0, ready=act.now, problem="", next_step=""))
    if failed:
        act.line(What.COMMISSION_RETRIED, batch, articles=", ".join(job.id for job in failed))
    return len(failed)


def jobs_of(desk: Desk, batch: str) -> tuple[Job, ...]:
    """The jobs of a list."""
    return desk.jobs_of(_PREFIX + batch)

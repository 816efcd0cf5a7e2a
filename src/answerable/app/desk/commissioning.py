"""Commissioning: a list of questions becomes drafts in the background, each a job that can be cancelled or tried again."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256

from msgspec import Struct
from msgspec.structs import replace

from answerable.app.acts import What
from answerable.app.desk.acting import Acting
from answerable.app.desk.question_lists import questions_in
from answerable.app.desk_ports import Desk
from answerable.app.reading_room.intake import let_in
from answerable.app.reading_room.orders import CommissionOrder, Kind, commission_order, encode
from answerable.errors import NoSuchArticle, Problem, UsageProblem
from answerable.intake.model import WarningBlock
from answerable.jobs.model import Job, JobState
from answerable.people.model import Account
from answerable.people.permissions import Act, require
from answerable.question import understand

MOST = 5_000  # questions in one list
MOST_SHOWN = 200  # questions of a list that are shown with how far each is
ADDRESS_BYTES = 16
LONGEST_SHOWN = 200  # characters of a question that is not taken
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
    """A list of questions on its way: how many are how far, and which; of a long one what went wrong first, what is done last."""

    id: str
    made: tuple[Commissioned, ...]
    states: Mapping[JobState, int]
    refused: tuple[Refused, ...] = ()

    @property
    def all(self) -> int:
        """How many questions were taken."""
        return sum(self.states.values())


class Sorted(Struct, frozen=True, kw_only=True):
    """A list that was read: the hash of all that is asked, what of it can be, and what cannot, with why."""

    digest: str
    taken: tuple[tuple[str, tuple[WarningBlock, ...], str], ...]  # the question, its warnings, its specialty
    refused: tuple[Refused, ...]


def sorted_out(text: str, region: str) -> Sorted:
    """Reads a list; before any transaction, since a long one takes seconds. Raises `UsageProblem` where nothing is asked."""
    asked = list(questions_in(text))
    if not asked:
        raise UsageProblem("There is no question in the list.", "Give one question a line, or CSV with a column “question”.")
    if len(asked) > MOST:
        raise UsageProblem(f"The list has {len(asked):,} questions; at most {MOST:,} are taken at a time.", "Make it two lists.")
    taken: dict[str, tuple[str, tuple[WarningBlock, ...], str]] = {}
    refused: list[Refused] = []
    for line, question, specialty in asked:
        try:
            prepared = let_in(question, region)
            understand(prepared.text)
        except Problem as problem:
            refused.append(Refused(line, question[:LONGEST_SHOWN], problem.what))
            continue
        same = " ".join(prepared.text.casefold().split())
        if same in taken:
            refused.append(Refused(line, question, "It stands in the list already."))
            continue
        taken[same] = (prepared.text, prepared.warnings, specialty)
    return Sorted(digest=sha256(encode(asked)).hexdigest(), taken=tuple(taken.values()), refused=tuple(refused))


def commission(
    act: Acting, given: Sorted, jobs_of: Callable[[str], tuple[Job, ...]], editor: Account | None = None
) -> Commission:
    """Queues every question of a list that can be asked; what cannot is named with its line.

    The same list of the same editor, sent again, is the one that is on its way. `editor` handles the drafts where the operator
    commissions them for somebody.
    """
    handles = editor or act.by
    require(handles, Act.COMMISSION)
    batch = sha256(f"{handles.id}|{given.digest}".encode()).hexdigest()[:24]
    known = jobs_of(_PREFIX + batch)
    if known:
        return replace(_commission(batch, known), refused=given.refused)
    jobs = [
        Job(
            id=secrets.token_urlsafe(ADDRESS_BYTES),
            kind=Kind.COMMISSION,
            asker=_PREFIX + batch,
            payload=encode(CommissionOrder(question=words, warnings=warnings, specialty=specialty, editor=handles.id)),
            made=act.now,
            ready=act.now,
            background=True,
        )
        for words, warnings, specialty in given.taken
    ]
    for job in jobs:
        act.work.add(job)
    if jobs:
        articles = ", ".join(job.id for job in jobs[:MOST_SHOWN])
        act.line(What.COMMISSIONED, batch, questions=str(len(jobs)), articles=articles, editor=handles.id)
    return replace(_commission(batch, jobs), refused=given.refused)


def progress(desk: Desk, batch: str) -> Commission:
    """How far a list is; raises `NoSuchArticle` where there is no such list."""
    jobs = desk.jobs_of(_PREFIX + batch)
    if not jobs:
        raise NoSuchArticle("There is no such commission.", "Commission a list of questions first.")
    return _commission(batch, jobs, desk)


_FIRST = (JobState.FAILED, JobState.WORKING, JobState.WAITING, JobState.DONE)


def _commission(batch: str, jobs: Sequence[Job], desk: Desk | None = None) -> Commission:
    shown = sorted(jobs, key=lambda job: _FIRST.index(job.state))[:MOST_SHOWN]
    return Commission(
        id=batch, made=tuple(_shown(job, desk) for job in shown), states=Counter(job.state for job in jobs)
    )  # fmt: skip


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
        act.line(What.COMMISSION_CANCELLED, batch, questions=str(len(waiting)), articles=", ".join(waiting[:MOST_SHOWN]))
    return len(waiting)


def retry(act: Acting, desk_jobs: tuple[Job, ...], batch: str) -> int:
    """Begins anew what failed. Returns how many."""
    act.require(Act.COMMISSION)
    held = [act.work.job(job.id) for job in desk_jobs]
    failed = [job for job in held if job and job.state is JobState.FAILED and job.payload]
    for job in failed:
        act.work.save(replace(job, state=JobState.WAITING, attempts=0, ready=act.now, problem="", next_step=""))
    if failed:
        articles = ", ".join(job.id for job in failed[:MOST_SHOWN])
        act.line(What.COMMISSION_RETRIED, batch, questions=str(len(failed)), articles=articles)
    return len(failed)


def tell_when_done(act: Acting, job: Job, editor: str) -> None:
    """Tells the editor, once, that nothing of a list is to come any more; so that a long list is not a letter for each draft."""
    if any(one.asker == job.asker and one.id != job.id for one in act.work.open()):
        return
    batch = job.asker.removeprefix(_PREFIX)
    words = "The articles that you commissioned are drafted, as far as they can be: they stand in the queue."
    act.tell(editor, words, f"/desk/commission/{batch}", once=f"commission/{batch}/{job.id}")


def jobs_of(desk: Desk, batch: str) -> tuple[Job, ...]:
    """The jobs of a list."""
    return desk.jobs_of(_PREFIX + batch)

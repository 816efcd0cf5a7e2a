"""Whose turn it is: first come, first served, among people and not among questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from answerable.jobs.model import Job, JobState, may_begin


def in_turn(jobs: Sequence[Job]) -> tuple[Job, ...]:
    """Open jobs in the order in which they are taken: everybody's first before anybody's second, else as they came.

    What is being worked on for somebody counts as theirs, so that one person with many questions does not take every worker.
    What is in the background comes last.
    """
    came = sorted(jobs, key=lambda job: (job.seq, job.id))
    working = [job for job in came if job.state is JobState.WORKING]
    waiting = [job for job in came if job.state is JobState.WAITING]
    before: Counter[str] = Counter(job.asker for job in working)
    ranks: list[int] = []
    for job in waiting:
        ranks.append(before[job.asker] if job.asker else 0)
        before[job.asker] += 1
    ranked = sorted(zip(ranks, waiting, strict=True), key=lambda one: (one[1].background, one[0]))  # a stable order: as they came
    return (*working, *(job for _, job in ranked))


def next_of(jobs: Sequence[Job], now: datetime) -> Job | None:
    """The job that a free worker takes now, or None: what was left lying goes first, then whose turn it is."""
    return next((job for job in in_turn(jobs) if may_begin(job, now)), None)


def place_of(jobs: Sequence[Job], job_id: str) -> int:
    """How many jobs are taken before this one waiting, plus one; 0 where it does not wait."""
    waiting = [job.id for job in in_turn(jobs) if job.state is JobState.WAITING]
    return waiting.index(job_id) + 1 if job_id in waiting else 0

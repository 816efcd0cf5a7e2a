"""Whose turn it is: first come, first served, among people and not among questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from answerable.jobs.model import Job, JobState, may_begin


def in_turn(jobs: Sequence[Job]) -> tuple[Job, ...]:
    """Open jobs in the order in which they are taken: everybody's first before anybody's second, else as they came.

    What is being worked on for somebody counts as theirs, so that one person with many questions does not take every worker.
    """
    before: Counter[str] = Counter(job.asker for job in jobs if job.state is JobState.WORKING)
    ranked: list[tuple[int, int, str, Job]] = []
    for job in sorted((job for job in jobs if job.state is JobState.WAITING), key=lambda one: one.seq):
        ranked.append((before[job.asker] if job.asker else 0, job.seq, job.id, job))
        before[job.asker] += 1
    working = sorted((job for job in jobs if job.state is JobState.WORKING), key=lambda one: one.seq)
    return (*working, *(job for _, _, _, job in sorted(ranked, key=lambda one: one[:3])))


def next_of(jobs: Sequence[Job], now: datetime) -> Job | None:
    """The job that a free worker takes now, or None: what was left lying goes first, then whose turn it is."""
    return next((job for job in in_turn(jobs) if may_begin(job, now)), None)


def place_of(jobs: Sequence[Job], job_id: str) -> int:
    """How many jobs are taken before this one waiting, plus one; 0 where it does not wait."""
    waiting = [job.id for job in in_turn(jobs) if job.state is JobState.WAITING]
    return waiting.index(job_id) + 1 if job_id in waiting else 0

"""What jobs ask of a store."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from answerable.jobs.model import Job


class Jobs(Protocol):
    """The jobs of a store, in one transaction."""

    def add(self, job: Job) -> None:
        """Keeps a new job behind those that are there; its `seq` is given by the store."""
        ...

    def job(self, job_id: str) -> Job | None:
        """A job with all that it is on, or None."""
        ...

    def open(self) -> tuple[Job, ...]:
        """Every job that waits or is worked on, as they came, without what they are on."""
        ...

    def save(self, job: Job) -> None:
        """Keeps a job as it now is, in the place of what is held under its id; what is not held any more stays away."""
        ...

    def drop(self, job_ids: Collection[str]) -> None:
        """Takes jobs out with what they told."""
        ...

    def tell(self, job_id: str, stage: str, text: str) -> None:
        """Adds an event to a job."""
        ...

"""A `Task`, something that the editors have to see to; a `Notification`, what somebody is told of it."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class TaskKind(StrEnum):
    """What gives cause for a task."""

    EVIDENCE_CHANGED = "evidence changed"
    REVIEW_DUE = "review due"
    REASSIGN = "reassign"
    SETTLE = "settle"
    PROPOSED = "proposed change"
    OMISSION = "left out"


class Task(Struct, frozen=True, kw_only=True):
    """Something to be seen to in an article: why, in words; which claims; by whom, or by any editor; until when (ISO time).

    `done` is when it was, `by` who did it, and `how` what they say of it. A save names the `version` that it expects.
    """

    id: str
    kind: TaskKind
    article: str
    words: str
    made: str
    submission: str = ""
    account: str = ""
    claims: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()  # ids of the records that gave cause
    due: str = ""
    done: str = ""
    by: str = ""
    how: str = ""
    version: int = 1


class Notification(Struct, frozen=True, kw_only=True):
    """What somebody is told: in words, with the path of the page that it is about; `read` is when they did, or empty."""

    id: str
    account: str
    words: str
    path: str
    made: str
    read: str = ""

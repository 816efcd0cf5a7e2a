"""The tables of reviews, in the file of the desk; the migrations lead to exactly these."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, String, Table, event

from answerable.adapters.sql.desk_metadata import metadata
from answerable.adapters.sql.insert_only import guard

submissions = Table(
    "submissions",
    metadata,
    Column("id", String, primary_key=True),
    Column("article", String, nullable=False),
    Column("state", String, nullable=False),
    Column("opened", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("payload", LargeBinary, nullable=False),  # the `Submission` as JSON, without its revisions
    Index("ix_submissions_article", "article"),
    Index("ix_submissions_state_opened", "state", "opened"),
)

# What nobody may change: added to at its end, each row under a number of the whole table.
revisions = Table(
    "revisions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("submission", String, nullable=False),
    Column("place", Integer, nullable=False),  # the revision's own number in its submission
    Column("content", LargeBinary, nullable=False),  # the very bytes that its content hash is of
    Column("beside", LargeBinary, nullable=False),  # the rest of the `Revision` as JSON
    Index("ix_revisions_submission_place", "submission", "place", unique=True),
)
recommendations = Table(
    "recommendations",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("assignment", String, nullable=False),
    Column("payload", LargeBinary, nullable=False),  # the `Recommendation` as JSON
    Index("ix_recommendations_assignment", "assignment"),
)
decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("submission", String, nullable=False),
    Column("payload", LargeBinary, nullable=False),  # the `Decision` as JSON
    Index("ix_decisions_submission", "submission"),
)
settlements = Table(
    "settlements",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("submission", String, nullable=False),
    Column("payload", LargeBinary, nullable=False),  # the `Settlement` as JSON
    Index("ix_settlements_submission", "submission"),
)
certainties = Table(
    "certainties",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("submission", String, nullable=False),
    Column("payload", LargeBinary, nullable=False),  # the `SetCertainty` as JSON
    Index("ix_certainties_submission", "submission"),
)

assignments = Table(
    "assignments",
    metadata,
    Column("id", String, primary_key=True),
    Column("submission", String, nullable=False),
    Column("reviewer", String, nullable=False),
    Column("state", String, nullable=False),
    Column("invited", String, nullable=False),
    Column("due", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("payload", LargeBinary, nullable=False),  # the `Assignment` as JSON
    Index("ix_assignments_submission", "submission"),
    Index("ix_assignments_reviewer", "reviewer"),
    Index("ix_assignments_state_due", "state", "due"),
)

judgements = Table(
    "judgements",
    metadata,
    Column("submission", String, primary_key=True),
    Column("revision", String, primary_key=True),
    Column("claim", String, primary_key=True),
    Column("reviewer", String, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),  # the last one holds; the others are there for undoing
    Column("payload", LargeBinary, nullable=False),  # the `Judgement` as JSON
)

comments = Table(
    "comments",
    metadata,
    Column("id", String, primary_key=True),
    Column("submission", String, nullable=False),
    Column("made", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("payload", LargeBinary, nullable=False),  # the `Comment` as JSON
    Index("ix_comments_submission", "submission"),
)

tasks = Table(
    "tasks",
    metadata,
    Column("id", String, primary_key=True),
    Column("article", String, nullable=False),
    Column("open", Boolean, nullable=False),
    Column("made", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("payload", LargeBinary, nullable=False),  # the `Task` as JSON
    Index("ix_tasks_open_made", "open", "made"),
    Index("ix_tasks_article", "article"),
)

notifications = Table(
    "notifications",
    metadata,
    Column("id", String, primary_key=True),
    Column("account", String, nullable=False),
    Column("made", String, nullable=False),
    Column("read", String, nullable=False),
    Column("payload", LargeBinary, nullable=False),  # the `Notification` as JSON
    Index("ix_notifications_account_read", "account", "read"),
)


def _guarded(table: Any, connection: Any, **_: Any) -> None:
    guard(connection, table.name)


for _table in (revisions, recommendations, decisions, settlements, certainties):
    event.listen(_table, "after_create", _guarded)

"""Submissions and revisions, assignments, what was judged, recommended, settled and decided, comments, tasks, notifications."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from answerable.adapters.sql.insert_only import guard

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _table(name: str, *columns: sa.Column[Any], key: tuple[str, ...] = ("id",)) -> None:
    op.create_table(name, *columns, sa.PrimaryKeyConstraint(*key, name=f"pk_{name}"))


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String(), nullable=False)


def _number(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _key() -> sa.Column[Any]:
    return sa.Column("number", sa.Integer(), autoincrement=False, nullable=False)


def _bytes(name: str = "payload") -> sa.Column[Any]:
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def upgrade() -> None:
    """Makes the tables of reviews."""
    _table("submissions", _text("id"), _text("article"), _text("state"), _text("opened"), _number("version"), _bytes())
    op.create_index("ix_submissions_article", "submissions", ["article"])
    op.create_index("ix_submissions_state_opened", "submissions", ["state", "opened"])
    _table(
        "revisions", _key(), _text("submission"), _number("place"), _bytes("content"), _bytes("beside"), key=("number",)
    )  # fmt: skip
    op.create_index("ix_revisions_submission_place", "revisions", ["submission", "place"], unique=True)
    _table("recommendations", _key(), _text("assignment"), _bytes(), key=("number",))
    op.create_index("ix_recommendations_assignment", "recommendations", ["assignment"])
    for name in ("decisions", "settlements"):
        _table(name, _key(), _text("submission"), _bytes(), key=("number",))
        op.create_index(f"ix_{name}_submission", name, ["submission"])
    _table(
        "assignments", _text("id"), _text("submission"), _text("reviewer"), _text("state"), _text("invited"), _text("due"),
        _number("version"), _bytes(),
    )  # fmt: skip
    op.create_index("ix_assignments_submission", "assignments", ["submission"])
    op.create_index("ix_assignments_reviewer", "assignments", ["reviewer"])
    op.create_index("ix_assignments_state_due", "assignments", ["state", "due"])
    _table(
        "judgements", _text("submission"), _text("revision"), _text("claim"), _text("reviewer"), _key(), _bytes(),
        key=("submission", "revision", "claim", "reviewer", "number"),
    )  # fmt: skip
    _table("comments", _text("id"), _text("submission"), _text("made"), _number("version"), _bytes())
    op.create_index("ix_comments_submission", "comments", ["submission"])
    _table(
        "tasks", _text("id"), _text("article"), sa.Column("open", sa.Boolean(), nullable=False), _text("made"),
        _number("version"), _bytes(),
    )  # fmt: skip
    op.create_index("ix_tasks_open_made", "tasks", ["open", "made"])
    op.create_index("ix_tasks_article", "tasks", ["article"])
    _table("notifications", _text("id"), _text("account"), _text("made"), _text("read"), _bytes())
    op.create_index("ix_notifications_account_read", "notifications", ["account", "read"])
    for table in ("revisions", "recommendations", "decisions", "settlements"):
        guard(op.get_bind(), table)

"""The certainties that people set for outcomes; added to at their end and never changed."""

import sqlalchemy as sa
from alembic import op

from answerable.adapters.sql.insert_only import guard

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table of certainties."""
    op.create_table(
        "certainties",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("submission", sa.String(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_certainties"),
    )
    op.create_index("ix_certainties_submission", "certainties", ["submission"])
    guard(op.get_bind(), "certainties")

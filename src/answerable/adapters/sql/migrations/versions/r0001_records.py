"""Records with what they are found by, superseded texts, notices, removals, and how the library stands."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables of the first version."""
    op.create_table(
        "records",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer()),
        sa.Column("design", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("species", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("has_abstract", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_records"),
    )
    op.create_index("ix_records_seq_id", "records", ["seq", "id"])
    op.create_index("ix_records_tally", "records", ["year", "design", "level", "source", "has_abstract"])
    op.create_table(
        "identifiers",
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("value", "record", name="pk_identifiers"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_identifiers_record", "identifiers", ["record"])
    op.create_table(
        "texts",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_texts"),
    )
    op.create_table(
        "notices",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("teller", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_notices"),
    )
    op.create_index("ix_notices_about", "notices", ["about"])
    op.create_index("ix_notices_teller_hash", "notices", ["teller", "hash"], unique=True)
    op.create_table(
        "removals",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_removals"),
    )
    op.create_index("ix_removals_seq_id", "removals", ["seq", "id"])
    state = op.create_table(
        "state",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("changed", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_state"),
    )
    op.bulk_insert(state, [{"number": 1, "seq": 0, "records": 0, "changed": "", "fingerprint": "0" * 32}])

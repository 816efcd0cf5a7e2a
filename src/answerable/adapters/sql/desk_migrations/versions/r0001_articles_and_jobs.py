"""Articles with their versions and what they are found by, turns, suggestions, reports, jobs and what these told."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables of the first version."""
    op.create_table(
        "articles",
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("asker", sa.String(), nullable=False),
        sa.Column("made", sa.String(), nullable=False),
        sa.Column("expires", sa.String()),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("mark", sa.Integer(), nullable=False),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("summary", sa.LargeBinary(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("address", name="pk_articles"),
    )
    op.create_index("ix_articles_asker_made", "articles", ["asker", "made"])
    op.create_index("ix_articles_expires", "articles", ["expires"])
    op.create_index("ix_articles_step_made", "articles", ["step", "made"])
    op.create_index("ix_articles_state_made", "articles", ["state", "made"])
    op.create_table(
        "versions",
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("article", "number", name="pk_versions"),
    )
    op.create_table(
        "words",
        sa.Column("stem", sa.String(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("stem", "article", name="pk_words"),
    )
    op.create_index("ix_words_article", "words", ["article"])
    op.create_table(
        "headings",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "name", "article", name="pk_headings"),
    )
    op.create_index("ix_headings_article", "headings", ["article"])
    op.create_table(
        "rests",
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("record", "article", name="pk_rests"),
    )
    op.create_index("ix_rests_article", "rests", ["article"])
    op.create_table(
        "turns",
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("asker", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made", sa.String(), nullable=False),
        sa.Column("sent", sa.Boolean(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("article", "number", name="pk_turns"),
    )
    op.create_index("ix_turns_article_asker", "turns", ["article", "asker"])
    op.create_index("ix_turns_sent_made", "turns", ["sent", "made"])
    op.create_table(
        "suggestions",
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("article", "version", name="pk_suggestions"),
    )
    op.create_table(
        "reports",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("made", sa.String(), nullable=False),
        sa.Column("asker", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_reports"),
    )
    op.create_index("ix_reports_article", "reports", ["article"])
    op.create_table(
        "jobs",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("background", sa.Boolean(), nullable=False),
        sa.Column("asker", sa.String(), nullable=False),
        sa.Column("made", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("ready", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("leased", sa.String(), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("next_step", sa.String(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
    )
    op.create_index("ix_jobs_article", "jobs", ["article"])
    op.create_index("ix_jobs_asker", "jobs", ["asker"])
    op.create_index("ix_jobs_state_seq", "jobs", ["state", "seq"])
    op.create_table(
        "events",
        sa.Column("job", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("job", "number", name="pk_events"),
    )

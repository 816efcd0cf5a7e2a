"""The tables of a desk; the migrations in `desk_migrations` lead to exactly these. No type here is of one database only."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, String, Table

from answerable.adapters.sql import people_tables, review_tables
from answerable.adapters.sql.desk_metadata import metadata

__all__ = ["people_tables", "review_tables"]

REVISIONS = ("0001", "0002", "0003", "0004", "0005")
HEAD = REVISIONS[-1]

articles = Table(
    "articles",
    metadata,
    Column("address", String, primary_key=True),
    Column("asker", String, nullable=False),
    Column("made", String, nullable=False),
    Column("expires", String),
    Column("step", String, nullable=False),  # "" where nobody submitted it
    Column("state", String, nullable=False),
    Column("mark", Integer, nullable=False),
    Column("turns", Integer, nullable=False),  # the highest number that a turn was given
    Column("summary", LargeBinary, nullable=False),  # the `ArticleSummary` as JSON
    Column("payload", LargeBinary, nullable=False),  # the `Article` as JSON, without its versions
    Index("ix_articles_asker_made", "asker", "made"),
    Index("ix_articles_state_made", "state", "made"),
    Index("ix_articles_expires", "expires"),
    Index("ix_articles_step_made", "step", "made"),
)

versions = Table(
    "versions",
    metadata,
    Column("article", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("payload", LargeBinary, nullable=False),  # the `Version` as JSON
)

# What public articles are found by: stems with their weights, topics and specialties, records.
words = Table(
    "words",
    metadata,
    Column("stem", String, primary_key=True),
    Column("article", String, primary_key=True),
    Column("weight", Integer, nullable=False),
    Index("ix_words_article", "article"),
)
headings = Table(
    "headings",
    metadata,
    Column("kind", String, primary_key=True),  # "topic" or "specialty"
    Column("name", String, primary_key=True),
    Column("article", String, primary_key=True),
    Index("ix_headings_article", "article"),
)
rests = Table(
    "rests",
    metadata,
    Column("record", String, primary_key=True),
    Column("article", String, primary_key=True),
    Index("ix_rests_article", "article"),
)

turns = Table(
    "turns",
    metadata,
    Column("article", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("asker", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("made", String, nullable=False),
    Column("sent", Boolean, nullable=False),  # where it went to the editors: then it does not expire
    Column("payload", LargeBinary, nullable=False),  # the `Turn` as JSON
    Index("ix_turns_article_asker", "article", "asker"),
    Index("ix_turns_sent_made", "sent", "made"),
)

suggestions = Table(
    "suggestions",
    metadata,
    Column("article", String, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("payload", LargeBinary, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("article", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("claim", String, nullable=False),
    Column("words", String, nullable=False),
    Column("made", String, nullable=False),
    Column("asker", String, nullable=False),
    Index("ix_reports_article", "article"),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", String, primary_key=True),
    Column("article", String, nullable=False),  # the address before the slash
    Column("seq", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("background", Boolean, nullable=False),
    Column("asker", String, nullable=False),
    Column("made", String, nullable=False),
    Column("state", String, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("ready", String, nullable=False),
    Column("holder", String, nullable=False),
    Column("leased", String, nullable=False),
    Column("problem", String, nullable=False),
    Column("next_step", String, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Index("ix_jobs_state_seq", "state", "seq"),
    Index("ix_jobs_article", "article"),
    Index("ix_jobs_asker", "asker"),
)

events = Table(
    "events",
    metadata,
    Column("job", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("stage", String, nullable=False),
    Column("text", String, nullable=False),
)

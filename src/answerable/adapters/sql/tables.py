"""The tables of a library; the migrations lead to exactly these."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, String, Table

REVISIONS = ("0001",)  # every migration in order; an Alembic revision not named here was made by a newer version
HEAD = REVISIONS[-1]

metadata = MetaData(naming_convention={"pk": "pk_%(table_name)s"})

# What statistics are made of comes before the payload, and in an index of its own, so that no payload is read for them.
records = Table(
    "records",
    metadata,
    Column("id", String, primary_key=True),
    Column("seq", Integer, nullable=False),  # the transaction that last touched it
    Column("year", Integer),
    Column("design", String, nullable=False),
    Column("level", String, nullable=False),
    Column("species", String, nullable=False),
    Column("source", String, nullable=False),
    Column("has_abstract", Integer, nullable=False),
    Column("content_hash", String, nullable=False),
    Column("payload", LargeBinary, nullable=False),  # the `Record` as JSON
    Index("ix_records_seq_id", "seq", "id"),
    Index("ix_records_tally", "year", "design", "level", "source", "has_abstract"),
)

# Everything that a record is found by: "pmid:19078461", "doi:10.…", "pmcid:PMC…", "key:…" of title, year and author.
identifiers = Table(
    "identifiers",
    metadata,
    Column("value", String, primary_key=True),
    Column("record", String, primary_key=True),
    Index("ix_identifiers_record", "record"),
    sqlite_with_rowid=False,
)

# Superseded text that a citation may point at, by the hash that the citation names.
texts = Table(
    "texts",
    metadata,
    Column("sha256", String, primary_key=True),
    Column("text", String, nullable=False),
)

notices = Table(
    "notices",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("about", String, nullable=False),  # as an identifier, with its kind before it
    Column("teller", String, nullable=False),  # the id of the record that told it; "" where a table did
    Column("hash", String, nullable=False),
    Column("payload", LargeBinary, nullable=False),  # the `PublicationNotice` as JSON
    Index("ix_notices_about", "about"),
    Index("ix_notices_teller_hash", "teller", "hash", unique=True),
)

# Records taken out, so that an index which is behind learns of it.
removals = Table(
    "removals",
    metadata,
    Column("id", String, primary_key=True),
    Column("seq", Integer, nullable=False),
    Index("ix_removals_seq_id", "seq", "id"),
)

# One row: how the library stands.
state = Table(
    "state",
    metadata,
    Column("number", Integer, primary_key=True),  # always 1
    Column("seq", Integer, nullable=False),
    Column("records", Integer, nullable=False),
    Column("changed", String, nullable=False),
    Column("fingerprint", String, nullable=False),  # 32 hexadecimal digits: a sum, so that no order of ingest matters
)

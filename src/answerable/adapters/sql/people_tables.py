"""The tables of people, letters and the ledger, in the file of the desk; the migrations lead to exactly these."""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, LargeBinary, String, Table

from answerable.adapters.sql.desk_metadata import metadata
from answerable.adapters.sql.insert_only import only_added_to

accounts = Table(
    "accounts",
    metadata,
    Column("id", String, primary_key=True),
    Column("email", String),  # as two ways of writing it have in common; nothing where it was erased
    Column("made", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("payload", LargeBinary, nullable=False),  # the `Account` as JSON
    Index("ix_accounts_email", "email", unique=True),
)

passwords = Table(
    "passwords",
    metadata,
    Column("account", String, primary_key=True),
    Column("kept", String, nullable=False),  # Argon2id, with its salt and parameters
)

credentials = Table(
    "credentials",
    metadata,
    Column("account", String, primary_key=True),
    Column("payload", LargeBinary, nullable=False),  # the `Credential` as JSON
)

disclosures = Table(
    "disclosures",
    metadata,
    Column("account", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("payload", LargeBinary, nullable=False),  # the `Disclosure` as JSON
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", String, primary_key=True),  # the SHA-256 of the token
    Column("account", String, nullable=False),
    Column("made", String, nullable=False),
    Column("seen", String, nullable=False),
    Column("payload", LargeBinary, nullable=False),  # the `Session` as JSON
    Index("ix_sessions_account", "account"),
    Index("ix_sessions_made", "made"),
)

factors = Table(
    "factors",
    metadata,
    Column("id", String, primary_key=True),
    Column("account", String, nullable=False),
    Column("made", String, nullable=False),
    Column("payload", LargeBinary, nullable=False),  # the `Factor` as JSON: secrets sealed, codes hashed
    Index("ix_factors_account", "account"),
)

identities = Table(
    "identities",
    metadata,
    Column("issuer", String, primary_key=True),
    Column("subject", String, primary_key=True),
    Column("account", String, nullable=False),
    Column("made", String, nullable=False),
    Column("proved", String, nullable=False),  # "" where no second factor was proved yet
    Index("ix_identities_account", "account"),
)

departures = Table(
    "departures",
    metadata,
    Column("id", String, primary_key=True),  # the SHA-256 of the state
    Column("made", String, nullable=False),
    Column("payload", LargeBinary, nullable=False),  # the `Departure` as JSON
    Index("ix_departures_made", "made"),
)

invitations = Table(
    "invitations",
    metadata,
    Column("id", String, primary_key=True),  # the SHA-256 of the link's secret
    Column("made", String, nullable=False),
    Column("payload", LargeBinary, nullable=False),  # the `Invitation` as JSON
)

tries = Table(
    "tries",
    metadata,
    Column("key", String, primary_key=True),
    Column("left", Float, nullable=False),
    Column("since", String, nullable=False),
    Index("ix_tries_since", "since"),
)

letters = Table(
    "letters",
    metadata,
    Column("id", String, primary_key=True),
    Column("state", String, nullable=False),
    Column("made", String, nullable=False),
    Column("payload", LargeBinary, nullable=False),  # the `Letter` as JSON
    Index("ix_letters_state", "state", "made"),
)

ledger = Table(
    "ledger",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("about", String, nullable=False),  # to find entries by; the act has it too
    Column("act", LargeBinary, nullable=False),  # the `Act` as the JSON that is hashed
    Column("previous", String, nullable=False),
    Column("hash", String, nullable=False),
    Index("ix_ledger_about", "about"),
)

seals = Table(
    "seals",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("size", Integer, nullable=False),
    Column("root", String, nullable=False),
    Column("sealed", String, nullable=False),
    Column("key", String, nullable=False),
    Column("signature", String, nullable=False),
)

for _table in (ledger, seals):
    only_added_to(_table)

"""Bringing a database to this version's schema; Alembic is loaded only where there is something to do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, inspect, text

from answerable.adapters.sql import desk_tables, tables
from answerable.adapters.sql.desk_metadata import metadata as desk_metadata
from answerable.adapters.sql.sorting import sort_alike
from answerable.errors import LibraryTooNew


@dataclass(frozen=True)
class Schema:
    """One schema: its migrations in order, the folder beside this one that they lie in, and what they lead to."""

    revisions: tuple[str, ...]
    scripts: str
    metadata: MetaData

    @property
    def head(self) -> str:
        """The newest revision."""
        return self.revisions[-1]


LIBRARY = Schema(tables.REVISIONS, "migrations", tables.metadata)
DESK = Schema(desk_tables.REVISIONS, "desk_migrations", desk_metadata)


def bring_up(engine: Engine, place: str, schema: Schema = LIBRARY) -> None:
    """Runs the migrations that are missing, all or none; raises `LibraryTooNew` where a newer version has been here."""
    with engine.connect() as connection:
        if revision_of(connection, place, schema) == schema.head:
            return
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        if revision_of(connection, place, schema) != schema.head:  # another process may have been quicker
            migrate(connection, schema)


def revision_of(connection: Connection, place: str, schema: Schema = LIBRARY) -> str:
    """The revision of the database's schema, "" where it has none; raises `LibraryTooNew` where it is not known here."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    revision: str = connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""
    if revision and revision not in schema.revisions:
        raise LibraryTooNew(
            f"{place} was made by a newer version of Answerable (its schema is {revision}, "
            f"this version knows up to {schema.head}).",
            "Upgrade with 'pip install --upgrade answerable', or name another folder with --library.",
        )
    return revision


def migrate(connection: Connection, schema: Schema = LIBRARY) -> None:
    """Runs every migration that is missing, in the transaction of the connection."""
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).with_name(schema.scripts)).replace("%", "%%"))
    command.upgrade(config, "head")
    sort_alike(connection, schema.metadata.tables.keys())

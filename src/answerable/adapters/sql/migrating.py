"""Bringing a database to this version's schema; Alembic is loaded only where there is something to do."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from answerable.adapters.sql.tables import HEAD, REVISIONS
from answerable.errors import LibraryTooNew


def bring_up(engine: Engine, path: Path) -> None:
    """Runs the migrations that are missing, all or none; raises `LibraryTooNew` where a newer version has been here."""
    with engine.connect() as connection:
        if revision_of(connection, path) == HEAD:
            return
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        if revision_of(connection, path) != HEAD:  # another process may have been quicker
            migrate(connection)


def revision_of(connection: Connection, path: Path) -> str:
    """The revision of the database's schema, "" where it has none; raises `LibraryTooNew` where it is not known here."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    revision: str = connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""
    if revision and revision not in REVISIONS:
        raise LibraryTooNew(
            f"The library in {path.parent} was made by a newer version of Answerable (its schema is {revision}, "
            f"this version knows up to {HEAD}).",
            "Upgrade with 'pip install --upgrade answerable', or name another folder with --library.",
        )
    return revision


def migrate(connection: Connection) -> None:
    """Runs every migration that is missing, in the transaction of the connection."""
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    command.upgrade(config, "head")

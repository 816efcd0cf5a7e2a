"""Triggers that make of a numbered table one that is only added to at its end, by whatever program."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, event, text

_SQLITE = (
    "CREATE TRIGGER {table}_is_not_changed BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{table} is only added to'); END",
    "CREATE TRIGGER {table}_is_not_deleted BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{table} is only added to'); END",
    # INSERT OR REPLACE would delete without asking the trigger above.
    "CREATE TRIGGER {table}_grows_at_its_end BEFORE INSERT ON {table} "
    "WHEN NEW.number IS NOT (SELECT COALESCE(MAX(number), 0) + 1 FROM {table}) "
    "BEGIN SELECT RAISE(ABORT, '{table} is only added to at its end'); END",
)
# The functions find their tables whatever the search path of who writes, and hold in replication too (ENABLE ALWAYS).
_POSTGRESQL = (
    "CREATE FUNCTION {table}_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '{table} is only added to'; END $$",
    "CREATE TRIGGER {table}_is_not_changed BEFORE UPDATE OR DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION {table}_is_only_added_to()",
    "CREATE TRIGGER {table}_is_not_emptied BEFORE TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION {table}_is_only_added_to()",
    "CREATE FUNCTION {table}_grows_at_its_end() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS "
    "$$ BEGIN IF NEW.number IS DISTINCT FROM (SELECT COALESCE(MAX(number), 0) + 1 FROM {table}) THEN "
    "RAISE EXCEPTION '{table} is only added to at its end'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER {table}_grows_at_its_end BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_grows_at_its_end()",
    "ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_is_not_changed",
    "ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_is_not_emptied",
    "ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_grows_at_its_end",
)


def guard(connection: Connection, table: str) -> None:
    """Puts the triggers on a table that was just made."""
    for statement in _POSTGRESQL if connection.dialect.name == "postgresql" else _SQLITE:
        connection.execute(text(statement.format(table=table)))


def only_added_to(table: Table) -> None:
    """Puts the triggers on a table whenever it is made from its description."""

    def made(_: Any, connection: Connection, **more: Any) -> None:
        guard(connection, table.name)

    event.listen(table, "after_create", made)

"""Texts of a desk sort by the numbers of their characters on every database, whatever language a server was set up in."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, MetaData, event, text

_OTHERS = text(
    "SELECT c.relname AS tab, a.attname AS col FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid "
    "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() AND c.relkind = 'r' AND a.attnum > 0 "
    "AND NOT a.attisdropped AND a.attcollation NOT IN (0, CAST('pg_catalog.\"C\"' AS regcollation)) "
    "ORDER BY c.relname, a.attnum"
)


def sort_alike(connection: Connection, tables: Collection[str]) -> None:
    """Gives every text of these tables the order of SQLite; does nothing elsewhere than on PostgreSQL.

    Addresses, ids and times are compared and sorted in the database. A migration need not think of it: it is done after each.
    """
    if connection.dialect.name != "postgresql":
        return
    quoted = connection.dialect.identifier_preparer.quote
    for row in connection.execute(_OTHERS).all():
        if row.tab in tables:
            change = f'ALTER TABLE {quoted(row.tab)} ALTER COLUMN {quoted(row.col)} TYPE varchar COLLATE pg_catalog."C"'
            connection.exec_driver_sql(change)


def sorts_alike(metadata: MetaData) -> None:
    """The same whenever the tables are made from their descriptions."""

    def made(_: Any, connection: Connection, **more: Any) -> None:
        sort_alike(connection, metadata.tables.keys())

    event.listen(metadata, "after_create", made)

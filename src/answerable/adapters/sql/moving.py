"""Carrying a desk from one database to another, whole or not at all: into a backup's file, and out of one."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from answerable.adapters.sql.database import Database, SqliteFile
from answerable.adapters.sql.desk_metadata import metadata
from answerable.adapters.sql.migrating import DESK, bring_up
from answerable.adapters.sql.streaming import streamed
from answerable.errors import UsageProblem

_AT_A_TIME = 200


def into_file(database: Database, path: Path) -> Path:
    """A new file with the desk as it is at one moment; others go on writing meanwhile."""
    with closing(_brought_up(SqliteFile(path))) as file, database.reading() as source, file.writing() as target:
        _carry(source, target)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE").fetchall()  # one file, and nothing beside it
    return path


@contextmanager
def out_of_file(path: Path, database: Database) -> Generator[None]:
    """Puts the desk of a file into an empty database, kept when the block ends well; an older file is brought up first.

    Raises `UsageProblem` where the database holds anything already.
    """
    with closing(_brought_up(SqliteFile(path))) as file:
        _brought_up(database)
        with file.reading() as source, database.writing() as target:
            taken = next((table.name for table in _tables() if target.execute(select(1).select_from(table).limit(1)).first()), "")
            if taken:
                raise UsageProblem(
                    f"{database.place} holds a desk already ({taken}).", "Restore into an empty database, or empty that one."
                )
            _carry(source, target)
            yield


def _brought_up(database: Any) -> Any:
    try:
        with database.told():
            bring_up(database.engine, database.place, DESK)
    except BaseException:
        database.close()
        raise
    return database


def _tables() -> Sequence[Table]:
    return metadata.sorted_tables


def _carry(source: Connection, target: Connection) -> None:
    """Every row, in the order of its key: what only grows at its end is put in as it grew."""
    for table in _tables():
        rows: Iterator[Any] = streamed(source, select(table).order_by(*table.primary_key), _AT_A_TIME)
        while some := [row._asdict() for row in islice(rows, _AT_A_TIME)]:
            target.execute(insert(table), some)

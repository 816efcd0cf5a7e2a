"""Opening the database: SQLite's settings, its transactions, and its errors as problems for a person."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from answerable.errors import LibraryBusy, LibraryFull, LibraryProblem

WAIT = 5.0  # seconds for another connection's short transaction; the long ones are kept apart by the writer's lock

# `synchronous=FULL` makes each commit reach the disk before it is reported, so that not only a killed process but a power
# cut too loses nothing that was acknowledged; with a thousand records to a commit it costs next to nothing.
SETTINGS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-32000",
    "PRAGMA wal_autocheckpoint=4000",
    "PRAGMA secure_delete=ON",  # what is deleted is overwritten: a person's question has to be gone from the disk
)


def engine_at(path: Path) -> Engine:
    """An engine on the database file; where its folder cannot be written to, one that only reads."""
    writable = os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))

    def connect() -> sqlite3.Connection:
        # SQLAlchemy emits BEGIN itself (below): `isolation_level=None` keeps the driver from doing so when it likes.
        if writable:
            connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None, check_same_thread=False)
            for setting in SETTINGS:
                connection.execute(setting).fetchall()
            return connection
        # A database in WAL mode wants to write beside itself even to read, unless it is promised that nobody changes it.
        beside = path.with_name(path.name + "-wal")
        promise = "" if beside.exists() and beside.stat().st_size else "&immutable=1"
        address = f"{path.resolve().as_uri()}?mode=ro{promise}"
        return sqlite3.connect(address, uri=True, timeout=WAIT, isolation_level=None, check_same_thread=False)

    # What people wrote is in no error, and so in no log.
    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, hide_parameters=True)
    event.listen(engine, "begin", _begin)
    return engine


def write_back(engine: Engine) -> None:
    """Empties the log of changes into the database, so that what was deleted is not in the log either.

    Where somebody is reading it stays as it is, and goes with the next call or when the log is full.
    """
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _begin(connection: Any) -> None:
    """Readers see one state throughout; a writer takes its right at once and not in the middle."""
    immediate = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextmanager
def told(path: Path) -> Generator[None]:
    """Turns the errors of the database into problems for a person."""
    try:
        yield
    except DBAPIError as error:
        raise problem(path, error.orig) from error
    except sqlite3.Error as error:
        raise problem(path, error) from error


def problem(path: Path, error: BaseException | None) -> LibraryProblem:
    """The problem behind an error of SQLite, told by its name."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return LibraryBusy(f"Another process is writing to the library in {path.parent}.", "Wait until it is done and try again.")
    if name == "SQLITE_FULL" or name.startswith(("SQLITE_IOERR_WRITE", "SQLITE_IOERR_TRUNCATE", "SQLITE_IOERR_FSYNC")):
        return LibraryFull(
            f"There is no room left on the disk for the library in {path.parent}.",
            "Free some space and repeat the command; what was reported as stored is stored.",
        )
    if name.startswith("SQLITE_READONLY"):
        return LibraryProblem(
            f"The library in {path.parent} cannot be written to.", "Check the permissions of that folder, or name another one."
        )
    if name.startswith("SQLITE_CANTOPEN"):
        return LibraryProblem(f"The library in {path.parent} cannot be opened.", "Check that the folder exists and may be read.")
    return LibraryProblem(
        f"The library file {path} is damaged or is no library ({error}).",
        "Put a copy of it back, or move it away and ingest the files again.",
    )

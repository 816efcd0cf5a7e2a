"""`Database`: what a desk is kept in, one file of SQLite or a schema of PostgreSQL; here the file."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

from sqlalchemy import Connection, Engine

from answerable.adapters.sql.engine import engine_at, told, write_back


class Database(Protocol):
    """Connections of three kinds, their errors told as problems for a person; may be used from many threads."""

    @property
    def place(self) -> str:
        """What it is and where, as a sentence about it begins; never with a password."""
        ...

    @property
    def engine(self) -> Engine:
        """SQLAlchemy's engine on it."""
        ...

    def told(self) -> AbstractContextManager[None]:
        """Turns errors of the database into problems for a person."""
        ...

    def writing(self) -> AbstractContextManager[Connection]:
        """One transaction, alone among those that write, wherever they run; raises `LibraryBusy` after a while."""
        ...

    def reading(self) -> AbstractContextManager[Connection]:
        """Everything as it is at one moment, to be read."""
        ...

    def asking(self) -> AbstractContextManager[Connection]:
        """A connection for one statement that reads."""
        ...

    def version(self) -> int:
        """A number that is another one after anything was committed, by whatever process."""
        ...

    def deleted(self) -> None:
        """Told after a transaction that deleted what somebody wrote: as far as the database can, it is gone from the disk."""
        ...

    def close(self) -> None:
        """Lets go of it."""
        ...


class SqliteFile:
    """A database in one file; made where there is none, readable by its owner alone. Satisfies `Database`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._watching = Lock()
        self._watch: Any = None  # the connection that sees whether others have committed
        with suppress(OSError):  # one that is there stays as it is; where none can be made, opening it says why
            path.touch(mode=0o600, exist_ok=False)  # it holds people; what SQLite puts beside it has the same rights
        with self.told():
            self._engine = engine_at(path)

    @property
    def place(self) -> str:
        """The library's folder."""
        return f"The library in {self._path.parent}"

    @property
    def engine(self) -> Engine:
        """The engine on the file."""
        return self._engine

    def told(self) -> AbstractContextManager[None]:
        """Turns SQLite's errors into problems for a person."""
        return told(self._path)

    @contextmanager
    def writing(self) -> Generator[Connection]:
        """One transaction that has the right to write from its start."""
        with self.told(), self._engine.connect().execution_options(writing=True) as connection, connection.begin():
            yield connection

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """One transaction that reads."""
        with self.told(), self._engine.connect() as connection:
            yield connection

    asking = reading

    def version(self) -> int:
        """SQLite counts the commits of all connections but the asking one, and this one never writes."""
        with self.told(), self._watching:
            if self._watch is None:
                self._watch = self._engine.raw_connection()
            cursor = self._watch.cursor()
            cursor.execute("PRAGMA data_version")
            row: Any = cursor.fetchone()
            cursor.close()
        return int(row[0])

    def deleted(self) -> None:
        """Empties the log of changes into the file, in which what is deleted is overwritten."""
        with self.told():
            write_back(self._engine)

    def close(self) -> None:
        """Lets go of the file."""
        with self._watching:
            if self._watch is not None:
                self._watch.close()
                self._watch = None
        self._engine.dispose()

"""`Postgresql`: a desk's database on a server, for whoever runs one; what differs from SQLite is here alone."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.exc import TimeoutError as NoneFree

from answerable.adapters.sql.postgresql_problems import problem, without_words
from answerable.errors import LibraryBusy, LibraryProblem, MissingExtra, SettingsProblem

WAIT = 5  # seconds for others' transactions, or for a free connection
IDLE = 60  # seconds that a transaction which writes may stand still: a machine that fell silent must not stop all others
STOOD = 5  # seconds after which a connection is asked whether it is alive; each time would double what a glance costs
LEAST = 14
CONNECTIONS, AT_MOST_MORE = 5, 15  # of one process

# Writers go one after the other, as on SQLite: each entry of the ledger is hashed over the one before it, so that they have to.
# Having the lock, each statement sees all that was committed before; a snapshot taken earlier would not, so the isolation is
# READ COMMITTED. The lock is the transaction's: whatever ends it, a killed process too, gives the lock back.
ALONE = (
    "SET LOCAL lock_timeout = '{wait}s'; SET LOCAL idle_in_transaction_session_timeout = '{idle}s'; "
    "SELECT pg_advisory_xact_lock(hashtextextended('the desk of answerable in ' || current_schema(), 0))"
)
_ASKED = (
    "SELECT current_setting('server_version_num')::int / 10000 AS version, current_setting('server_encoding') AS encoding, "
    "current_schema() AS schema"
)
# Two databases with the same transactions in sight look the same; every commit that wrote changes what is in sight.
_IN_SIGHT = text("SELECT hashtextextended(pg_current_snapshot()::text, 0)")
_NEAR = ("", "localhost", "127.0.0.1", "::1")
_DEFAULTS = {
    "application_name": "answerable",
    "connect_timeout": "5",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "30000",
}


class Postgresql:
    """A schema of a PostgreSQL server; satisfies `Database`.

    Raises `MissingExtra` where the driver is not installed, `SettingsProblem` where the address is none, and
    `LibraryProblem`s where the server cannot be reached or does not serve.
    """

    def __init__(self, address: str) -> None:
        connect, self._named = _read(address)
        self.place = f"The database {_name(self._named)}"
        self._password = str(self._named.get("password", ""))

        self.engine: Engine = create_engine(
            "postgresql+psycopg://",
            creator=lambda: connect(**self._named),
            pool_size=CONNECTIONS,
            max_overflow=AT_MOST_MORE,
            pool_timeout=WAIT,
            hide_parameters=True,  # what people wrote is in no log
        )
        event.listen(self.engine, "begin", _begin)
        event.listen(self.engine, "checkout", self._alive)
        event.listen(self.engine, "checkin", _used)
        try:
            with self.asking() as connection:
                self._usable(connection)
        except BaseException:
            self.close()
            raise

    def _alive(self, connection: Any, record: Any, _: Any) -> None:
        """Asks after a connection that stood for a while: a server that was started anew since is no error."""
        if monotonic() - record.info.get("used", monotonic()) > STOOD:
            try:
                self.engine.dialect.do_ping(connection)
            except Exception as error:  # whatever it says: another connection is made
                raise DisconnectionError from error

    def _usable(self, connection: Connection) -> None:
        found = connection.exec_driver_sql(_ASKED).one()
        if found.version < LEAST:
            raise LibraryProblem(f"{self.place} is of PostgreSQL {found.version}.", f"Take one of PostgreSQL {LEAST} or later.")
        if found.encoding != "UTF8":
            raise LibraryProblem(
                f"{self.place} keeps texts as {found.encoding}.", "Make a database with ENCODING 'UTF8' TEMPLATE template0."
            )
        if found.schema is None:
            raise LibraryProblem(f"{self.place} has no schema to keep a desk in.", "Make one, and name it in the search_path.")

    @contextmanager
    def told(self) -> Generator[None]:
        """Turns errors of the driver into problems for a person; nothing that was to be kept is in them."""
        try:
            yield
        except DBAPIError as error:
            raise problem(self.place, error.orig, self._password) from without_words(error)
        except NoneFree as error:
            raise LibraryBusy(f"All connections to {_small(self.place)} are in use.", "Try again.") from error

    @contextmanager
    def writing(self) -> Generator[Connection]:
        """One transaction that waits for the others that write."""
        options: dict[str, Any] = {"writing": True, "isolation_level": "READ COMMITTED"}
        with self.told(), self.engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """One snapshot; who reads waits for nobody, and nobody for them."""
        options: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with self.told(), self.engine.connect().execution_options(**options) as connection:
            yield connection

    @contextmanager
    def asking(self) -> Generator[Connection]:
        """A connection on which each statement is alone, without the two messages more that a transaction costs."""
        with self.told(), self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            yield connection

    def version(self) -> int:
        """A hash of which transactions can be seen; those of other databases of the server count too, and do no harm."""
        with self.asking() as connection:
            return int(connection.scalar(_IN_SIGHT) or 0)

    def deleted(self) -> None:
        """PostgreSQL has no way to overwrite: deleted rows cannot be read, and go with its next vacuum and backups."""

    def close(self) -> None:
        """Closes the connections."""
        self.engine.dispose()


def _used(_: Any, record: Any) -> None:
    record.info["used"] = monotonic()


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("writing", False):
        connection.exec_driver_sql(ALONE.format(wait=WAIT, idle=IDLE))


def _read(address: str) -> tuple[Any, dict[str, Any]]:
    """The driver's way to connect, and what an address says, with what is set where it says nothing."""
    try:
        import psycopg
        from psycopg.conninfo import conninfo_to_dict
    except ImportError:
        raise MissingExtra(
            "A database is set, and the driver of PostgreSQL is not installed.", "pip install 'answerable[postgresql]'"
        ) from None
    said: dict[str, Any] | None = None
    with suppress(psycopg.Error):  # its words hold the address, and the password with it
        said = conninfo_to_dict(address)
    if said is None:
        raise SettingsProblem(
            "The database's address cannot be read.",
            "It has to be as postgresql://name@host:5432/database; see docs/how-to/run-on-postgresql.md.",
        )
    named: dict[str, Any] = _DEFAULTS | {name: value for name, value in said.items() if value is not None}
    if "sslmode" not in named and "PGSSLMODE" not in os.environ and "service" not in named and not _is_near(named):
        named["sslmode"] = "require"  # the driver's own default would go on without encryption
    named["prepare_threshold"] = None  # so that a pooler of connections may stand between
    return _connecting, named


def _connecting(**named: Any) -> Any:
    import psycopg

    connection = psycopg.connect(**named)
    connection.adapters.register_dumper(str, _dumper())
    return connection


def _dumper() -> Any:
    """Sends texts; PostgreSQL takes no U+0000, which people cannot type and programs can."""
    from psycopg.types.string import StrDumper

    class WithoutNul(StrDumper):
        def dump(self, obj: str) -> Any:
            return super().dump(obj.replace("\0", "\ufffd"))

    return WithoutNul


def _is_near(named: dict[str, Any]) -> bool:
    hosts = str(named.get("hostaddr") or named.get("host") or os.environ.get("PGHOST", "")).split(",")
    return all(host in _NEAR or host.startswith(("/", "@")) for host in hosts)


def _name(named: dict[str, Any]) -> str:
    host = named.get("host") or named.get("hostaddr") or os.environ.get("PGHOST", "")
    name = named.get("dbname") or named.get("service") or ""
    return " ".join(part for part in (f"“{name}”" if name else "", f"on {host}" if host else "") if part) or "of the environment"


def _small(place: str) -> str:
    return place[0].lower() + place[1:]

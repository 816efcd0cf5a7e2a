"""What every test may ask for."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # a busy machine is no defect
settings.load_profile("untimed")

sys.path.insert(0, str(Path(__file__).resolve().parent / "fixtures"))  # answers, records and libraries made by hand

from postgres_server import NoServer, PostgresServer  # noqa: E402 - it lies among them

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data beside the checkout; the test is skipped, saying so, where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the real data beside the checkout is not here")
    return SHARED


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A real PostgreSQL that runs for as long as the tests of this process, with a migrated desk to copy."""
    try:
        server = PostgresServer()
    except NoServer as reason:
        pytest.skip(f"no PostgreSQL can be started here: {reason}")
    try:
        from answerable.adapters.sql.desk import SqlDesk
        from answerable.adapters.sql.postgresql import Postgresql

        server.command("CREATE DATABASE desk")
        SqlDesk(Postgresql(server.address("desk"))).close()
        yield server
    finally:
        server.stop()


@pytest.fixture
def database(postgres_server: PostgresServer) -> Iterator[str]:
    """The address of a database of the test's own, in which a desk is set up and nothing was done."""
    address = postgres_server.database("desk")
    yield address
    postgres_server.drop(address)

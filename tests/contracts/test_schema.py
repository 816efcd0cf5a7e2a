"""The schema: what the migrations lead to is what the tables say, and what a newer version made is refused."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from answerable.adapters.sql import migrations, tables
from answerable.adapters.sql.store import SqlStore
from answerable.errors import LibraryProblem, LibraryTooNew


def shape(path: Path) -> dict[str, object]:
    inspector = inspect(create_engine(f"sqlite:///{path}"))
    return {
        name: (
            [
                (column["name"], str(column["type"]), column["nullable"], column["primary_key"])
                for column in inspector.get_columns(name)
            ],
            sorted((index["name"], tuple(index["column_names"]), bool(index["unique"])) for index in inspector.get_indexes(name)),
            inspector.get_pk_constraint(name),
        )
        for name in inspector.get_table_names()
        if name != "alembic_version"
    }


def test_a_fresh_schema_equals_a_migrated_one(tmp_path):
    SqlStore(tmp_path / "migrated.sqlite3").close()
    engine = create_engine(f"sqlite:///{tmp_path / 'fresh.sqlite3'}")
    tables.metadata.create_all(engine)
    engine.dispose()
    assert shape(tmp_path / "migrated.sqlite3") == shape(tmp_path / "fresh.sqlite3")


def test_every_migration_is_named_in_order():
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    script = ScriptDirectory.from_config(config)
    walked = [revision.revision for revision in script.walk_revisions()]
    assert tuple(reversed(walked)) == tables.REVISIONS


def test_a_library_of_a_newer_version_is_refused_and_left_as_it_is(tmp_path):
    path = tmp_path / "library.sqlite3"
    SqlStore(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(LibraryTooNew, match="newer version") as told:
        SqlStore(path)
    assert "Upgrade" in told.value.next_step
    assert path.read_bytes() == before


def test_a_file_that_is_no_library_is_told_as_such(tmp_path):
    path = tmp_path / "library.sqlite3"
    path.write_bytes(b"This is not a database, whatever it is called." * 100)
    with pytest.raises(LibraryProblem, match="damaged or is no library"):
        SqlStore(path)


def test_a_migration_that_breaks_off_leaves_nothing(tmp_path):
    from sqlalchemy.exc import OperationalError

    from answerable.adapters.sql.engine import engine_at
    from answerable.adapters.sql.migrating import migrate

    path = tmp_path / "library.sqlite3"
    engine = engine_at(path)
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        connection.exec_driver_sql("CREATE TABLE state (number INTEGER)")
    with pytest.raises(OperationalError), engine.connect().execution_options(writing=True) as connection, connection.begin():
        migrate(connection)
    assert inspect(engine).get_table_names() == ["state"]
    engine.dispose()

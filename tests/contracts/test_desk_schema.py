"""The schema of a desk: what the migrations lead to is what the tables say, and what a newer version made is refused."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from test_schema import shape

from answerable.adapters.sql import desk_migrations, desk_tables
from answerable.adapters.sql.desk import SqlDesk
from answerable.errors import LibraryTooNew


def test_a_fresh_schema_of_a_desk_equals_a_migrated_one(tmp_path):
    SqlDesk(tmp_path / "migrated.sqlite3").close()
    engine = create_engine(f"sqlite:///{tmp_path / 'fresh.sqlite3'}")
    desk_tables.metadata.create_all(engine)
    engine.dispose()
    assert shape(tmp_path / "migrated.sqlite3") == shape(tmp_path / "fresh.sqlite3")


def test_every_migration_of_a_desk_is_named_in_order():
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(desk_migrations.__file__).parent))
    walked = [revision.revision for revision in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(walked)) == desk_tables.REVISIONS


def test_a_desk_of_a_newer_version_is_refused_and_left_as_it_is(tmp_path):
    path = tmp_path / "desk.sqlite3"
    SqlDesk(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(LibraryTooNew, match="newer version"):
        SqlDesk(path)
    assert path.read_bytes() == before


def test_nothing_in_a_desk_is_of_one_database_only():
    from sqlalchemy.dialects import postgresql
    from sqlalchemy.schema import CreateTable

    for table in desk_tables.metadata.tables.values():
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=postgresql.dialect()))
        assert not table.dialect_options["sqlite"]._non_defaults

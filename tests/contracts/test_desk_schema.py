"""The schema of a desk: what the migrations lead to is what the tables say, and what a newer version made is refused."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from desks import lasting
from sqlalchemy import create_engine
from tampering import Hand
from test_schema import shape

from answerable.adapters.sql import desk_migrations, desk_tables
from answerable.adapters.sql.desk import SqlDesk
from answerable.adapters.sql.postgresql import Postgresql
from answerable.errors import LibraryTooNew


def test_a_fresh_schema_of_a_desk_equals_a_migrated_one(tmp_path):
    SqlDesk(tmp_path / "migrated.sqlite3").close()
    engine = create_engine(f"sqlite:///{tmp_path / 'fresh.sqlite3'}")
    desk_tables.metadata.create_all(engine)
    engine.dispose()
    assert shape(tmp_path / "migrated.sqlite3") == shape(tmp_path / "fresh.sqlite3")


def test_a_fresh_schema_equals_a_migrated_one_on_a_server(postgres_server, database):
    """Columns with their collation, keys, indexes, triggers and functions, to the letter."""
    fresh = postgres_server.database()
    server = Postgresql(fresh)
    with server.writing() as connection:
        desk_tables.metadata.create_all(connection)
    server.close()
    assert shape_of_a_server(database) == shape_of_a_server(fresh)
    postgres_server.drop(fresh)


def shape_of_a_server(database: str) -> dict[str, list[tuple[object, ...]]]:
    asked = {
        "columns": "SELECT table_name, column_name, data_type, collation_name, is_nullable, column_default "
        "FROM information_schema.columns WHERE table_schema = current_schema() AND table_name <> 'alembic_version' "
        "ORDER BY table_name, column_name",
        "indexes": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() "
        "AND tablename <> 'alembic_version' ORDER BY 1",
        "triggers": "SELECT pg_get_triggerdef(oid), tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1",
        "functions": "SELECT proname, prosrc, proconfig FROM pg_proc "
        "WHERE pronamespace = current_schema()::regnamespace ORDER BY 1",
    }
    with Hand(Path(), database) as hand:
        found = {name: hand.does(statement).fetchall() for name, statement in asked.items()}
    assert len(found["columns"]) > 100
    assert len(found["triggers"]) >= 3 * 6
    assert {row[3] for row in found["columns"] if row[2] == "character varying"} == {"C"}, "texts sort as on SQLite"
    return found


def test_every_table_that_is_only_added_to_is_guarded_on_both(tmp_path, database):
    SqlDesk(tmp_path / "desk.sqlite3").close()
    guarded: list[set[str]] = []
    for place in ("", database):
        with Hand(tmp_path, place) as hand:
            guarded.append({table for _, table in hand.triggers()})
    assert guarded[0] == guarded[1]
    assert guarded[0] >= {"ledger", "seals", "revisions", "recommendations", "decisions", "settlements"}


def test_a_desk_of_a_newer_version_on_a_server_is_refused(database):
    with Hand(Path(), database) as hand:
        hand.does("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(LibraryTooNew, match=r"^The database “d\d+” on \S+ was made by a newer version"):
        lasting(Path(), database)


def test_processes_that_start_at_once_bring_an_empty_database_up_once(postgres_server):
    address = postgres_server.database()
    with ThreadPoolExecutor(4) as pool:
        for desk in pool.map(lambda _: lasting(Path(), address), range(4)):
            desk.close()
    with Hand(Path(), address) as hand:
        assert hand.does("SELECT version_num FROM alembic_version").fetchall() == [(desk_tables.HEAD,)]
    postgres_server.drop(address)


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

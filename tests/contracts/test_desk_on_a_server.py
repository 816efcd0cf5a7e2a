"""What only a desk on a PostgreSQL server can be asked to do: who waits for whom, what is told, and what is never told."""

import logging
import threading
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from articles import an_article
from desks import lasting
from editorial import EditedDesk
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st
from tampering import Hand
from test_desk import card

from answerable.adapters.sql import postgresql
from answerable.adapters.sql.postgresql import Postgresql
from answerable.adapters.sql.postgresql_problems import RULES, problem
from answerable.app import wiring
from answerable.app.desk_ports import Desk
from answerable.errors import LibraryBusy, LibraryFull, LibraryProblem, Problem, SettingsProblem, UsageProblem
from answerable.jobs.model import Job
from answerable.ledger.model import Act
from answerable.people.model import Account
from answerable.publication.article import ReportedProblem

NOW = "2026-11-23T08:00:00.000000+00:00"
PASSWORD = "correct-horse-battery"


@pytest.fixture
def desk(database: str) -> Desk:
    held = lasting(Path(), database)
    yield held
    held.close()


def an_act(number: int) -> Act:
    return Act(actor="a1", what="account made", about=f"a{number}", when=NOW, door="web")


def test_who_reads_waits_for_nobody_and_sees_one_moment(desk, database):
    other = lasting(Path(), database)
    with desk.view() as view, desk.work() as work:
        work.people.add_account(Account(id="a1", name="Anna", email="a@x.org", made=NOW))
        work.ledger.append(an_act(1))
        with other.view() as elsewhere:
            assert elsewhere.people.accounts() == ()
        assert list(view.ledger.entries()) == []
    with other.view() as view:
        assert [one.number for one in view.ledger.entries()] == [1]
    other.close()


def test_who_waits_too_long_to_write_is_told_that_others_write(desk, database, monkeypatch):
    monkeypatch.setattr(postgresql, "WAIT", 1)
    other = lasting(Path(), database)
    with desk.work() as work:
        work.ledger.append(an_act(1))
        with pytest.raises(LibraryBusy, match="has others writing to it"), other.work():
            pytest.fail("two wrote at once")
    with other.work() as work:
        work.ledger.append(an_act(2))
    other.close()


def test_a_writer_sees_what_was_committed_while_it_waited(desk, database):
    other = lasting(Path(), database)
    numbers: list[int] = []

    def append() -> None:
        with other.work() as work:
            numbers.append(work.ledger.append(an_act(2)).number)

    with desk.work() as work:
        waiting = threading.Thread(target=append)
        waiting.start()
        with Hand(Path(), database) as hand:  # until it stands before the lock
            while not hand.does("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted").fetchone():
                pass
        work.ledger.append(an_act(1))
    waiting.join()
    assert numbers == [2]
    other.close()


def test_a_writer_whose_connection_is_cut_leaves_nothing_and_holds_nobody_up(desk, database):
    other = lasting(Path(), database)

    def cut() -> None:
        with desk.work() as work:
            work.ledger.append(an_act(1))
            with Hand(Path(), database) as hand:
                hand.does("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")
            work.ledger.append(an_act(2))

    with pytest.raises(LibraryProblem):
        cut()
    with other.work() as work:
        assert work.ledger.append(an_act(3)).number == 1
    with desk.work() as work:  # the connection that was cut is not taken again
        assert work.ledger.append(an_act(4)).number == 2
    other.close()


def test_a_server_that_was_started_anew_meanwhile_is_no_error(desk, database, monkeypatch):
    monkeypatch.setattr(postgresql, "STOOD", 0)
    with desk.work() as work:
        work.ledger.append(an_act(1))
    assert desk.version()
    with Hand(Path(), database) as hand:  # what a restart does to those who are connected
        hand.does(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert desk.version()
    with desk.work() as work:
        assert work.ledger.append(an_act(2)).number == 2


def test_what_looks_cannot_write(desk):
    with pytest.raises(LibraryProblem, match="can only be read"), desk.view() as view:
        view.people.add_account(Account(id="a1", name="Anna", email="a@x.org", made=NOW))


@how(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(min_size=1), asker=st.text(st.characters(codec="utf-8")))
def test_whatever_is_typed_is_kept_and_found_again(desk, words, asker):
    if any("\ud800" <= one <= "\udfff" for one in words):
        return  # half a character is no text, and no request can hold it
    address = "x" * 22
    with desk.work() as work:
        work.put(an_article(address=address, asker=asker, made=NOW, warnings=()), card(an_article(address=address)))
        work.report(ReportedProblem(number=0, article=address, version=1, claim="", words=words, made=NOW), asker)
        assert work.people.account_at(words) is None
        assert work.people.tries(words) is None
    assert [one.words for one in desk.reports()] == [words.replace("\0", "\ufffd")]
    assert desk.own(asker) or not asker
    with desk.work() as work:
        work.forget([address])


def test_no_error_and_no_log_quotes_what_somebody_wrote(desk, caplog):
    job = Job(id="j", kind="answer", asker="a", payload=b"quokka", made=NOW, problem="wombat")

    def twice() -> None:
        with desk.work() as work:
            work.add(job)
            work.add(job)

    with caplog.at_level(logging.DEBUG), pytest.raises(LibraryProblem) as told:
        twice()
    chain: list[str] = []
    error: BaseException | None = told.value
    while error is not None:
        chain.append(f"{error!r} {error}")
        error = error.__cause__
    said = " ".join(chain) + caplog.text
    assert "23505" in said
    assert "quokka" not in said
    assert "wombat" not in said
    assert "Key (id)" not in said, "PostgreSQL's own detail quotes the row"


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://anna:{PASSWORD}@localhost:1/desk?connect_timeout=1",
        f"postgresql://anna:{PASSWORD}@127.0.0.1:notaport/desk",
        f"postgresql://anna:{PASSWORD}@localhost/desk?no_such_word=1",
        f"postgresql://anna:{PASSWORD}%@localhost/desk",
        f"postgresql://localhost/desk?password={PASSWORD}&port=1&connect_timeout=1",
        f"postgresql://[::1/{PASSWORD}",
    ],
)
def test_an_address_that_leads_nowhere_is_told_without_its_password(address):
    with pytest.raises(Problem) as told:
        Postgresql(address)
    assert PASSWORD not in f"{told.value} {told.value!r} {told.value.__cause__!r} {told.value.__context__!r}"
    assert isinstance(told.value, LibraryProblem | SettingsProblem)


def test_a_database_that_is_not_there_is_named(postgres_server):
    with pytest.raises(LibraryProblem, match=r"“nowhere” on .* cannot be reached .*does not exist"):
        Postgresql(postgres_server.address("nowhere"))


def test_who_may_not_make_tables_is_told(postgres_server):
    address = postgres_server.database()
    name = urlsplit(address).path[1:]
    postgres_server.command("DO $$ BEGIN CREATE ROLE guest LOGIN; EXCEPTION WHEN duplicate_object THEN END $$")
    with pytest.raises(LibraryProblem, match="does not let this user do that"):
        lasting(Path(), postgres_server.address(name).replace("://tester@", "://guest@"))
    postgres_server.drop(address)


def test_who_runs_it_need_not_own_the_tables(postgres_server, database):
    """An owner sets the schema up; the program reads and writes as another, who cannot take a trigger away."""
    rights = "SELECT, INSERT, UPDATE, DELETE"
    name = urlsplit(database).path[1:]
    postgres_server.command(
        "DO $$ BEGIN CREATE ROLE runner LOGIN; EXCEPTION WHEN duplicate_object THEN END $$",
        f"GRANT {rights} ON ALL TABLES IN SCHEMA public TO runner",
        database=name,
    )
    as_runner = database.replace("://tester@", "://runner@")
    desk = lasting(Path(), as_runner)
    with desk.work() as work:
        assert work.ledger.append(an_act(1)).number == 1
    desk.close()
    with Hand(Path(), as_runner) as hand, pytest.raises(psycopg.errors.InsufficientPrivilege):
        hand.takes_the_triggers_away()


def test_a_database_in_another_encoding_is_refused(postgres_server):
    postgres_server.command("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0")
    with pytest.raises(LibraryProblem, match="keeps texts as LATIN1"):
        Postgresql(postgres_server.address("latin"))


def test_to_another_machine_the_connection_is_encrypted_unless_it_is_said_otherwise(monkeypatch):
    monkeypatch.delenv("PGSSLMODE", raising=False)
    monkeypatch.delenv("PGHOST", raising=False)
    modes = {
        "postgresql://db.example.org/desk": "require",
        "postgresql://localhost,db.example.org/desk": "require",
        "postgresql://db.example.org/desk?sslmode=verify-full": "verify-full",
        "postgresql://localhost/desk": None,
        "postgresql:///desk?host=/run/postgresql": None,
    }
    assert {address: postgresql._read(address)[1].get("sslmode") for address in modes} == modes


def test_every_rule_on_an_error_makes_a_sentence():
    for state, (kind, what, next_step) in RULES.items():
        error = type("Failed", (Exception,), {"sqlstate": state if len(state) == 5 else f"{state}000"})()
        told = problem("The database “desk”", error)
        assert type(told) is kind
        assert told.what == f"The database “desk” {what}"
        assert told.next_step == next_step
    assert issubclass(LibraryFull, LibraryProblem)


def test_a_desk_in_the_folder_and_one_on_a_server_are_never_taken_for_each_other(tmp_path, database):
    wiring.desk_in(tmp_path).close()
    with pytest.raises(SettingsProblem, match="names another place for it"):
        wiring.desk_in(tmp_path, database)


def test_nothing_is_put_over_a_desk_that_is_there(tmp_path, desk, database):
    from answerable.app.keeping import back_up, put_back

    edited = EditedDesk(tmp_path / "one")
    edited.submitted()
    edited.editorial.close()
    back_up(tmp_path / "one", tmp_path / "kept.zip", keys=True)
    with desk.work() as work:
        work.ledger.append(an_act(1))
    with pytest.raises(UsageProblem, match="holds a desk already"):
        put_back(tmp_path / "kept.zip", tmp_path / "two", database=database)
    assert list((tmp_path / "two").iterdir()) == []
    with desk.view() as view:
        assert len(list(view.ledger.entries())) == 1
        assert view.people.accounts() == ()

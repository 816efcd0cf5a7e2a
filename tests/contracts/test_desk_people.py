"""What every desk promises of people, letters and the ledger, on the reference in memory and on the one that lasts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import KINDS, LASTING, lasting, opened
from msgspec.structs import replace
from tampering import Hand

from answerable.adapters.sql.desk import SqlDesk
from answerable.app.desk_ports import Desk
from answerable.errors import VersionConflict
from answerable.ledger.chain import check
from answerable.ledger.model import Act, Seal
from answerable.people.factors import Passkey, RecoveryCodes, Totp
from answerable.people.identity import Departure, Identity, Purpose
from answerable.people.invitation import Invitation, Letter, LetterState
from answerable.people.lockout import Tries
from answerable.people.model import Account, Credential, DisclosedInterest, Disclosure, Interest, Licence, Role
from answerable.people.session import Session, Stage

MONDAY, TUESDAY = "2026-11-23T08:00:00+00:00", "2026-11-24T08:00:00+00:00"
ANNA = Account(id="a1", name="Anna Adler", email="Anna@Example.org", roles=(Role.EDITOR, Role.AUTHOR), employer="A", made=MONDAY)
BERT = Account(id="b1", name="Bert Bauer", email="bert@example.org", made=TUESDAY)


@pytest.fixture(params=KINDS)
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    held = opened(request, tmp_path)
    yield held
    held.close()


def act(about: str = "a1", what: str = "account made") -> Act:
    return Act(actor="a1", what=what, about=about, when=MONDAY, door="web", facts={"roles": "editor", "é": "ü"})


def a_session(name: str, account: str = "a1", seen: str = MONDAY, made: str = MONDAY) -> Session:
    return Session(id=name, account=account, stage=Stage.WHOLE, made=made, seen=seen)


# -- accounts


def test_an_account_comes_back_as_it_was_kept(desk):
    with desk.work() as work:
        work.people.add_account(BERT)
        work.people.add_account(ANNA)
    with desk.view() as view:
        assert view.people.account("a1") == ANNA
        assert view.people.accounts() == (ANNA, BERT)
        assert view.people.account("none") is None


def test_an_address_finds_its_account_whatever_its_capitals(desk):
    with desk.work() as work:
        work.people.add_account(ANNA)
    with desk.view() as view:
        assert view.people.account_at(" anna@EXAMPLE.org") == ANNA
        assert view.people.account_at("") is view.people.account_at("ann@example.org") is None


def test_no_two_accounts_have_one_address(desk):
    with desk.work() as work:
        work.people.add_account(ANNA)
        work.people.add_account(BERT)
        with pytest.raises(VersionConflict):
            work.people.add_account(replace(BERT, id="c1", email="ANNA@example.org"))
        with pytest.raises(VersionConflict):
            work.people.save_account(replace(BERT, email="ANNA@example.org"))


def test_who_was_erased_takes_no_address_from_others(desk):
    with desk.work() as work:
        work.people.add_account(replace(ANNA, name="", email=""))
        work.people.add_account(replace(BERT, name="", email=""))
        work.people.add_account(replace(BERT, id="c1"))
    with desk.view() as view:
        assert view.people.account_at("") is None


def test_a_save_names_the_version_that_it_expects(desk):
    with desk.work() as work:
        work.people.add_account(ANNA)
        saved = work.people.save_account(replace(ANNA, roles=()))
        assert saved == replace(ANNA, roles=(), version=2)
        with pytest.raises(VersionConflict):
            work.people.save_account(ANNA)
        with pytest.raises(VersionConflict):
            work.people.save_account(BERT)
        assert work.people.account("a1") == saved


def test_nothing_of_a_transaction_that_breaks_off_is_kept(desk):
    def break_off() -> None:
        with desk.work() as work:
            work.people.add_account(ANNA)
            work.people.put_session(a_session("s"))
            work.outbox.put_letter(a_letter("l"))
            work.ledger.append(act())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    with desk.view() as view:
        assert view.people.accounts() == view.people.sessions("a1") == view.outbox.unsent() == tuple(view.ledger.entries()) == ()


def test_a_password_is_the_accounts_newest(desk):
    with desk.work() as work:
        assert work.people.password("a1") == ""
        work.people.put_password("a1", "old")
        work.people.put_password("a1", "new")
        assert work.people.password("a1") == "new"


# -- what belongs to an account


def test_credentials_and_disclosures_are_kept_whole(desk):
    licence = Licence(authority="GMC", number="1", country="UK", expires="2027-01-01")
    credential = Credential(account="a1", degree="MD", specialties=("Cardiology",), licence=licence, shown=("degree",))
    paid = DisclosedInterest(category=Interest.CONSULTING, company="Oats Ltd", product="Porridge")
    disclosures = [
        Disclosure(account="a1", made=MONDAY, until="2027-11-23", interests=(paid,), coauthors=("B",)),
        Disclosure(account="a1", made=MONDAY, until="2027-11-23", assignment="x"),
    ]
    with desk.work() as work:
        work.people.put_credential(replace(credential, degree="BSc"))
        work.people.put_credential(credential)
        for one in disclosures:
            work.people.add_disclosure(one)
        work.people.add_disclosure(replace(disclosures[0], account="b1"))
    with desk.view() as view:
        assert view.people.credential("a1") == credential
        assert view.people.credential("b1") is None
        assert view.people.credentials() == (credential,)
        assert view.people.disclosures("a1") == tuple(disclosures)
    with desk.work() as work:
        work.people.drop_credential("a1")
        assert work.people.credential("a1") is None
        assert work.people.disclosures("a1") == ()
        assert work.people.disclosures("b1")


def test_sessions_end_one_by_one_or_all_but_one(desk):
    with desk.work() as work:
        for name, seen in (("s1", MONDAY), ("s2", TUESDAY), ("s3", MONDAY)):
            work.people.put_session(a_session(name, seen=seen))
        work.people.put_session(a_session("other", account="b1"))
        assert [one.id for one in work.people.sessions("a1")] == ["s2", "s1", "s3"]
        work.people.drop_session("s3")
        assert work.people.drop_sessions("a1", but="s1") == 1
    with desk.view() as view:
        assert [one.id for one in view.people.sessions("a1")] == ["s1"]
        assert view.people.session("other")
        assert view.people.session("s2") is None


def test_factors_of_every_kind_are_kept(desk):
    factors = (
        Totp(id="t", account="a1", name="phone", made=MONDAY, sealed="x", step=3, confirmed=True),
        Passkey(id="p", account="a1", name="token", made=TUESDAY, key="k", count=7),
        RecoveryCodes(id="r", account="a1", made=TUESDAY, codes=("1", "2")),
    )
    with desk.work() as work:
        for one in reversed(factors):
            work.people.put_factor(one)
        work.people.put_factor(replace(factors[0], id="u", account="b1"))
        assert work.people.factors("a1") == factors
        work.people.put_factor(replace(factors[0], step=4))
        assert work.people.factor("p") == factors[1]
        work.people.drop_factor("p")
        assert work.people.factor("p") is None
        assert work.people.factors("a1") == (replace(factors[0], step=4), factors[2])


def test_invitations_are_read_newest_first(desk):
    old = Invitation(id="i", email="c@example.org", name="C", roles=(Role.AUTHOR,), by="a1", made=MONDAY, until=TUESDAY)
    with desk.work() as work:
        work.people.put_invitation(old)
        work.people.put_invitation(replace(old, id="j", made=TUESDAY))
        work.people.put_invitation(replace(old, account="c1"))
        assert [one.id for one in work.people.invitations()] == ["j", "i"]
        assert work.people.invitation("i") == replace(old, account="c1")
        assert work.people.invitation("k") is None


ISSUER = "https://id.example.org"


def test_who_somebody_is_elsewhere_belongs_to_one_account_and_an_account_to_several(desk):
    first = Identity(issuer=ISSUER, subject="S1", account="a1", made=MONDAY)
    later = Identity(issuer="https://other.example.org", subject="S1", account="a1", made=TUESDAY)
    others = Identity(issuer=ISSUER, subject="s1", account="b1", made=MONDAY)
    with desk.work() as work:
        for one in (later, others, first):
            work.people.add_identity(one)
        with pytest.raises(VersionConflict):
            work.people.add_identity(replace(first, account="b1"))
        with pytest.raises(VersionConflict):
            work.people.add_identity(first)
    with desk.view() as view:
        assert view.people.identity(ISSUER, "S1") == first
        assert view.people.identity(ISSUER, "s1") == others
        assert view.people.identity(ISSUER, "") is view.people.identity("", "S1") is None
        assert view.people.identities("a1") == (first, later)
        assert view.people.identities("") == ()
    with desk.work() as work:
        work.people.drop_identity(ISSUER, "S1")
        work.people.drop_identity(ISSUER, "S1")
        assert work.people.identities("a1") == (later,)
        work.people.save_identity(replace(first, proved=TUESDAY))  # it is gone
        work.people.save_identity(replace(later, account="b1", proved=TUESDAY))  # it is another's
        assert work.people.identities("a1") == (later,)
        work.people.save_identity(replace(later, proved=TUESDAY))
        assert work.people.identities("a1") == (replace(later, proved=TUESDAY),)
        work.people.add_identity(replace(first, account="b1"))
        assert work.people.identities("b1") == (replace(first, account="b1"), others)


def test_a_departure_is_taken_once(desk):
    gone = Departure(id="d", purpose=Purpose.INVITATION, made=MONDAY, to="/desk", account="a1", invitation="i", name="C")
    with desk.work() as work:
        work.people.put_departure(gone)
        work.people.put_departure(replace(gone, id="e", purpose=Purpose.AGAIN))
    with desk.work() as work:
        assert work.people.take_departure("d") == gone
        assert work.people.take_departure("d") is work.people.take_departure("") is None
    with desk.work() as work:
        assert work.people.take_departure("d") is None
        assert work.people.take_departure("e") == replace(gone, id="e", purpose=Purpose.AGAIN)


def test_tries_and_sessions_of_long_ago_are_forgotten(desk):
    with desk.work() as work:
        work.people.put_tries("old", Tries(0.5, MONDAY))
        work.people.put_tries("new", Tries(2.5, MONDAY))
        work.people.put_tries("new", Tries(1.25, TUESDAY))
        work.people.put_session(a_session("old"))
        work.people.put_session(a_session("new", made=TUESDAY))
        assert work.people.tries("new") == Tries(1.25, TUESDAY)
        work.people.put_departure(Departure(id="old", purpose=Purpose.SIGN_IN, made=MONDAY))
        work.people.put_departure(Departure(id="new", purpose=Purpose.SIGN_IN, made=TUESDAY))
        assert work.people.forget_before(sessions=TUESDAY, tries=TUESDAY, departures=TUESDAY) == 3
        assert work.people.tries("old") is work.people.session("old") is work.people.take_departure("old") is None
        assert work.people.take_departure("new")
        assert work.people.tries("new")
        assert work.people.session("new")


# -- letters


def a_letter(name: str, state: LetterState = LetterState.WAITING, made: str = MONDAY) -> Letter:
    return Letter(id=name, to="c@example.org", subject="S", text="T", made=made, ready=made, state=state)


def test_letters_wait_as_they_came_until_they_are_sent(desk):
    with desk.work() as work:
        work.outbox.put_letter(a_letter("later", made=TUESDAY))
        work.outbox.put_letter(a_letter("first"))
        work.outbox.put_letter(a_letter("gone"))
        work.outbox.put_letter(a_letter("gone", LetterState.SENT))
    with desk.view() as view:
        assert [one.id for one in view.outbox.unsent()] == ["first", "later"]
        assert view.outbox.letter("gone").state is LetterState.SENT
        assert view.outbox.letter("none") is None


# -- the ledger


def test_the_ledger_is_a_chain_over_several_transactions(desk):
    for about in ("a1", "b1"):
        with desk.work() as work:
            work.ledger.append(act(about))
            work.ledger.append(act(about, "roles changed"))
    with desk.view() as view:
        entries = tuple(view.ledger.entries())
        assert [(one.number, one.act) for one in entries] == [
            (1, act("a1")),
            (2, act("a1", "roles changed")),
            (3, act("b1")),
            (4, act("b1", "roles changed")),
        ]
        assert check(entries).holds
        assert view.ledger.about("b1") == entries[2:]
        assert view.ledger.about("") == ()


def test_seals_are_read_smallest_first(desk):
    given = Seal(size=2, root="aa", when=MONDAY, key="k", signature="s")
    with desk.work() as work:
        work.ledger.put_seal(given)
        work.ledger.put_seal(replace(given, size=1))
        assert work.ledger.seals() == (replace(given, size=1), given)


# -- what only a database can be asked to do


@pytest.fixture(params=LASTING)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Desk, Hand]]:
    """A desk with a ledger, and a hand in its database."""
    database = request.getfixturevalue("database") if request.param == "postgresql" else ""
    desk = lasting(tmp_path, database)
    with desk.work() as work:
        for about in ("a1", "b1", "c1"):
            work.ledger.append(act(about))
        work.ledger.put_seal(Seal(size=1, root="aa", when=MONDAY, key="k", signature="s"))
    with Hand(tmp_path, database) as hand:
        yield desk, hand
    desk.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger SET about = 'x' WHERE number = 1",
        "DELETE FROM ledger WHERE number = 3",
        "DELETE FROM ledger",
        "INSERT OR REPLACE INTO ledger VALUES (2, 'x', x'00', 'x', 'x')",
        "INSERT INTO ledger VALUES (3, 'x', x'00', 'x', 'x') ON CONFLICT (number) DO UPDATE SET about = 'x'",
        "INSERT INTO ledger VALUES (9, 'x', x'00', 'x', 'x')",
        "INSERT INTO ledger VALUES (NULL, 'x', x'00', 'x', 'x')",
        "UPDATE seals SET root = 'x'",
        "DELETE FROM seals",
        "INSERT OR REPLACE INTO seals VALUES (1, 1, 'x', 'x', 'x', 'x')",
        "TRUNCATE ledger",
        "SET session_replication_role = replica; DELETE FROM ledger",
    ],
)
def test_the_database_refuses_to_change_or_delete_what_is_in_the_ledger(kept: tuple[Desk, Hand], statement: str):
    desk, hand = kept
    if not hand.knows(statement):
        pytest.skip("the other database has this statement, this one does not")
    with pytest.raises(hand.refused):
        hand.does(statement)
    with desk.view() as view:
        assert check(view.ledger.entries()).holds


@pytest.mark.parametrize("column", ["about", "act", "previous", "hash"])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_one_byte_of_an_entry_changed_behind_the_triggers_is_found(kept: tuple[Desk, Hand], column: str, number: int):
    desk, hand = kept
    hand.takes_the_triggers_away()
    (held,) = hand.does(f"SELECT {column} FROM ledger WHERE number = ?", number).fetchone()
    content = held if isinstance(held, bytes) else held.encode()
    for at in range(0, len(content), 5):
        changed = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
        value = changed if isinstance(held, bytes) else changed.decode()
        hand.does(f"UPDATE ledger SET {column} = ? WHERE number = ?", value, number)
        with desk.view() as view:
            found = check(view.ledger.entries())
        assert not found.holds, at
        assert found.fault.number in {number, number + 1}


def test_only_its_owner_may_read_the_file_of_a_desk(tmp_path):
    desk = SqlDesk(tmp_path / "desk.sqlite3")
    with desk.work() as work:
        work.people.add_account(ANNA)
        rights = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.iterdir()}
    desk.close()
    assert set(rights.values()) == {0o600}, rights

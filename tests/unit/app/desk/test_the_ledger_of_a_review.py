"""What was written into the ledger, and that one byte of anything it names cannot be changed unnoticed."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest
from cases import CHAIR, CLINICIAN, EDITOR, METHODS
from desks import LASTING, lasting
from editorial import ADDRESS, EditedDesk
from tampering import Hand

from answerable.adapters.sql.moving import out_of_file
from answerable.adapters.sql.postgresql import Postgresql
from answerable.app.acts import Door
from answerable.app.desk.acting import Acting
from answerable.app.ledger import LedgerRoom
from answerable.app.ledger.proving import proof_in, seals_file, seals_in, wrong_with
from answerable.errors import LedgerBroken, NotInLibrary, UnreadableInput, UsageProblem
from answerable.publication.public_state import Change, PublicStep
from answerable.review.model import Judged
from answerable.review.open_findings import keys_in
from answerable.review.tasks import TaskKind
from answerable.review.transitions import Step


@pytest.fixture
def edited(tmp_path) -> EditedDesk:
    desk = EditedDesk(tmp_path)
    yield desk
    desk.editorial.close()


def room(edited: EditedDesk) -> LedgerRoom:
    return LedgerRoom(edited.editorial.library, edited.desk, edited.clock)


def test_the_ledger_of_a_whole_review_holds_and_says_what_is_sealed(edited):
    edited.approved()
    found = room(edited).verify()
    assert found.faults == ()
    assert found.unsealed == 0
    assert found.checked.entries > 20
    assert found.seals == 1
    key = edited.editorial.library / "ledger.key"
    assert key.stat().st_mode & 0o777 == 0o600


class Copied(NamedTuple):
    """Where a desk is that is tampered with: a folder, or a database."""

    folder: Path
    database: str = ""

    def opened(self) -> EditedDesk:
        return EditedDesk(self.folder, lasting(self.folder, self.database), people=False)


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory) -> Path:
    """A folder with the desk of a whole review: comments, a judgement that was changed and one that was undone, tasks."""
    folder = tmp_path_factory.mktemp("reviewed")
    desk = EditedDesk(folder)
    found = desk.under_review()
    content, claims = found.latest.content_hash, [one.id for one in found.latest.answer.claims()]
    act = desk.editorial
    said = act.comment(found.id, "Which dose?", by=METHODS.id, blocking=True)
    act.settle_comment(said.id, "None is named.", by=EDITOR.id)
    act.comment(found.id, "Well put.", by=CLINICIAN.id)
    for judged, seconds in ((Judged.UNSURE, 3), (Judged.HOLDS, 2), (Judged.HOLDS, 9), (Judged.DOES_NOT_HOLD, 1)):
        act.judge(found.id, claims[0], judged, by=METHODS.id, content=content, seconds=seconds)
    act.undo(found.id, claims[0], by=METHODS.id, content=content)
    act.answer_finding(found.id, sorted(keys_in(found.latest.answer))[0], "It was looked at.", by=EDITOR.id)
    desk.recommended(found)
    desk.take(found, Step.READY)
    desk.signed(found)
    act.show(ADDRESS, PublicStep.EXPRESS_CONCERN, by=CHAIR.id, brings=Change(words="A source is being looked into."))
    with desk.desk.work() as work:
        Acting(work, None, desk.clock(), Door.CLOCK).task(TaskKind.REVIEW_DUE, ADDRESS, "Its review is due.")
    act.done(act.tasks()[0].id, "It was reviewed.", by=EDITOR.id)
    LedgerRoom(folder, desk.desk, desk.clock).seal()
    act.close()
    return folder


@pytest.fixture(scope="module")
def reviewed_database(reviewed, postgres_server, tmp_path_factory) -> str:
    """The name of a database with the same desk."""
    folder = shutil.copytree(reviewed, tmp_path_factory.mktemp("carried") / "copy")
    server = Postgresql(postgres_server.database())
    with out_of_file(folder / "desk.sqlite3", server):
        pass
    server.close()
    return postgres_server.last


@pytest.fixture(params=LASTING)
def copied(request, reviewed, tmp_path) -> Iterator[Copied]:
    """A copy of it, to be tampered with."""
    if request.param == "sqlite":
        yield Copied(shutil.copytree(reviewed, tmp_path / "copy"))
        return
    server = request.getfixturevalue("postgres_server")
    address = server.database(request.getfixturevalue("reviewed_database"))
    yield Copied(tmp_path, address)
    server.drop(address)


def faults_in(copied: Copied) -> tuple[str, ...]:
    desk = copied.opened()
    faults = room(desk).verify().faults
    desk.editorial.close()
    return faults


def test_what_nobody_tampered_with_holds(copied):
    assert faults_in(copied) == ()


# Each row: what is tampered with, and the sentence that names it. One byte of the payload is changed, as in a hand's slip.
BYTE = "UPDATE {table} SET {column} = CAST(replace(CAST({column} AS TEXT), '{old}', '{new}') AS BLOB)"
TAMPERED = [
    ("ledger", "act", "submitted", "submittee", r"Entry \d+ was changed"),
    ("revisions", "content", "back mouse", "back house", r"The revision \S+/1 was changed"),
    ("revisions", "beside", "2026", "2025", r"The revision \S+/1 was changed"),
    ("recommendations", "payload", '"accept"', '"reject"', r"The recommendation 1 was changed"),
    ("recommendations", "payload", '"yes"', '"no"', r"The recommendation 1 was changed"),
    ("decisions", "payload", "ed", "ad", r"The decision 1 was changed"),
    ("judgements", "payload", '"holds"', '"unsure"', r"The judgement \S+/me/\d was changed: .* hash that entry \d+ names"),
    ("judgements", "payload", '"unsure"', '"holds"', r"The judgement \S+/\S+/1 was changed"),
    ("judgements", "payload", '"seconds":9', '"seconds":1', r"The judgement \S+/2 was changed"),
    ("comments", "payload", '"blocking":true', '"blocking":false', r"The comment \S+ was changed: .* hash that entry \d+ names"),
    ("comments", "payload", "None is named", "One is named", r"The comment \S+ was changed"),
    ("assignments", "payload", '"submitted"', '"accepted"', r"The assignment \S+ was changed"),
    ("assignments", "payload", '"methods reviewer"', '"clinical reviewer"', r"The assignment \S+ was changed"),
    ("submissions", "payload", '"author":"', '"author":"x', r"The submission \S+ was changed"),
    ("submissions", "payload", "It was looked at", "It was gone over", r"The submission \S+ was changed"),
    ("tasks", "payload", "It was reviewed", "It was rewieved", r"The task \S+ was changed"),
    ("disclosures", "payload", '"interests":[]', '"interests":[ ]', r"The disclosure \S+ was changed"),
    ("credentials", "payload", "2026", "2027", r"The credential \S+ was changed"),
    ("accounts", "payload", '"methods reviewer"', '"medical editor"', r"The account \S+ holds “medical editor” .* by entry \d+"),
    ("accounts", "payload", '"active":true', '"active":false', r"The account \S+ may not sign in by the database"),
    ("articles", "payload", "is being looked into", "is being cooked into", r"The notices on the article \S+ were changed"),
    ("articles", "payload", '"state":"expression of concern"', '"state":"public"', r"is “public” in the database; by entry \d+"),
    ("versions", "payload", '"meaning":"I', '"meaning":"We', r"shows of its signature is not what entry \d+ says"),
    ("versions", "payload", '"review_due":"2027', '"review_due":"2037', r"shows of its signature is not what entry \d+ says"),
]


@pytest.mark.parametrize(("table", "column", "old", "new", "told"), TAMPERED)
def test_one_byte_changed_in_the_database_is_found_and_named(copied, table, column, old, new, told):
    where = f" WHERE CAST(replace(CAST({column} AS TEXT), '{old}', '{new}') AS BLOB) <> {column}"
    tamper(copied, BYTE.format(table=table, column=column, old=old, new=new) + where)
    faults = faults_in(copied)
    assert any(re.search(told, fault) for fault in faults), faults


OTHER = "payload = CAST(replace(CAST(payload AS TEXT), '{old}', '{new}') AS BLOB)"


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("DELETE FROM decisions WHERE number = 2", "decision/2, is not in the database any more"),
        ("DELETE FROM ledger WHERE number = 5", "Entry 5 is missing"),
        ("DELETE FROM ledger WHERE number > 10", "the tail was cut off"),
        ("INSERT INTO decisions SELECT 99, submission, payload FROM decisions WHERE number = 1", "The decision 99 is in the"),
        ("UPDATE submissions SET state = 'rejected'", "is “unreadable” in the database; by entry"),
        ("UPDATE submissions SET article = 'other'", "The submission"),
        ("UPDATE decisions SET submission = 'other'", "The decision 1 was changed"),
        ("UPDATE recommendations SET assignment = 'other'", "The recommendation 1 was changed"),
        ("UPDATE assignments SET reviewer = 'au'", "The assignment"),
        ("UPDATE judgements SET reviewer = 'au' WHERE reviewer = 'me'", "names, judgement/"),
        ("DELETE FROM judgements WHERE reviewer = 'me'", "is not in the database any more: it was taken out"),
        ("DELETE FROM comments", "names, comment/"),
        ("DELETE FROM tasks", "names, task/"),
        ("DELETE FROM articles", "tells, is not in the database any more: it was taken out"),
        ("DELETE FROM disclosures WHERE account = 'ch'", "names, disclosure/ch/ch, is not in the database any more"),
        ("UPDATE disclosures SET account = 'au', number = 99 WHERE account = 'ch'", "The disclosure ch/ch was changed"),
        ("INSERT INTO accounts SELECT 'zz', 'zz@x', made, version, "
         "CAST(replace(CAST(payload AS TEXT), '\"id\":\"ch\"', '\"id\":\"zz\"') AS BLOB) "
         "FROM accounts WHERE id = 'ch'", "The account zz is in the database and no entry"),
        ("UPDATE seals SET root = replace(root, 'a', 'b')", "signature that does not hold"),
        (f"UPDATE versions SET {OTHER.format(old='nodules', new='modules')}", "not show what was signed"),
        ("UPDATE revisions SET content = substr(content, 1, 900)", "was changed"),
        ("UPDATE ledger SET act = CAST('{' AS BLOB) WHERE number = 3", "Entry 3 was changed"),
    ],
)  # fmt: skip
def test_what_was_taken_out_put_in_or_moved_is_found_and_named(copied, statement, told):
    tamper(copied, statement)
    faults = faults_in(copied)
    assert any(told in fault for fault in faults), faults


def test_a_tail_cut_off_with_its_seals_is_found_by_what_was_published(copied):
    desk = copied.opened()
    published = seals_in(seals_file(room(desk).seals()))
    desk.editorial.close()
    tamper(copied, "DELETE FROM seals")
    tamper(copied, "DELETE FROM ledger WHERE number = (SELECT MAX(number) FROM ledger)")
    desk = copied.opened()
    told = [fault for fault in room(desk).verify(published).faults if "the tail was cut off" in fault]
    desk.editorial.close()
    assert told


def tamper(copied: Copied, statement: str) -> None:
    """What somebody does who has the database and knows SQL: the triggers do not keep them."""
    with Hand(*copied) as hand:
        assert hand.takes_the_triggers_away().does(statement).rowcount > 0


def test_an_article_made_approved_by_hand_is_found(edited):
    from articles import an_approved_article

    from answerable.app.reading_room.cataloguing import card_of

    article = an_approved_article()
    with edited.desk.work() as work:
        work.put(article, card_of(article))
    assert "no entry of the ledger says that it was signed" in room(edited).verify().faults[0]


def test_what_was_published_elsewhere_finds_a_ledger_that_was_written_anew(tmp_path):
    first, second = tmp_path / "one", tmp_path / "two"
    one = EditedDesk(first)
    one.approved()
    published = seals_in(seals_file(room(one).seals()))
    two = EditedDesk(second)
    two.submitted()
    room(two).seal()
    assert room(two).verify().holds
    faults = room(two).verify(published).faults
    assert any("by another key" in fault for fault in faults)
    assert any("the tail was cut off" in fault for fault in faults)
    assert room(one).verify(published).holds
    one.editorial.close()
    two.editorial.close()


def test_a_seal_is_made_once_for_the_same_entries_and_daily_where_something_came(edited):
    edited.submitted()
    first = room(edited).seal()
    assert room(edited).seal() == first
    assert room(edited).seal_daily() is None
    edited.article("B" * 22)
    edited.editorial.submit("B" * 22, by="au")
    assert room(edited).seal_daily() is None
    edited.clock.go_on(days=1)
    assert room(edited).seal_daily().size > first.size
    assert room(edited).verify().holds


def test_an_empty_ledger_is_not_sealed(tmp_path):
    nobody = EditedDesk(tmp_path, people=False)
    assert room(nobody).seal() is None
    nobody.editorial.close()


def test_what_does_not_hold_is_not_sealed(tmp_path):
    desk = EditedDesk(tmp_path)
    desk.submitted()
    desk.editorial.close()
    tamper(
        Copied(tmp_path), BYTE.format(table="ledger", column="act", old="account made", new="account mads") + " WHERE number = 1"
    )
    with pytest.raises(LedgerBroken, match="Entry 1 was changed"):
        room(EditedDesk(tmp_path, people=False)).seal()


def test_an_entry_is_proved_on_a_machine_that_has_nothing_else(edited):
    edited.approved()
    ledger = room(edited)
    proof = ledger.prove(7)
    file = msgspec.json.encode(proof)
    assert wrong_with(proof_in(file)) == ""
    assert wrong_with(proof_in(file), proof.seal.key) == ""
    assert "another key" in wrong_with(proof, "0" * 64)
    for old in (b'"number":7', b'"what":"', proof.path[0].encode(), proof.seal.root.encode()):
        broken = file.replace(old, old[:-1] + (b"1" if old[-1:] != b"1" else b"2"), 1)
        try:
            assert wrong_with(proof_in(broken))
        except UnreadableInput:
            continue
    edited.article("B" * 22)
    edited.editorial.submit("B" * 22, by="au")
    last = ledger.verify().checked.entries
    with pytest.raises(UsageProblem, match="not sealed yet"):
        ledger.prove(last)
    with pytest.raises(NotInLibrary, match=f"its last is {last}"):
        ledger.prove(last + 1)
    for nothing in (b"", b"{}", b"[]", b"\xff", b'{"format":"x"}'):
        for read in (proof_in, seals_in):
            with pytest.raises(UnreadableInput):
                read(nothing)


def test_the_ledger_names_nobody(edited):
    edited.approved()
    with edited.desk.view() as view:
        told = msgspec.json.encode(list(view.ledger.entries())).decode()
    for name in ("Quill", "Ladle", "example.org", "a" * 64):
        assert name not in told
    assert ADDRESS in told

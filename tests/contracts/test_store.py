"""Every store keeps the promises of the reference store: what is kept is found, what is superseded can still be quoted."""

from pathlib import Path

import pytest

from answerable.adapters.memory.store import MemoryStore
from answerable.adapters.sql.store import SqlStore
from answerable.app.ports import Store
from answerable.corpus.evidence import Design, EvidenceLevel
from answerable.corpus.holding import Entry
from answerable.corpus.record import NoticeKind, PartialDate, PublicationNotice, Record, TextSection
from answerable.errors import LibraryBusy
from answerable.text import sha256


@pytest.fixture(params=["memory", "sql"])
def store(request: pytest.FixtureRequest, tmp_path: Path):
    made = MemoryStore() if request.param == "memory" else SqlStore(tmp_path / "library.sqlite3")
    yield made
    made.close()


def entry(
    number: int,
    title: str,
    *abstract: str,
    year: int | None = 2001,
    source: str = "pubmed",
    names: tuple[str, ...] = (),
    notices: tuple[PublicationNotice, ...] = (),
    design: Design = Design.COHORT,
) -> Entry:
    record = Record(
        id=f"pmid:{number}",
        pmid=str(number),
        title=title,
        abstract=tuple(TextSection(text) for text in abstract),
        published=PartialDate(year) if year else None,
        source=source,
    )
    return Entry(
        record=record,
        identifiers=(f"pmid:{number}", *names),
        content_hash=sha256(repr(record)),
        design=design,
        level=EvidenceLevel.THREE,
        species="human",
        notices=notices,
    )


RETRACTION = PublicationNotice(kind=NoticeKind.RETRACTION, about="1", notice="9", told_by="the notice's record")


def keep(store: Store, *entries: Entry, changed: str = "2026-01-02") -> int:
    with store.begin() as work:
        work.put(entries)
        return work.commit(changed)


def test_a_fresh_store_is_empty(store):
    assert store.state().records == 0
    assert store.state().newest is None
    assert store.state().changed == ""
    assert list(store.changes(0)) == []
    assert store.records(["pmid:1"]) == [None]


def test_what_was_kept_is_there_in_the_order_asked_for(store):
    keep(store, entry(1, "One"), entry(2, "Two"))
    titles = [record.title if record else None for record in store.records(["pmid:2", "pmid:3", "pmid:1", "pmid:2"])]
    assert titles == ["Two", None, "One", "Two"]


def test_an_entry_comes_back_as_it_was_kept(store):
    kept = entry(1, "One", "Words.", names=("doi:10.1/a",))
    keep(store, kept)
    found = store.entries(["pmid:1", "pmid:2"])
    assert set(found) == {"pmid:1"}
    assert found["pmid:1"].record == kept.record
    assert found["pmid:1"].identifiers == ("doi:10.1/a", "pmid:1")
    assert (found["pmid:1"].content_hash, found["pmid:1"].design, found["pmid:1"].level) == (
        kept.content_hash,
        kept.design,
        kept.level,
    )


def test_a_record_is_found_by_each_of_its_identifiers(store):
    keep(store, entry(1, "One", names=("doi:10.1/a", "key:ff")), entry(2, "Two", names=("key:ff",)))
    assert store.find(["doi:10.1/a", "key:ff", "doi:10.1/b"]) == {"doi:10.1/a": ("pmid:1",), "key:ff": ("pmid:1", "pmid:2")}


def test_an_id_that_a_record_no_longer_goes_by_still_finds_it(store):
    keep(store, entry(1, "One", names=("doi:10.1/a",)))
    [record] = store.records(["doi:10.1/a"])
    assert record is not None
    assert record.title == "One"


def test_identifiers_that_a_record_lost_no_longer_find_it(store):
    keep(store, entry(1, "One", names=("doi:10.1/a",)))
    keep(store, entry(1, "One", names=("doi:10.1/b",)))
    assert store.find(["doi:10.1/a", "doi:10.1/b"]) == {"doi:10.1/b": ("pmid:1",)}


def test_superseded_text_can_still_be_quoted(store):
    keep(store, entry(1, "One", "Old words.", "Kept words."))
    keep(store, entry(1, "One", "New words.", "Kept words."))
    assert store.text(sha256("Old words.")) == "Old words."
    assert store.text(sha256("Kept words.")) is None
    [record] = store.records(["pmid:1"])
    assert record.abstract[0].text == "New words."


def test_text_that_moved_to_another_field_can_still_be_quoted_from_the_old_one(store):
    keep(store, entry(1, "One", "First.", "Second."))
    keep(store, entry(1, "One", "Second.", "First."))
    assert store.text(sha256("First.")) == "First."


def test_deleted_text_can_still_be_quoted(store):
    keep(store, entry(1, "One", "Words."))
    with store.begin() as work:
        work.delete(["pmid:1", "pmid:404"])
        work.commit("2026-01-03")
    assert store.records(["pmid:1"]) == [None]
    assert store.find(["pmid:1"]) == {}
    assert store.text(sha256("Words.")) == "Words."
    assert store.state().records == 0


def test_a_transaction_that_is_not_committed_leaves_nothing(store):
    keep(store, entry(1, "One"))
    before = store.state()
    with store.begin() as work:
        work.put([entry(1, "Changed"), entry(2, "Two")])
        work.tell([RETRACTION])
    assert store.state() == before
    assert [record and record.title for record in store.records(["pmid:1", "pmid:2"])] == ["One", None]
    keep(store, entry(2, "Two"))


def test_one_transaction_at_a_time(store, monkeypatch):
    monkeypatch.setattr("answerable.adapters.sql.engine.WAIT", 0.1)
    with store.begin(), pytest.raises(LibraryBusy):
        store.begin()


def test_the_fingerprint_is_of_the_content_and_not_of_its_history(store, tmp_path):
    empty = store.state().fingerprint
    keep(store, entry(1, "One"), entry(2, "Two"))
    both = store.state().fingerprint
    other = SqlStore(tmp_path / "other.sqlite3")
    keep(other, entry(2, "Two"))
    keep(other, entry(1, "Wrong"))
    keep(other, entry(1, "One"), changed="2027-01-01")
    assert other.state().fingerprint == both
    other.close()
    with store.begin() as work:
        work.delete(["pmid:1", "pmid:2"])
        work.commit("2026-01-03")
    assert store.state().fingerprint == empty != both


def test_any_change_of_content_changes_the_fingerprint(store):
    seen = {store.state().fingerprint}
    keep(store, entry(1, "One"))
    seen.add(store.state().fingerprint)
    keep(store, entry(1, "Changed"))
    seen.add(store.state().fingerprint)
    with store.begin() as work:
        assert work.tell([RETRACTION]) == 1
        work.commit("2026-01-04")
    seen.add(store.state().fingerprint)
    assert len(seen) == 4


def test_the_state_tells_size_newest_year_and_last_change(store):
    keep(store, entry(1, "One", year=1999), entry(2, "Two", year=None), changed="2026-01-02")
    keep(store, entry(3, "Three", year=2020), changed="2026-02-03")
    state = store.state()
    assert (state.records, state.newest, state.changed, state.seq) == (3, 2020, "2026-02-03", 2)


def test_notices_are_found_by_what_they_are_about(store):
    concern = PublicationNotice(kind=NoticeKind.EXPRESSION_OF_CONCERN, about="10.1/A", told_by="the notice's record")
    keep(store, entry(1, "One", names=("doi:10.1/a",)), entry(9, "Retraction of one", notices=(RETRACTION, concern)))
    assert store.notices(["1", "10.1/a", "2"]) == {"1": (RETRACTION,), "10.1/a": (concern,)}
    assert store.noticed() == ["pmid:1"]


def test_notices_go_with_the_record_that_told_them(store):
    keep(store, entry(9, "Retraction of one", notices=(RETRACTION,)))
    keep(store, entry(9, "Retraction of none"))
    assert store.notices(["1"]) == {}


def test_a_table_of_retractions_is_told_once(store):
    for fresh in (1, 0):
        with store.begin() as work:
            assert work.tell([RETRACTION, RETRACTION]) == fresh
            work.commit("2026-01-02")
    assert store.notices(["1"]) == {"1": (RETRACTION,)}


def test_changes_tell_what_became_of_each_record_since_a_transaction(store):
    first = keep(store, entry(1, "One"), entry(2, "Two"), entry(3, "Three"))
    keep(store, entry(2, "Two again", design=Design.REVIEW))
    with store.begin() as work:
        work.delete(["pmid:1"])
        work.commit("2026-01-03")
    everything = [(change.id, change.record.title if change.record else None) for change in store.changes(0)]
    assert everything == [("pmid:1", None), ("pmid:3", "Three"), ("pmid:2", "Two again")]
    since = list(store.changes(first))
    assert [(change.id, change.seq, change.design) for change in since] == [
        ("pmid:1", 3, Design.UNKNOWN),
        ("pmid:2", 2, Design.REVIEW),
    ]


def test_changes_of_many_records_come_in_order_and_once(store):
    keep(store, *(entry(number, f"Title {number}") for number in range(1, 1202)))
    ids = [change.id for change in store.changes(0)]
    assert ids == sorted(f"pmid:{number}" for number in range(1, 1202))


def test_a_record_that_comes_back_is_no_longer_a_removal(store):
    keep(store, entry(1, "One"))
    with store.begin() as work:
        work.delete(["pmid:1"])
        work.commit("2026-01-03")
    keep(store, entry(1, "One is back"))
    assert [change.record.title for change in store.changes(0) if change.record] == ["One is back"]


def test_the_tally_counts_records_by_kind(store):
    keep(store, entry(1, "One", "Words."), entry(2, "Two", year=None, source="ris", design=Design.REVIEW))
    tally = store.tally()
    assert tally.years == ((None, 1), (2001, 1))
    assert tally.designs == (("cohort study", 1), ("narrative review", 1))
    assert tally.levels == (("3", 2),)
    assert tally.sources == (("pubmed", 1), ("ris", 1))
    assert tally.with_abstract == 1


def test_other_grades_change_no_content(store):
    keep(store, entry(1, "One"))
    before = store.state()
    store.regrade([("pmid:1", Design.CASE_SERIES, EvidenceLevel.FOUR, "both")])
    assert store.state() == before
    [change] = store.changes(0)
    assert (change.design, change.species) == (Design.CASE_SERIES, "both")
    assert store.tally().levels == (("4", 1),)


def test_its_version_tells_of_every_commit_and_of_nothing_else(store, tmp_path):
    first = store.version()
    assert store.version() == first
    store.records(["pmid:1"])
    keep(store, entry(1, "One"))
    second = store.version()
    assert second != first
    with store.begin() as work:
        work.put([entry(2, "Two")])
    assert store.version() == second


def test_its_version_tells_of_what_another_connection_committed(tmp_path):
    one, other = SqlStore(tmp_path / "library.sqlite3"), SqlStore(tmp_path / "library.sqlite3")
    before = one.version()
    keep(other, entry(1, "One"))
    assert one.version() != before
    one.close()
    other.close()

"""The user's own records and the starter library's, seen as one."""

from app_records import a_record

from answerable.adapters.memory.store import MemoryStore
from answerable.app.library import Starter, UnionLibrary
from answerable.app.matching import entry_of
from answerable.corpus.record import Digest, NoticeKind, PublicationNotice


def starter(*records) -> Starter:
    return Starter(records, "starter-fingerprint", "2026-05-06")


def store_of(*records, changed: str = "2026-07-08", told: tuple[PublicationNotice, ...] = ()) -> MemoryStore:
    store = MemoryStore()
    with store.begin() as work:
        work.put([entry_of(record) for record in records])
        work.tell(told)
        work.commit(changed)
    return store


DIGEST = a_record(11, "A digest", "Our words.", doi="10.5555/d", year=1990, digest=Digest(original="https://example.org/d"))


def test_without_a_store_it_is_the_starter_library():
    library = UnionLibrary(starter(DIGEST))
    searched = library.searched()
    assert (searched.library, searched.records, searched.newest, searched.changed) == ("starter library", 1, 1990, "2026-05-06")
    assert library.records(["pmid:11", "pmid:12"]) == [DIGEST, None]


def test_its_size_and_newest_year_are_of_both():
    searched = UnionLibrary(starter(DIGEST), store_of(a_record(12, year=2020))).searched()
    assert searched.library == "starter library and your own"
    assert (searched.records, searched.newest, searched.changed) == (2, 2020, "2026-07-08")


def test_a_record_with_any_identifier_of_a_digest_hides_it():
    real = a_record(0, "The article", doi="10.5555/d")
    library = UnionLibrary(starter(DIGEST), store_of(real))
    assert library.hidden() == {"pmid:11"}
    assert library.records(["pmid:11", "doi:10.5555/d"]) == [None, real]
    assert library.searched().records == 1


def test_its_fingerprint_changes_with_any_record_of_either():
    prints = {
        UnionLibrary(starter(DIGEST)).searched().fingerprint,
        UnionLibrary(starter(DIGEST), store_of(a_record(12))).searched().fingerprint,
        UnionLibrary(starter(DIGEST), store_of(a_record(12, "Another title"))).searched().fingerprint,
        UnionLibrary(Starter([DIGEST], "other", "2026-05-06"), store_of(a_record(12))).searched().fingerprint,
    }
    assert len(prints) == 4


def test_an_empty_store_is_as_good_as_none():
    assert UnionLibrary(starter(DIGEST), MemoryStore()).searched() == UnionLibrary(starter(DIGEST)).searched()


def test_a_table_of_retractions_reaches_the_starter_library_too():
    told = PublicationNotice(kind=NoticeKind.RETRACTION, about="doi:10.5555/d", told_by="a table of retractions")
    library = UnionLibrary(starter(DIGEST), store_of(told=(told,)))
    [[notice]] = library.notices(["pmid:11"])
    assert notice.kind is NoticeKind.RETRACTION


def test_one_notice_told_by_pmid_and_by_doi_is_told_once():
    told = tuple(
        PublicationNotice(kind=NoticeKind.RETRACTION, about=about, notice="pmid:99", told_by="a table of retractions")
        for about in ("pmid:12", "doi:10.5555/z")
    )
    library = UnionLibrary(starter(), store_of(a_record(12, doi="10.5555/z"), told=told))
    [notices] = library.notices(["pmid:12"])
    assert len(notices) == 1


def test_notices_of_what_is_not_held_are_none():
    assert list(UnionLibrary(starter(DIGEST)).notices(["pmid:404", "pmid:11"])) == [(), ()]


def test_what_another_process_changed_is_seen_at_once():
    store = store_of(a_record(12, "Before", "Words."))
    library = UnionLibrary(starter(DIGEST), store)
    assert [record.title for record in library.records(["pmid:12"])] == ["Before"]
    assert library.notices(["pmid:12"]) == [()]
    told = PublicationNotice(kind=NoticeKind.RETRACTION, about="pmid:12", told_by="a table of retractions")
    with store.begin() as work:
        work.put([entry_of(a_record(12, "After", "Words.")), entry_of(a_record(11, "The article", doi="10.5555/d"))])
        work.tell([told])
        work.commit("2026-07-09")
    assert [[notice.kind for notice in notices] for notices in library.notices(["pmid:12"])] == [[NoticeKind.RETRACTION]]
    assert [record.title for record in library.records(["pmid:12", "pmid:11"])] == ["After", "The article"]
    assert library.searched().changed == "2026-07-09"

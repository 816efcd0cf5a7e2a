"""Every bibliography finds the records of an identifier, and a title however it was damaged."""

from pathlib import Path

import pytest
from audited import LIBRARY, TRIAL

from answerable.adapters.memory.bibliography import MemoryBibliography
from answerable.app import App
from answerable.app.audit import LibraryBibliography
from answerable.corpus.record import NoticeKind, PublicationNotice

JSONL = "answerable JSON Lines"
NOTICE = PublicationNotice(kind=NoticeKind.RETRACTION, about="pmid:990000001", told_by="a table of retractions")


@pytest.fixture(params=["memory", "library"])
def bibliography(request: pytest.FixtureRequest, tmp_path: Path):
    if request.param == "memory":
        yield MemoryBibliography(LIBRARY, [NOTICE])
        return
    import msgspec

    file = tmp_path / "records.jsonl"
    file.write_bytes(b"\n".join(msgspec.json.encode(record) for record in LIBRARY) + b"\n")
    with App.open(tmp_path / "library") as app:
        assert app.ingest([str(file)]).new == len(LIBRARY)
        with app.opened.store.begin() as work:
            work.tell([NOTICE])
            work.commit("2026-01-01")
        yield LibraryBibliography(app.opened)


def test_a_record_is_found_by_any_of_its_identifiers(bibliography):
    assert [one.title for one in bibliography.identified([f"pmid:{TRIAL.pmid}", "doi:10.1/none"])] == [TRIAL.title]
    assert list(bibliography.identified(["pmid:1"])) == []


@pytest.mark.parametrize(
    "printed",
    [
        TRIAL.title,
        "Rosehip powder for knee 0steoarthritis in adults;; a randomised trail",
        "ROSEHIP POWDER FOR KNEE OSTEOARTHRITIS IN ADULTS",
    ],
)
def test_a_title_is_found_despite_damage_and_case(bibliography, printed):
    assert TRIAL.title in [one.title for one in bibliography.titled(printed)]


def test_words_that_no_title_has_and_no_words_at_all_are_no_error(bibliography):
    assert not any(one.title == TRIAL.title for one in bibliography.titled("Xylophone zeppelin"))
    assert list(bibliography.titled("")) == list(bibliography.titled("?!")) == []


def test_a_notice_is_told_of_a_publication_of_which_no_record_is_held(bibliography):
    assert [one.kind for one in bibliography.told(["pmid:990000001"])] == [NoticeKind.RETRACTION]
    assert list(bibliography.told(["pmid:1"])) == list(bibliography.told([])) == []

"""Taking files in: what is new, what replaces what, what goes, and what is told of it."""

import gzip

import pytest
from app_records import a_record

from answerable.app import App, ingest
from answerable.corpus.record import NoticeKind
from answerable.errors import NotInLibrary
from answerable.text import sha256

DELETION = """<?xml version="1.0"?>
<PubmedArticleSet><DeleteCitation><PMID Version="1">101</PMID></DeleteCitation></PubmedArticleSet>
"""


def counts(summary) -> tuple[int, int, int, int]:
    return summary.new, summary.updated, summary.unchanged, summary.deleted


def test_a_record_that_was_taken_in_is_found_and_shown(app, file_of):
    summary = app.ingest(
        [file_of(a_record(101, "Zinc lozenges in a village of weavers", "Colds were shorter with zinc lozenges."))]
    )
    assert counts(summary) == (1, 0, 0, 0)
    assert app.show("101").record.title == "Zinc lozenges in a village of weavers"
    found = app.search("Do zinc lozenges of weavers shorten colds?")
    assert "pmid:101#abstract" in [one.passage.id for one in found.passages]


def test_the_same_again_is_unchanged(app, file_of):
    path = file_of(a_record(101, "One", "Words."), a_record(102, "Two", "Words."))
    app.ingest([path])
    before = app.holdings().searched
    assert counts(app.ingest([path, path])) == (0, 0, 4, 0)
    assert app.holdings().searched == before


def test_a_newer_version_replaces_an_older_one_and_never_the_other_way(app, file_of):
    old = a_record(101, "Lozenges", "Old words.", revised=2010)
    new = a_record(101, "Lozenges", "New words.", revised=2012)
    assert counts(app.ingest([file_of(new)])) == (1, 0, 0, 0)
    assert counts(app.ingest([file_of(old)])) == (0, 0, 1, 0)
    assert app.show("101").record.abstract[0].text == "New words."


def test_what_a_citation_points_at_is_kept_when_a_record_changes(app, file_of):
    app.ingest([file_of(a_record(101, "Lozenges", "Old words.", revised=2010))])
    assert counts(app.ingest([file_of(a_record(101, "Lozenges", "New words.", revised=2012))])) == (0, 1, 0, 0)
    assert app.opened.library.text(sha256("Old words.")) == "Old words."


def test_one_article_from_several_sources_is_one_record(app, file_of):
    by_doi = a_record(0, "Zinc lozenges in a village of weavers", doi="10.5555/zinc")
    by_pmid = a_record(101, "Zinc lozenges in a village of weavers", "Words of PubMed.", doi="10.5555/zinc")
    app.ingest([file_of(by_doi)])
    assert counts(app.ingest([file_of(by_pmid)])) == (0, 1, 0, 0)
    assert app.holdings().own == 1
    assert app.show("10.5555/ZINC").record.id == "pmid:101"
    assert app.opened.library.records(["doi:10.5555/zinc"])[0].id == "pmid:101"


def test_records_without_identifiers_are_one_by_title_year_and_first_author(app, file_of):
    title = "Zinc lozenges against the common cold in a village of weavers"
    app.ingest([file_of(a_record(0, title, "Words."))])
    assert counts(app.ingest([file_of(a_record(101, title, "Words."))])) == (0, 1, 0, 0)
    assert app.show("101").record.title == title
    assert app.holdings().own == 1


def test_the_same_title_under_two_pmids_stays_two_records(app, file_of):
    title = "Zinc lozenges against the common cold in a village of weavers"
    assert counts(app.ingest([file_of(a_record(101, title), a_record(102, title))])) == (2, 0, 0, 0)


def test_a_record_that_shows_two_to_be_one_joins_them(app, file_of):
    app.ingest([file_of(a_record(101, "Lozenges", "Words."), a_record(0, "Lozenges", pmcid="PMC77"))])
    assert app.holdings().own == 2
    joint = a_record(101, "Lozenges", "Words.", pmcid="PMC77", doi="10.5555/joint", revised=2020)
    assert counts(app.ingest([file_of(joint)])) == (0, 1, 0, 0)
    assert app.holdings().own == 1
    assert app.show("PMC77").record.id == "pmid:101"


def test_what_comes_twice_in_one_file_is_one_record(app, file_of):
    first, second = a_record(101, "Lozenges", "Old.", revised=2010), a_record(101, "Lozenges", "New.", revised=2012)
    assert counts(app.ingest([file_of(first, second, first)])) == (1, 1, 1, 0)
    assert app.show("101").record.abstract[0].text == "New."


def test_a_deletion_takes_the_record_out_and_keeps_its_words(app, file_of, tmp_path):
    app.ingest([file_of(a_record(101, "Lozenges", "Words."))])
    (tmp_path / "update.xml").write_text(DELETION)
    assert counts(app.ingest([str(tmp_path / "update.xml")])) == (0, 0, 0, 1)
    with pytest.raises(NotInLibrary):
        app.show("101")
    assert app.opened.library.text(sha256("Words.")) == "Words."
    assert not any(p.passage.record.pmid == "101" for p in app.search("lozenges of the weavers").passages)


def test_a_file_that_is_no_bibliography_is_rejected_and_the_rest_goes_in(app, file_of, tmp_path):
    (tmp_path / "notes.txt").write_text("Remember the milk.")
    (tmp_path / "broken.jsonl.gz").write_bytes(gzip.compress(b'{"id":"pmid:9","title":"T","pmid":"9"}\n' * 500)[:60])
    good = file_of(a_record(101, "Lozenges"))
    missing = str(tmp_path / "missing.xml")
    summary = app.ingest([str(tmp_path / "notes.txt"), missing, str(tmp_path / "broken.jsonl.gz"), good])
    assert summary.new >= 1
    assert app.show("101")
    files = [item.file for item in summary.rejected]
    assert files[:2] == [str(tmp_path / "notes.txt"), missing]
    assert all(item.position and item.reason for item in summary.rejected)
    assert summary.rejections == len(summary.rejected)


def test_an_ingest_of_nothing_says_so_and_changes_nothing(app, tmp_path):
    (tmp_path / "empty").mkdir()
    summary = app.ingest([str(tmp_path / "empty")])
    assert (summary.records, summary.files) == (0, 0)


def test_progress_tells_of_what_is_stored(app, file_of, monkeypatch):
    monkeypatch.setattr(ingest, "AT_ONCE", 2)
    path = file_of(*(a_record(number, f"Lozenges {number}") for number in range(1, 6)))
    told = []

    def look(progress):
        told.append((progress.stored.new, app.opened.made().state().records))

    app.ingest([path], look)
    assert told
    assert all(said == there for said, there in told)
    assert told[-2] == (4, 4)


def test_stopping_keeps_what_is_stored_and_says_that_it_was_stopped(app, file_of, monkeypatch):
    monkeypatch.setattr(ingest, "AT_ONCE", 2)
    path = file_of(*(a_record(number, f"Lozenges of kind {number}") for number in range(1, 8)))

    def stop(progress):
        raise KeyboardInterrupt

    summary = app.ingest([path], stop)
    assert summary.interrupted
    assert summary.new == 2
    assert app.holdings().own == 2
    assert app.holdings().in_step
    assert not app.ingest([path]).interrupted
    assert app.holdings().own == 7


def test_a_digest_gives_way_to_the_real_record(app, file_of):
    before = app.holdings()
    digest = next(record for record in app.opened.library.starter.records.values() if record.pmid and record.doi)
    real = a_record(0, digest.title, "The words of the article itself.", doi=digest.doi, family="Someone")
    app.ingest([file_of(real)])
    after = app.holdings()
    assert (after.own, after.digests, after.hidden) == (1, before.digests - 1, 1)
    assert app.show(digest.doi).record.digest is None
    found = [one.passage.record for one in app.search(digest.title).passages]
    assert not any(record.digest and record.doi == digest.doi for record in found)
    assert after.in_step


def test_a_digest_comes_back_when_the_real_record_goes(app, file_of, tmp_path):
    digest = next(record for record in app.opened.library.starter.records.values() if record.pmid)
    app.ingest([file_of(a_record(int(digest.pmid), digest.title, "Real words."))])
    assert app.show(digest.pmid).record.digest is None
    (tmp_path / "update.xml").write_text(DELETION.replace("101", digest.pmid))
    app.ingest([str(tmp_path / "update.xml")])
    assert app.show(digest.pmid).record == digest
    assert any(one.passage.record == digest for one in app.search(digest.title).passages)


def test_a_retraction_is_known_from_either_direction(app, file_of):
    from answerable.corpus.record import Link

    article = a_record(101, "Zinc lozenges in a village of weavers", "Colds were shorter.")
    notice = a_record(
        202, "Retraction: Zinc lozenges", year=2005, links=(Link(ref_type="RetractionOf", pmid="101"),), family="Editors"
    )
    app.ingest([file_of(article)])
    assert app.show("101").notices == ()
    app.ingest([file_of(notice)])
    [told] = app.show("101").notices
    assert (told.kind, told.notice) == (NoticeKind.RETRACTION, "pmid:202")
    assert app.holdings().retracted == 1
    run = app.search("zinc lozenges of weavers")
    assert "pmid:101" in [one.passage.record.id for one in run.set_aside]


def test_the_folder_is_made_by_the_first_ingest_and_by_nothing_else(tmp_path, file_of):
    with App.open(tmp_path / "new" / "library") as app:
        app.search("What is a back mouse?")
        app.holdings()
        assert not (tmp_path / "new").exists()
        app.ingest([file_of(a_record(101, "Lozenges"))])
        assert (tmp_path / "new" / "library").is_dir()

"""What the first ingest says of a source is known to a desk that was served before there was a library."""

from pathlib import Path

from answerable.app import App
from answerable.app.desk.evidence import Evidence
from answerable.corpus.record import NoticeKind

RECORD = "pmid:19078461"  # of the starter library


def test_a_desk_that_was_served_before_the_first_ingest_knows_of_a_retraction_in_it(tmp_path: Path):
    folder, told = tmp_path / "library", tmp_path / "retracted.csv"
    told.write_text("PMID,PMID Retraction\n19078461,900000099\n", encoding="utf-8")
    with App.open(folder) as served:
        evidence = Evidence(folder, opened=lambda: served.opened.library)
        assert evidence.notices([RECORD]) == {RECORD: ()}
        with App.open(folder) as elsewhere:
            elsewhere.ingest([str(told)])
        [notice] = evidence.notices([RECORD])[RECORD] or ()
        assert notice.kind is NoticeKind.RETRACTION

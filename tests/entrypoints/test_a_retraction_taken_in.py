"""A retraction list is taken in while people read: page, task, ledger and feed say so at once."""

from pathlib import Path

from cli_process import in_a_process
from editorial import ADDRESS, EditedDesk
from starlette.testclient import TestClient

from answerable.app import App
from answerable.app.ledger import LedgerRoom
from answerable.entrypoints.web.server import create
from answerable.publication.article import PublicState
from answerable.review.tasks import TaskKind
from answerable.settings import Settings


def a_list(folder: Path, pmids: list[str]) -> Path:
    """A list that says which records retract these, as one can be downloaded."""
    made = folder / "retractions.csv"
    lines = ["PMID,PMID Retraction", *(f"{pmid},{900_000_000 + number}" for number, pmid in enumerate(pmids))]
    made.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return made


def test_an_ingested_retraction_reaches_page_task_ledger_and_feed_while_it_is_served(tmp_path):
    folder = tmp_path / "library"
    edited = EditedDesk(folder)
    found = edited.approved()
    pmids = [one.record.pmid for one in found.latest.answer.references if one.record.pmid]
    settings = Settings(library=folder, requests_per_minute=0)
    with App.open(folder) as app, TestClient(create(app, settings), base_url="http://127.0.0.1:8000") as reader:
        assert "was retracted" not in reader.get(f"/articles/{ADDRESS}").text
        told = in_a_process("ingest", str(a_list(tmp_path, pmids)), library=folder)
        assert told.returncode == 0, told.stderr
        page = reader.get(f"/articles/{ADDRESS}").text
        assert "its source was retracted" in page
        assert "EXPRESSION OF CONCERN" in page
        assert "by rule, since a claim was left without a source that stands" in page
        assert "<title>EXPRESSION OF CONCERN: " in reader.get("/feed.atom").text
        answer = reader.get(f"/api/v1/articles/{ADDRESS}/answer").json()
        assert "Since this was written: reference" in answer["caution"]
    article = edited.desk.article(ADDRESS)
    assert article.state is PublicState.CONCERN
    assert article.marked
    assert [one.kind for one in edited.editorial.tasks()] == [TaskKind.EVIDENCE_CHANGED]
    assert {"claims marked", "expression of concern", "task made"} <= set(edited.acts())
    assert LedgerRoom(folder, edited.desk, edited.clock).verify().faults == ()
    edited.editorial.close()

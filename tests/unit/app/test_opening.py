"""Opening a library: cheap without one of one's own, and its index in step with its records whatever happened to it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from app_records import a_record

from answerable.adapters.lock import WriterLock
from answerable.app import App
from answerable.settings import Settings

UNWANTED = ("sqlalchemy", "alembic", "lxml", "typer", "rich", "rispy", "citeproc")


def modules_after(code: str) -> set[str]:
    """The top-level modules that are loaded after some code has run in a process of its own."""
    code += "\nimport sys, json; print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_package_alone_loads_nothing_heavy():
    assert not modules_after("import answerable").intersection(UNWANTED)


def test_without_a_library_of_ones_own_no_database_is_loaded(tmp_path):
    code = f"from pathlib import Path; from answerable.app import App; app = App.open(Path({str(tmp_path / 'none')!r}))"
    assert not modules_after(code).intersection((*UNWANTED, "tantivy"))
    assert not modules_after(code + "; app.search('What is a back mouse?')").intersection(UNWANTED)


def test_with_a_library_of_this_versions_schema_no_migration_is_loaded(app, file_of):
    app.ingest([file_of(a_record(101, "Lozenges"))])
    folder = str(app.opened.folder)
    code = f"from pathlib import Path; from answerable.app import App; App.open(Path({folder!r})).search('zinc lozenges')"
    assert "alembic" not in modules_after(code)


OPENED: list[App] = []


@pytest.fixture(autouse=True)
def closed_at_the_end():
    """Closes what a test opened besides the `app` that it was given."""
    yield
    while OPENED:
        OPENED.pop().close()


def beside(app: App) -> App:
    """Another app on the same library."""
    OPENED.append(App.open(app.opened.folder))
    return OPENED[-1]


def again(app: App) -> App:
    """The library closed and opened again."""
    app.close()
    return beside(app)


def found(app: App, words: str = "zinc lozenges") -> list[str]:
    return [one.passage.id for one in app.search(words).passages]


def mark_of(app: App) -> Path:
    return app.opened.folder / "index" / "mark.json"


def test_an_index_that_is_behind_is_brought_into_step(app, file_of):
    app.ingest([file_of(a_record(101, "Zinc lozenges"))])
    kept = app.opened.folder.parent / "kept"
    app.close()
    shutil.copytree(app.opened.folder / "index", kept)
    app = beside(app)
    app.ingest([file_of(a_record(101, "Copper lozenges", revised=2020), a_record(102, "More zinc lozenges"))])
    expected = found(app)
    app.close()
    shutil.rmtree(app.opened.folder / "index")
    kept.rename(app.opened.folder / "index")
    app = beside(app)
    assert found(app) == expected
    assert "brought into step" in app.notes[0]
    assert again(app).holdings().in_step


def test_an_index_ahead_of_its_mark_is_brought_into_step(app, file_of):
    app.ingest([file_of(a_record(101, "Zinc lozenges"))])
    before = mark_of(app).read_bytes()
    app.ingest([file_of(a_record(102, "More zinc lozenges"))])
    expected, passages = found(app), app.holdings().passages
    app.close()
    mark_of(app).write_bytes(before)
    app = beside(app)
    assert found(app) == expected
    assert app.holdings().passages == passages


def test_a_damaged_index_is_made_anew(app, file_of):
    app.ingest([file_of(a_record(101, "Zinc lozenges"))])
    expected = found(app)
    app.close()
    for file in (app.opened.folder / "index").iterdir():
        file.write_bytes(b"damage")
    app = beside(app)
    assert found(app) == expected
    assert "made anew" in app.notes[0]
    assert not again(app).notes


def test_an_index_that_is_gone_is_made_anew(app, file_of):
    app.ingest([file_of(a_record(101, "Zinc lozenges"))])
    expected = found(app)
    app.close()
    shutil.rmtree(app.opened.folder / "index")
    assert found(beside(app)) == expected


def test_an_index_of_another_version_is_made_anew(app, file_of):
    app.ingest([file_of(a_record(101, "Zinc lozenges"))])
    app.close()
    mark = json.loads(mark_of(app).read_bytes())
    mark_of(app).write_text(json.dumps(mark | {"form": "of long ago"}))
    app = beside(app)
    assert "pmid:101#abstract" in found(app)
    assert "another version" in app.notes[0]


def test_a_starter_library_of_another_version_is_taken_into_the_index(app, file_of):
    app.ingest([file_of(a_record(101, "Zinc lozenges"))])
    expected = found(app, "What is a back mouse?")
    app.close()
    mark = json.loads(mark_of(app).read_bytes())
    mark_of(app).write_text(json.dumps(mark | {"starter": "of long ago", "shown": [*mark["shown"], "key:dropped-since"]}))
    app = beside(app)
    assert found(app, "What is a back mouse?") == expected
    assert json.loads(mark_of(app).read_bytes())["shown"] == mark["shown"]


def test_while_another_process_writes_the_index_is_read_as_it_is(app, file_of):
    app.ingest([file_of(a_record(101, "Zinc lozenges"))])
    app.close()
    mark = json.loads(mark_of(app).read_bytes())
    mark_of(app).write_text(json.dumps(mark | {"seq": 0}))
    with WriterLock(app.opened.folder / "write.lock"):
        assert "pmid:101#abstract" in found(beside(app))


def test_a_rebuilt_index_gives_the_same_answers(app, file_of):
    app.ingest([file_of(*(a_record(number, f"Zinc lozenges {number}", "Colds.") for number in range(1, 30)))])
    expected = found(app)
    told = []
    rebuilt = app.rebuild(told.append)
    assert found(app) == expected
    assert rebuilt.records == app.holdings().searched.records
    assert told == [29]


def test_the_library_lives_where_the_setting_says(tmp_path):
    assert Settings.read({"ANSWERABLE_HOME": str(tmp_path)}).library == tmp_path
    assert Settings.read({}).library.name == "answerable"


def scores(app: App, words: str = "zinc lozenges against colds") -> list[tuple[str, float]]:
    return [(one.passage.id, one.score) for one in app.search(words).passages]


def test_the_same_records_give_the_same_answers_however_they_came_to_be_held(tmp_path, file_of):
    records = [a_record(number, f"Zinc lozenges {number}", "Colds were shorter.", revised=2020) for number in range(1, 20)]
    old = [a_record(number, "Zinc zinc", "Colds colds.", revised=2010) for number in range(5, 30)]
    deletions = "".join(f'<PMID Version="1">{number}</PMID>' for number in range(20, 30))
    (tmp_path / "update.xml").write_text(f"<PubmedArticleSet><DeleteCitation>{deletions}</DeleteCitation></PubmedArticleSet>")
    with App.open(tmp_path / "straight") as straight, App.open(tmp_path / "winding") as winding:
        straight.ingest([file_of(*records)])
        for path in (file_of(*old), file_of(*reversed(records)), str(tmp_path / "update.xml")):
            winding.ingest([path])
        assert winding.holdings().searched == straight.holdings().searched
        assert scores(winding) == scores(straight)


def test_a_reader_goes_on_when_the_index_is_made_anew(app, file_of):
    app.ingest([file_of(*(a_record(number, f"Zinc lozenges {number}") for number in range(1, 20)))])
    reader = beside(app)
    before = scores(reader)
    app.rebuild()
    assert scores(reader) == before
    app.ingest([file_of(a_record(30, "Zinc lozenges for weavers"))])
    assert "pmid:30#abstract" in found(reader)


def test_a_library_that_another_process_makes_is_noticed_without_a_new_start(app, file_of):
    other = beside(app)
    assert not [one for one in other.search("zinc lozenges").passages if one.passage.record.id == "pmid:101"]
    app.ingest([file_of(a_record(101, "Zinc lozenges for the common cold"))])
    assert [one for one in other.search("zinc lozenges").passages if one.passage.record.id == "pmid:101"]

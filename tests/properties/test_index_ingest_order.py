"""In whatever order the same files are taken in, the library is the same and answers the same."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.app import App
from answerable.corpus.reading.jsonlines import write_record
from answerable.corpus.record import Author, PartialDate, Record, TextSection


@st.composite
def a_record(draw: st.DrawFn) -> Record:
    """A record that may well be the same article as another, in another version or with other identifiers."""
    number = draw(st.integers(1, 4))
    pmid = str(number) if draw(st.booleans()) else ""
    doi = f"10.5555/{number}" if draw(st.booleans()) or not pmid else ""
    return Record(
        id=f"pmid:{pmid}" if pmid else f"doi:{doi}",
        pmid=pmid,
        doi=doi,
        title=f"Zinc lozenges in village number {number}",
        authors=(Author(family="Oduya", initials="AB"),),
        published=PartialDate(2000 + number),
        revised=draw(st.none() | st.integers(2001, 2003).map(PartialDate)),
        abstract=draw(st.sampled_from([(), (TextSection("Colds were shorter."),), (TextSection("Coughs were rarer."),)])),
        source="own",
    )


def taken_in(folder: Path, files: list[bytes]) -> tuple[object, list[object]]:
    with App.open(folder / "library") as app:
        for number, content in enumerate(files):
            path = folder / f"{number}.jsonl"
            path.write_bytes(content)
            app.ingest([str(path)])
        run = app.search("zinc lozenges for colds and coughs")
        return app.holdings().searched.fingerprint, [(one.passage.id, one.score) for one in run.passages]


@pytest.mark.slow
@settings(max_examples=8, deadline=None)
@given(st.lists(st.lists(a_record(), min_size=1, max_size=3), min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_in_whatever_order_the_same_files_are_taken_in_the_library_is_the_same(batches, chance):
    files = [b"".join(write_record(record) + b"\n" for record in batch) for batch in batches]
    other = list(files)
    chance.shuffle(other)
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        assert taken_in(Path(one), files) == taken_in(Path(two), other)

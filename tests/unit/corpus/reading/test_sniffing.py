"""A layout is told by content; what is none is rejected in words that say what it looks like."""

import gzip
import io

import pytest

from answerable.corpus.reading import LAYOUTS, Rejected, read


def rejection(content: bytes) -> Rejected:
    (bad,) = read(io.BytesIO(content), "a file")
    assert isinstance(bad, Rejected)
    return bad


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (gzip.compress(b"x", mtime=0), "gzip"),
        (b"<!DOCTYPE html><html><body>Hello</body></html>", "HTML"),
        (b"<html lang='en'></html>", "HTML"),
        (b"<?xml version='1.0'?><eSearchResult><Count>1</Count></eSearchResult>", "esearch"),
        (b"<?xml version='1.0'?><eSummaryResult/>", "esummary"),
        (b"<eLinkResult></eLinkResult>", "elink"),
        (b"<recipe><egg/></recipe>", "<recipe>"),
        (b'{"header": {"type": "esummary", "version": "0.3"}, "result": {}}', "esummary"),
        (b'{"eggs": 3}', "JSON"),
        (b"[1, 2, 3]", "JSON"),
        (b"@article{x, title={T}}", "BibTeX"),
        (b"\x00\x01\x02\x03", "bytes"),
        (b"Dear reader,\nthis is a letter.\n", "none of the marks"),
        (b"name,age\nx,3\n", "none of the marks"),
    ],
)
def test_what_is_no_bibliography_is_rejected_with_what_it_looks_like(content, words):
    bad = rejection(content)
    assert bad.position == "the whole file"
    assert words in bad.reason


def test_a_rejection_of_a_whole_file_names_every_layout_that_is_taken_in():
    bad = rejection(b"nothing")
    assert all(layout.name in bad.next_step for layout in LAYOUTS)


def test_the_name_of_a_file_plays_no_part():
    for name in ("x.ris", "x.pdf", "x"):
        (record,) = read(io.BytesIO(b"PMID- 1\nTI  - T\nSO  - x\n"), name)
        assert record.source == "medline"


def test_every_real_file_is_read_or_rejected_as_a_whole(shared_data):
    paths = [path for path in sorted((shared_data / "pubmed_xml").rglob("*")) if path.is_file() and path.suffix != ".gz"]
    for path in paths:
        with path.open("rb") as stream:
            items = list(read(stream, path.name))
        rejected = [item for item in items if isinstance(item, Rejected)]
        assert not rejected or (len(items) == 1 and rejected[0].position == "the whole file"), path

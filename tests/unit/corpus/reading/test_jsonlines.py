"""JSON, one record a line: our own, and the trial articles' layout."""

import gzip
import io
import json

from answerable.corpus.identifiers import key_of
from answerable.corpus.reading import Rejected, read
from answerable.corpus.reading.jsonlines import write_record
from answerable.corpus.record import Author, Digest, Journal, PartialDate, Record, TextSection


def reading(*lines: bytes) -> list:
    return list(read(io.BytesIO(b"\n".join(lines)), "a file"))


FULL = Record(
    id="pmid:1",
    title="A title with “marks”, a \\ and a \" quote",
    pmid="1",
    doi="10.5555/x",
    authors=(Author(family="Ångström", given="M"), Author(collective="Group")),
    journal=Journal(name="J", issn=("2049-3630",)),
    published=PartialDate(2001, 2),
    abstract=(TextSection("Words.", "RESULTS", "RESULTS"),),
    digest=Digest(original="https://example.org/1", seen="own abstract"),
)  # fmt: skip


def test_what_was_written_is_read_back():
    other = Record(id=f"key:{key_of('T', None, '')}", title="T")
    assert reading(write_record(FULL), b"", write_record(other)) == [FULL, other]


def test_a_bad_line_costs_only_itself():
    found = reading(write_record(FULL), b'{"id": "pmid:2", "title": ', b'{"id": 3, "title": "x"}', write_record(FULL))
    assert [type(item).__name__ for item in found] == ["Record", "Rejected", "Rejected", "Record"]
    assert found[1].position == "record 2, line 2"
    assert "no JSON" in found[1].reason
    assert "$.id" in found[2].reason


def test_an_id_that_is_not_that_of_its_identifiers_is_rejected():
    (bad,) = reading(b'{"id":"pmid:2","title":"T","pmid":"3"}')
    assert bad.reason == "its id is pmid:2, and its identifiers make pmid:3"


def test_an_identifier_that_is_not_normal_is_rejected_with_its_normal_form():
    (bad,) = reading(b'{"id":"doi:10.5555/X","title":"T","doi":"10.5555/X"}')
    assert isinstance(bad, Rejected)
    assert "10.5555/x" in bad.next_step


def test_hidden_characters_are_cleaned_out_of_our_own_records_too():
    (record,) = reading(b'{"id":"pmid:2","title":"A\\u200b  back \\u202emouse ","pmid":"2"}')
    assert record.title == "A back mouse"


TRIAL = {
    "pmid": "91",
    "pmcid": "90",
    "doi": "10.5555/TRIAL",
    "title": "A trial of nothing",
    "authors": ["van der Nobody Jan A", "Solo"],
    "journal": "Journal of Nothing",
    "year": 2011,
    "abstract": [{"label": "Findings", "text": "Nothing happened."}, {"label": None, "text": "Nor after."}],
    "licence": "CC BY",
    "type": "protocol",
}


def test_a_trial_article_is_a_record():
    (record,) = reading(json.dumps(TRIAL).encode())
    assert (record.id, record.doi, record.pmcid) == ("pmid:91", "10.5555/trial", "PMC90")
    assert record.authors == (Author(family="van der Nobody", given="Jan A", initials="JA"), Author(family="Solo"))
    assert record.abstract == (TextSection("Nothing happened.", "Findings", "RESULTS"), TextSection("Nor after."))
    assert record.publication_types == ("Journal Article", "Clinical Trial Protocol")
    assert (record.licence, record.year) == ("CC BY", 2011)


def test_a_trial_article_without_a_doi_is_one_too():
    (record,) = reading(json.dumps(TRIAL | {"doi": None, "pmid": None}).encode())
    assert record.id == "pmcid:PMC90"


def test_the_2446_real_trial_articles_are_read(shared_data):
    content = gzip.decompress((shared_data / "rct_ccby" / "articles.jsonl.gz").read_bytes())
    found = list(read(io.BytesIO(content), "articles"))
    assert len(found) == 2446
    assert all(isinstance(item, Record) for item in found)
    assert sum(len(record.abstract) > 1 for record in found) == 1897

"""Whatever the bytes, reading never raises, and a file cut off anywhere keeps the whole records before the cut."""

import gzip
import io
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.adapters.files import sources
from answerable.corpus.identifiers import doi_of, isbn_of, issn_of, key_of, orcid_of, pmcid_of, pmid_of, record_id
from answerable.corpus.reading import Deletion, NoticeRow, Rejected, read
from answerable.corpus.reading.jsonlines import write_record
from answerable.corpus.record import Author, Journal, Link, MeshHeading, MeshQualifier, PartialDate, Record, TextSection
from answerable.text import clean

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "reading"
CSL = (
    b'[{"type": "article-journal", "title": "One [1]", "PMID": "1"},\n'
    b' {"type": "book", "title": "Two \\"2\\"", "DOI": "10.5555/2"}]'
)
RIS = b"TY  - JOUR\nTI  - One\nPY  - 2001\nER  -\n\nTY  - JOUR\nTI  - Two\nAB  - Words\n and more\nER  -\n"
OWN = b'{"id":"pmid:1","title":"One","pmid":"1"}\n{"id":"pmid:2","title":"Two","pmid":"2"}\n'
TABLE = (
    b"RetractionDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature\n"
    b"1/2/2003,10.5555/1,1,Retraction\n1/2/2003,,2,Correction\n"
)
ENDNOTE = (
    b"<xml><records><record><titles><title>One</title></titles></record>"
    b"<record><titles><title>Two</title></titles></record></records></xml>"
)
SAMPLES = {
    "pubmed": (FIXTURES / "pubmed.xml").read_bytes(),
    "jats": (FIXTURES / "jats.xml").read_bytes(),
    "medline": (FIXTURES / "medline.nbib").read_bytes(),
    "csl": CSL,
    "ris": RIS,
    "own": OWN,
    "table": TABLE,
    "endnote": ENDNOTE,
}  # fmt: skip
BEGINNINGS = [
    b"",
    b"<PubmedArticleSet><PubmedArticle>",
    b"<article>",
    b"PMID- ",
    b"TY  - JOUR\n",
    b"[{",
    b'{"id":"pmid:1","title":"',
    b"pmid\tpmidRetraction\n",
]


def reading(content: bytes) -> list:
    items = list(read(io.BytesIO(content), "a file"))
    assert all(isinstance(item, Record | Deletion | NoticeRow | Rejected) for item in items)
    assert all(item.title and item.id and item.title == clean(item.title) for item in items if isinstance(item, Record))
    assert all(item.position and item.reason for item in items if isinstance(item, Rejected))
    return items


def kept(content: bytes) -> list:
    return [item for item in reading(content) if not isinstance(item, Rejected)]


@given(st.sampled_from(BEGINNINGS), st.binary(max_size=300))
def test_any_bytes_give_records_or_rejections(beginning, rest):
    reading(beginning + rest)


@given(st.sampled_from(sorted(SAMPLES)), st.data())
def test_a_file_with_a_few_bytes_changed_gives_records_or_rejections(name, data):
    content = bytearray(SAMPLES[name])
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    reading(bytes(content))


@given(st.sampled_from(sorted(SAMPLES)), st.data())
@settings(max_examples=300)
def test_a_file_cut_off_anywhere_keeps_the_whole_records_before_the_cut(name, data):
    content = SAMPLES[name]
    cut = data.draw(st.integers(0, len(content)))
    whole, part = kept(content), reading(content[:cut])
    survivors = [item for item in part if not isinstance(item, Rejected)]
    # Of a table and of our own lines, a last line cut off may still be a row: it has no mark of its end.
    assert survivors[:-1] == whole[: max(len(survivors) - 1, 0)]
    if name not in ("table", "own", "medline"):
        assert survivors == whole[: len(survivors)]


@given(st.sampled_from(sorted(SAMPLES)), st.integers(1, 60), st.integers(1, 60))
@settings(max_examples=60)
def test_how_the_stream_is_cut_into_blocks_makes_no_difference(name, size, head):
    class Dripping(io.BytesIO):
        def read(self, wanted: int = -1, /) -> bytes:
            return super().read(min(wanted, size) if wanted > 0 else size)

    whole = reading(SAMPLES[name])
    assert list(read(Dripping(SAMPLES[name]), "a file")) == whole
    assert head


@given(st.integers(0, 10_000), st.integers(1, 255))
@settings(max_examples=60)
def test_a_gzip_cut_off_or_damaged_anywhere_keeps_what_came_before(tmp_path_factory, place, change):
    folder = tmp_path_factory.mktemp("gzip")
    lines = [f'{{"id":"pmid:{number}","title":"Title {number * 7919 % 1009}","pmid":"{number}"}}' for number in range(1, 300)]
    whole = bytearray(gzip.compress("\n".join(lines).encode(), mtime=0))
    place %= len(whole)
    (folder / "cut").write_bytes(whole[:place])
    whole[place] ^= change
    (folder / "damaged").write_bytes(whole)
    for source in sources([str(folder)]):
        with source.open() as stream:
            items = list(read(stream, source.name))
        pmids = [item.pmid for item in items if isinstance(item, Record)]
        if source.name.endswith("cut"):
            assert pmids == [str(number) for number in range(1, len(pmids) + 1)]
            assert isinstance(items[-1], Rejected)


words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30).map(clean).filter(bool)
qualifiers = st.tuples(st.builds(MeshQualifier, words))
numbers = st.integers(1, 10**8).map(str)
records = st.builds(
    lambda pmid, doi, title, year, family, more: Record(
        id=record_id(pmid=pmid, doi=doi, key=key_of(title, year, family)),
        pmid=pmid,
        doi=doi,
        title=title,
        published=PartialDate(year) if year else None,
        authors=(Author(family=family),),
        **more,
    ),
    pmid=st.just("") | numbers,
    doi=st.just("") | numbers.map(lambda number: f"10.5555/{number}"),
    title=words,
    year=st.none() | st.integers(1800, 2100),
    family=words,
    more=st.fixed_dictionaries(
        {
            "abstract": st.lists(st.builds(TextSection, words, words), max_size=3).map(tuple),
            "journal": st.builds(Journal, name=words),
            "mesh": st.lists(st.builds(MeshHeading, words, st.booleans(), qualifiers), max_size=2).map(tuple),
            "links": st.lists(st.builds(Link, ref_type=words, citation=words), max_size=2).map(tuple),
            "keywords": st.lists(words, max_size=3).map(tuple),
            "version": st.integers(1, 9),
        }
    ),
)  # fmt: skip


@given(st.lists(records, min_size=1, max_size=4))
def test_our_own_records_are_read_back_as_they_were_written(written):
    assert reading(b"\n".join(write_record(record) for record in written)) == written


@given(st.text(max_size=60))
def test_a_normal_form_is_its_own_normal_form(text):
    for normalise in (pmid_of, pmcid_of, doi_of, isbn_of, issn_of, orcid_of):
        assert normalise(normalise(text)) == normalise(text)

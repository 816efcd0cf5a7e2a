"""Every index gives the answers of the reference index: the same passages, the same scores, ties in the order of ids."""

from pathlib import Path

import pytest

from answerable.adapters.memory.index import MemoryIndex
from answerable.adapters.tantivy_index import TantivyIndex
from answerable.corpus.evidence import Design, Species
from answerable.corpus.record import MeshHeading, MeshQualifier, PartialDate, Record, TextSection
from answerable.retrieval.model import Clause, Filters, Query


def a_record(number: int, title: str, *abstract: str, year: int = 2000, **more: object) -> Record:
    return Record(
        id=f"pmid:{number}",
        pmid=str(number),
        title=title,
        abstract=tuple(TextSection(text) for text in abstract),
        published=PartialDate(year),
        **more,  # type: ignore[arg-type]
    )


SHELF: list[tuple[Record, Design, Species]] = [
    (a_record(1, "Back mice: nodules under the skin", "Nodules were tender.", year=1999), Design.CASE_SERIES, "human"),
    (
        a_record(2, "Injections for low back pain", "Pain of the lower back fell after injections."),
        Design.RANDOMISED_TRIAL,
        "human",
    ),
    (
        a_record(
            3,
            "A trial of walking",
            "Quality of life rose.",
            "Walking was no worse than rest; low back pain fell.",
            year=2015,
            mesh=(MeshHeading("Low Back Pain", True, (MeshQualifier("therapy"),)), MeshHeading("Walking")),
            keywords=("exercise",),
        ),
        Design.RANDOMISED_TRIAL,
        "human",
    ),
    (a_record(4, "Nodules in sheep", "Sheep with nodules walked less.", year=2010), Design.ANIMAL, "animal"),
    (a_record(5, "Twins of a title", "The same words in both."), Design.COHORT, "both"),
    (a_record(6, "Twins of a title", "The same words in both."), Design.COHORT, "unknown"),
    (
        a_record(
            7,
            "Full text on nodules",
            "A review.",
            full_text=(
                TextSection("Lipomas herniate through fascia.", "Anatomy"),
                TextSection("", "Empty"),
                TextSection("Pain."),
            ),
        ),
        Design.REVIEW,
        "human",
    ),
    (a_record(8, "", year=0), Design.UNKNOWN, "unknown"),
]


@pytest.fixture(params=["memory", "tantivy in memory", "tantivy in a folder"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> MemoryIndex | TantivyIndex:
    made = {
        "memory": MemoryIndex,
        "tantivy in memory": TantivyIndex,
        "tantivy in a folder": lambda: TantivyIndex(tmp_path / "index"),
    }[request.param]()
    made.put_graded(SHELF)
    made.commit()
    return made


def ids(index: MemoryIndex | TantivyIndex, query: Query, depth: int = 10) -> list[str]:
    return [one.passage_id.removeprefix("pmid:") for one in index.search(query, depth)]


QUERIES = {
    "one word": Query("nodules"),
    "inflected": Query("injecting nodule"),
    "several words": Query("low back pain injections"),
    "a word twice": Query("pain pain walking"),
    "only empty words": Query("what is the"),
    "nothing": Query(""),
    "query syntax": Query('title:nodules^9 AND ("pain" OR *) -sheep [1 TO 2] /x.*/'),
    "unknown words": Query("zebrafish"),
    "accents and case": Query("NODULÉS"),
    "a name of several words": Query("", (Clause(("low back pain",)),)),
    "a phrase over an empty word": Query("", (Clause(("quality of life",)),)),
    "the best of several names, once": Query("pain", (Clause(("low back pain", "pain of the lower back", "sheep"), 2.0),)),
    "a required name": Query("pain walking", (Clause(("nodule", "back mouse"), 1.0, required=True),)),
    "a required name that nothing has": Query("pain", (Clause(("zebrafish",), 1.0, required=True),)),
    "a required name of empty words": Query("pain", (Clause(("of the",), 1.0, required=True),)),
    "two required names": Query("", (Clause(("nodules",), 1.0, True), Clause(("sheep", "skin"), 0.5, True))),
    "since": Query("nodules pain walking", filters=Filters(since=2010)),
    "designs": Query("nodules pain walking", filters=Filters(designs=(Design.RANDOMISED_TRIAL, Design.CASE_SERIES))),
    "human": Query("nodules same walking", filters=Filters(species="human")),
    "animal and required": Query("pain", (Clause(("nodules",), 1.0, True),), Filters(species="animal", since=1990)),
    "mesh qualifier": Query("therapy"),
    "keywords": Query("exercise"),
    "full text": Query("fascia anatomy"),
}


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES.keys())
def test_every_index_gives_the_answers_of_the_reference(index, query: Query):
    reference = MemoryIndex()
    reference.put_graded(SHELF)
    reference.commit()
    expected = reference.search(query, 10)
    found = index.search(query, 10)
    assert [one.passage_id for one in found] == [one.passage_id for one in expected]
    assert [one.score for one in found] == pytest.approx([one.score for one in expected], rel=1e-4, abs=2e-4)


def test_a_word_finds_its_inflections(index):
    assert ids(index, Query("injection")) == ["2#abstract"]


def test_ties_stand_in_the_order_of_their_ids(index):
    assert ids(index, Query("twins")) == ["5#abstract", "6#abstract"]
    assert ids(index, Query("twins"), depth=1) == ["5#abstract"]


def test_a_name_of_several_words_is_a_phrase(index):
    assert ids(index, Query("", (Clause(("low back pain",)),))) == ["2#abstract", "3#abstract"]


def test_a_required_clause_leaves_out_what_has_none_of_its_names(index):
    assert set(ids(index, QUERIES["a required name"])) == {"1#abstract", "4#abstract", "7#abstract", "7#text/0", "7#text/2"}


def test_bounds_leave_out_what_does_not_meet_them(index):
    assert ids(index, QUERIES["since"]) == ["3#abstract", "4#abstract"]
    assert "5#abstract" in ids(index, QUERIES["human"])
    assert "6#abstract" not in ids(index, QUERIES["human"])


def test_a_section_of_a_full_text_is_found_by_its_own_words(index):
    assert ids(index, Query("fascia")) == ["7#text/0"]


def test_no_depth_finds_nothing(index):
    assert list(index.search(Query("nodules"), 0)) == []
    assert list(index.search(Query("nodules"), -1)) == []


def test_what_was_put_again_replaces_what_was_there(index):
    index.put_graded([(a_record(2, "Lipoma"), Design.REVIEW, "human")])
    index.put_graded([(a_record(7, "Review without text"), Design.REVIEW, "human")])
    index.commit()
    assert ids(index, Query("injections")) == []
    assert ids(index, Query("lipoma fascia")) == ["2#abstract"]


def test_what_was_deleted_is_not_found(index):
    index.delete(["pmid:4", "pmid:7", "pmid:999"])
    index.commit()
    assert ids(index, Query("nodules")) == ["1#abstract"]


def test_what_was_not_committed_is_not_found(index):
    index.put_graded([(a_record(9, "Zebrafish"), Design.LABORATORY, "animal")])
    assert ids(index, Query("zebrafish")) == []
    index.commit()
    assert ids(index, Query("zebrafish")) == ["9#abstract"]


def test_highlights_mark_the_words_and_the_phrases_of_a_query(index):
    query = Query("nodule", (Clause(("low back pain", "mouse")),))
    text = "Tender nodules — in Low  Back pain, not in back pain of mice; a mouse."
    marked = [text[start:end] for start, end in index.highlights(query, text)]
    assert marked == ["nodules", "Low  Back pain", "mouse"]


def test_an_index_in_a_folder_is_there_when_opened_again(tmp_path):
    first = TantivyIndex(tmp_path / "index")
    first.put_graded(SHELF)
    first.commit()
    first.release()
    assert ids(TantivyIndex(tmp_path / "index"), Query("sheep")) == ["4#abstract"]


def test_a_reader_sees_what_a_writer_committed_after_it_opened(tmp_path):
    writer = TantivyIndex(tmp_path / "index")
    reader = TantivyIndex(tmp_path / "index")
    writer.put_graded(SHELF)
    assert ids(reader, Query("sheep")) == []
    writer.commit()
    assert ids(reader, Query("sheep")) == ["4#abstract"]


def test_ties_across_a_large_depth_are_resolved_by_ids():
    shelf = [(a_record(number, "Same title"), Design.COHORT, "human") for number in range(300)]
    index = TantivyIndex()
    index.put_graded(reversed(shelf))
    index.commit()
    expected = sorted(f"{number}#abstract" for number in range(300))[:20]
    assert ids(index, Query("title"), depth=20) == expected


def test_passages_with_a_word_a_letter_or_two_off_are_found(index):
    assert {one.rpartition("#")[0] for one in index.like("nodulles", 1, 10)} == {"pmid:1", "pmid:4", "pmid:7"}
    assert {one.rpartition("#")[0] for one in index.like("nodlues", 2, 10)} == {"pmid:1", "pmid:4", "pmid:7"}
    assert index.like("nodulles", 1, 2) == index.like("nodulles", 1, 10)[:2]
    assert list(index.like("xylophone", 2, 10)) == []
    assert list(index.like("nodulles", 0, 10)) == []
    assert list(index.like("", 1, 10)) == []

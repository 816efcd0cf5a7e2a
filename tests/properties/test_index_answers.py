"""Whatever is put, replaced, taken out and asked, an index gives the answers of the reference index."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.adapters.analysis import terms
from answerable.adapters.memory.index import MemoryIndex, coarse
from answerable.adapters.tantivy_index import TantivyIndex
from answerable.corpus.evidence import Design
from answerable.corpus.record import MeshHeading, PartialDate, Record, TextSection
from answerable.retrieval.model import Clause, Filters, Query

WORDS = st.sampled_from(
    "pain back mouse mice nodule nodules of the no Quality life injected injection β-block naïve 10.5".split()
)
TEXT = st.lists(WORDS, max_size=12).map(" ".join)
DESIGNS = st.sampled_from([Design.COHORT, Design.REVIEW, Design.RANDOMISED_TRIAL])
SPECIES = st.sampled_from(["human", "animal", "both", "unknown"])


@st.composite
def graded(draw: st.DrawFn) -> tuple[Record, Design, str]:
    record = Record(
        id=f"pmid:{draw(st.integers(1, 9))}",
        title=draw(TEXT),
        abstract=tuple(TextSection(text) for text in draw(st.lists(TEXT, max_size=2))),
        full_text=tuple(TextSection(text, "Results") for text in draw(st.lists(TEXT, max_size=2))),
        mesh=tuple(MeshHeading(text) for text in draw(st.lists(TEXT, max_size=2))),
        keywords=tuple(draw(st.lists(TEXT, max_size=2))),
        published=draw(st.none() | st.integers(1990, 1995).map(PartialDate)),
    )
    return record, draw(DESIGNS), draw(SPECIES)


CLAUSES = st.builds(
    Clause,
    st.lists(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=3).map(tuple),
    st.sampled_from([0.5, 1.0, 2.0]),
    st.booleans(),
)
FILTERS = st.builds(Filters, st.none() | st.integers(1989, 1996), st.lists(DESIGNS, max_size=2).map(tuple), st.none() | SPECIES)
QUERIES = st.builds(Query, TEXT, st.lists(CLAUSES, max_size=3).map(tuple), FILTERS)


@given(st.lists(graded(), max_size=12, unique_by=lambda one: one[0].id), st.lists(QUERIES, max_size=4), st.integers(1, 12))
def test_an_index_gives_the_answers_of_the_reference(shelf, queries, depth):
    reference, index = MemoryIndex(), TantivyIndex()
    for one in (reference, index):
        one.put_graded(shelf)
        one.commit()
    for query in queries:
        expected, found = reference.search(query, 100), index.search(query, 100)
        assert {one.passage_id for one in found} == {one.passage_id for one in expected}
        by_id = {one.passage_id: one.score for one in expected}
        assert [one.score for one in found] == pytest.approx([by_id[one.passage_id] for one in found], rel=1e-4, abs=3e-4)
        # In the order of its own scores, ties by id, whatever the depth.
        assert list(found) == sorted(found, key=lambda one: (-one.score, one.passage_id))
        assert list(index.search(query, depth)) == list(found)[:depth]


@given(st.lists(graded(), max_size=20), st.lists(st.integers(1, 9), max_size=5), QUERIES)
def test_what_was_replaced_or_taken_out_is_never_found(shelf, gone, query):
    reference, index = MemoryIndex(), TantivyIndex()
    for one in (reference, index):
        for record in shelf:
            one.put_graded([record])
        one.delete([f"pmid:{number}" for number in gone])
        one.commit()
    expected, found = reference.search(query, 100), index.search(query, 100)
    assert {one.passage_id for one in found} == {one.passage_id for one in expected}


@given(st.text(max_size=60))
def test_terms_stand_where_they_say(text):
    for term in terms(text):
        assert 0 <= term.start < term.end <= len(text)
        assert text[term.start : term.end].strip()


@given(st.text(max_size=80), st.text(max_size=40))
def test_highlights_never_overlap_and_never_fail(words, text):
    spans = TantivyIndex().highlights(Query(words, (Clause((words, text)),)), text)
    assert all(start < end for start, end in spans)
    assert all(before[1] < after[0] for before, after in pairwise(spans))


@given(st.text(max_size=200))
def test_no_words_of_a_person_break_a_search(words):
    index = TantivyIndex()
    index.put_graded([(Record(id="pmid:1", title=words), Design.COHORT, "human")])
    index.commit()
    index.search(Query(words, (Clause((words,), 1.0, required=False),)), 5)


@given(st.integers(0, 10_000_000))
def test_a_coarse_length_is_never_longer_and_at_most_an_eighth_shorter(length):
    assert coarse(length) <= length <= coarse(length) * 9 / 8 + 1

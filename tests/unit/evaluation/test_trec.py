"""TREC's files are read as `trec_eval` reads them, and what is no run is refused with its line."""

import contextlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.errors import Problem, UnreadableInput
from answerable.evaluation.model import Qrel
from answerable.evaluation.trec import read_qrels, read_run, written_run


def test_a_run_is_ranked_by_score_and_ties_in_the_falling_order_of_ids():
    run = b"q1 Q0 a 1 0.5 me\nq1 Q0 b 2 0.5 me\nq1\tQ0\tc\t9\t2e1\tme\n\nq2 Q0 a 1 -1 me\n"
    assert read_run(BytesIO(run), "run") == {"q1": ("c", "b", "a"), "q2": ("a",)}


@pytest.mark.parametrize("line", [b"q1 Q0 a 1 0.5", b"q1 Q0 a 1 much me", b"q1 Q0 a 1 nan me", b"q1 Q0 x 1 0.5 me"])
def test_what_is_no_line_of_a_run_is_refused_with_its_number(line: bytes):
    with pytest.raises(UnreadableInput, match=r"Line 2 of mine\.run"):
        read_run(BytesIO(b"q1 Q0 x 1 0.9 me\n" + line), "mine.run")


@pytest.mark.parametrize("qrels", [b"q1 0 a 1\nq1 0 b 0\n", b"query-id\tcorpus-id\tscore\nq1\ta\t1\nq1\tb\t0\n"])
def test_judgements_have_four_columns_or_three_with_headings(qrels: bytes):
    found = read_qrels(BytesIO(qrels), "qrels")
    assert found.qrels == (Qrel("q1", "a", 1), Qrel("q1", "b", 0))
    assert [topic.id for topic in found.topics] == ["q1"]


@pytest.mark.parametrize("line", [b"q1 0 a", b"q1 0 a b c 1", b"q1 0 a many", b"q1 0 a 0"])
def test_what_is_no_judgement_or_says_otherwise_is_refused_with_its_number(line: bytes):
    with pytest.raises(UnreadableInput, match="Line 2 of qrels"):
        read_qrels(BytesIO(b"q1 0 a 1\n" + line), "qrels")


ids = st.text("abcdefghij0123456789:#._-", min_size=1, max_size=8)


@given(st.dictionaries(ids, st.lists(ids, min_size=1, max_size=12, unique=True), max_size=5), st.text(max_size=10))
def test_a_run_that_is_written_is_read_back_in_its_order(rankings: dict[str, list[str]], name: str):
    written = "".join(written_run(rankings, name))
    read = read_run(BytesIO(written.encode("utf-8", "replace")), "run")
    assert read == {topic: tuple(ranking) for topic, ranking in rankings.items()}


@given(st.binary(max_size=200))
def test_any_bytes_are_a_run_or_a_problem(content: bytes):
    for read in (read_run, read_qrels):
        with contextlib.suppress(Problem):
            read(BytesIO(content), "any")

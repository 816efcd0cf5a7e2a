"""Runs of TREC BioGen are read as the track lays them out, and ours are within its rules."""

import contextlib
import json
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.errors import Problem, UnreadableInput
from answerable.evaluation.biogen import (
    MOST_CITATIONS,
    MOST_WORDS,
    RunAnswer,
    RunSentence,
    read_biogen,
    within,
    written_biogen,
)


def a_run(*rows: object) -> BytesIO:
    return BytesIO("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows).encode())


TOPIC = {
    "metadata": {"team_id": "us", "run_id": "first", "topic_id": "12"},
    "responses": [
        {"text": "Walking  helps.", "citations": ["11", "PMID: 12", "https://pubmed.ncbi.nlm.nih.gov/13/"]},
        {"text": "Rest may not.", "citations": []},
    ],
}


def test_a_run_is_read_with_its_sentences_and_pmids():
    found = read_biogen(a_run(TOPIC), "run.jsonl")
    assert found.answers == (
        RunAnswer("12", (RunSentence("Walking helps.", ("11", "12", "13")), RunSentence("Rest may not.", ()))),
    )
    assert not found.rejected
    assert not found.breaches


def test_an_array_and_the_names_of_sister_tracks_are_understood():
    other = {"meta_data": {"qa_id": 3, "question": "Does it help?"}, "answer": [{"text": "Yes.", "citations": [7, 7]}]}
    found = read_biogen(BytesIO(json.dumps([TOPIC, other]).encode()), "run.json")
    assert found.answers[1] == RunAnswer("3", (RunSentence("Yes.", ("7",)),), "Does it help?")


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("{", "is no JSON"),
        ("[1]", "is no object"),
        ({"responses": []}, "names no topic"),
        ({"metadata": {"topic_id": "1"}}, "has no list of responses"),
        ({"metadata": {"topic_id": "1"}, "responses": [{"citations": []}]}, "response 1 of topic 1 has no text"),
        ({"metadata": {"topic_id": "1"}, "responses": [{"text": "a", "citations": "1"}]}, "are no list"),
        ({"metadata": {"topic_id": "1"}, "responses": [{"text": "a", "citations": [{}]}]}, "no PMID"),
        (TOPIC, "answers topic 12 again"),
    ],
)
def test_what_is_no_answer_is_told_with_its_line_and_the_rest_is_read(row: object, why: str):
    found = read_biogen(a_run(TOPIC, row), "run.jsonl")
    assert len(found.answers) == 1
    assert found.rejected[0].startswith("run.jsonl, line 2: ")
    assert why in found.rejected[0]


def test_a_file_without_an_answer_is_refused():
    with pytest.raises(UnreadableInput, match="line 1: names no topic"):
        read_biogen(a_run({}, {}), "run.jsonl")


def test_what_breaks_the_rules_of_the_track_is_told():
    row = {"metadata": {"topic_id": "1"}, "responses": [{"text": "so " * 251, "citations": ["1", "2", "3", "4"]}]}
    breaches = read_biogen(a_run(row), "run").breaches
    assert [breach.split(", and")[0] for breach in breaches] == ["topic 1 has 251 words", "response 1 of topic 1 cites 4"]


sentence = st.builds(
    RunSentence,
    st.lists(st.sampled_from(["walking", "eased", "pain", "“90%”"]), min_size=1, max_size=120).map(" ".join),
    st.lists(st.integers(1, 99_999_999).map(str), max_size=6, unique=True).map(tuple),
)
answers = st.lists(
    st.builds(RunAnswer, st.integers(0, 10**6).map(str), st.lists(sentence, max_size=8).map(tuple)),
    min_size=1, max_size=4, unique_by=lambda one: one.topic,
)  # fmt: skip


@given(answers)
def test_a_run_that_is_written_is_within_the_rules_and_is_read_back(given_: list[RunAnswer]):
    written = "".join(written_biogen(given_, "us", "ours"))
    found = read_biogen(BytesIO(written.encode()), "run")
    assert not found.rejected
    assert not found.breaches
    for ours, read in zip(given_, found.answers, strict=True):
        assert read.topic == ours.topic
        assert [one.text for one in read.sentences] == [one.text for one in within(ours.sentences)]
        assert all(len(one.citations) <= MOST_CITATIONS for one in read.sentences)
        assert sum(len(one.text.split()) for one in read.sentences) <= MOST_WORDS


@given(st.binary(max_size=300))
def test_any_bytes_are_a_run_or_a_problem(content: bytes):
    with contextlib.suppress(Problem):
        assert read_biogen(BytesIO(content), "any").answers

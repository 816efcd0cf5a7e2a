"""Answers are measured by what their citations are to them; digests and what nobody judged are in no figure of quality."""

import contextlib
import json
from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.corpus.stance import Stance
from answerable.errors import Problem, UnreadableInput
from answerable.evaluation.answering import (
    Answering,
    CitationClass,
    CitedRecord,
    CitedStatement,
    Response,
    class_of,
    measure_answers,
)
from answerable.evaluation.questions import AskedQuestion, read_questions, spread
from answerable.evaluation.rendering import RENDERERS
from answerable.evaluation.results import Evaluation


class WordModel:
    """A model for tests: it supports at “eased”, contradicts at “worsened”, and else does not tell."""

    def stances(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Stance]:
        return [
            Stance(0.9, 0.05, 0.05)
            if "eased" in passage
            else Stance(0.1, 0.8, 0.1)
            if "worsened" in passage
            else Stance(0.1, 0.1, 0.8)
            for _, passage in pairs
        ]


def cited(id: str, *sentences: str, digest: bool = False, retracted: bool = False, held: bool = True) -> CitedRecord:
    return CitedRecord(id=id, sentences=sentences, digest=digest, retracted=retracted, held=held)


CLAIM = "Walking eases pain of the back."
FOR = cited("pmid:1", "Walking eased pain.")
AGAINST = cited("pmid:2", "Walking worsened pain of the back.")
SILENT = cited("pmid:3", "Walking and pain of the back were looked at.")
ELSEWHERE = cited("pmid:4", "Tea was drunk.")
DIGEST = cited("pmid:5", "Walking eased pain.", digest=True)
GONE = cited("pmid:6", held=False)


def an_evaluation(
    *responses: Response, gold: dict[str, Sequence[str]] | None = None, model: WordModel | None = None
) -> Evaluation:
    asked = gold or {one.question: () for one in responses}
    system = Answering("ours", "made up", {one.question: one for one in responses})
    return measure_answers("mine", asked, [system], model, {"seed": "1"})


def a_response(question: str, *statements: CitedStatement) -> Response:
    return Response(question=question, statements=statements, sections=4, sections_answered=3)


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (FOR, CitationClass.SUPPORTING),
        (AGAINST, CitationClass.CONTRADICTING),
        (SILENT, CitationClass.NEUTRAL),
        (ELSEWHERE, CitationClass.NOT_RELEVANT),
    ],
    ids=lambda one: str(one)[:12],
)
def test_a_citation_is_one_of_the_four_classes(record: CitedRecord, expected: CitationClass):
    assert class_of(WordModel(), CLAIM, record.sentences) is expected


def test_the_shares_are_those_that_a_person_would_count():
    found = an_evaluation(
        a_response("a", CitedStatement(CLAIM, (FOR, SILENT)), CitedStatement(CLAIM, (AGAINST, ELSEWHERE))),
        Response(question="b", abstained="not enough evidence in the library"),
        model=WordModel(),
    )
    values = {name: estimate.value for name, estimate in found.systems[0].measures.items()}
    assert values == {
        "answered": 0.5, "sections answered": 0.75, "citations each": 2.0, "sound": 1.0, "supporting": 0.25,
        "contradicting": 0.25, "neutral": 0.25, "not relevant": 0.25, "borne out": 0.5,
    }  # fmt: skip
    assert found.tables[0].rows == (("not enough evidence in the library", "1"),)
    assert [case.said["ours"] for case in found.cases] == ["supporting", "neutral", "contradicting", "not relevant"]


def test_promise_4_without_a_model_nothing_is_judged_and_nothing_counts_as_support():
    found = an_evaluation(a_response("a", CitedStatement(CLAIM, (FOR,))))
    assert not {"supporting", "borne out"} & set(found.systems[0].measures)
    assert found.systems[0].facts["not judged"] == 1
    assert "No citation was judged" in RENDERERS["text"](found)


def test_digests_are_counted_apart_and_are_in_no_figure_of_quality():
    statement = CitedStatement("Walking eased pain of the back in adults.", (DIGEST,))
    gold = {"a": ["Walking eased pain of the back in adults."]}
    found = an_evaluation(a_response("a", statement), gold=gold, model=WordModel())
    assert not {"supporting", "borne out"} & set(found.systems[0].measures)
    assert found.systems[0].facts["of digests"] == 1
    assert found.systems[0].measures["coverage"].value == 0
    assert found.systems[0].measures["coverage, stance"].value == 0


@pytest.mark.parametrize("record", [GONE, cited("pmid:7", "Walking eased pain.", retracted=True)], ids=["not held", "retracted"])
def test_promise_6_an_answer_that_cites_what_is_gone_or_retracted_is_not_sound(record: CitedRecord):
    found = an_evaluation(a_response("a", CitedStatement(CLAIM, (FOR, record))))
    assert found.systems[0].measures["sound"].value == 0


def test_gold_is_covered_where_a_statement_has_half_of_its_words():
    gold = {"a": ["Walking eased pain of the back.", "Surgery was needed in few people."], "b": ["Tea did nothing at all."]}
    found = an_evaluation(a_response("a", CitedStatement(CLAIM, (FOR,))), gold=gold)
    assert found.systems[0].measures["coverage"].value == pytest.approx(1 / 3)


def test_runs_are_compared_on_the_same_questions():
    right = a_response("a", CitedStatement(CLAIM, (FOR,)))
    wrong = a_response("a", CitedStatement(CLAIM, (AGAINST,)))
    systems = [Answering("one", "", {"a": wrong}), Answering("other", "", {"a": right})]
    found = measure_answers("mine", {"a": (), "b": ()}, systems, WordModel(), {})
    assert found.systems[1].differences["one"]["supporting"].value == 1
    assert found.systems[1].measures["answered"].value == 0.5


def test_questions_are_lines_or_objects_and_each_is_asked_once():
    nuggets = ["Tea does not help sleep.", {"text": "Tea was well borne by all."}, "Tea"]
    rows = (
        "\ufeff# remarks",
        "What is gout?",
        "",
        json.dumps({"id": 7, "question": "Does tea help?", "nuggets": nuggets}),
        '{"question": "what is gout?", "gold": ["Gout is a disease of joints."]}',
        '{"id": 8}',
        "{",
        '{"qid": "9", "question": "Is it safe?", "answer": "Key points. It was safe in all. It was safe in all."}',
        '{"qid": "9", "question": "Is it dear?"}',
    )
    text = "\n".join(rows)
    found = read_questions(BytesIO(text.encode()), "q.txt")
    assert found.questions == (
        AskedQuestion("line 2", "What is gout?", ("Gout is a disease of joints.",)),
        AskedQuestion("7", "Does tea help?", ("Tea does not help sleep.", "Tea was well borne by all.")),
        AskedQuestion("9", "Is it safe?", ("It was safe in all.",)),
        AskedQuestion("9, line 9", "Is it dear?"),
    )
    assert [one.split(": ")[0] for one in found.rejected] == [f"q.txt, line {number}" for number in (6, 7)]


def test_a_file_without_a_question_is_refused():
    with pytest.raises(UnreadableInput, match="no question"):
        read_questions(BytesIO(b"# nothing\n"), "q.txt")


@given(st.binary(max_size=200))
def test_any_bytes_are_questions_or_a_problem(content: bytes):
    with contextlib.suppress(Problem):
        assert read_questions(BytesIO(content), "any").questions


texts = st.text("abc de", min_size=1, max_size=12).filter(lambda text: bool(text.split()))


@given(st.lists(texts, min_size=1, max_size=10))
def test_no_question_is_lost_and_none_is_asked_twice(asked: list[str]):
    found = read_questions(BytesIO("\n".join(json.dumps({"question": text}) for text in asked).encode()), "q")
    assert [one.text for one in found.questions] == list(dict.fromkeys(" ".join(text.split()) for text in asked))
    assert not found.rejected


@given(st.integers(1, 40), st.integers(1, 50))
def test_some_questions_are_spread_over_the_list(count: int, most: int):
    asked = [AskedQuestion(str(number), "?") for number in range(count)]
    places = [int(one.id) for one in spread(asked, most)]
    assert len(places) == min(count, most)
    assert places == sorted(set(places))
    assert max(b - a for a, b in pairwise([*places, count])) <= -(-count // most) + 1

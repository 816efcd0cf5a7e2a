"""What a question is understood to ask: over two hundred and fifty written questions, each with type, topic and PICO.

The table is `questions.jsonl` beside this file: `topic` are words of the first mention of the topic, in lower case;
population, intervention, comparator and outcome stand where the question has them.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from answerable.question import QuestionType, understand

TABLE = [json.loads(line) for line in Path(__file__).with_name("questions.jsonl").read_text("utf-8").splitlines()]
ROWS = [pytest.param(row, id=row["question"]) for row in TABLE]
PARTS = ("population", "intervention", "comparator", "outcome")


@pytest.mark.parametrize("row", ROWS)
def test_the_type_is_what_the_question_asks_for(row: dict[str, str]):
    assert understand(row["question"]).type == row["type"]


@pytest.mark.parametrize("row", ROWS)
def test_the_topic_is_what_the_question_is_about(row: dict[str, str]):
    topic = understand(row["question"]).topic
    assert row["topic"] in topic[0].words.lower()


@pytest.mark.parametrize("row", [param for param in ROWS if any(part in param.values[0] for part in PARTS)])
def test_the_pico_is_worded_as_the_question_words_it(row: dict[str, str]):
    pico = understand(row["question"]).pico
    assert {part: getattr(pico, part) for part in PARTS if part in row} == {part: row[part] for part in PARTS if part in row}


@pytest.mark.parametrize("row", ROWS)
def test_a_question_mark_and_capitals_do_not_matter_to_the_type(row: dict[str, str]):
    question = row["question"].rstrip("?")
    assert understand(question + "?").type == understand(question).type
    if not any(word.isupper() for word in question.split() if word != "I"):  # abbreviations may depend on their case
        assert understand(question.lower()).type == row["type"]


def test_the_table_holds_at_least_two_hundred_questions_of_every_type():
    counted = Counter(row["type"] for row in TABLE)
    assert len({row["question"] for row in TABLE}) >= 200
    assert all(counted[type_] >= 10 for type_ in QuestionType)

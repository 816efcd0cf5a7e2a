"""The JSON of an answer: the same object again, under the schema that is published."""

import json
from pathlib import Path

import msgspec
import pytest
from answers import an_answer
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from answerable.publication.rendering.json import parse, render, schema, schema_text

PUBLISHED = Path(__file__).resolve().parents[3] / "docs" / "reference" / "answer.schema.json"


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)), max_size=60), min_size=1, max_size=4))
def test_an_answer_comes_back_from_its_json_as_it_was(texts):
    answer = an_answer(texts, titles=texts)
    assert parse(render(answer)) == answer
    assert render(parse(render(answer))) == render(answer)


def test_the_published_schema_is_that_of_this_version():
    # Write it anew with: answerable schema --output docs/reference/answer.schema.json
    assert PUBLISHED.read_text(encoding="utf-8") == schema_text()


def test_the_schema_is_a_schema_and_an_answer_meets_it():
    Draft202012Validator.check_schema(schema())
    Draft202012Validator(schema()).validate(json.loads(render(an_answer(indirect="something near"))))


def test_an_answer_without_a_claims_citations_does_not_meet_the_schema():
    answer = json.loads(render(an_answer()))
    del answer["sections"][0]["claims"][0]["citations"]
    assert list(Draft202012Validator(schema()).iter_errors(answer))


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"id": 1}', "x", '{"id": "a'])
def test_what_is_no_answer_is_refused(text):
    with pytest.raises(msgspec.MsgspecError):
        parse(text)

"""An answer as JSON, and the JSON Schema that describes it."""

from __future__ import annotations

from typing import Any

import msgspec

from answerable.composition.answer import Answer
from answerable.writing import as_json


def render(answer: Answer) -> str:
    """The answer as indented JSON; the same answer gives the same bytes, and what would act on a terminal is escaped."""
    return as_json(answer)


def parse(text: str | bytes) -> Answer:
    """An answer from its JSON; raises `msgspec.ValidationError` or `msgspec.DecodeError` where it is none."""
    return msgspec.json.decode(text, type=Answer)


def schema_text() -> str:
    """The JSON Schema as it is published."""
    return as_json(schema())


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of an answer."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An answer of Answerable",
        **msgspec.json.schema(Answer),
    }

"""An answer as JSON, and the JSON Schema that describes it."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from answerable.composition.answer import Answer

# Characters that JSON allows as they are and that act on a terminal or turn the order of words; they stand only in strings.
_ACTS = re.compile("[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def render(answer: Answer) -> str:
    """The answer as indented JSON; the same answer gives the same bytes, and what would act on a terminal is escaped."""
    text = msgspec.json.format(msgspec.json.encode(answer, order="deterministic"), indent=2).decode()
    return _ACTS.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def parse(text: str | bytes) -> Answer:
    """An answer from its JSON; raises `msgspec.ValidationError` or `msgspec.DecodeError` where it is none."""
    return msgspec.json.decode(text, type=Answer)


def schema_text() -> str:
    """The JSON Schema as it is published."""
    return msgspec.json.format(msgspec.json.encode(schema(), order="deterministic"), indent=2).decode() + "\n"


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of an answer."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An answer of Answerable",
        **msgspec.json.schema(Answer),
    }

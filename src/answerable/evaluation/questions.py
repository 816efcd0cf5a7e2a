"""Questions that answers are measured on: a line each, or JSON Lines, with gold statements where there are any."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from io import BufferedIOBase
from typing import Any, BinaryIO, cast

from msgspec import Struct

from answerable.errors import UnreadableInput
from answerable.evaluation.pairs import cut

_QUESTION = ("question", "query", "text", "title", "QUESTION")
_GOLD = ("nuggets", "gold", "answers", "answer", "ideal_answer", "long_answer", "LONG_ANSWER")
_ID = ("id", "topic_id", "qa_id", "qid", "_id")
_LEAST = 4  # words of a gold statement: what is shorter is a heading


class AskedQuestion(Struct, frozen=True):
    """A question with what a good answer states, a statement each; without gold there is nothing that coverage can be of."""

    id: str
    text: str
    gold: tuple[str, ...] = ()


class QuestionList(Struct, frozen=True):
    """Questions from one source, each once, and the lines that were none."""

    name: str
    questions: tuple[AskedQuestion, ...]
    rejected: tuple[str, ...] = ()


def read_questions(lines: BinaryIO | BufferedIOBase, name: str) -> QuestionList:
    """The questions of a file; lines that are none are told, with their place, and the rest is taken.

    A line that begins with "{" is an object with a question and perhaps an id and gold statements (a text, or a list of texts
    or of objects with one); any other line is a question as it stands, unless it begins with "#". A question that stands
    twice is asked once, with the gold of both. Raises `UnreadableInput` where there is none.
    """
    found: dict[str, AskedQuestion] = {}
    rejected: list[str] = []
    ids: dict[str, str] = {}  # by the words of the question
    for number, line in _lines(lines):
        one = _of_object(line, number) if line.startswith("{") else AskedQuestion(f"line {number}", line)
        if isinstance(one, str):
            rejected.append(f"{name}, line {number}: {one}")
            continue
        named = one.id if one.id not in found else f"{one.id}, line {number}"
        known = ids.setdefault(one.text.lower(), named)
        before = found.get(known, AskedQuestion(known, one.text))
        found[known] = AskedQuestion(known, before.text, tuple(dict.fromkeys((*before.gold, *one.gold))))
    if not found:
        why = f" The first: {rejected[0]}." if rejected else ""
        raise UnreadableInput(f"{name} has no question.{why}", "Give a question a line, or objects with “question”.")
    return QuestionList(name, tuple(found.values()), tuple(rejected))


def spread(questions: Sequence[AskedQuestion], most: int | None) -> tuple[AskedQuestion, ...]:
    """At most so many of the questions, evenly spread over the list, so that one that is sorted is not asked of its beginning."""
    count = len(questions)
    if most is None or most >= count:
        return tuple(questions)
    return tuple(questions[place * count // most] for place in range(most))


def _lines(lines: BinaryIO | BufferedIOBase) -> Iterator[tuple[int, str]]:
    """The lines that say something, each in one line of words; what begins with "#" is a remark."""
    for number, line in enumerate(lines, 1):
        words = " ".join(line.decode("utf-8-sig", "replace").split())
        if words and not words.startswith("#"):
            yield number, words


def _of_object(line: str, number: int) -> AskedQuestion | str:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"is no JSON: {error}"
    row = cast("Mapping[str, Any]", found)
    question = next((row[key] for key in _QUESTION if isinstance(row.get(key), str) and row[key].strip()), "")
    if not question:
        return "has no question"
    named = next((row[key] for key in _ID if isinstance(row.get(key), str | int) and str(row[key]).strip()), f"line {number}")
    gold = next((row[key] for key in _GOLD if row.get(key)), ())
    return AskedQuestion(" ".join(str(named).split()), " ".join(question.split()), tuple(_statements(gold)))


def _statements(gold: Any) -> Iterator[str]:
    """The gold as statements: a text in its sentences, a list one each; headings and repetitions are left out."""
    if isinstance(gold, str):
        texts: list[str] = list(cut(" ".join(gold.split())))
    elif isinstance(gold, list | tuple):
        parts = cast("list[Any]", gold)
        texts = [text for part in parts if (text := _text_of(part))]
    else:
        texts = []
    yield from dict.fromkeys(text for text in texts if len(text.split()) >= _LEAST)


def _text_of(part: Any) -> str:
    if isinstance(part, dict):
        row = cast("Mapping[str, Any]", part)
        part = next((row[key] for key in ("text", "nugget", "statement", "answer") if isinstance(row.get(key), str)), "")
    return " ".join(part.split()) if isinstance(part, str) else ""

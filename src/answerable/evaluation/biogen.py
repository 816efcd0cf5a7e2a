"""The run layout of TREC BioGen 2025, task B: for each topic the sentences of an answer, each with the PMIDs that it cites."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from io import BufferedIOBase
from typing import Any, BinaryIO, cast

from msgspec import Struct

from answerable.corpus.identifiers import pmid_of
from answerable.errors import UnreadableInput

MOST_WORDS = 250  # of an answer
MOST_CITATIONS = 3  # of a sentence


class RunSentence(Struct, frozen=True):
    """A sentence of an answer and the PMIDs that it cites, as written where they are none."""

    text: str
    citations: tuple[str, ...]


class RunAnswer(Struct, frozen=True):
    """The answer to one topic; `question` where the run says it."""

    topic: str
    sentences: tuple[RunSentence, ...]
    question: str = ""


class BiogenRun(Struct, frozen=True):
    """A run: its name, its answers, and what in it could not be read or breaks the track's rules."""

    name: str
    answers: tuple[RunAnswer, ...]
    rejected: tuple[str, ...] = ()
    breaches: tuple[str, ...] = ()


def read_biogen(lines: BinaryIO | BufferedIOBase, name: str) -> BiogenRun:
    """A run as JSON Lines, an object a topic, or as one JSON array of them; what is no answer is told with its place.

    The names of the year before and of sister tracks are understood too: "answer" for "responses", "meta_data", "qa_id".
    Raises `UnreadableInput` where there is no answer.
    """
    answers: dict[str, RunAnswer] = {}
    rejected: list[str] = []
    for place, found in _objects(lines.read()):
        one = found if isinstance(found, str) else _answer(found)
        if isinstance(one, str):
            rejected.append(f"{name}, {place}: {one}")
        elif one.topic in answers:
            rejected.append(f"{name}, {place}: answers topic {one.topic} again")
        else:
            answers[one.topic] = one
    if not answers:
        why = f" The first: {rejected[0]}." if rejected else " It is empty."
        raise UnreadableInput(
            f"{name} has no answer in the layout of TREC BioGen.{why}",
            'Each line is an object such as {"metadata": {"topic_id": "1"}, "responses": [{"text": "…", "citations": ["123"]}]}.',
        )
    breaches = [breach for one in answers.values() for breach in _breaches(one)]
    return BiogenRun(name, tuple(answers.values()), tuple(rejected), tuple(breaches))


def written_biogen(answers: Sequence[RunAnswer], team: str, run: str) -> Iterator[str]:
    """The lines of a run within the track's rules: whole sentences up to 250 words, at most three PMIDs each."""
    for one in answers:
        responses = [
            {"text": sentence.text, "citations": list(sentence.citations[:MOST_CITATIONS])} for sentence in within(one.sentences)
        ]
        metadata = {"team_id": team, "run_id": run, "topic_id": one.topic}
        yield json.dumps({"metadata": metadata, "responses": responses}, ensure_ascii=False) + "\n"


def within(sentences: Sequence[RunSentence]) -> list[RunSentence]:
    """The sentences, in order, for which the 250 words have room; one that is too long leaves room for the next."""
    kept: list[RunSentence] = []
    room = MOST_WORDS
    for sentence in sentences:
        words = len(sentence.text.split())
        if words <= room:
            kept.append(sentence)
            room -= words
    return kept


def _objects(content: bytes) -> Iterator[tuple[str, Mapping[str, Any] | str]]:
    """Every object of the file with its place: of an array by its number, of lines by their line."""
    text = content.decode("utf-8-sig", "replace")
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                yield f"line {number}", _object(line)
        return
    items = cast("list[Any]", whole) if isinstance(whole, list) else [whole]
    for number, item in enumerate(items, 1):
        yield f"answer {number}", cast("Mapping[str, Any]", item) if isinstance(item, dict) else "is no object"


def _object(line: str) -> Mapping[str, Any] | str:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"is no JSON: {error}"
    return cast("Mapping[str, Any]", found) if isinstance(found, dict) else "is no object"


def _answer(found: Mapping[str, Any]) -> RunAnswer | str:
    """The answer of an object, or why it is none."""
    told: Any = found.get("metadata") or found.get("meta_data")
    metadata = cast("Mapping[str, Any]", told if isinstance(told, dict) else {})
    names = (metadata.get(key, found.get(key)) for key in ("topic_id", "qa_id", "narrative_id", "id"))
    topic = next((" ".join(str(name).split()) for name in names if isinstance(name, str | int) and str(name).strip()), "")
    if not topic:
        return "names no topic"
    responses = found.get("responses", found.get("answer"))
    if not isinstance(responses, list):
        return f"topic {topic} has no list of responses"
    sentences: list[RunSentence] = []
    for number, one in enumerate(cast("list[Any]", responses), 1):
        row = cast("Mapping[str, Any]", one if isinstance(one, dict) else {})
        text = row.get("text")
        if not isinstance(text, str) or not text.strip():
            return f"response {number} of topic {topic} has no text"
        cited: Any = row.get("citations", row.get("supported_citations"))
        if not isinstance(cited, list | None):
            return f"the citations of response {number} of topic {topic} are no list"
        identifiers = tuple(dict.fromkeys(_identifier(each) for each in cast("list[Any]", cited or ())))
        if "" in identifiers:
            return f"response {number} of topic {topic} cites something that is no PMID"
        sentences.append(RunSentence(" ".join(text.split()), identifiers))
    question = metadata.get("question", metadata.get("narrative"))
    return RunAnswer(topic, tuple(sentences), " ".join(question.split()) if isinstance(question, str) else "")


def _identifier(cited: Any) -> str:
    """A PMID in its digits; as written where it is none, and empty where it is no word at all."""
    if isinstance(cited, bool) or not isinstance(cited, str | int):
        return ""
    words = " ".join(str(cited).split())
    return pmid_of(words) or words


def _breaches(one: RunAnswer) -> Iterator[str]:
    words = sum(len(sentence.text.split()) for sentence in one.sentences)
    if words > MOST_WORDS:
        yield f"topic {one.topic} has {words:,} words, and the track allows {MOST_WORDS}"
    for number, sentence in enumerate(one.sentences, 1):
        if len(sentence.citations) > MOST_CITATIONS:
            yield f"response {number} of topic {one.topic} cites {len(sentence.citations)}, and the track allows {MOST_CITATIONS}"

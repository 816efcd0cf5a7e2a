"""What follow-up questions are understood to ask: written dialogues under articles of many topics.

The table is `dialogues.jsonl` beside this file. A turn has the words, and the type, the used parts of the context and the parts
of the next context as the whole question names them, or `unclear` where something has to be asked back. The dialogues of the set
"held out" were written before the rules and run when these were done, those of the "second look" after that: how many held at
first is in docs/explanation/follow-up.md. What is still not understood is listed in `NOT_YET`.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from answerable.composition.answer import Answer, Manifest
from answerable.conversation.context import context_of
from answerable.conversation.model import FollowUp
from answerable.conversation.understanding import follow_up
from answerable.question import understand
from answerable.retrieval.model import Query, Searched

DIALOGUES: list[dict[str, Any]] = [
    json.loads(line) for line in Path(__file__).with_name("dialogues.jsonl").read_text("utf-8").splitlines()
]
# (article, words): why they are not understood yet
NOT_YET = {
    ("What is sleep apnoea?", "which works better?"): "losing weight is taken for a condition, so that it is not one of the two",
}
SEARCHED = Searched(library="starter library", records=1, newest=2025, changed="2026-01-01", fingerprint="f")


def answer_to(question: str) -> Answer:
    """An answer to a question, with no claims: what a follow-up is read against."""
    return Answer(
        id="a1",
        question=understand(question),
        title=question,
        lead=(),
        sections=(),
        summary=(),
        references=(),
        searched=SEARCHED,
        query=Query(words=""),
        kept_out=(),
        manifest=Manifest(version="0", schema=1, settings={}, library="f"),
        evidence_searched="2026-01-01",
    )


def wrong(turn: dict[str, Any], asked: FollowUp) -> list[str]:
    """Each way in which a turn was understood otherwise than is written."""
    if turn.get("unclear"):
        return [] if asked.unclear and not asked.question else [f"not asked back: {asked.question}"]
    if not asked.question:
        return [f"asked back: {asked.unclear}"]
    found: list[str] = []
    question = understand(asked.question)
    if "type" in turn and question.type != turn["type"]:
        found.append(f"type {question.type}")
    for part in ("topic", "population", "intervention", "comparator"):
        said = getattr(asked.follows, part).lower()
        if part in turn and (turn[part].lower() not in said or turn[part].lower() not in asked.question.lower()):
            found.append(f"{part} “{said}” in “{asked.question}”")
    if "population" not in turn and asked.follows.population:
        found.append(f"population “{asked.follows.population}”")
    if "used" in turn and set(asked.used) != set(turn["used"]):
        found.append(f"used {list(asked.used)}")
    return found


def turns() -> list[Any]:
    """Each turn of each dialogue with the words that came before it."""
    found: list[Any] = []
    for dialogue in DIALOGUES:
        for at, turn in enumerate(dialogue["turns"]):
            why = NOT_YET.get((dialogue["article"], turn["words"]))
            marks = [pytest.mark.xfail(strict=True, reason=why)] if why else []
            before = [one["words"] for one in dialogue["turns"][:at]]
            name = " / ".join((dialogue["article"], *before, turn["words"]))
            found.append(pytest.param(dialogue["article"], before, turn, id=name, marks=marks))
    return found


@pytest.mark.parametrize(("article", "before", "turn"), turns())
def test_a_follow_up_is_understood_in_the_context_of_its_thread(article: str, before: list[str], turn: dict[str, Any]):
    last = answer_to(article)
    context = context_of(last.question, last)
    for words in before:
        asked = follow_up(words, context, last)
        context = asked.follows
        last = answer_to(asked.question) if asked.question else last
    assert wrong(turn, follow_up(turn["words"], context, last)) == []


def test_the_dialogues_are_many_and_of_many_topics():
    assert len({json.dumps(dialogue) for dialogue in DIALOGUES}) >= 150
    assert sum(dialogue["set"] != "development" for dialogue in DIALOGUES) >= 50
    assert len({dialogue["article"] for dialogue in DIALOGUES}) >= 60


def test_what_is_not_understood_yet_is_in_the_table():
    written = {(dialogue["article"], turn["words"]) for dialogue in DIALOGUES for turn in dialogue["turns"]}
    assert set(NOT_YET) <= written

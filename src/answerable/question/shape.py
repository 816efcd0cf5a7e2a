"""A question's *shape*, its words with a tag after each thing named, and the types that the rules read in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from answerable.question.model import ConceptKind, Mention, QuestionType
from answerable.question.type_rules import RULES

_TAGS = {
    ConceptKind.CONDITION: "<c>",
    ConceptKind.FINDING: "<f>",
    ConceptKind.INTERVENTION: "<i>",
    ConceptKind.TEST: "<t>",
    ConceptKind.POPULATION: "<p>",
    ConceptKind.OUTCOME: "<o>",
    ConceptKind.ANATOMY: "<a>",
    ConceptKind.OTHER: "<x>",
}


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], QuestionType], ...]:
    return tuple((re.compile(rule.pattern), rule.type) for rule in RULES)


def shape_of(text: str, mentions: Sequence[Mention]) -> str:
    """The question in lower case with a tag after each mention; `mentions` in order of place."""
    parts: list[str] = []
    at = 0
    for mention in mentions:
        parts += (text[at : mention.end], _TAGS[mention.concept.kind] if mention.concept else "<u>")
        at = mention.end
    return ("".join(parts) + text[at:]).lower().replace("’", "'").strip()


def types_of(shape: str) -> tuple[QuestionType, ...]:
    """Every type that the rules see in a question's shape, the chosen one first; never empty."""
    # A cue may itself be a word that the vocabulary does not know: it counts with and without its tag.
    bare = shape.replace("<u>", "")
    found = dict.fromkeys(type_ for pattern, type_ in _compiled() if pattern.search(shape) or pattern.search(bare))
    return tuple(found) or (_type_by_what_is_named(shape),)


_ASKS_YES_OR_NO = re.compile(r"(?:^|[:.] ?)(?:is|are|does|do|did|can|could|should|would|will|has|have|was|were)\b")


def _type_by_what_is_named(shape: str) -> QuestionType:
    """The likeliest type of a question without any cue: what it sets side by side."""
    names = {tag for tag in (*_TAGS.values(), "<u>") if tag in shape}
    if "<i>" in names and names - {"<i>", "<p>"}:
        return QuestionType.THERAPY
    if "<i>" not in names and "<t>" in names and names & {"<c>", "<f>"}:
        return QuestionType.DIAGNOSIS
    if _ASKS_YES_OR_NO.search(shape):
        return QuestionType.THERAPY if "<i>" in names else QuestionType.CAUSE
    if {"<x>"} < names and names & {"<c>", "<f>"}:
        return QuestionType.CAUSE
    return QuestionType.DEFINITION

"""The sentences of a passage that state something, each with its place in the abstract: results, conclusions, background …"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from answerable.corpus.passage import Passage
from answerable.corpus.record import TextSection
from answerable.drafting.cues import (
    asks_for_research,
    is_about_animals,
    is_aim,
    is_finding,
    is_method,
    is_trivia,
    states_a_dose,
    takes_back,
)
from answerable.drafting.sense import trimmed
from answerable.text import Span, sentences, sha256

# What a heading of an abstract says about the sentences below it. The first that matches counts.
_PLACES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (place, re.compile(pattern, re.IGNORECASE))
    for place, pattern in (
        ("recommendations", r"recommend"),
        ("limitations", r"limitation|strengths and"),
        ("conclusions", r"conclu|interpretation|discussion|implication|significance|comment|summary"),
        ("results", r"result|finding|outcome(?!s? measure)|main outcome.* results?"),
        (
            "methods",
            r"method|design|setting|participant|patients|subjects|intervention|measure|material|procedure|data|selection|search|registration|funding|analysis|protocol|trial",
        ),
        ("background", r"background|introduction|objective|aim|purpose|context|rationale|hypothes|question"),
    )
)


class Found(Struct, frozen=True):
    """A sentence that says something, trimmed, and where it stands."""

    words: str
    span: Span
    place: str


def sentences_of(passage: Passage) -> Iterator[Found]:
    """The sentences of a passage that state something, in reading order."""
    for name, section, place in _placed(passage):
        text_hash = sha256(section.text)
        cut = sentences(section.text)
        for number, sentence in enumerate(cut):
            start, end, words = trimmed(sentence.text)
            where = place or _by_position(number, len(cut))
            following = cut[number + 1].text if number + 1 < len(cut) else ""
            if _says_something(words, where) and not takes_back(following):
                span = Span(passage.record.id, name, sentence.start + start, sentence.start + end, text_hash)
                yield Found(words, span, where)


def _by_position(number: int, count: int) -> str:
    """The place of a sentence in an abstract without headings: first comes the background, last the conclusion."""
    if count < 4:
        return ""
    return "background" if number == 0 else "conclusions" if number == count - 1 else ""


def _placed(passage: Passage) -> Iterator[tuple[str, TextSection, str]]:
    """The running text of a passage with its place; the title is no statement and is left out."""
    for name, section in passage.fields():
        if name != "title" and section.kind == "prose":
            yield name, section, place_of(section)


def place_of(section: TextSection) -> str:
    """What part of an abstract a section is, by NLM's category or else its heading; empty where it has neither."""
    heading = f"{section.label} {section.category}".strip()
    return next((place for place, pattern in _PLACES if pattern.search(heading)), "") if heading else ""


# Where every sentence tells something; elsewhere its verb has to show that it does.
_TELLING = frozenset({"results", "conclusions", "recommendations", "limitations"})


def _says_something(words: str, place: str) -> bool:
    """Whether a sentence can state a finding: no aim, no method, no paperwork, no call for research, no animals.

    Of the methods only what says how much of a drug was given.
    """
    if place == "methods":
        return states_a_dose(words) and not is_about_animals(words)
    if is_about_animals(words) or is_aim(words) or is_trivia(words) or asks_for_research(words):
        return False
    if place not in _TELLING and not is_finding(words):
        return False
    return place in {"recommendations", "limitations"} or not is_method(words)

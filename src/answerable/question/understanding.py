"""From the words that somebody typed to a `Question`: cleaned, refused where unusable, typed, and taken apart."""

from __future__ import annotations

import re

from answerable.errors import UnusableQuestion
from answerable.question.model import Question
from answerable.question.pico import read_pico
from answerable.question.plain_words import FOREIGN_PARTICLES, FOREIGN_WORDS, FUNCTION_WORDS
from answerable.question.shape import shape_of, types_of
from answerable.question.topic import aspects_of, mentions_of, topic_of
from answerable.question.vocabulary import vocabulary
from answerable.question.words import WORD, without_marks
from answerable.text import clean

LONGEST = 2_000  # characters
_ASKING = 400  # characters: of a longer text, the part that asks is what the rules read

_EXAMPLE = 'Ask in a sentence or a few words, for example "What is a back mouse?".'


def understand(text: str) -> Question:
    """The question behind a text; raises `UnusableQuestion` where it is empty, too long, wordless or not English."""
    text = clean(text)
    _refuse_unusable(text)
    asked = _asking_part(text)
    words = without_marks(asked)
    mentions = mentions_of(words, vocabulary())
    types = types_of(shape_of(words, mentions))
    pico = read_pico(words, mentions, types[0])
    topic = topic_of(words, mentions, types[0], pico)
    return Question(text=asked, type=types[0], topic=topic, aspects=aspects_of(mentions, topic), pico=pico, types=types)


def _refuse_unusable(text: str) -> None:
    if not text:
        raise UnusableQuestion("The question is empty.", _EXAMPLE)
    if len(text) > LONGEST:
        raise UnusableQuestion(
            f"The question has {len(text):,} characters; at most {LONGEST:,} can be read as one question.",
            "Ask one thing at a time, without the case history.",
        )
    if not any(character.isalpha() for character in text):
        raise UnusableQuestion("The question has no words in it.", _EXAMPLE)
    if not _is_english(text):
        raise UnusableQuestion(
            "The question does not seem to be in English.", "Ask it in English; other languages are not understood yet."
        )


def _is_english(text: str) -> bool:
    """Whether the letters are Latin and the function words, where there are enough to tell, are English.

    A few content words alone ("lumbago treatment", "osteoporosis") pass: medicine's Latin belongs to every language.
    """
    letters = [character for character in text if character.isalpha()]
    latin = sum(
        character < "\u0250" or "\u1e00" <= character <= "\u1eff" or "\u0370" <= character <= "\u03ff" for character in letters
    )
    greek = sum("\u0370" <= character <= "\u03ff" for character in letters)  # α-blocker is English, a Greek sentence is not
    if latin < 0.7 * len(letters) or greek > 0.3 * len(letters):
        return False
    words = [match.lower().replace("’", "'") for match in WORD.findall(text)]
    english = sum(word in FUNCTION_WORDS for word in words)
    foreign = sum(word in FOREIGN_WORDS or (not english and word in FOREIGN_PARTICLES) for word in words)
    return foreign < 2 or english >= foreign or foreign < 0.2 * len(words)


def _asking_part(text: str) -> str:
    """The sentence that asks, where a history stands around it; else the whole text."""
    if len(text) <= _ASKING:
        return text
    asking = re.findall(r"[^.?!]+\?", text)
    if asking and len(asking[-1].strip()) > 15:
        return asking[-1].strip()[-_ASKING:]
    return text

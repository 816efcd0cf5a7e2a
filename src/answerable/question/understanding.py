"""From the words that somebody typed to a `Question`: cleaned, refused where unusable, typed, and taken apart."""

from __future__ import annotations

import re

from answerable.errors import UnusableQuestion
from answerable.question.model import Question
from answerable.question.pico import read_pico
from answerable.question.topic import aspects_of, mentions_of, topic_of
from answerable.question.type_rules import shape_of, types_of
from answerable.question.vocabulary import vocabulary
from answerable.question.words import FUNCTION_WORDS, WORD
from answerable.text import clean

LONGEST = 2_000  # characters
_ASKING = 400  # characters: of a longer text, the part that asks is what the rules read

_EXAMPLE = 'Ask in a sentence or a few words, for example "What is a back mouse?".'

# The commonest function words of other languages in Latin script that are not words of English too.
_FOREIGN = (
    frozenset(
        """der das und ist nicht mit bei von für ein eine einer wie welche wird den dem des auf sich zum zur kann gegen wirkt
    le les est une des dans pour avec quels quelle quel sont qui que sur du aux et comment traiter chez
    el los las es una por para con qué cómo cuál cuáles del como tratamiento cual cuales y en la
    il lo gli è che di della delle nel sono come quali cosa nella dei
    o os é da do na para com são como qual quais um uma em
    het een van voor wat zijn hoe wordt bij niet en
    och är som att hur vad det för med av på jest czy jak leczenie dla""".split()
    )
    - FUNCTION_WORDS
)


def understand(text: str) -> Question:
    """The question behind a text; raises `UnusableQuestion` where it is empty, too long, wordless or not English."""
    text = clean(text)
    _refuse_unusable(text)
    asked = _asking_part(text)
    mentions = mentions_of(asked, vocabulary())
    types = types_of(shape_of(asked, mentions))
    pico = read_pico(asked, mentions, types[0])
    topic = topic_of(asked, mentions, types[0], pico)
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
    foreign = sum(word in _FOREIGN for word in words)
    return foreign < 2 or english >= foreign or foreign < 0.2 * len(words)


def _asking_part(text: str) -> str:
    """The sentence that asks, where a history stands around it; else the whole text."""
    if len(text) <= _ASKING:
        return text
    asking = re.findall(r"[^.?!]+\?", text)
    if asking and len(asking[-1].strip()) > 15:
        return asking[-1].strip()[-_ASKING:]
    return text

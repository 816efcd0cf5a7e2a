"""Verbs by which a question says what one thing does to another: "shorten", "ease", "slow"; they are no name of either."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from answerable.question.plain_words import FRAME_STEMS, MODIFIERS, STOP_WORDS
from answerable.question.words import stem

# Verbs in all these forms. What takes them to the other stems of a question's frame is that their nouns and adjectives name
# something: "leg lengthening", "prolonged labour", "extended release".
_PLAIN = """
    shorten lengthen hasten prolong accelerate decelerate quicken lessen diminish halve curb soothe alleviate mitigate ameliorate
    attenuate aggravate exacerbate worsen avert hinder boost promote provoke suppress extend speed_up slow_down
""".split()
_ALSO_NOUNS = frozenset({"shorten", "lengthen", "extend"})  # their -ing form counts only after what leads to a verb
_ALSO_ADJECTIVES = frozenset({"prolong", "accelerate", "extend", "speed", "slow"})  # their past does not count
# These are verbs only where their subject stands before them and an object behind: "statins slow dementia", not "slow walking".
_BETWEEN = "slow speed cut blunt halt"


def _forms(verb: str) -> str:
    """The forms of a verb as a pattern."""
    verb, _, particle = verb.partition("_")
    root = verb.removesuffix("e")
    third = "es" if verb.endswith(("e", "s", "sh")) else "s"
    past = "" if verb in _ALSO_ADJECTIVES else f"|{root}ed"
    led = r"(?:(?<=\bin )|(?<=\bat )|(?<=\bby )|(?<=\bfor )|(?<=\bof )|(?<=\bor )|(?<=\band ))" if verb in _ALSO_NOUNS else ""
    return rf"(?:{verb}|{root}{third}{past}|{led}{root}ing)" + (rf" {particle}" if particle else "")


VERBS = "|".join(map(_forms, _PLAIN))
_ALWAYS = re.compile(rf"\b(?:{VERBS})\b", re.IGNORECASE)
_AMONG_NAMES = re.compile(
    rf"(?<= )(?:{'|'.join(f'{verb}s?' for verb in _BETWEEN.split())})"
    r"(?= (?!(?:release|acting|transit|wave|test|tests|walking)\b)[a-z])\b",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"([\w’'-]+)[)]? $")
_WORD_AFTER = re.compile(r" ([\w’'-]+)")
_OF_SPEED = frozenset({"gait", "walking", "running", "reading", "processing", "conduction", "swimming"})


def effect_verbs(text: str, taken: Iterable[tuple[int, int]] = ()) -> Iterator[tuple[int, int]]:
    """Where such verbs stand in a question, outside the names that are `taken` already."""
    names = tuple(taken)
    for pattern in (_ALWAYS, _AMONG_NAMES):
        for match in pattern.finditer(text):
            start, end = match.span()
            free = not any(first < end and start < last for first, last in names)
            if free and (pattern is _ALWAYS or _stands_between_names(text, start, end, names)):
                yield start, end


def _stands_between_names(text: str, start: int, end: int, names: Iterable[tuple[int, int]]) -> bool:
    """Whether a name ends right before these characters, and something that may be one follows."""
    before, after = _WORD_BEFORE.search(text, 0, start), _WORD_AFTER.match(text, end)
    if before is None or after is None or before[1].lower() in _OF_SPEED or after[1].lower() in STOP_WORDS:
        return False
    return any(last == before.end(1) for _, last in names) or _may_name(before[1].lower())


def _may_name(word: str) -> bool:
    return word not in STOP_WORDS and word not in MODIFIERS and stem(word) not in FRAME_STEMS

"""Words that say which way a result points, as one table, and what they are compared with."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from answerable.verification.measures import is_not_significant
from answerable.verification.surroundings import content
from answerable.verification.words import is_content, plain, stem, tokens


class Way(StrEnum):
    """Which way a word points."""

    UP = "up"
    DOWN = "down"
    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    DIFFERENT = "different"
    EFFECTIVE = "effective"
    SAFE = "safe"
    SUPERIOR = "superior"
    INFERIOR = "inferior"
    LINKED = "linked"
    POSITIVE = "positive"
    NEGATIVE = "negative"


OPPOSITE = {
    Way.UP: Way.DOWN,
    Way.DOWN: Way.UP,
    Way.BETTER: Way.WORSE,
    Way.WORSE: Way.BETTER,
    Way.SAME: Way.DIFFERENT,
    Way.DIFFERENT: Way.SAME,
    Way.SUPERIOR: Way.INFERIOR,
    Way.INFERIOR: Way.SUPERIOR,
    Way.POSITIVE: Way.NEGATIVE,
    Way.NEGATIVE: Way.POSITIVE,
}

# Way, whether the word holds its own negation, and the words (their inflections meet under the stem).
_WORDS: tuple[tuple[Way, bool, str], ...] = (
    (
        Way.UP,
        False,
        "increase raise higher high greater more elevate elevation rise rose grow growth gain larger longer "
        "exceed accelerate enhance "
        "augment upregulate prolong heavier faster double triple extend boost promote induce stimulate",
    ),
    (
        Way.DOWN,
        False,
        "decrease reduce reduction lower low fewer less decline fall drop diminish shorter smaller attenuate "
        "suppress inhibit lessen "
        "downregulate shorten slower decelerate minimise alleviate relieve relief ameliorate mitigate block lose loss",
    ),
    (
        Way.BETTER,
        False,
        "improve improvement better benefit beneficial recover recovery favour favor favourable favorable resolve",
    ),
    (Way.WORSE, False, "worsen worse deteriorate deterioration aggravate exacerbate harmful detrimental adverse poorer impair"),
    (
        Way.SAME,
        False,
        "similar comparable equal equivalent identical noninferior equivalence noninferiority unchanged unaffected unaltered",
    ),
    (Way.DIFFERENT, False, "differ difference different change alter affect"),
    (Way.EFFECTIVE, False, "effective efficacious efficacy effectiveness successful success useful"),
    (Way.EFFECTIVE, True, "ineffective inefficacious unsuccessful useless"),
    (Way.SAFE, False, "safe safety"),
    (Way.SAFE, True, "unsafe"),
    (Way.SUPERIOR, False, "superior superiority outperform"),
    (Way.INFERIOR, False, "inferior inferiority"),
    (Way.LINKED, False, "associate association correlate correlation relate relationship predict predictor link"),
    (Way.LINKED, True, "unrelated uncorrelated"),
    (Way.POSITIVE, False, "positive positively"),
    (Way.NEGATIVE, False, "negative negatively inverse inversely"),
)
WAYS = {stem(word): (way, negative) for way, negative, row in _WORDS for word in row.split()}
COMPARATIVE = frozenset({Way.UP, Way.DOWN, Way.BETTER, Way.WORSE, Way.SUPERIOR, Way.INFERIOR, Way.EFFECTIVE, Way.DIFFERENT})

_COMPARATOR = re.compile(
    r"\b(?:(?:when |as )?compared (?:with|to)|(?:in )?comparison (?:with|to)|in contrast (?:with|to)|"
    r"relative to|rather than|than|versus|vs\.?|v\.?|over)\s+"
    r"(?P<arm>(?:(?!\b(?:and|but|while|whereas)\b)[^,;:.()]){1,80})"
)
_ARM_ENDS = re.compile(
    r"\b(?:was|were|is|are|had|has|have|at|after|before|in terms of|on|with respect|regarding|did|does|do|"
    r"during|by|when|for|as)\b"
)


class Comparator(Struct, frozen=True):
    """The other arm of a comparison: its words, their first four stems that carry meaning, and where the comparison starts."""

    words: str
    stems: frozenset[str]
    start: int


@lru_cache(maxsize=4096)
def comparators(text: str) -> tuple[Comparator, ...]:
    """What a sentence compares with, in order."""
    simple = plain(text)
    found: list[Comparator] = []
    for match in _COMPARATOR.finditer(simple):
        arm = match["arm"]
        stop = _ARM_ENDS.search(arm, 10 if arm.startswith(("those", "that")) else 4)
        arm = arm[: stop.start()] if stop else arm
        stems = [stem(t.word) for t in tokens(arm) if is_content(t.word)]
        stems = [s for s in stems if s not in _COMMON_TO_ARMS]
        if stems:
            found.append(Comparator(arm.strip(), frozenset(stems[:4]), match.start()))
    return tuple(found)


_COMMON_TO_ARMS = frozenset(stem(w) for w in "group arm patient treatment those subject".split())


@lru_cache(maxsize=4096)
def clauses_without_significance(text: str) -> frozenset[int]:
    """The clauses, numbered as `content` numbers them, of whose result the text says that chance may explain it."""
    words = content(text)
    numbers = sorted({word.clause for word in words})
    found: set[int] = set()
    for number in numbers:
        inside = [word for word in words if word.clause == number]
        following = [word for word in words if word.clause > number]
        start = 0 if number == numbers[0] else inside[0].start - 25  # "not significantly": its negator is no content word
        end = following[0].start if following else len(text)
        if is_not_significant(text[max(0, start) : end]):
            found.add(number)
    return frozenset(found)

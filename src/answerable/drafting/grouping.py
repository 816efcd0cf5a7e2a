"""What several sources say together: the same thing in the same words, nearly the same, or something that does not agree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from answerable.drafting.candidates import Candidate
from answerable.drafting.cues import told_part
from answerable.drafting.direction import direction_of
from answerable.drafting.shares import Share, share_of
from answerable.question.vocabulary import content_words, stem

_SAME = 0.7  # two sentences that share more of their content words than this say the same to a reader
_FIGURES = re.compile(r"\d+(?:[.·]\d+)?")


_NEGATIONS = re.compile(r"\b(?:not|no|never|neither|nor|none|cannot|\w+n['’]t)\b", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def signature(words: str) -> tuple[str, ...]:
    """The content words of a sentence as stems, figures among them, in order."""
    return tuple(stem(word) for word in content_words(words))


def same_words(one: str, other: str) -> bool:
    """Whether two sentences have the same content words, figures and negations in the same order."""
    return signature(one) == signature(other) and all(
        [found.lower() for found in pattern.findall(one)] == [found.lower() for found in pattern.findall(other)]
        for pattern in (_FIGURES, _NEGATIONS)
    )


def repeats(one: str, other: str) -> bool:
    """Whether a sentence tells a reader of another nothing new: most of its words and all of its figures stand there."""
    return overlap(one, other) > _SAME and set(_FIGURES.findall(one)) <= set(_FIGURES.findall(other))


def overlap(one: str, other: str) -> float:
    """The share of the shorter sentence's content words that the other has too, between 0 and 1, preambles left out."""
    first, second = set(signature(told_part(one))), set(signature(told_part(other)))
    return len(first & second) / max(1, min(len(first), len(second)))


# -- figures that should agree ---------------------------------------------------------------------------------------------

_FREQUENCY = (
    (
        "uncommon",
        re.compile(
            r"\b(?:uncommon|rare|infrequent|not (?:very )?(?:common|frequent))\b(?! (?:in those|cause|complication))",
            re.IGNORECASE,
        ),
    ),
    (
        "common",
        re.compile(
            r"\b(?:is|are|calls? the condition|as an?) (?:an? )?(?:very |quite |fairly )?(?:common|frequent)\b(?! (?:cause|recommendation|complication))",
            re.IGNORECASE,
        ),
    ),
)


def differing_shares(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates of several records that state different prevalences for the same people; empty where none differ.

    Lowest first, one for each record and range.
    """
    stated = [(share, one) for one in candidates if (share := share_of(one.words)) is not None]
    groups: dict[str, list[tuple[Share, Candidate]]] = {}
    for share, one in stated:
        groups.setdefault(share.whom, []).append((share, one))
    for group in sorted(groups.values(), key=len, reverse=True):
        apart = any(not a.agrees(b) and x.record.id != y.record.id for (a, x), (b, y) in combinations(group, 2))
        if apart:
            return _one_each(one for _, one in sorted(group, key=lambda item: (item[0].low, item[0].high, item[1].rank)))
    return ()


def _one_each(ordered: Iterable[Candidate]) -> tuple[Candidate, ...]:
    seen: dict[str, Candidate] = {}
    for one in ordered:
        seen.setdefault(one.record.id, one)
    return tuple(seen.values())


# -- statements that take opposite sides ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Side:
    """A matter on which sources take sides: what affirms it and what denies it, by their words."""

    about: str
    affirms: re.Pattern[str]
    denies: re.Pattern[str]


# Matters that may be disputed whatever the topic is; the audit asks after the same ones.
MATTERS = (
    Side(
        "whether it causes the symptoms",
        re.compile(
            r"(?<!uncommon )(?<!rare )(?<!occasionally the )(?<!occasional )\b(?:cause of|can cause|source of) (?:\w+[- ]){0,4}(?:pain|symptoms?|complaints?)\b",
            re.IGNORECASE,
        ),
        re.compile(
            r"\b(?:not (?:be )?(?:the |a )?(?:cause|source)|normal variant|no (?:significant )?(?:link|association|relation\w*)|marker (?:rather|more) than)\b",
            re.IGNORECASE,
        ),
    ),
    Side("whether it is common", _FREQUENCY[1][1], _FREQUENCY[0][1]),
)


@dataclass(frozen=True)
class Dispute:
    """Candidates on both sides of a matter, those that affirm it first."""

    about: str
    affirming: tuple[Candidate, ...]
    denying: tuple[Candidate, ...]


def disputes(candidates: Sequence[Candidate]) -> tuple[Dispute, ...]:
    """The matters on which sources about the topic take opposite sides, best candidates first, at most two a side."""
    found: list[Dispute] = []
    for matter in MATTERS:
        denying = [one for one in candidates if one.names_topic and matter.denies.search(one.words)]
        against = {one.record.id for one in denying}
        affirming = [
            one
            for one in candidates
            if one.names_topic
            and one.record.id not in against
            and matter.affirms.search(one.words)
            and not matter.denies.search(one.words)
        ]
        if denying and affirming:
            found.append(Dispute(matter.about, _best(affirming), _best(denying)))
    return tuple(found)


def _best(candidates: Sequence[Candidate], most: int = 2) -> tuple[Candidate, ...]:
    return _one_each(sorted(candidates, key=lambda one: (-one.worth, one.rank)))[:most]


# -- results of trials that point different ways -----------------------------------------------------------------------------


def differing_results(candidates: Sequence[Candidate], outcomes: Sequence[frozenset[str]]) -> tuple[Candidate, ...]:
    """One candidate with an effect and one without on the same outcome, from different records; empty where results agree.

    `outcomes` are the outcome names of each candidate, in their order. Only sentences that name what was done count.
    """
    told = [
        (one, names, direction_of(one.words))
        for one, names in zip(candidates, outcomes, strict=True)
        if one.names_intervention and names
    ]
    for (one, names, way), (other, others, other_way) in combinations(told, 2):
        if {way, other_way} == {"none", "effect"} and one.record.id != other.record.id and names & others:
            return (one, other)
    return ()

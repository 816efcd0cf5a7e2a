"""How many took part in a study, read from its title and abstract, with the words it was read from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from answerable.corpus import sample_rules as rules
from answerable.corpus.evidence import Design, SampleSize
from answerable.corpus.record import Record
from answerable.corpus.sample_arms import Arms, arm_by_arm, by_n, group_by_group, number_of_arms, of_two_arms
from answerable.corpus.sample_count import (
    UNITS,
    Count,
    counted,
    number_of,
    same_sentence_after,
    same_sentence_before,
    unit_before,
)
from answerable.corpus.sample_needed import was_needed
from answerable.corpus.wording import Wording, lowered

_REVIEWS = frozenset({Design.SYSTEMATIC_REVIEW, Design.META_ANALYSIS})
_NO_SAMPLE = frozenset({Design.GUIDELINE, Design.OPINION, Design.NOTICE, Design.REVIEW})
_NAMES = {
    "cases": "patients",
    "subjects": "participants",
    "individuals": "people",
    "persons": "people",
    "controls": "participants",
}

_LONGEST_WORDS = 120  # characters of a quotation that a reader is shown
_SURE = 85  # a worth from which nothing better need be looked for
_MOST_OF_CARERS = 40  # worth of a count of clinicians: it stands where nobody is said to be cared for
_CLEAR = 40  # a worth from which a handful is the size of a study, even where others are counted
_LONGEST_ASIDE = 200  # characters of a bracket that is skipped
_LEAST = 20  # a worth below which a count is that of some part
_METHODS_BONUS, _REST_BONUS, _TITLE_BONUS = 20, -5, 15  # a count in the methods is likelier the size than one among the results

_SPACES = (" ", "\u00a0")
_GLUED = "0123456789.,%$€£≥≤<>=/-–_±abcdefghijklmnopqrstuvwxyz"  # before a number: it is part of something else


def sample_size(record: Record, design: Design | None = None) -> SampleSize | None:
    """The size of the study that a record reports, or None where its words do not give one.

    Those randomised come before those enrolled, included or studied, and these before any other count; the sum of
    the arms stands in for a missing total; a review counts the participants of its studies, else the studies.
    """
    return read(Wording(record), design)


def read(wording: Wording, design: Design | None) -> SampleSize | None:
    """`sample_size` for who has the record's wording at hand already."""
    if design in _NO_SAMPLE:
        return None
    if design in _REVIEWS:
        return _of_review(wording)
    best: Count | None = None
    source = ""
    arms = cache(lambda: number_of_arms(f"{wording.title_low}\n{wording.body_low}"))
    for text, low, bonus in _places(wording):
        count = _best(low, arms, planned=design is Design.PROTOCOL)
        if count is None:
            continue
        count.worth += bonus
        if count.worth < _LEAST:
            continue
        if best is None or count.worth > best.worth:
            best, source = count, text
        if best.worth >= _SURE:
            break
    if best is None:
        best, source = of_two_arms(wording.body_low), wording.body
    if best is not None:
        return SampleSize(best.number, _clip(source[best.start : best.end]), _NAMES.get(best.unit, best.unit))
    return _single_case(wording) if design is Design.CASE_REPORT else None


def _places(wording: Wording) -> Iterator[tuple[str, str, int]]:
    """The texts to look in, with how much more a count there is believed: methods, then the other sections, then the title."""
    if wording.methods:
        yield wording.methods, wording.methods_low, _METHODS_BONUS
        yield wording.rest, lowered(wording.rest), _REST_BONUS
    elif wording.body:
        yield wording.body, wording.body_low, 0
    yield wording.title, wording.title_low, _TITLE_BONUS


def _best(low: str, arms: Arms, *, planned: bool) -> Count | None:
    """The count of a text that looks most like the size of the study, the larger of equals.

    What a calculation asked for is the size of a study that is still planned, and of no other.
    """
    worded = _without_overlap([*_worded(low, rules.LARGE_CUES), *_worded(low, rules.SMALL_CUES)])
    counts = _counts(low, rules.FIND_FIGURES.finditer(low), arms)
    if worded:
        told = _counts(low, worded, arms)
        clear = [count for count in told if count.number >= 10 or count.worth >= _CLEAR]
        counts = sorted(counts + (clear if counts or clear else told), key=lambda count: count.start)

    def numbers(start: int, end: int) -> list[re.Match[str]]:
        words = [match for match in worded if start <= match.start() < end]
        return sorted([*rules.FIND_FIGURES.finditer(low, start, end), *words], key=lambda match: match.start())

    counts = [*_joined(low, counts), *by_n(low, arms), *arm_by_arm(low), *group_by_group(low, numbers)]
    best_first = sorted(counts, key=lambda count: (count.worth, count.number), reverse=True)
    return next((count for count in best_first if planned or not was_needed(low, count)), None)


def _without_overlap(matches: list[re.Match[str]]) -> list[re.Match[str]]:
    """The matches in order, without those that lie within another ("four" of "one hundred and four")."""
    kept: list[re.Match[str]] = []
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        if not kept or match.start() >= kept[-1].end():
            kept.append(match)
    return kept


def _worded(low: str, cues: tuple[str, ...]) -> list[re.Match[str]]:
    """The numbers in words that hold one of the cues, in order."""
    found: dict[int, re.Match[str]] = {}
    for cue in cues:
        at = low.find(cue)
        while at >= 0:
            match = _number_around(low, at)
            if match is not None:
                found[match.start()] = match
            at = low.find(cue, at + 1)
    return [found[start] for start in sorted(found)]


def _number_around(low: str, at: int) -> re.Match[str] | None:
    """The longest number in words that begins up to six words before `at` and reaches beyond it."""
    begins = [match.end() for match in rules.WORD_BEGINS.finditer(low, max(0, at - 60), at + 1) if match.end() <= at]
    for start in begins[-7:]:
        match = rules.IN_WORDS.match(low, start)
        if match is not None and match.end() > at:
            return match
    return None


def _counts(low: str, numbers: Iterable[re.Match[str]], arms: Arms) -> list[Count]:
    """Every count of participants in a text, weighed, in order."""
    found: list[Count] = []
    for match in numbers:
        start, end = match.span()
        if low[end : end + 1] not in _SPACES or (start and low[start - 1] in _GLUED):
            continue
        if low.endswith(rules.NUMBERED, 0, start):
            continue
        unit, end = counted(low, end)
        bare = None if unit else rules.TOOK_PART.match(low, match.end())
        if bare is not None:  # "41 were randomised"
            unit, end = unit_before(low[max(0, start - 250) : start], 250), match.end()
        if not unit or unit in rules.STUDIES:
            continue
        number = number_of(match.group())
        each = None if bare else rules.PER_ARM.match(low, end)
        if each is not None:  # "150 patients were enrolled in each arm": nothing is known where the arms are not
            several = None if rules.PLANNED.search(_sentence(low, start, end)) else arms()
            number, end = (number or 0) * (several or 0), each.end()
        worth = _worth(low, start, end, number, unit) if number else 0
        if number and worth > 0:
            count = Count(number, start, bare.end() if bare else end, unit, worth)
            found.append(count)
            more = rules.AND_MORE.search(low[max(0, start - 60) : start])
            other = number_of(more["number"]) if more else None
            if (
                each is None and more is not None and other and UNITS.isdisjoint(more.group().split())
            ):  # "14 trained and 14 untrained men"
                count.number, count.start = number + other, max(0, start - 60) + more.start()
    return found


def _worth(low: str, start: int, end: int, number: int, unit: str) -> int:
    """How much a count looks like the size of the study: 0 for none at all."""
    before = same_sentence_before(low[max(0, start - 60) : start])
    aside = _aside(low, end)
    after = _said_after(low, aside or end)
    in_all = rules.TOTAL_BEFORE.search(before) or rules.TOTAL_AFTER.match(after)
    year = 1900 <= number <= 2099 and low[start + 1] != "," and not in_all and rules.YEAR_BEFORE.search(before)
    if number < 2 or year:
        return 0
    worth = 20
    if in_all:
        worth += 30
    if rules.TOOK_BEFORE.search(before) or rules.TOOK_AFTER.match(after) or "consecutive" in low[start:end]:
        worth += 25
    if rules.RANDOMISED.search(after) or rules.RANDOMISED.search(before[-45:]):
        worth += 40
    if rules.PART_BEFORE.search(before) or (aside is None and rules.PART_AFTER.match(after)):
        worth -= 35
    worth = _as(unit, worth, before, after)
    few = number < 10 and (worth < _CLEAR or unit in rules.CARERS)
    return worth - 15 if few else worth


def _as(unit: str, worth: int, before: str, after: str) -> int:
    """The worth of a count for what it counts: patients before those who care for them, things and clusters."""
    if unit in rules.CLUSTERS:  # they are the sample only where they are what was randomised
        if not (rules.RANDOMISED.search(after[:40]) or rules.RANDOMISED.search(before[-16:])):
            return 0
        return worth - 30
    if unit in rules.CARERS:
        return min(worth, _MOST_OF_CARERS)
    return worth - 12 if unit in rules.THINGS or unit == "controls" else worth


def _said_after(low: str, end: int) -> str:
    """What a sentence says next of a count that ends at `end`, up to the next count."""
    return _NEXT_COUNT.split(same_sentence_after(low[end : end + 130]), 1)[0]


def _aside(low: str, end: int) -> int | None:
    """Where an aside in brackets ends that follows a count directly; None without one, and for a bare percentage."""
    if low[end + 1 : end + 2] != "(" or rules.PERCENT_ASIDE.match(low, end + 1):
        return None
    return _aside_end(low, end + 1)


def _aside_end(low: str, start: int) -> int | None:
    """Where the brackets that open at `start` are closed, if that is near and before any other line."""
    depth = 0
    for bracket in rules.BRACKETS.finditer(low, start, start + _LONGEST_ASIDE):
        if bracket.group() == "\n":
            return None
        depth += 1 if bracket.group() == "(" else -1
        if depth == 0:
            return bracket.end()
    return None


def _sentence(low: str, start: int, end: int) -> str:
    """The sentence in which a count stands."""
    return same_sentence_before(low[max(0, start - 200) : start]) + low[start:end] + same_sentence_after(low[end : end + 200])


# What follows is said of that number, unless it is a percentage, or so many of the same people by their sex.
_NEXT_COUNT = re.compile(r", (?=[0-9]+ (?!%|(?:fe)?males?\b|(?:wo)?men\b|boys\b|girls\b))")


def _joined(low: str, counts: Sequence[Count]) -> list[Count]:
    """Counts side by side ("38 men and 32 women") made one, unless one of them is already their total."""
    made: list[Count] = []
    chain: list[Count] = []
    for count in counts:
        if chain and not (_side_by_side(low, chain[-1], count) and _named(low, chain[-1], count)):
            made.append(_chained(chain))
            chain = []
        chain.append(count)
    if chain:
        made.append(_chained(chain))
    return made


def _side_by_side(low: str, count: Count, other: Count) -> bool:
    """Whether two counts are parts of a list; "36 patients, 21 females" are not, since the females are patients."""
    between = rules.BETWEEN_COUNTS.fullmatch(low, count.end, other.start)
    if between is None:
        return False
    return between.group().rstrip().endswith("and") or other.unit not in rules.KINDS or count.unit in rules.KINDS


def _named(low: str, *counts: Count) -> bool:
    """Whether each of the counts is followed by what it counts, and that takes part."""
    return all(count.unit in rules.PEOPLE | rules.BEASTS and low.endswith(count.unit, 0, count.end) for count in counts)


def _chained(chain: list[Count]) -> Count:
    largest = max(chain, key=lambda count: count.number)
    total = sum(count.number for count in chain)
    if len(chain) == 1 or largest.number == total - largest.number:
        return max(chain, key=lambda count: (count.worth, count.number))
    unit = chain[0].unit if len({count.unit for count in chain}) == 1 else "participants"
    return Count(total, chain[0].start, chain[-1].end, unit, max(count.worth for count in chain))


def _of_review(wording: Wording) -> SampleSize | None:
    """The participants of the studies that a review includes, or else the studies."""
    studies: SampleSize | None = None
    for text, low in ((wording.body, wording.body_low), (wording.title, wording.title_low)):
        for numbers in (rules.FIND_FIGURES.finditer(low), _worded(low, rules.LARGE_CUES), _worded(low, rules.SMALL_CUES)):
            for match in numbers:
                number = number_of(match.group())
                unit, end = counted(low, match.end())
                if unit not in rules.STUDIES or not number or number < 2 or 1900 <= number <= 2099:
                    continue
                lead = low[max(0, match.start() - 40) : match.start()]
                if rules.NOT_INCLUDED.search(lead) and not rules.POOLED_FROM.search(lead):
                    continue
                pooled = _pooled(low, end)
                if pooled is not None and pooled.number >= 2 * number:
                    return SampleSize(
                        pooled.number, _clip(text[match.start() : pooled.end]), _NAMES.get(pooled.unit, pooled.unit)
                    )
                studies = studies or SampleSize(number, _clip(text[match.start() : end]), "studies")
    return studies


def _pooled(low: str, start: int) -> Count | None:
    """The first count of people after `start` in its sentence: those whom a review's studies had between them."""
    window = low[start : start + len(same_sentence_after(low[start : start + 110]))]
    for match in rules.FIND_FIGURES.finditer(window):
        unit, end = counted(low, start + match.end())
        number = number_of(match.group())
        if number and window[: match.start()].rstrip().endswith(("n =", "n=")):
            return Count(number, start + match.start(), start + match.end(), "participants", 0)
        if number and unit in rules.PEOPLE:
            return Count(number, start + match.start(), end, unit, 0)
    return None


def _single_case(wording: Wording) -> SampleSize | None:
    """One, where a case report tells of a single person."""
    found = {match["words"] or match["one"]: match for match in rules.ONE_PERSON.finditer(wording.body_low)}
    if not found or len({words for words in found if not words.startswith("one ")}) > 1:
        return None
    match = next(iter(found.values()))
    start, end = match.span("words" if match["words"] else "one")
    return SampleSize(1, wording.body[start:end], "patients")


def _clip(words: str) -> str:
    return words if len(words) <= _LONGEST_WORDS else words[:_LONGEST_WORDS].rsplit(" ", 1)[0] + " …"

"""What the arms and groups of a study come to: sizes told arm by arm, "n = 40" by "n = 40", or as so many in each arm."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from answerable.corpus import sample_rules as rules
from answerable.corpus.sample_count import Count, counted, number_of, same_sentence_after, same_sentence_before, unit_before

Arms = Callable[[], int | None]  # how many arms the study has, looked up only where a size is told by the arm

_ITEMS_APART = 170  # characters: an arm's description between one size and the next
_LONGEST_INTRO = 70  # characters of "three cohorts (A, B and C)" before its colon
_LONGEST_LIST = 500  # characters of a sentence that lists groups
_PEOPLE_OR_BEASTS = rules.PEOPLE | rules.BEASTS


def number_of_arms(low: str) -> int | None:
    """How many arms a text says that its study has; None where it does not say, or says more than one number."""
    told = {number_of(match["arms"]) for match in rules.SO_MANY_ARMS.finditer(low)}
    told |= {match.group().count(":") + 1 for match in rules.EVEN_RATIO.finditer(low)}
    return told.pop() if len(told) == 1 else None


def by_n(low: str, arms: Arms) -> Iterator[Count]:
    """Sizes written as "n = 40": alone, or arm by arm in one sentence and then added up."""
    if "n=" not in low and "n =" not in low:
        return
    start = 0
    for match in rules.N_EQUALS.finditer(low):
        if match.start() < start:
            continue
        start = match.start() - len(same_sentence_before(low[max(0, match.start() - 300) : match.start()]))
        end = match.end() + len(same_sentence_after(low[match.end() : match.end() + 500]))
        count = _of_sentence(low[start:end], arms)
        if count is not None:
            yield Count(count.number, start + count.start, start + count.end, count.unit, count.worth)
        start = end


def _of_sentence(sentence: str, arms: Arms) -> Count | None:
    """What the "n = …" of a sentence come to."""
    found = [match for match in rules.N_EQUALS.finditer(sentence) if not sentence[match.start() - 1 : match.start()].isalnum()]
    numbers = [number_of(match["number"]) or 0 for match in found]
    if not found or not all(numbers):
        return None
    first, last = found[0], found[-1]
    if len(found) == 1:
        return _alone(sentence, first, numbers[0], arms)
    largest = max(numbers)
    if len(found) > 2 and largest == sum(numbers) - largest:  # the total stands among its parts
        match = found[numbers.index(largest)]
        return Count(largest, match.start(), match.end(), unit_before(sentence, match.start()), 42)
    if len(found) > 6 or not rules.ARMS_NEAR.search(sentence):
        return None
    worth = 50 if rules.ASSIGNED.search(sentence) else 24
    return Count(sum(numbers), first.start(), last.end(), unit_before(sentence, first.start()), worth)


def _alone(sentence: str, match: re.Match[str], number: int, arms: Arms) -> Count | None:
    """The only "n = …" of a sentence: the total, or the size of each arm."""
    unit = unit_before(sentence, match.start())
    each = rules.PER_GROUP.match(sentence, match.end())
    if each is None and rules.PER_ANYTHING.match(sentence, match.end()):
        return None
    if each is None:
        total = rules.TOTAL_BEFORE.search(sentence[: match.start()]) or rules.RANDOMISED.search(sentence)
        part = rules.COMPARED_WITH.search(sentence, 0, match.start())  # "a comparison group (n = 59)"
        return Count(number, match.start(), match.end(), unit, 45 if total else 15 if part else 30)
    several = None if rules.PLANNED.search(sentence) else arms()
    return Count(number * several, match.start(), each.end(), unit, 40) if several else None


def arm_by_arm(low: str) -> Iterator[Count]:
    """The sums of "81 patients assigned to heat, 79 to cold, and 80 to rest", where a sentence tells of assignment."""
    done = 0
    for assigned in rules.ASSIGNED.finditer(low):
        if assigned.start() < done:
            continue
        start = assigned.start() - len(same_sentence_before(low[max(0, assigned.start() - 300) : assigned.start()]))
        done = assigned.end() + len(same_sentence_after(low[assigned.end() : assigned.end() + _LONGEST_LIST]))
        if low.count(" to ", start, done) < 2:
            continue
        chain: list[re.Match[str]] = []
        for item in rules.ARM_ITEM.finditer(low, start, done):
            if chain and not _next_to(low, chain[-1], item):
                break
            chain.append(item)
        count = _summed(chain)
        if count is not None:
            yield count


def _next_to(low: str, arm: re.Match[str], other: re.Match[str]) -> bool:
    """Whether two arms stand side by side in a list, and count the same."""
    between = low[arm.end() : other.start()]
    alike = other["unit"] is None or arm["unit"] is None or other["unit"] == arm["unit"]
    return alike and len(between) <= _ITEMS_APART and bool(rules.BETWEEN_ARMS.search(between))


def _summed(chain: list[re.Match[str]]) -> Count | None:
    """The sum of the arms of a list; None where it is none, or its numbers are too unlike to be arms."""
    if len(chain) < 2 or chain[0]["unit"] is None:
        return None
    numbers = [number_of(item["number"]) or 0 for item in chain]
    if min(numbers) < 3 or max(numbers) > 3 * min(numbers):
        return None
    unit = chain[0]["unit"]
    last = chain[-1]
    end = last.end("unit") if last["unit"] else last.end("number")
    return Count(sum(numbers), chain[0].start(), end, unit, 50)


def of_two_arms(low: str) -> Count | None:
    """The sum of "62 received the drug and 58 received placebo", near words of assignment."""
    assigned = rules.ASSIGNED.search(low)
    if assigned is None:
        return None
    two = rules.TWO_ARMS.search(low, max(0, assigned.start() - 200), assigned.end() + 250)
    first, second = (number_of(two["first"]), number_of(two["second"])) if two else (None, None)
    if two is None or not first or not second or max(first, second) > 3 * min(first, second):
        return None
    return Count(first + second, two.start(), two.end("second"), unit_before(low, two.end("second") + 15), 36)


def group_by_group(low: str, numbers: Callable[[int, int], list[re.Match[str]]]) -> Iterator[Count]:
    """The sums of "three cohorts: 40 girls …; 55 girls …; and 70 girls …": as many counts of people as it says groups.

    `numbers` gives the numbers between two positions of the text, in figures and in words, in order.
    """
    colon = -1
    while (colon := low.find(":", colon + 1)) >= 0:
        intro = rules.GROUPS_FOLLOW.search(low, max(0, colon - _LONGEST_INTRO), colon)
        if intro is None:
            continue
        wanted = number_of(intro["groups"])
        end = colon + len(same_sentence_after(low[colon : colon + _LONGEST_LIST]))
        found: list[Count] = []
        for match in numbers(colon, end):
            unit, after = counted(low, match.end())
            if unit in _PEOPLE_OR_BEASTS:
                found.append(Count(number_of(match.group()) or 0, match.start(), after, unit, 40))
        if found and len(found) == wanted:
            unit = found[0].unit if len({count.unit for count in found}) == 1 else "participants"
            yield Count(sum(count.number for count in found), found[0].start, found[-1].end, unit, 40)

"""How many took part in a study, read from its title and abstract, with the words it was read from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from answerable.corpus import sample_rules as rules
from answerable.corpus.evidence import Design, SampleSize
from answerable.corpus.record import Record
from answerable.corpus.wording import Wording, lowered

_REVIEWS = frozenset({Design.SYSTEMATIC_REVIEW, Design.META_ANALYSIS})
_NO_SAMPLE = frozenset({Design.GUIDELINE, Design.OPINION, Design.NOTICE, Design.REVIEW})
_UNITS = rules.PEOPLE | rules.THINGS | rules.CLUSTERS | rules.BEASTS | rules.STUDIES
_WHO = rules.PEOPLE | rules.THINGS | rules.BEASTS
_NAMES = {
    "cases": "patients",
    "subjects": "participants",
    "individuals": "people",
    "persons": "people",
    "controls": "participants",
}

_LONGEST_WORDS = 120  # characters of a quotation that a reader is shown
_SURE = 85  # a worth from which nothing better need be looked for
_LEAST = 20  # a worth below which a count is that of some part
_METHODS_BONUS, _REST_BONUS, _TITLE_BONUS = 20, -5, 15  # a count in the methods is likelier the size than one among the results
_SUFFICIENT = 45  # a worth from which counts in words need not be looked for


_SPACES = (" ", "\u00a0")
_GLUED = "0123456789.,%$€£≥≤<>=/-–_±abcdefghijklmnopqrstuvwxyz"  # before a number: it is part of something else


class _Count(Struct):
    """A number that counts participants, where it stands, and how much it looks like the size of the study."""

    number: int
    start: int
    end: int
    unit: str
    worth: int


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
    best: _Count | None = None
    source = ""
    for text, low, bonus in _places(wording):
        count = _best(low)
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
        best, source = _of_two_arms(wording.body_low), wording.body
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


def _best(low: str) -> _Count | None:
    """The count of a text that looks most like the size of the study, the larger of equals."""
    counts = _counts(low, rules.FIND_FIGURES.finditer(low))
    if not any(count.worth >= _SUFFICIENT for count in counts):
        worded = _worded(low, rules.LARGE_CUES) or (_worded(low, rules.SMALL_CUES) if not counts else [])
        if worded:
            counts = sorted(counts + _counts(low, worded), key=lambda count: count.start)
    counts = [*_joined(low, counts), *_by_n(low)]
    return max(counts, key=lambda count: (count.worth, count.number), default=None)


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
    """The longest number in words that begins up to four words before `at` and reaches beyond it."""
    begins = [at if at == 0 or low[at - 1].isspace() else max(low.rfind(" ", 0, at), low.rfind("\n", 0, at)) + 1]
    for _ in range(3):
        start = low.rfind(" ", 0, max(0, begins[-1] - 1)) + 1
        if start >= begins[-1]:
            break
        begins.append(start)
    for start in reversed(begins):
        match = rules.IN_WORDS.match(low, start)
        if match is not None and match.end() > at:
            return match
    return None


def _counts(low: str, numbers: Iterable[re.Match[str]]) -> list[_Count]:
    """Every count of participants in a text, weighed, in order."""
    found: list[_Count] = []
    for match in numbers:
        start, end = match.span()
        if low[end : end + 1] not in _SPACES or (start and low[start - 1] in _GLUED):
            continue
        if low.endswith(rules.NUMBERED, 0, start):
            continue
        unit, end = _counted(low, end)
        bare = None if unit else rules.TOOK_PART.match(low, match.end())
        if bare is not None:  # "41 were randomised"
            unit, end = _unit_before(low[max(0, start - 250) : start], 250), match.end()
        if not unit or unit in rules.STUDIES:
            continue
        number = number_of(match.group())
        worth = _worth(low, start, end, number, unit) if number else 0
        if number and worth > 0:
            count = _Count(number, start, bare.end() if bare else end, unit, worth)
            found.append(count)
            more = rules.AND_MORE.search(low[max(0, start - 60) : start])
            other = number_of(more["number"]) if more else None
            if more is not None and other and _UNITS.isdisjoint(more.group().split()):  # "14 trained and 14 untrained men"
                count.number, count.start = number + other, max(0, start - 60) + more.start()
    return found


def _counted(low: str, end: int) -> tuple[str, int]:
    """What a number that ends at `end` counts ("" where nothing that we know), and where that word ends."""
    following = low[end + 1 : end + 9].split(None, 1)  # most numbers count nothing that takes part: seen by the next word
    if not following or following[0] in rules.STOPS:
        return "", end
    phrase = rules.PHRASE.match(low, end)
    if phrase is None:
        return "", end
    for word in phrase.group().split():
        bare = word.rstrip(",.")
        if bare in rules.STOPS:
            return "", end
        at = low.index(bare, end) + len(bare)
        if bare in _UNITS:
            return ("", at) if rules.NOT_PEOPLE.match(low, at) else (bare, at)
        if word.endswith("."):
            return "", at
        end = at
    return "", end


def _worth(low: str, start: int, end: int, number: int, unit: str) -> int:
    """How much a count looks like the size of the study: 0 for none at all."""
    before = _same_sentence_before(low[max(0, start - 60) : start])
    after = _NEXT_COUNT.split(_same_sentence_after(low[end : end + 130]), 1)[0]
    if number < 2 or (1900 <= number <= 2099 and low[start + 1] != "," and rules.YEAR_BEFORE.search(before)):
        return 0
    worth = 20
    if rules.TOTAL_BEFORE.search(before) or rules.TOTAL_AFTER.match(after):
        worth += 30
    if rules.TOOK_BEFORE.search(before) or rules.TOOK_AFTER.match(after) or "consecutive" in low[start:end]:
        worth += 25
    if rules.RANDOMISED.search(after) or rules.RANDOMISED.search(before[-45:]):
        worth += 40
    if rules.PART_BEFORE.search(before) or rules.PART_AFTER.match(after):
        worth -= 35
    if unit in rules.CLUSTERS:  # they are the sample only where they are what was randomised
        if not (rules.RANDOMISED.search(after[:40]) or rules.RANDOMISED.search(before[-16:])):
            return 0
        worth -= 30
    elif unit in rules.THINGS or unit == "controls":
        worth -= 12
    return worth if number >= 10 or worth >= 40 else worth - 15


_NEXT_COUNT = re.compile(r", (?=[0-9]+ )")  # what follows is said of that number
_ABBREVIATED = (" vs", "(vs", "i.e", "e.g", " al", " no")


def _same_sentence_before(window: str) -> str:
    cut = window.rfind(". ")
    while cut >= 0 and window.endswith(_ABBREVIATED, 0, cut):
        cut = window.rfind(". ", 0, cut)
    return window[max(cut, window.rfind("\n")) + 1 :]


def _same_sentence_after(window: str) -> str:
    cut = window.find(". ")
    while cut >= 0 and window.endswith(_ABBREVIATED, 0, cut):
        cut = window.find(". ", cut + 1)
    line = window.find("\n")
    return window[: min((end for end in (cut, line) if end >= 0), default=len(window))]


def _joined(low: str, counts: Sequence[_Count]) -> list[_Count]:
    """Counts side by side ("38 men and 32 women") made one, unless one of them is already their total."""
    made: list[_Count] = []
    chain: list[_Count] = []
    for count in counts:
        if chain and not (rules.BETWEEN_COUNTS.fullmatch(low, chain[-1].end, count.start) and _named(low, chain[-1], count)):
            made.append(_chained(chain))
            chain = []
        chain.append(count)
    if chain:
        made.append(_chained(chain))
    return made


def _named(low: str, *counts: _Count) -> bool:
    """Whether each of the counts is followed by what it counts, and that takes part."""
    return all(count.unit in rules.PEOPLE | rules.BEASTS and low.endswith(count.unit, 0, count.end) for count in counts)


def _chained(chain: list[_Count]) -> _Count:
    largest = max(chain, key=lambda count: count.number)
    total = sum(count.number for count in chain)
    if len(chain) == 1 or largest.number == total - largest.number:
        return max(chain, key=lambda count: (count.worth, count.number))
    unit = chain[0].unit if len({count.unit for count in chain}) == 1 else "participants"
    return _Count(total, chain[0].start, chain[-1].end, unit, max(count.worth for count in chain))


def _by_n(low: str) -> Iterator[_Count]:
    """Sizes written as "n = 40": alone, or arm by arm in one sentence and then added up."""
    if "n=" not in low and "n =" not in low:
        return
    start = 0
    for match in rules.N_EQUALS.finditer(low):
        if match.start() < start:
            continue
        start = match.start() - len(_same_sentence_before(low[max(0, match.start() - 300) : match.start()]))
        end = match.end() + len(_same_sentence_after(low[match.end() : match.end() + 500]))
        count = _of_sentence(low[start:end])
        if count is not None:
            yield _Count(count.number, start + count.start, start + count.end, count.unit, count.worth)
        start = end


def _of_sentence(sentence: str) -> _Count | None:
    """What the "n = …" of a sentence come to."""
    found = [match for match in rules.N_EQUALS.finditer(sentence) if not sentence[match.start() - 1 : match.start()].isalnum()]
    numbers = [number_of(match["number"]) or 0 for match in found]
    if not found or not all(numbers):
        return None
    first, last = found[0], found[-1]
    if len(found) == 1:
        if rules.PER_GROUP.match(sentence, first.end()):
            return None
        total = rules.TOTAL_BEFORE.search(sentence[: first.start()]) or rules.RANDOMISED.search(sentence)
        return _Count(numbers[0], first.start(), first.end(), _unit_before(sentence, first.start()), 45 if total else 30)
    largest = max(numbers)
    if len(found) > 2 and largest == sum(numbers) - largest:  # the total stands among its parts
        match = found[numbers.index(largest)]
        return _Count(largest, match.start(), match.end(), _unit_before(sentence, match.start()), 42)
    if len(found) > 6 or not rules.ARMS_NEAR.search(sentence):
        return None
    worth = 50 if rules.ASSIGNED.search(sentence) else 24
    return _Count(sum(numbers), first.start(), last.end(), _unit_before(sentence, first.start()), worth)


def _of_two_arms(low: str) -> _Count | None:
    """The sum of "62 received the drug and 58 received placebo", near words of assignment."""
    assigned = rules.ASSIGNED.search(low)
    if assigned is None:
        return None
    two = rules.TWO_ARMS.search(low, max(0, assigned.start() - 200), assigned.end() + 250)
    first, second = (number_of(two["first"]), number_of(two["second"])) if two else (None, None)
    if two is None or not first or not second or max(first, second) > 3 * min(first, second):
        return None
    return _Count(
        first + second,
        two.start(),
        two.end("second"),
        _unit_before(low, two.end("second") + 15),
        36,
    )


def _unit_before(sentence: str, position: int) -> str:
    """The noun nearest before a bare "n = 40", or the plain word for whoever took part."""
    words = _WORD.findall(sentence[:position])
    return next((word for word in reversed(words) if word in _WHO), "participants")


_WORD = re.compile(r"[a-z]+")


def _of_review(wording: Wording) -> SampleSize | None:
    """The participants of the studies that a review includes, or else the studies."""
    studies: SampleSize | None = None
    for text, low in ((wording.body, wording.body_low), (wording.title, wording.title_low)):
        for numbers in (rules.FIND_FIGURES.finditer(low), _worded(low, rules.LARGE_CUES), _worded(low, rules.SMALL_CUES)):
            for match in numbers:
                number = number_of(match.group())
                unit, end = _counted(low, match.end())
                if unit not in rules.STUDIES or not number or number < 2 or 1900 <= number <= 2099:
                    continue
                if rules.NOT_INCLUDED.search(low, max(0, match.start() - 40), match.start()):
                    continue
                pooled = _pooled(low, end)
                if pooled is not None and pooled.number >= 2 * number:
                    return SampleSize(
                        pooled.number, _clip(text[match.start() : pooled.end]), _NAMES.get(pooled.unit, pooled.unit)
                    )
                studies = studies or SampleSize(number, _clip(text[match.start() : end]), "studies")
    return studies


def _pooled(low: str, start: int) -> _Count | None:
    """The first count of people after `start` in its sentence: those whom a review's studies had between them."""
    window = low[start : start + len(_same_sentence_after(low[start : start + 110]))]
    for match in rules.FIND_FIGURES.finditer(window):
        unit, end = _counted(low, start + match.end())
        number = number_of(match.group())
        if number and window[: match.start()].rstrip().endswith(("n =", "n=")):
            return _Count(number, start + match.start(), start + match.end(), "participants", 0)
        if number and unit in rules.PEOPLE:
            return _Count(number, start + match.start(), end, unit, 0)
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


def number_of(words: str) -> int | None:
    """The number that digits ("1,172") or words ("thirty-five", "one hundred and four") name; None for other words."""
    if words[:1].isdigit():
        digits = re.sub(r"[,\s]", "", words)
        return int(digits) if digits.isdecimal() and len(digits) <= 9 else None
    total = 0
    for word in re.split(r"[\s-]+", words.lower()):
        if word == "hundred":
            total = (total or 1) * 100
        elif word in rules.NUMBER_WORDS:
            total += rules.NUMBER_WORDS[word]
        elif word not in ("and", "a"):
            return None
    return total or None

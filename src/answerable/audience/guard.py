"""The guard: what no rewording may lose or add: figures, negations, directions, comparisons, reservations, extent."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import pairwise

from answerable.verification.measures import figures, is_not_significant
from answerable.verification.signals import WAYS, Way
from answerable.verification.surroundings import names_with_digits
from answerable.verification.words import HEDGES, NEGATORS, plain, stem, tokens

BY_CHANCE = "this may be due to chance"  # what stands for a P value of .05 or above, or an interval of a ratio that holds 1
RANGE = "likely range"  # what stands for a confidence interval
NATURAL = re.compile(r"(?P<about>about )?(?:(?P<low>\d+) to )?(?P<count>\d+) in (?P<base>10|100|1,000)\b")

_COMPARES = frozenset("than versus vs compared comparison against alone same".split())
_MEASURES = frozenset("more most less least fewer fewest better worse best worst greater smaller".split())
_EXTENT = frozenset(
    "all almost always any both each either every few frequent frequently half largely many mostly nearly often only "
    "occasionally partly rare rarely seldom several some sometimes usually common commonly uncommon".split()
)
# Forms that do not meet their verb under its stem.
_ALSO: dict[str, tuple[Way, bool]] = {
    **dict.fromkeys("raised raising grew grown gained".split(), (Way.UP, False)),
    **dict.fromkeys("lost losing dropped shrank shrunk".split(), (Way.DOWN, False)),
}
_FORCE = frozenset(
    "significant significantly strong strongly conditional conditionally weak must should recommend recommends recommended "
    "advise advises advised cause causes caused prevent prevents prevented".split()
)
_INTERVAL = re.compile(r"\b(?:CIs?|CrI)\b|(?:confidence|credible) interval|\blikely range", re.IGNORECASE)
_SIGNS = {"<": ("less", "than"), ">": ("more", "than"), "≤": ("most",), "≥": ("least",)}
_NOT_UN = re.compile(r"un(?:der|til|it|ion|iv|iq|if|ani)")
_HOLDS_NO = re.compile(
    r"(?:non|un)[a-z]{3,}|asymptomatic|afebrile|aseptic|sterile|benign|idiopathic|amenorrh\w+|anuri\w+|insufficien\w+"
    r"|immobile|immobili[sz]\w+|infertil\w+|impoten\w+|incontinen\w+|irreversib\w+|inoperab\w+|intractabl\w+|in(?:effective|sufficient|adequate|complete|tolerant|frequent)\w*"
    r"|[a-z]{3,}less(?:ness|ly)?|free"
)


def lost(original: str, shown: str, *, aside: Iterable[str] = (), terms: Sequence[tuple[str, str]] = ()) -> str:
    """Why a rewording may not stand for the original sentence; empty where it may.

    `aside` is what moved out of the sentence and stands beside it; `terms` are the words of the glossary that changed, in the
    order in which they stand: as written and as shown. All else has to say the same: every figure stands in the
    sentence or beside it, and none is new but "9 in 10" where it follows from a figure of the original.
    """
    return _lost(original, shown, tuple(aside), tuple(terms))


@lru_cache(maxsize=8192)
def _lost(original: str, shown: str, beside: tuple[str, ...], terms: tuple[tuple[str, str], ...]) -> str:
    masked, now = _masked(original, [was for was, _ in terms]), _masked(shown, [told for _, told in terms])
    if masked is None or now is None:
        return "the reworded terms are not where the sentence has them"
    for was, told in terms:
        if changed := other_meaning(was, told):
            return changed
    if BY_CHANCE in now and not is_not_significant(original):
        return "chance is named, and the sentence does not leave room for it"
    if now.count(RANGE) > len(_INTERVAL.findall(original)):
        return "a range is named, and the sentence has no interval"
    return _figures_lost(masked, now, " ; ".join(beside)) or _words_lost(_without(masked, beside), now)


# -- terms ----------------------------------------------------------------------------------------------------------------------


def _masked(text: str, words: Sequence[str]) -> str | None:
    """The text with each of the words, in their order, made a mark that says nothing; None where one is missing."""
    parts: list[str] = []
    at = 0
    for word in words:
        found = text.find(word, at)
        if found < 0:
            return None
        parts.append(text[at:found])
        at = found + len(word)
    return "⟨⟩".join((*parts, text[at:]))


@lru_cache(maxsize=8192)
def other_meaning(was: str, told: str) -> str:
    """Why the words told do not mean what was written.

    What a name says of itself is the glossary's to say ("hypotension", "low blood pressure"); but words that point or deny by
    themselves keep that, and no plain word denies where the clinical one does not ("a symptomatic", "symptom-free").
    """
    if Counter(figure.values for figure in figures(was)) != Counter(figure.values for figure in figures(told)):
        return f"“{was}” and “{told}” differ in a figure"
    before = _signature(was)
    kinds = {kind for kind, _ in before} | {"negation"}
    if {_kind(one) for one in before} != {_kind(one) for one in _signature(told) if one[0] in kinds}:
        return f"“{told}” does not say all that “{was}” says"
    return ""


def _without(text: str, parts: Iterable[str]) -> str:
    """The text without what moved out of it, each part once."""
    for part in parts:
        text = text.replace(part, "", 1)
    return text


def _kind(found: tuple[str, str]) -> tuple[str, str]:
    """A word of a signature inside a term, where "asymptomatic" and "symptom-free" deny alike."""
    return (found[0], "") if found[0] == "negation" else found


# -- figures --------------------------------------------------------------------------------------------------------------------


def _figures_lost(original: str, shown: str, aside: str) -> str:
    """The figure that is lost, new, or has another unit or bound; empty where none is."""
    bare, told, wrong = _without_natural(original, shown)
    if wrong:
        return f"“{wrong}” does not follow from a figure of the sentence"
    ours, theirs = _values(original), _values(bare)
    beside = _values(aside) | told
    if missing := set(ours) - set(theirs) - set(beside):
        return f"the figure {_number(min(missing))} would be lost"
    if new := {value for value, count in theirs.items() if count > ours[value] and value not in told}:
        return f"the figure {_number(min(new))} would be new"
    everything = _with_units(f"{bare} ; {aside}")
    if changed := {one for one in _with_units(original) if one not in everything and not (one[0] in told and not one[2])}:
        return f"the unit or the bound of {_number(min(changed)[0])} would be lost"
    if names := names_with_digits(original) - names_with_digits(f"{shown} ; {aside}"):
        return f"“{min(names)}” would be lost"
    return ""


def _values(text: str) -> Counter[Decimal]:
    return Counter(value for figure in figures(text) for value in figure.values)


def _with_units(text: str) -> set[tuple[Decimal, str, str]]:
    """Each number with its unit and its bound; per cent, which may be told as "in 100", and "about" do not count."""
    found = ((value, figure) for figure in figures(text) for value in figure.values)
    return {
        (value, "" if figure.unit == "%" else figure.unit, "" if figure.sign == "~" else figure.sign) for value, figure in found
    }


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _without_natural(original: str, shown: str) -> tuple[str, Counter[Decimal], str]:
    """The text without "9 in 10" and its like, the percentages that these tell exactly, and the first that tells none."""
    if not NATURAL.search(shown):
        return shown, Counter(), ""
    rates = _rates(original)
    told: Counter[Decimal] = Counter()
    bare: list[str] = []
    at = 0
    for match in NATURAL.finditer(shown):
        if match[0] in original:
            continue
        base = Decimal(match["base"].replace(",", ""))
        for written in (match["low"], match["count"]):
            if written is None:
                continue
            rate = Decimal(written) / base * 100
            if rate in rates:
                told[rate] += 1
            elif not (match["about"] and any(_rounds_to(one, Decimal(written), base) for one in rates)):
                return shown, told, match[0]
        written = _as_percentage(match, base) if not match["about"] else ""
        bare += [shown[at : match.start()], written or "; "]
        at = match.end()
    return "".join((*bare, shown[at:])), told, ""


def _as_percentage(match: re.Match[str], base: Decimal) -> str:
    """ "up to 16 in 100" as "up to 16%", so that the bound before it is read."""
    rates = [Decimal(match[side]) / base * 100 for side in ("low", "count") if match[side]]
    return " to ".join(f"{_number(rate)}%" for rate in rates)


def _rates(text: str) -> set[Decimal]:
    """The percentages of a text, and those that its counts come to ("31 of 35")."""
    found = figures(text)
    rates = {value for figure in found if "%" in (figure.unit, figure.lent) for value in figure.values}
    pairs = [figure.values for figure in found if len(figure.values) == 2]
    pairs += [
        (one.values[0], two.values[0])
        for one, two in pairwise(found)
        if text[one.end : two.start].strip(" )") in ("of", "of the", "of all", "out of", "/")
        and len(one.values + two.values) == 2
    ]
    return rates | {part / whole * 100 for part, whole in pairs if 0 < part <= whole}


def _rounds_to(rate: Decimal, count: Decimal, base: Decimal) -> bool:
    """Whether so many in so many is the percentage, rounded."""
    return (rate * base / 100).quantize(Decimal(1), ROUND_HALF_UP) == count


# -- words ----------------------------------------------------------------------------------------------------------------------


def _words_lost(original: str, shown: str) -> str:
    ours, theirs = _signature(original), _signature(shown.replace(BY_CHANCE, "").replace(RANGE, ""))
    if ours == theirs:
        return ""
    before, after = Counter(ours), Counter(theirs)
    if gone := before - after:
        return f"“{min(gone)[1]}” would be lost"
    if new := after - before:
        return f"“{min(new)[1]}” would be new"
    return "words of direction or negation would change places"


@lru_cache(maxsize=4096)
def _signature(text: str) -> list[tuple[str, str]]:
    """The words of a text that turn its meaning, in order: what kind each is of, and the word that stands for its like."""
    found: list[tuple[str, str]] = []
    for token in tokens(plain(text)):
        word = token.word
        if word in _SIGNS:
            kinds = ("extent", "comparison") if len(_SIGNS[word]) == 2 else ("extent",)
            found += zip(kinds, _SIGNS[word], strict=True)
            continue
        if not token.is_word or word.isdecimal():
            continue
        if word in NEGATORS or word.endswith("n't"):
            found.append(("negation", word))
        elif _HOLDS_NO.fullmatch(word) and not _NOT_UN.match(word):
            found.append(("negation", "free" if word.endswith(("less", "free")) else word))
        elif word in HEDGES:
            found.append(("reservation", word))
        elif word in _COMPARES:
            found.append(("comparison", "against" if word in ("versus", "vs", "compared") else word))
        elif word in _MEASURES or word in _EXTENT or word in _FORCE:
            found.append(("extent", word))
        elif way := (_ALSO.get(word) or WAYS.get(stem(word))):
            found.append(("direction", f"{'not ' if way[1] else ''}{way[0].value}"))
    return found

"""What becomes of a claim's figures in a record: whether each stands there, and whether it means the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import Struct, structs

from answerable.audit.bearing import Said
from answerable.corpus.evidence import Appraisal
from answerable.verification.measures import Figure, figures
from answerable.verification.words import plain, stem, tokens

_YEARS = (Decimal(1800), Decimal(2100))
_DAYS = {"day": Decimal(1), "week": Decimal(7), "month": Decimal("30.4"), "year": Decimal("365.25"), "hour": Decimal(1) / 24}
_AGED = re.compile(r"\b(?:aged?|ages) (?:between )?(?:\d+ ?(?:to|and|or|-|–) ?)?$", re.IGNORECASE)
_AGE = re.compile(r"\b(?:aged?|ages|years? old|older than|younger than|over|under)\b", re.IGNORECASE)


def telling(text: str) -> tuple[Figure, ...]:
    """The figures of a claim that a source has to have: shares, measurements, ratios, counts; no years, no "two kinds".

    An age without its unit is in years.
    """
    found = (_in_years(figure, text) for figure in figures(text))
    return tuple(figure for figure in found if _is_telling(figure, text))


def _in_years(figure: Figure, text: str) -> Figure:
    aged = not (figure.unit or figure.lent) and len(figure.values) == 1 and _AGED.search(text[: figure.start])
    return structs.replace(figure, lent="year") if aged else figure


def _is_telling(figure: Figure, text: str) -> bool:
    value, words = figure.values[0], figure.written(text)
    if figure.unit or figure.lent or figure.label or len(figure.values) > 1:
        return figure.unit not in ("times", "point") or value != value.to_integral()
    if words.isalpha() and not text[figure.end :].startswith(" of"):
        return False  # "half as much"
    if value != value.to_integral():
        return True
    if _YEARS[0] <= value <= _YEARS[1] and text[figure.start : figure.end].isdigit():
        return False
    return value >= 10 and text[figure.start : figure.end][:1].isdigit()


def is_size(figure: Figure, appraisal: Appraisal) -> bool:
    """Whether a figure is how many a study was of, which its record may state only by the sizes of its arms."""
    return appraisal.sample is not None and figure.values[-1] == appraisal.sample.number and not (figure.unit or figure.lent)


def is_time(figure: Figure) -> bool:
    """Whether a figure is how long something took, which many studies have in common."""
    return (figure.unit or figure.lent) in _DAYS


def same_value(ours: Figure, theirs: Figure) -> bool:
    """Whether two figures state the same, allowing for rounding, for a share told as a count, and for other units of time."""
    if theirs.values == ours.values and _units_meet(ours, theirs):
        return True
    if _units_meet(ours, theirs) and theirs.values == tuple(-value for value in ours.values) and max(theirs.values) < 0:
        return True  # "fell by 5.2": which way is told in words, and judged by them
    unit, other = ours.unit or ours.lent, theirs.unit or theirs.lent
    if len(ours.values) == 1 and len(theirs.values) == 2 and theirs.values[1]:
        if unit == "%":
            return _rounds(ours.values[0], theirs.values[0] * 100 / theirs.values[1])
        return ours.values[0] in theirs.values and not unit
    if len(ours.values) == 2 and len(theirs.values) == 1 and other == "%" and ours.values[1]:
        return _rounds(theirs.values[0], ours.values[0] * 100 / ours.values[1])
    if len(ours.values) != 1 or len(theirs.values) != 1:
        return False
    if unit in _DAYS and other in _DAYS and unit != other:
        one, two = ours.values[0] * _DAYS[unit], theirs.values[0] * _DAYS[other]
        return abs(one - two) * 10 <= two  # two months and eight weeks
    return unit == other and (_rounds(ours.values[0], theirs.values[0]) or _about(ours, theirs))


def _units_meet(ours: Figure, theirs: Figure) -> bool:
    """Whether they are in one unit; an age may lack it on either side."""
    unit, other = ours.unit or ours.lent, theirs.unit or theirs.lent
    return unit == other or (ours.lent == "year" and not other)


def _rounds(short: Decimal, exact: Decimal) -> bool:
    """Whether the first is the second, rounded to the places that the first has."""
    places = -int(str(short.as_tuple().exponent)) if short != short.to_integral() else 0
    return short != 0 and abs(exact - short) <= Decimal(1).scaleb(-places) / 2


def _about(ours: Figure, theirs: Figure) -> bool:
    """Whether a claim that says "about" is within a tenth of what the source states."""
    return ours.sign == "~" and abs(ours.values[0] - theirs.values[0]) * 10 <= abs(theirs.values[0])


# -- what a figure means -------------------------------------------------------------------------------------------------------

# Moments that a time may be counted from or to; members of different rows are not the same moment.
_MOMENTS: tuple[str, ...] = (
    "diagnosis diagnosed detection detected recognition recognised recognized",
    "treatment treated therapy injection intervention infiltration medication",
    "surgery operation excision resection transplantation procedure",
    "admission hospitalisation presentation",
    "discharge",
    "onset",
    "birth delivery childbirth",
    "death",
    "exposure infection",
    "randomisation enrolment inclusion baseline",
    "relapse recurrence",
    "follow-up",
    "vaccination immunisation",
)
_MOMENT = {stem(word): row for row, words in enumerate(_MOMENTS) for word in words.split()}
_ANCHOR = re.compile(
    r"\b(?:(?P<way>before|after|until|since|prior to|following|from|to|at)|\d\d?(?:\.\d+)? (?:days?|weeks?|months?|years?) of) "
    r"(?=(?P<words>(?:[\w-]+\s?){1,4}))",
    re.IGNORECASE,
)
_BEFORE = frozenset({"before", "until", "prior to", "to"})

# What a figure may be a figure of; a claim that has one of a row where its source has another says something else.
_KINDS: tuple[tuple[str, str], ...] = (
    ("median", "mean"),
    ("prevalence", "incidence"),
    ("sensitivity", "specificity"),
    ("relative", "absolute"),
    ("annual|yearly|per year|a year", "lifetime|over a lifetime"),
    ("mortality|deaths?|died", "morbidity|complications?"),
    ("satisfied|satisfaction", "relief|relieved|cured?|recovered|recovery"),
    ("partial(?:ly)?", "complete(?:ly)?|full(?:y)?"),
    ("systolic", "diastolic"),
    ("response|responded|responders?", "remission"),
    ("survival|survived", "mortality|death|died"),
    ("general population", "patients with [a-z -]{3,40}"),
)  # fmt: skip
_PAIRS = tuple((re.compile(rf"\b(?:{a})\b", re.IGNORECASE), re.compile(rf"\b(?:{b})\b", re.IGNORECASE)) for a, b in _KINDS)


class Carried(Struct, frozen=True):
    """A figure of a claim where it stands in a record; `otherwise` says what it means there, empty where it means the same."""

    figure: Figure
    words: str  # as the claim writes it
    said: Said
    bearing: float
    otherwise: str = ""


def where(figure: Figure, claim: str, said: Iterable[tuple[Said, float]]) -> tuple[Carried, ...]:
    """Every sentence in which a claim's figure stands, with what it bears on the claim, those that mean the same first."""
    found: Iterator[Carried] = (
        Carried(figure, figure.written(claim), one, bearing, otherwise(figure, claim, theirs, one.words))
        for one, bearing in said
        for theirs in _same(figure, one.words)
    )
    return tuple(
        sorted(found, key=lambda one: (bool(one.otherwise), -one.bearing, one.said.record, one.said.field, one.said.start))
    )


def _same(figure: Figure, words: str) -> list[Figure]:
    """The figures of a sentence that state the same as a claim's."""
    return [theirs for theirs in figures(words) if same_value(figure, theirs)]


def otherwise(figure: Figure, claim: str, theirs: Figure, sentence: str) -> str:
    """What the figure means in the sentence where that is not what it means in the claim; empty where it may be the same."""
    if (figure.unit or figure.lent) in _DAYS and (differing := _other_moment(claim, sentence)):
        return differing
    if _is_bound(theirs, sentence) and not _is_bound(figure, claim) and figure.sign not in ("≤", "≥", "<", ">"):
        return "it is the bound of a range there"
    ours_label, theirs_label = figure.label, theirs.label
    if {ours_label, theirs_label} == {"mean", "median"}:
        return f"it is a {theirs_label} there, and a {ours_label} in the article"
    around, there = _around(claim, figure), _around(sentence, theirs)
    stranger = _stranger(figure, claim, theirs, sentence)
    if stranger:
        return f"it is of the other arm there, of which the article speaks it is {stranger}"
    measured = _other_measure(figure, claim, theirs, sentence)
    if measured:
        return measured
    counted = _other_things(figure, claim, theirs, sentence)
    if counted:
        return counted
    for one, other in _PAIRS:
        for ours, others in ((one, other), (other, one)):
            mine, hers = ours.search(around), others.search(there)
            if mine and hers and not ours.search(sentence) and not others.search(claim):
                return f"it is of “{hers.group()}” there, and of “{mine.group()}” in the article"
    return ""


_OPENS, _CLOSES = re.compile(r"^ ?(?:%|[a-z]+)? ?(?:to|-) ?\d"), re.compile(r"\d ?(?:%|[a-z]+)? ?(?:to|-|and) $", re.IGNORECASE)


def _is_bound(figure: Figure, text: str) -> bool:
    """Whether a figure is one end of a range or of an interval."""
    simple = plain(text)
    ahead = simple[: figure.start]
    closes = _CLOSES.search(ahead) or re.search(r"\d ?%? ?-$", ahead)
    joined = closes is not None and (not ahead.endswith("and ") or "between" in ahead.lower())
    return figure.label == "ci" or joined or _OPENS.match(simple[figure.end :]) is not None


# What a figure of one arm is followed by: "14.1% with zinc", "of 20 in the placebo group".
_ARM = re.compile(
    r"^\)?,? ?(?:of (?:those|people|patients|participants|children|women|men) )?"
    r"(?:with|on|after|given|receiving|taking|in the|in|for|using) (?:the )?(?P<arm>[a-z][\w-]+)",
    re.IGNORECASE,
)
_NO_ARMS = frozenset(
    "people patients participants children women men adults total all both weeks months years days day week month".split()
)


def _stranger(figure: Figure, claim: str, theirs: Figure, sentence: str) -> str:
    """The other figure of the sentence that is of the arm that the claim gives this one to; empty where none is."""
    ours, hers = arm_of(figure, claim), arm_of(theirs, sentence)
    if not ours or not hers or ours == hers:
        return ""
    for other in figures(sentence):
        if (
            other.start != theirs.start
            and (other.unit or other.lent) == (theirs.unit or theirs.lent)
            and arm_of(other, sentence) == ours
        ):
            return "" if same_value(figure, other) else other.written(sentence)
    return ""


def arm_of(figure: Figure, text: str) -> str:
    """The arm that a figure is of, by what follows it, as a stem; empty where nothing tells."""
    match = _ARM.match(plain(text)[figure.end :])
    return "" if match is None or match["arm"].lower() in _NO_ARMS else stem(match["arm"].lower())


_THING = re.compile(r" (?P<thing>[a-z][a-z-]{3,})\b", re.IGNORECASE)


def _other_things(figure: Figure, claim: str, theirs: Figure, sentence: str) -> str:
    """What a count is of in the sentence that counts the claim's things too, and otherwise; empty where it may be the same."""
    ours, hers = _thing(figure, claim), _thing(theirs, sentence)
    if not ours or not hers or stem(ours) == stem(hers):
        return ""
    for other in figures(sentence):
        if other.start != theirs.start and stem(_thing(other, sentence) or "-") == stem(ours) and not same_value(figure, other):
            return f"it is of {hers} there, of which the article speaks are {other.written(sentence)} {ours}"
    return ""


def _thing(figure: Figure, text: str) -> str:
    """What a bare count is followed by; empty for a measurement."""
    if figure.unit or figure.lent or figure.label or len(figure.values) > 1:
        return ""
    match = _THING.match(plain(text)[figure.end :])
    return match["thing"].lower() if match else ""


# Measures that are told apart by name; a figure that is of one of them in the source is of no other in the article.
_MEASURES = tuple(
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        "HbA1c|(?:glycated|glycosylated) h(?:a)?emoglobin|A1C",
        "body mass index|BMI",
        "fasting (?:plasma |blood )?glucose",
        "(?:body )?weight",
        "waist circumference",
        "blood pressure|systolic|diastolic",
        "heart rate",
        "(?:LDL|HDL|total) cholesterol|LDL|HDL",
        "triglycerides?",
        "bone (?:mineral )?density",
        "FEV ?1|forced expiratory volume",
        "quality of life",
        "h(?:a)?emoglobin(?! A)",
        "creatinine|eGFR|glomerular filtration rate",
        "pain",
        "disability",
        "mortality|deaths?",
    )
)


def _other_measure(figure: Figure, claim: str, theirs: Figure, sentence: str) -> str:
    """The measure that the figure is of in the source where the article gives it to another; empty where it may be the same."""
    ours, hers = _measure(figure, claim), _measure(theirs, sentence)
    if ours is None or hers is None or ours.re is hers.re:
        return ""
    if ours.re.search(_around(sentence, theirs)) or hers.re.search(_around(claim, figure)):
        return ""
    return f"it is of “{hers.group()}” there, and of “{ours.group()}” in the article"


def _measure(figure: Figure, text: str) -> re.Match[str] | None:
    """The one measure that is named in the clause before a figure, None where none is, or several."""
    simple = plain(text)
    start = max(simple.rfind(sign, 0, figure.start) for sign in ("; ", ": ", ". ", ", ")) + 1
    found = [match for each in _MEASURES if (match := each.search(simple[max(start, 0) : figure.start]))]
    return found[0] if len(found) == 1 else None


def _around(text: str, figure: Figure) -> str:
    """The clause about a figure, as far as the next stop."""
    simple = plain(text)
    start = max((simple.rfind(sign, 0, figure.start) for sign in (";", ": ", ". ")), default=-1) + 1
    ends = [at for sign in (";", ". ") if (at := simple.find(sign, figure.end)) >= 0]
    return simple[start : min(ends, default=len(simple))]


def _other_moment(claim: str, sentence: str) -> str:
    """The moment that the source counts from where the claim counts from another; empty where they may be the same."""
    ours, theirs = dict(_moments(claim)), dict(_moments(sentence))
    if not ours or not theirs:
        return ""
    for row in set(ours) & set(theirs):
        if _is_before(ours[row]) == _is_before(theirs[row]):
            return ""
    mine, hers = next(iter(ours.values())), next(iter(theirs.values()))
    if not set(ours) & set(theirs) and _is_before(mine) != _is_before(hers):
        return ""
    return f"it is counted “{' '.join(hers)}” there, and “{' '.join(mine)}” in the article"


def _is_before(moment: tuple[str, str]) -> bool:
    return moment[0] in _BEFORE


def _moments(text: str) -> Iterator[tuple[int, tuple[str, str]]]:
    """The moments that a text counts times from or to, with the words."""
    for match in _ANCHOR.finditer(plain(text)):
        way = match["way"] or "during"
        for token in tokens(match["words"]):
            row = _MOMENT.get(stem(token.word))
            if row is not None:
                yield row, (way.lower(), token.word)
                break

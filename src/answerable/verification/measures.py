"""Reads the figures of a sentence: value, unit, sign of comparison, and the statistic that each is."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct, structs

from answerable.verification.words import plain


class Figure(Struct, frozen=True, kw_only=True):
    """A number as it stands in a sentence.

    `values` has one number, or the two of "31 of 35". `unit` is the canonical unit ("%", "mg/kg/day", "week"), empty for a bare
    number; `lent` is a unit that stands with the next number of the same range or pair ("10 to 58%"). `sign` is one of
    "", "<", ">", "≤", "≥", "~" ("about"). `label` is the statistic: "p", "ci", "or", "mean", "±" …
    """

    values: tuple[Decimal, ...]
    unit: str = ""
    lent: str = ""
    sign: str = ""
    label: str = ""
    start: int
    end: int

    def written(self, text: str) -> str:
        """The figure as the text writes it, with its unit."""
        return text[self.start : self.end]


# Canonical unit: how it is written, singular or plural. Units told apart only by their capitals are matched with them.
_UNITS: tuple[tuple[str, str], ...] = (
    ("percentage point", r"percentage[ -]points?|%[ -]points?"),
    ("%", r"%|per ?cent\b|percent\b"),
    ("mmhg", r"mm ?Hg\b|millimet(?:er|re)s? of mercury\b"),
    ("cmh2o", r"cm ?H2O\b"),
    ("mmol", r"mmols?\b|millimoles?\b"),
    ("µmol", r"(?:µ|u)mols?\b|micromoles?\b"),
    ("nmol", r"nmols?\b"),
    ("pmol", r"pmols?\b"),
    ("meq", r"mEq\b"),
    ("kg", r"kg\b|kilograms?\b|kilos?\b"),
    ("mg", r"mg\b|milligrams?\b"),
    ("µg", r"(?:µ|u|mc)g\b|micrograms?\b"),
    ("ng", r"ng\b|nanograms?\b"),
    ("pg", r"pg\b"),
    ("g", r"g\b|gm\b|grams?\b|grammes?\b"),
    ("ml", r"m[lL]\b|millilit(?:er|re)s?\b|cc\b"),
    ("dl", r"d[lL]\b|decilit(?:er|re)s?\b"),
    ("µl", r"(?:µ|u)[lL]\b|microlit(?:er|re)s?\b"),
    ("l", r"[lL]\b|lit(?:er|re)s?\b"),
    ("mm", r"mm\b|millimet(?:er|re)s?\b"),
    ("cm2", r"cm2\b"),
    ("cm", r"cm\b|centimet(?:er|re)s?\b"),
    ("m2", r"m2\b|square met(?:er|re)s?\b"),
    ("km", r"km\b|kilomet(?:er|re)s?\b"),
    ("µm", r"(?:µ|u)m\b|micromet(?:er|re)s?\b"),
    ("nm", r"nm\b"),
    ("ms", r"ms\b|milliseconds?\b"),
    ("second", r"s\b|secs?\b|seconds?\b"),
    ("minute", r"mins?\b|minutes?\b"),
    ("hour", r"h\b|hrs?\b|hours?\b"),
    ("day", r"d\b|days?\b"),
    ("week", r"wks?\b|weeks?\b"),
    ("month", r"mos?\b|months?\b"),
    ("year", r"y\b|yrs?\b|years?\b"),
    ("m", r"m\b|met(?:er|re)s?\b"),
    ("kcal", r"kcals?\b|kilocalories\b"),
    ("kj", r"k[jJ]\b"),
    ("iu", r"I\.?U\.?\b|international units?\b"),
    ("unit", r"U\b|units?\b"),
    ("mosm", r"mOsm\b|mosmols?\b"),
    ("hz", r"Hz\b"),
    ("gy", r"Gy\b"),
    ("bpm", r"bpm\b|beats\b"),
    ("°c", r"° ?C\b|degrees? C(?:elsius)?\b|ºC\b"),
    ("°", r"°|degrees?\b"),
    ("fold", r"-?folds?\b"),
    ("times", r"times\b"),
    ("point", r"points?\b"),
)
_UNIT = re.compile("|".join(f"(?P<u{number}>{pattern})" for number, (_, pattern) in enumerate(_UNITS)))
_PER = re.compile(r" ?(?:/ ?|per |a |each |every |-?(?=[a-zA-Z]+-1\b))")
_INVERSE = re.compile(r"-1\b")
_AFTER_NUMBER = re.compile(r"[ -]?")

_NUMBER = re.compile(
    r"(?<![\w.])(?<![\w]-)(?P<minus>(?<=[\s(\[=<>≤≥,;:~])-|^-)?"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d{1,3}(?: \d{3})+(?![\d.,]|\.\d)|\d+(?:\.\d+)?|\.\d+)"
    r"(?![\d])(?!(?<=\d)[A-Z]{2,}\d)"
)
_RANGE_DASH = re.compile(r"(?<=\d)(?P<unit>%?) ?- ?(?=\.?\d)")

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_WORD_VALUES = {
    **{word: n for n, word in enumerate(_ONES)},
    **_TENS,
    "hundred": 100,
    "thousand": 1000,
    "million": 1_000_000,
    "half": Decimal("0.5"),
}
_NUMBER_WORDS = re.compile(
    r"\b(?:(?:one|two|three|four|five|six|seven|eight|nine)[ -])?(?P<third>thirds?|quarters?|fifths?)\b(?=[ -](?:of|the|all))"
    rf"|\b(?:{'|'.join(_WORD_VALUES)})(?:(?:[ -]| and )(?:{'|'.join(_WORD_VALUES)}))*\b",
    re.IGNORECASE,
)
_PARTS = {"third": 3, "quarter": 4, "fifth": 5}

# What stands before a number and bounds it. "~" is "about": the claim may say it, the source's may not be dropped.
_SIGNS: tuple[tuple[str, str], ...] = (
    (
        "≤",
        r"≤|<=|=<|< ?or ?=|(?:up to|at most|no more than|not more than|a maximum of|maximum of|not exceeding|within) (?:the )?",
    ),
    ("≥", r"≥|>=|=>|> ?or ?=|(?:at least|no less than|no fewer than|not less than|a minimum of|minimum of) "),
    ("<", r"<|(?:less than|fewer than|lower than|below|under|smaller than|shorter than|younger than) "),
    (">", r">|(?:more than|greater than|higher than|above|over|larger than|longer than|older than|exceeding) "),
    ("~", r"~|≈|(?:about|approximately|approx\.?|around|roughly|nearly|almost|some|circa|ca\.?) "),
)
_SIGN = re.compile(
    "(?:" + "|".join(f"(?P<s{number}>{pattern})" for number, (_, pattern) in enumerate(_SIGNS)) + r") ?$", re.IGNORECASE
)
_BEHIND = re.compile(r"^ ?(?:%|[a-zA-Z]+)?,? or (?P<word>more|less|fewer|above|below|older|younger|over|under)\b", re.IGNORECASE)
_BEHIND_SIGN = {
    "more": "≥",
    "above": "≥",
    "older": "≥",
    "over": "≥",
    "less": "≤",
    "fewer": "≤",
    "below": "≤",
    "younger": "≤",
    "under": "≤",
}

# The statistic a number is, told by what stands just before it.
_LABELS: tuple[tuple[str, str], ...] = (
    ("p", r"\b[pP](?:[- ]?(?:values?|trend|interaction|for (?:trend|interaction)))?(?: ?(?:was|of|is|were))?"),
    ("ci", r"\b(?:CI|CrI|confidence intervals?|credible intervals?)\b(?: ?\(?CI\)?)?(?: (?:was|were|from|of))?"),
    ("or", r"\b(?:a?OR|odds ratios?|adjusted odds ratios?)\b(?: ?\(a?OR\))?(?: (?:was|of))?"),
    ("rr", r"\b(?:a?RR|relative risks?|risk ratios?|rate ratios?|IRR)\b(?: ?\(RR\))?(?: (?:was|of))?"),
    ("hr", r"\b(?:a?HR|hazards? ratios?)\b(?: ?\(HR\))?(?: (?:was|of))?"),
    ("smd", r"\b(?:SMD|standardi[sz]ed mean differences?|effect sizes?|ES|Cohen's d)\b(?: (?:was|of))?"),
    ("difference", r"\b(?:MD|WMD|mean differences?|difference in means|risk difference|RD|ARR)\b(?: (?:was|of))?"),
    ("nnt", r"\b(?:NNT|number needed to treat|NNH|number needed to harm)\b(?: (?:was|of))?"),
    ("sd", r"\b(?:SD|SDs|s\.?d\.?|standard deviations?)\b(?: (?:was|of))?"),
    ("se", r"\b(?:SEM?|standard errors?)\b(?: (?:was|of))?"),
    ("iqr", r"\b(?:IQR|interquartile range)\b(?: (?:was|of))?"),
    ("i2", r"\bI2\b(?: (?:was|of))?"),
    ("r", r"\b(?:r|R2|r2|rho|correlation coefficients?)\b(?: (?:was|of))?"),
    ("n", r"\b[nN]\b"),
    ("median", r"\bmedians?\b(?: [a-z]+){0,4}?"),
    ("mean", r"\b(?:means?|averages?)\b(?: [a-z]+){0,4}?"),
    ("±", r"±|\+/-|\+-"),
)
_LABEL = re.compile(
    "(?:" + "|".join(f"(?P<l{number}>{pattern})" for number, (_, pattern) in enumerate(_LABELS)) + r")[ ,:;=(\[<>≤≥~]*$"
)
_PAIR = re.compile(r"^(?: ?/ ?| out of (?:the |a total of )?| of (?:the |all |a total of )?)$")
_LENDS = re.compile(r"^ ?(?:-|to|±|\+/-|and|or|v|vs\.?|versus|through|,|, and|/|x|×|by) ?$")
_SIGNIFICANCE_LEVEL = Decimal("0.05")


@lru_cache(maxsize=4096)
def figures(text: str) -> tuple[Figure, ...]:
    """The figures of a text in order; numbers inside names ("IL-6", "SF-36") are not figures but words."""
    simple = plain(text)
    found = _with_lent_units(_paired(_digits(simple) + _spelled(simple), simple), simple)
    return tuple(found)


def _digits(text: str) -> list[Figure]:
    """The numbers written in digits."""
    blanked = _RANGE_DASH.sub(lambda m: m.group().replace("-", "\u2012"), text)  # the dash of a range is no minus
    found: list[Figure] = []
    for match in _NUMBER.finditer(blanked):
        value = Decimal(match["number"].replace(",", "").replace(" ", ""))
        found.append(_figure(text, match.start(), match.end(), -value if match["minus"] else value, found))
    return found


def _spelled(text: str) -> list[Figure]:
    """The numbers written as words, but not the "one" that stands for somebody."""
    found: list[Figure] = []
    for match in _NUMBER_WORDS.finditer(text):
        words = match.group().casefold()
        value = _value_of_words(words)
        figure = _figure(text, match.start(), match.end(), value, found)
        follows = text[match.end() :]
        if (
            words == "one"
            and not figure.unit
            and not re.match(r" (?:of (?:the )?\d|patient|subject|participant|case|child|wom[ae]n|m[ae]n)\b", follows)
        ):
            continue
        found.append(figure)
    return found


def _value_of_words(words: str) -> Decimal:
    """What "two hundred and twenty-one" or "two thirds" comes to."""
    part = re.search(r"(third|quarter|fifth)s?$", words)
    if part:
        first = re.split(r"[ -]", words)[0]
        return Decimal(int(_WORD_VALUES.get(first, 1))) / _PARTS[part[1]]
    total, current = Decimal(0), Decimal(0)
    for word in re.split(r"[ -]", words):
        value = Decimal(_WORD_VALUES.get(word, 0))
        if word == "hundred":
            current = (current or Decimal(1)) * 100
        elif word in ("thousand", "million"):
            total, current = total + (current or Decimal(1)) * value, Decimal(0)
        else:
            current += value
    return total + current


def _figure(text: str, start: int, end: int, value: Decimal, before: list[Figure]) -> Figure:
    """A figure with what stands about it: its unit behind, its sign and statistic in front."""
    unit, behind = _unit_at(text, end)
    since = before[-1].end if before else 0
    lead = text[max(since, start - 60) : start]
    sign = _group(_SIGN.search(lead), _SIGNS, "s")
    later = _BEHIND.match(text[end : end + 30])
    if later:
        sign = _BEHIND_SIGN[later["word"].casefold()]
    return Figure(values=(value,), unit=unit, sign=sign, label=_group(_LABEL.search(lead), _LABELS, "l"), start=start, end=behind)


def _group(match: re.Match[str] | None, table: tuple[tuple[str, str], ...], prefix: str) -> str:
    """Which row of a table a match is of."""
    if match is None:
        return ""
    return next(name for number, (name, _) in enumerate(table) if match[f"{prefix}{number}"] is not None)


def _unit_at(text: str, position: int) -> tuple[str, int]:
    """The canonical unit that starts at a position, with all that it is per, and where it ends."""
    match = _UNIT.match(text, _skip(text, position))
    if match is None:
        return "", position
    parts, end = [_named(match)], match.end()
    while True:
        per = _PER.match(text, end)
        following = _UNIT.match(text, per.end()) if per else None
        if following is None:
            return "/".join(parts), end
        parts.append(_named(following))
        inverse = _INVERSE.match(text, following.end())
        end = inverse.end() if inverse else following.end()


def _skip(text: str, position: int) -> int:
    gap = _AFTER_NUMBER.match(text, position)
    return gap.end() if gap else position


def _named(match: re.Match[str]) -> str:
    return _UNITS[int(str(match.lastgroup)[1:])][0]


def _paired(found: list[Figure], text: str) -> list[Figure]:
    """Joins "31 of 35", "31/35" and "31 out of 35" into one figure; readings with a unit stay apart."""
    ordered = sorted(found, key=lambda figure: figure.start)
    joined: list[Figure] = []
    for figure in ordered:
        last = joined[-1] if joined else None
        if (
            last is not None
            and len(last.values) == 1
            and not last.unit
            and not figure.sign
            and last.values[0] <= figure.values[0]
            and _PAIR.match(text[last.end : figure.start])
        ):
            joined[-1] = structs.replace(last, values=last.values + figure.values, unit=figure.unit, end=figure.end)
        else:
            joined.append(figure)
    return joined


def _with_lent_units(found: list[Figure], text: str) -> list[Figure]:
    """Lends a unit to the numbers before it in a range or a list, and a statistic to the upper end of an interval."""
    for number in range(len(found) - 2, -1, -1):
        this, after = found[number], found[number + 1]
        between = text[this.end : after.start]
        if this.label and "," in between:
            continue  # "OR 1.2, 95% CI": the per cent is not the ratio's
        if not this.unit and (after.unit or after.lent) and _LENDS.match(between):
            found[number] = structs.replace(this, lent=after.unit or after.lent)
    for number in range(1, len(found)):
        this, before = found[number], found[number - 1]
        if before.label in ("ci", "iqr") and not this.label and _LENDS.match(text[before.end : this.start]):
            found[number] = structs.replace(this, label=before.label)
    return found


_RATIOS = frozenset({"or", "rr", "hr"})
_RATIO_WORDS = re.compile(r"\b(?:a?OR|odds ratio|a?RR|relative risk|risk ratio|rate ratio|IRR|a?HR|hazards? ratio)\b")
_NOT_SIGNIFICANT = re.compile(
    r"\bnon-?significant|\binsignificant|\bn\.?s\.?(?=[\s,;).]|$)(?<![a-z]ns)|\bnot (?:\w+ ){0,3}?significan|"
    r"\bno (?:\w+ ){0,3}?significan|"
    r"\bwithout (?:\w+ ){0,2}?significan|\b(?:did|does|do) not (?:reach|attain|achieve) (?:\w+ )?significance|"
    r"\bneither (?:\w+ ){0,6}?significan",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def is_not_significant(text: str) -> bool:
    """Whether a text says of a result that chance may explain it.

    In words ("not significant"), by a p-value of .05 or above, by a ratio's interval that holds 1, or by a difference's
    interval that holds 0.
    """
    if _NOT_SIGNIFICANT.search(plain(text)):
        return True
    found = figures(text)
    if any(f.label == "p" and f.values[0] >= _SIGNIFICANCE_LEVEL and f.sign in ("", ">", "≥", "~") for f in found):
        return True
    intervals = [(low, high) for low, high in pairwise(found) if _is_interval(low, high)]
    ratio = any(f.label in _RATIOS for f in found) or bool(_RATIO_WORDS.search(text))
    if ratio:
        return any(low.values[0] < 1 < high.values[0] for low, high in intervals)
    return any(low.values[0] < 0 < high.values[0] for low, high in intervals)


def _is_interval(low: Figure, high: Figure) -> bool:
    """Whether two neighbours are the bounds of one confidence interval (and not the "95%" before it)."""
    return low.label == high.label == "ci" and low.values[0] <= high.values[0] and low.unit == high.unit

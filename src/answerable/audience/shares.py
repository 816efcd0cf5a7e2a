"""Tells shares as counts of people: "about 9 in 10 (31 of 35 people)", with the same denominator throughout a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from answerable.audience.statistics import Told

PEOPLE = (
    r"(?:patients|people|persons|participants|individuals|subjects|volunteers|adults|children|adolescents|infants|babies|newborns|"
    r"women|men|girls|boys|mothers|students|residents|inpatients|outpatients|attenders|survivors|smokers|cases|pregnancies)"
)
_COUNT = r"\d{1,3}(?:,\d{3})+|\d+"
_RATE = r"\d+(?:\.\d+)?"
# A count of a whole, with the share in per cent before, between or behind, where it is given.
_PAIR = re.compile(
    rf"(?:(?P<bare>{_RATE}) ?%, (?P<n3>{_COUNT}) ?(?:/|of|out of) ?(?P<d3>{_COUNT})"
    rf"|(?P<before>{_RATE}) ?% \((?P<n1>{_COUNT}) ?(?:of|/|out of) ?(?P<d1>{_COUNT})\)(?: of (?=(?:the )?{PEOPLE}))?"
    rf"|(?P<n2>\b(?:{_COUNT}))(?: \((?P<between>{_RATE}) ?%\))? (?:of|out of) (?:the |all )?(?P<d2>{_COUNT})"
    rf"(?: \((?P<mid>{_RATE}) ?%\))?)"
    rf"(?P<whom> {PEOPLE}\b)?(?: \((?P<behind>{_RATE}) ?%\))?"
)
_RANGE = re.compile(
    rf"(?P<low>{_RATE}) ?%? ?(?:to|–|-) ?(?P<high>{_RATE}) ?% of "
    rf"(?P<whom>(?:the )?general population|(?:the )?population|(?:[a-z]+ )?{PEOPLE})\b"
)
_SHARE = re.compile(rf"(?<![\d.,+−–-])(?P<rate>{_RATE}) ?%(?P<of> of)?(?![\d/-])")
_SURE = re.compile(
    rf"^% ?(?:of (?:the |those |all |these )?(?:[a-z]+ )?(?:{PEOPLE}|those|general population|population)\b"
    r"|(?:improved|had|were|reported|developed|recovered|died|experienced|showed|responded|relapsed|achieved|reached)\b)"
)
_SAYS_RATE = re.compile(
    r"\b(?:attack rate|rate|proportion|share|reported by|found in|present in|reached by|seen in|withdrawal|occurred in)\b[^.]*$",
    re.IGNORECASE,
)
_NO_SHARE = re.compile(
    r"(?:\bCI\b|\d%? (?:to|and)|\bby|\bfrom|\bfell|\brose|\blower|\bhigher|reduc\w+|increas\w+|decreas\w+|improv\w+|differ\w+"
    r"|chang\w+"
    r"|difference|proportional|of|extract|nicotinate|lidocaine|lignocaine|novocaine|solution|cream|gel|ointment|least|about"
    r"|[-−+<>])\s*$",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(r"^ ?(?:with|after|in|on|given|for|among|against|at|and|taking|receiving|\(|\)|,|;|\.|$)")
_SUBSTANCE = re.compile(
    r"^ (?!of|with|after|in|on|given|for|among|against|at|and|had|were|improved|reported|developed|lost)[a-z]"
)

_THING = re.compile(
    r" (?!(?:of|with|after|in|on|given|for|among|against|at|and|or|but|had|were|was|who|whose|did|improved|reported|developed|"
    r"lost|compared|versus|than|recovered|died|while|when|by|from|to|as|treated|taking|receiving)\b)[a-z]"
)


class _Scale(NamedTuple):
    """Out of how many every share of a sentence is told, and whether small ones may be told out of ten."""

    base: int
    tens: bool


def in_people(text: str) -> Told:
    """The sentence with its shares as counts; unchanged where one of its percentages may be no share of people."""
    pairs = [match for match in _PAIR.finditer(text) if _whole(match) and not _of_things(match, text)]
    ranges = list(_RANGE.finditer(text))
    taken = [match.span() for match in (*pairs, *ranges)]
    rates = [m for m in _SHARE.finditer(text) if not any(start <= m.start() < end for start, end in taken)]
    again = [m for m in rates if _told_again(m, text, pairs)]
    shares = [m for m in rates if m not in again and not _of_interval(m, text) and not _no_share(m, text)]
    sure = pairs or ranges or any(_is_share(match, text) for match in shares)
    unclear = any(
        not _NO_SHARE.search(text[: m.start()]) for m in rates if m not in (*again, *shares) and not _of_interval(m, text)
    )
    if not sure or unclear or any(not (_is_share(m, text) or _FOLLOWS.match(text[m.end() :])) for m in shares):
        shares = []
        ranges = [] if rates else ranges
    scale = _scale(pairs, ranges, shares)
    if scale is None:
        return Told(text)
    changes = [(*match.span(), _pair(match, text, scale)) for match in pairs]
    changes += [(*match.span(), (_range(match, scale), _beside_range(match, scale))) for match in ranges]
    changes += [(*match.span(), (_share(match, text, scale), _beside(match, scale))) for match in shares]
    changes += [(match.start() - 2, match.end() + 1, ("", (match[0],))) for match in again]
    aside: list[str] = []
    for start, end, (words, beside) in sorted(changes, reverse=True):
        text = text[:start] + words + text[end:]
        aside[:0] = beside
    return Told(text.replace(" in 100 the general population", " in 100 people in the general population"), tuple(aside))


def _whole(match: re.Match[str]) -> bool:
    """Whether a pair counts a part of at least ten, so that a share of it tells something."""
    part, whole = _counts(match)
    return 0 < part <= whole and whole >= 10


def _of_things(match: re.Match[str], text: str) -> bool:
    """Whether a pair counts something else than people: "9 of 18 trials"."""
    return not match["whom"] and bool(_THING.match(text[match.end() :]))


def _counts(match: re.Match[str]) -> tuple[int, int]:
    part, whole = match["n1"] or match["n2"] or match["n3"], match["d1"] or match["d2"] or match["d3"]
    return int(part.replace(",", "")), int(whole.replace(",", ""))


def _told_again(match: re.Match[str], text: str, pairs: Sequence[re.Match[str]]) -> bool:
    """Whether a percentage alone in brackets only says again what a pair of counts has said: "18 of 90 with pain (20%)"."""
    if text[match.start() - 2 : match.start()] != " (" or text[match.end() : match.end() + 1] != ")":
        return False
    decimals = Decimal(match["rate"]).as_tuple().exponent
    unit = Decimal(1).scaleb(int(decimals))
    return any(
        abs(Decimal(100 * part) / whole - Decimal(match["rate"])) <= unit
        for pair in pairs
        if pair.end() <= match.start()
        for part, whole in (_counts(pair),)
    )


def _of_interval(match: re.Match[str], text: str) -> bool:
    return bool(re.match(r" ?(?:CI|CrI|confidence|credible)\b", text[match.end() :]))


def _no_share(match: re.Match[str], text: str) -> bool:
    """Whether a percentage says how much something changed, or how strong a solution is, and not how many people."""
    return bool(
        (_NO_SHARE.search(text[: match.start()]) and not _SURE.match("%" + text[match.start("rate") + len(match["rate"]) + 1 :]))
        or (not match["of"] and _SUBSTANCE.match(text[match.end() :]))
    )


def _is_share(match: re.Match[str], text: str) -> bool:
    behind = text[match.start("rate") + len(match["rate"]) :].lstrip()
    return bool(_SURE.match(behind) or _SAYS_RATE.search(text[: match.start()]))


def _scale(pairs: list[re.Match[str]], ranges: list[re.Match[str]], shares: list[re.Match[str]]) -> _Scale | None:
    """The one scale for all shares of a sentence; None where two that differ would be told alike, or one as none."""
    told = [Decimal(m["rate"]) for m in shares] + [Decimal(m[side]) for m in ranges for side in ("low", "high")]
    counted = [Decimal(100 * part) / whole for part, whole in map(_counts, pairs)]
    rates = told + counted
    if not rates:
        return None
    if len(rates) == 1 and counted:
        return _Scale(100, tens=True)
    exact = all((rate * 10) == int(rate * 10) for rate in told)
    base = 1000 if min(rates) < 1 or (exact and min(rates) < 5 and any(rate != int(rate) for rate in told)) else 100
    rounded = {_rounded(rate, base) for rate in set(rates)}
    return _Scale(base, tens=False) if len(rounded) == len(set(rates)) and 0 not in rounded else None


def _rounded(rate: Decimal, base: int) -> int:
    return int((rate * base / 100).quantize(Decimal(1), ROUND_HALF_UP))


def _natural(rate: Decimal, scale: _Scale) -> str:
    """A percentage as "9 in 10", with "about" where that is rounded."""
    base = scale.base
    tenth = _rounded(rate, 10)
    if scale.tens and 0 < tenth < 10 and abs(rate - tenth * 10) <= Decimal("2.5"):
        base = 10
    elif scale.tens and rate < 1:
        base = 1000
    count = _rounded(rate, base)
    about = "" if Decimal(count * 100) / base == rate else "about "
    return f"{about}{count} in {base:,}"


def _pair(match: re.Match[str], text: str, scale: _Scale) -> tuple[str, tuple[str, ...]]:
    part, whole = _counts(match)
    percent = next((match[one] for one in ("bare", "before", "between", "mid", "behind") if match[one]), "")
    whom = match["whom"] or ""
    told = _natural(Decimal(100 * part) / whole, scale)
    told = (
        told.removeprefix("about ")
        if re.search(r"\b(?:about|nearly|almost|over|under|than|least|to) $", text[: match.start()])
        else told
    )
    modified = re.match(r" (?:with|who|whose|given|on|treated|taking|in|aged|without|receiving|from)\b", text[match.end() :])
    counted = f"{part:,} of {whole:,}"
    if match["bare"]:  # inside a bracket already
        return f"{told}, {counted}{whom}", (f"{percent}%",)
    words = f"{told}{whom} ({counted})" if modified else f"{told} ({counted}{whom})"
    begins = match.start() == 0 and words[0].isalpha()
    return (words[0].upper() + words[1:] if begins else words), ((f"{percent}%",) if percent else ())


def _range(match: re.Match[str], scale: _Scale) -> str:
    low, high = (_rounded(Decimal(match[side]), scale.base) for side in ("low", "high"))
    exact = all(Decimal(match[side]) * scale.base / 100 == count for side, count in (("low", low), ("high", high)))
    beside = "" if exact else f" ({match['low']}% to {match['high']}%)"
    whom = match["whom"]
    whom = f"people in {whom}" if whom.endswith("population") else whom
    return f"{'' if exact else 'about '}{low} to {high} in {scale.base:,} {whom}{beside}"


def _beside_range(match: re.Match[str], scale: _Scale) -> tuple[str, ...]:
    return (f"{match['low']}% to {match['high']}%",) if scale.base != 100 else ()


def _beside(match: re.Match[str], scale: _Scale) -> tuple[str, ...]:
    """A percentage of which the digits are not in "9 in 1,000"."""
    return (f"{match['rate']}%",) if scale.base != 100 else ()


def _share(match: re.Match[str], text: str, scale: _Scale) -> str:
    rate = Decimal(match["rate"])
    told = _natural(rate, scale)
    exact = not told.startswith("about ")
    if re.search(r"\b(?:about|around|nearly|almost|approximately|up to|over|under|than|least) $", text[: match.start()]):
        told = told.removeprefix("about ")
        if not exact:
            return match[0]  # "more than 14.3%" is not "more than 14 in 100"
    beside = "" if exact else f" ({match['rate']}%)"
    after = text[match.end() :]
    if not match["of"]:
        return f"{told}{beside}"
    if re.match(r" (?:the |those\b|all |these )", after) and not re.match(r" the (?:general )?population", after):
        return f"{told}{beside} of"
    return f"{told}" if not beside else f"{told}{beside} of"

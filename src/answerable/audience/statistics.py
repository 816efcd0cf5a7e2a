"""Takes P values and other statistics out of a sentence for readers whom they do not tell anything, to stand beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from answerable.audience.guard import BY_CHANCE, RANGE
from answerable.verification.measures import is_not_significant
from answerable.verification.signals import WAYS
from answerable.verification.words import stem, tokens

_NUMBER = r"[-−–+]?\.?\d[\d.,·]*(?<![.,])%?"
_P = (
    r"(?:(?:all|both|for \w+|systolic|diastolic|overall) )*\b[Pp](?:[- ]?values?)? ?(?:[=<>≤≥]|was|of) ?"
    rf"{_NUMBER}(?: ?[×x] ?10\S+)?"
)
_INTERVAL = rf"(?:to|[-–−]|,|and) ?{_NUMBER}"
_CI = (
    r"9[0-9](?:\.\d)?% ?(?:CIs?|CrI|confidence intervals?|credible intervals?)(?: ?\(CI\))?(?: for [a-z ]+)?[:,=]? ?"
    rf"[\[(]?(?P<range>{_NUMBER} ?{_INTERVAL})[\])]?"
)
_RATIO = (
    r"(?:(?:adjusted|pooled|crude|unadjusted|age-adjusted|summary) )?"
    r"(?:odds ratios?|hazards? ratios?|relative risks?|risk ratios?|rate ratios?|a?OR|a?HR|a?RR|IRR)"
    rf"(?:,? ?[=:]? ?(?:of |was )?){_NUMBER}"
)
_OTHER = (
    r"(?:Cohen['’]s d|SMD|WMD|MD|NNTB?|NNH|numbers? needed to (?:treat|harm)|standard deviations?|standard errors?|SD|"
    r"SEM?|I2|I²|ICC|AUC|χ2|χ²|chi-squared?|"
    rf"η2|kappa|κ|β|d|r|t|F|Z|z)(?: ?\([\d., ]+\))?(?: ?[=:,] ?| of | )[<>≤≥]? ?{_NUMBER}"
)
_ITEM = re.compile(
    rf"(?:(?P<p>{_P})|(?P<ci>{_CI})|(?P<ratio>{_RATIO})|(?P<other>{_OTHER}))(?P<where> (?:at|for|in|after) [^;,()]*)?",
)
_BRACKET = re.compile(r" ?\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_TRAILING = re.compile(rf"(?:,|;) (?P<stat>{_P})(?=[.;]|$)")
_CUT = re.compile(r"(?:; |, )")
_NO_DIFFERENCE = re.compile(
    r"\bnon-?significant|\binsignificant|\b(?:no|not|neither|nor|without)\b[^.;]{0,120}?\b(?:significan\w*|differ\w*|effect|associat\w*|chang\w*)"
    r"|\b(?:similar|alike|comparable|the same|equivalent|unchanged|independent(?:ly)?)\b"
    r"|\b(?:approach\w*|borderline) (?:statistical )?significan",
    re.IGNORECASE,
)
_BOTH = re.compile(r"\bboth\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:no|not|neither|nor|without|none|never|cannot|significan\w*)\b", re.IGNORECASE)
_NAMES = (
    (re.compile(r"\b[Pp](?:[- ]values?)?\b ?(?=[=<>≤≥]|was|of)"), "A P value says how often chance alone would give as much."),
    (re.compile(r"odds ratio|\bOR\b"), "An odds ratio compares odds in two groups; 1 means alike."),
    (re.compile(r"hazards? ratio|\bHR\b"), "A hazard ratio compares how fast things happen in two groups; 1 means alike."),
    (re.compile(r"relative risk|risk ratio|rate ratio|\bI?RR\b"), "A relative risk compares two groups' risks; 1 means alike."),
    (re.compile(r"\bCI\b|confidence interval"), "A confidence interval gives a likely range for the true value."),
)  # fmt: skip


class Told(NamedTuple):
    """A sentence and what was taken out of it, as it was written."""

    text: str
    aside: tuple[str, ...] = ()


def without_statistics(text: str) -> Told:
    """The sentence without what only a statistician reads; a result that chance may explain says so in its place."""
    taken: list[str] = []

    def bracket(match: re.Match[str]) -> str:
        found = _of_bracket(match[1], text)
        if found is None:
            return match[0]
        kept, moved = found
        chance = _chance(moved, text)
        if chance is None:
            return match[0]
        taken.extend(moved)
        inside = "; ".join(part for part in (kept, chance) if part)
        return f" ({inside})" if inside else ""

    def trailing(match: re.Match[str]) -> str:
        chance = _chance((match["stat"],), text)
        if chance is None:
            return match[0]
        taken.append(match["stat"])
        return f" ({chance})" if chance else ""

    return Told(_TRAILING.sub(trailing, _BRACKET.sub(bracket, text)), tuple(taken))


def explained(words: str) -> str:
    """Sentences on what the statistics in these words are; empty where they are none that has a name."""
    return " ".join(sentence for name, sentence in _NAMES if name.search(words))


def _of_bracket(inside: str, text: str) -> tuple[str, tuple[str, ...]] | None:
    """What stays of a bracket and what is taken out of it; None where there is no statistic in it."""
    parts = _parts(inside)
    kinds = [_kind(part) for part in parts]
    if not any(kinds):
        return None
    if not all(kinds[kinds.index(next(filter(None, kinds))) :]):
        return ("", (inside,)) if kinds[0] else None  # words behind a statistic belong to it: the bracket moves as a whole
    ratio = "ratio" in kinds
    kept: list[str] = []
    for part, kind in zip(parts, kinds, strict=True):
        found = _ITEM.fullmatch(part)
        if kind == "ci" and found and not ratio:
            kept.append(f"{RANGE} {_spread(found['range'])}{found['where'] or ''}")
        elif not kind:
            kept.append(part)
    return ", ".join(kept), tuple(part for part, kind in zip(parts, kinds, strict=True) if kind)


def _chance(moved: Sequence[str], text: str) -> str | None:
    """What has to be said where these statistics stood; None where they have to stay, for nothing else says it.

    Statistics by which chance may explain a result are not simply left out: the sentence says so already, or is told to.
    """
    ratio = any(_kind(part) == "ratio" for part in moved)
    weighed = [part for part in moved if ratio or _kind(part) != "ci"]  # the range of a difference is shown, and says it itself
    if not is_not_significant("; ".join(weighed)):
        return ""
    rest = text
    for part in moved:
        rest = rest.replace(part, "")
    if _NO_DIFFERENCE.search(rest):
        return ""
    if _BOTH.search(rest):  # what chance may explain is a difference between the two, and not what is said of both
        return None if any(stem(word.word) in WAYS for word in tokens(rest)) else ""
    return None if _DENIED.search(rest) else BY_CHANCE


def _parts(inside: str) -> list[str]:
    """What stands between the commas and semicolons of a bracket; an interval's own comma parts nothing."""
    parts: list[str] = []
    for part in _CUT.split(inside):
        joined = f"{parts[-1]}, {part}" if parts else ""
        if joined and not _kind(parts[-1]) and _kind(joined):
            parts[-1] = joined
        else:
            parts.append(part)
    return parts


def _kind(part: str) -> str:
    found = _ITEM.fullmatch(part.strip())
    return next((kind for kind in ("p", "ci", "ratio", "other") if found and found[kind]), "")


def _spread(written: str) -> str:
    """An interval as words: "0.60–0.94" is "0.60 to 0.94"."""
    return re.sub(r"(?<=[\d%]) ?(?:[–−-]|,) ?(?=[-−–+]?[\d.])", " to ", written, count=1)

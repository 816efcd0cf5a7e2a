"""Ways to make a true sentence false by one rule each, written apart from the checks that have to notice."""

from __future__ import annotations

import re
from collections.abc import Callable

_SWAPS = {
    "increased": "decreased",
    "increase": "decrease",
    "increases": "decreases",
    "higher": "lower",
    "greater": "smaller",
    "more": "fewer",
    "improved": "worsened",
    "improvement": "deterioration",
    "better": "worse",
    "longer": "shorter",
    "reduction": "increase",
    "reduced": "increased",
    "reduces": "increases",
}
_SWAPS |= {other: word for word, other in list(_SWAPS.items()) if other not in _SWAPS}
_UNITS = {
    "mg": "g", "g": "mg", "kg": "g", "ml": "l", "mL": "L", "days": "weeks", "weeks": "months", "months": "years", "hours": "days",
    "h": "days", "years": "months", "minutes": "hours", "min": "h", "%": " mg", "mmHg": "cmH2O", "cm": "mm", "mm": "cm",
}  # fmt: skip


def change_a_figure(sentence: str) -> str | None:
    """The first number gets another first digit."""
    match = re.search(r"(?<![\w.\-])\d", sentence)
    if match is None:
        return None
    digit = str((int(match.group()) + 3) % 9 + 1)
    return sentence[: match.start()] + digit + sentence[match.end() :]


def change_the_last_figure(sentence: str) -> str | None:
    """The last digit of the last number turns into another."""
    found = list(re.finditer(r"(?<![\w])\d+(?:\.\d+)?(?=[\s,.;)%]|$)", sentence))
    if not found:
        return None
    at = found[-1].end() - 1
    return sentence[:at] + str((int(sentence[at]) + 4) % 10) + sentence[at + 1 :]


def swap_two_figures(sentence: str) -> str | None:
    """Two percentages that stand with different things change places."""
    found = list(re.finditer(r"\d+(?:\.\d+)?(?= ?%)(?! ?% ?(?:CI|confidence))", sentence))
    if len(found) < 2 or found[0].group() == found[1].group():
        return None
    a, b = found[0], found[1]
    if len(re.findall(r"[a-z]{4,}", sentence[a.end() : b.start()])) < 2:
        return None
    return sentence[: a.start()] + b.group() + sentence[a.end() : b.start()] + a.group() + sentence[b.end() :]


def drop_a_negation(sentence: str) -> str | None:
    """Turns "did not improve" into "did improve", "no difference" into a difference."""
    changed = re.sub(r"\b(?:not|no) ", "", sentence, count=1)
    return changed if changed != sentence else None


def add_a_negation(sentence: str) -> str | None:
    """Turns "was associated" into "was not associated"."""
    match = re.search(r"\b(?:was|were|is|are|did|may|can) (?!not\b|no\b)(?=[a-z])", sentence)
    return sentence[: match.end()] + "not " + sentence[match.end() :] if match else None


def turn_the_direction(sentence: str) -> str | None:
    """Turns "increased" into "decreased"."""
    match = re.search(r"\b(?:" + "|".join(_SWAPS) + r")\b", sentence)
    return sentence[: match.start()] + _SWAPS[match.group()] + sentence[match.end() :] if match else None


def change_a_unit(sentence: str) -> str | None:
    """Milligrams become grams, weeks months."""
    match = re.search(r"(?<=\d)( ?)(" + "|".join(sorted(_UNITS, key=len, reverse=True)) + r")(?![\w/])", sentence)
    if match is None:
        return None
    return sentence[: match.start()] + (match[1] or " ") + _UNITS[match[2]].strip() + sentence[match.end() :]


def turn_the_p_value(sentence: str) -> str | None:
    """Turns "p < 0.05" into "p > 0.05"."""
    match = re.search(r"(\b[pP](?:[- ]?value)?\s?)([<>=])", sentence)
    if match is None:
        return None
    return sentence[: match.start(2)] + {"<": ">", ">": "<", "=": "<"}[match[2]] + sentence[match.end(2) :]


def replace_the_comparator(sentence: str) -> str | None:
    """Turns "compared with placebo" into "compared with acupuncture"."""
    match = re.search(r"\b(compared (?:with|to)|versus|vs\.?|than) (?:the |a |an )?[a-z\-]+(?: group)?", sentence)
    return sentence[: match.end(1)] + " acupuncture" + sentence[match.end() :] if match else None


def drop_the_comparator(sentence: str) -> str | None:
    """Turns "compared with placebo" into nothing."""
    match = re.search(r",? (?:(?:when |as )?compared (?:with|to)|than) [^,;().]+(?=[.;,(]|$)", sentence)
    changed = sentence[: match.start()] + sentence[match.end() :] if match else sentence
    return changed if changed != sentence else None


def drop_the_population(sentence: str) -> str | None:
    """Turns "in women with asthma" into nothing."""
    changed = re.sub(
        r" (?:in|among) (?:\w+ ){0,2}(?:women|men|children|adults|infants|boys|girls|adolescents|smokers)\b(?: with [a-z]+)?"
        r"| (?:in|among) (?:\w+ )?(?:patients|participants|people|subjects|those) (?:with|receiving|undergoing) "
        r"[a-z\-]+(?: [a-z\-]+)?",
        "", sentence, count=1, flags=re.IGNORECASE,
    )  # fmt: skip
    return changed if changed != sentence else None


def drop_the_reservation(sentence: str) -> str | None:
    """Turns "may reduce" into "reduces"."""
    changed = re.sub(r"\b(?:may|might|could) (reduce|improve|increase|prevent|decrease)\b", r"\1s", sentence, count=1)
    return changed if changed != sentence else None


def make_it_a_cause(sentence: str) -> str | None:
    """Turns "was associated with" into "causes"."""
    changed = re.sub(r"\b(?:was|were|is|are) (?:\w+ly )?associated with\b", "causes", sentence, count=1)
    return changed if changed != sentence else None


RULES: tuple[Callable[[str], str | None], ...] = (
    change_a_figure,
    change_the_last_figure,
    swap_two_figures,
    change_a_unit,
    turn_the_p_value,
    drop_a_negation,
    add_a_negation,
    turn_the_direction,
    replace_the_comparator,
    drop_the_comparator,
    drop_the_population,
    drop_the_reservation,
    make_it_a_cause,
)

"""Wording against certainty: high "reduces", moderate "probably", low "may", very low "very uncertain"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from answerable.review.certainty import Certainty

# What a present-tense statement of an effect says, by the verb without and with its ending.
_VERBS: Mapping[str, str] = {
    "reduces": "reduce", "lowers": "lower", "decreases": "decrease", "improves": "improve", "increases": "increase",
    "raises": "raise", "prevents": "prevent", "relieves": "relieve", "shortens": "shorten", "prolongs": "prolong",
    "stops": "stop", "helps": "help", "works": "work", "cures": "cure", "causes": "cause", "worsens": "worsen",
    "protects": "protect", "eases": "ease", "heals": "heal", "treats": "treat", "leads": "lead", "makes": "make",
    "has": "have", "is": "be", "are": "be", "does": "do",
}  # fmt: skip
_EFFECT = re.compile(
    r"\b(?:reduces?|lowers?|decreases?|improves?|increases?|raises?|prevents?|relieves?|shortens?|prolongs?|stops?|helps?|works?"
    r"|cures?|causes?|worsens?|protects?|eases?|heals?|treats?|leads? to|makes? (?:no|little) difference"
    r"|(?:is|are) (?:more |less |not |as |equally )?(?:effective|safe|beneficial|harmful|superior|inferior|better|worse)"
    r"|(?:has|have) (?:no|little|a) (?:\w+ )?effect)\b",
    re.IGNORECASE,
)
_HEDGES: tuple[tuple[Certainty, re.Pattern[str]], ...] = (
    (
        Certainty.VERY_LOW,
        re.compile(r"\b(?:very uncertain|uncertain|unclear|not known|unknown whether|do not know)\b", re.IGNORECASE),
    ),
    (Certainty.LOW, re.compile(r"\b(?:may|might|could|possibly|perhaps|suggests?)\b", re.IGNORECASE)),
    (Certainty.MODERATE, re.compile(r"\b(?:probably|likely)\b", re.IGNORECASE)),
)
# Somebody's words, told as theirs, are a report like what a study found.
_REPORTED = re.compile(
    r"^according to\b|\b(?:stated|reported|concluded|found|wrote|noted|held|suggested|proposed|argued"
    r"|believed|considered|observed"
    r"|stress(?:ed|es)?|states?|reports?|concludes?|explains?|explained|favou?red|recommends?|recommended) (?:that )?",
    re.IGNORECASE,
)
_ORDER = tuple(Certainty)
SAYS: Mapping[Certainty, str] = {
    Certainty.HIGH: "reduces",
    Certainty.MODERATE: "probably reduces",
    Certainty.LOW: "may reduce",
    Certainty.VERY_LOW: "the evidence is very uncertain",
}
"""How each certainty words the same finding."""


class WordingFinding(Struct, frozen=True):
    """A claim that is worded more surely, or less, than the certainty that was set: in words, with what it could say."""

    stronger: bool
    words: str
    suggested: str


def reads_as(text: str) -> Certainty | None:
    """The certainty with which a statement of an effect is worded; None where it states none.

    What a study found, told in the past, is a report of that study and no statement on the body of evidence; so is what somebody
    is said to have stated.
    """
    hedged = next((certainty for certainty, pattern in _HEDGES if pattern.search(text)), None)
    effect = _EFFECT.search(text)
    if effect is not None and (told := _REPORTED.search(text)) is not None and told.start() < effect.start():
        return None
    if effect is None:
        return hedged if hedged is Certainty.VERY_LOW else None
    return hedged or Certainty.HIGH


def wording_against(text: str, certainty: Certainty) -> WordingFinding | None:
    """What is wrong with a claim's wording under a certainty, or None where it fits or states no effect."""
    read = reads_as(text)
    if read is None or read is certainty:
        return None
    stronger = _ORDER.index(read) < _ORDER.index(certainty)
    more = "more" if stronger else "less"
    words = f"It reads as {read.value} certainty, {more} surely than the {certainty.value} that was set (“{SAYS[certainty]}”)."
    return WordingFinding(stronger, words, suggested(text, certainty))


def suggested(text: str, certainty: Certainty) -> str:
    """The statement as the certainty would word it, where that can be had by its verb alone; else nothing.

    It is a proposal for a person: the claim has to be verified again in its new words.
    """
    if reads_as(text) is not Certainty.HIGH:
        return ""
    found = _EFFECT.search(text)
    if found is None or certainty is Certainty.HIGH:
        return ""
    verb, _, rest = found.group().partition(" ")
    behind = f"{f' {rest}' if rest else ''}{text[found.end() :]}"
    before = text[: found.start()]
    if certainty is Certainty.MODERATE:
        first = f"{verb} probably" if verb.lower() in ("is", "are") else f"probably {verb}"
        return f"{before}{first}{behind}"
    if certainty is Certainty.LOW:
        return f"{before}may {_VERBS.get(verb.lower(), verb)}{behind}"
    subject = before.strip()
    if not subject or not text.endswith("."):
        return ""
    first = subject[0].lower() if subject[1:2].islower() else subject[0]  # "NSAIDs" keep their capitals
    return f"The evidence is very uncertain on whether {first}{subject[1:]} {verb}{behind}"

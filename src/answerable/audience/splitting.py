"""Long sentences in two, where nothing can change: a study told first, clauses that stand by themselves parted."""

from __future__ import annotations

import re
from functools import lru_cache

_DESIGN = (
    r"(?:randomi[sz]ed |controlled |double-blind |single-blind |placebo-controlled |open |pilot |small |large |pragmatic "
    r"|crossover |retrospective |prospective |surgical |clinical |cross-sectional |cohort |case-control |observational |Cochrane "
    r"|systematic |,)*"
    r"(?:trial|study|survey|series|case series|review|analysis)"
)
# "In a randomised trial in 41 patients with gout, …": the study, whom it was of, and what it found.
_OF_A_STUDY = re.compile(
    rf"^In (?P<what>an? {_DESIGN}) (?:in|of|among|with) (?P<whom>(?:about )?\d[\d,]* [^,;()]{{3,90}}), "
    r"(?P<found>[a-z\d].{20,})$"
)
_FINITE = (
    r"(?:was|were|is|are|had|has|have|did|does|do|fell|rose|grew|took|gave|began|became|led|made|went|came|stayed|remained|occurred"
    r"|appeared|lasted|differed)"
)
_VERB = re.compile(rf"\b{_FINITE}\b")
_CLAUSE = re.compile(
    rf"^(?!(?:{_FINITE}|with|after|in|at|of|to|for|by|from|on|then|also|not|as|than|which|who|whose|that|therefore|thus|so|or|nor"
    rf"|because|although|while|if|when|where|\d[\d.,]*%?|respectively|especially|including|compared|versus|only|both|either|neither)\b)"
    rf"(?:[\w’'-]+ ){{1,7}}{_FINITE}\b"
)
_SAID_OF_IT = re.compile(
    r"(?<=[\w%)]), an? (?P<what>difference|change|reduction|increase|finding|result) that (?P<verb>was|is) (?=[^,;]{10,80}\.$)"
)
_PARTS = re.compile(r"(?P<semicolon>; )|, (?P<joined>and|but) ")
# What may reach from the first clause over the second: a reservation, a report, a circumstance, a comparison to come.
_REACHES = re.compile(
    r"\b(?:that|which|who|whose|whether|if|when|where|although|though|because|while|whereas|unless|until|may|might|could|would|should"
    r"|can|must|suggest\w*|conclud\w*|report(?:s|ed)? that|accord\w*|appear\w*|seem\w*|possibl\w*|probabl\w*|likely|perhaps|both"
    r"|either|neither|only|than|compared|versus|between|respectively|each)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(r"^(?:In|Among|For|After|Before|At|With|Without|During|On|By|Of|From|Under|Over|Within|Compared|As)\b")
_SHORTEST = 4  # words of a sentence of its own


@lru_cache(maxsize=8192)
def split(sentence: str) -> str:
    """The sentence as two or more shorter ones in the same order and words; as it is where that might change what it says.

    Only these words come or go: a study's "In a trial in … ," becomes "A trial looked at … .", ", a difference that was" becomes
    ". This difference was", and "and" before a clause of its own falls away. A clause is parted only where nothing before it
    reaches over it.
    """
    study = _OF_A_STUDY.match(sentence)
    if study and not _VERB.search(study["whom"]) and len(study["found"].split()) >= _SHORTEST:
        return f"{_capital(study['what'])} looked at {study['whom']}. {split(_capital(study['found']))}"
    if found := _SAID_OF_IT.search(sentence):
        return f"{split(sentence[: found.start()])}. This {found['what']} {found['verb']} {sentence[found.end() :]}"
    for found in _PARTS.finditer(sentence):
        before, after = sentence[: found.start()], sentence[found.end() :]
        if _may_part(before, after):
            kept = "But " if found["joined"] == "but" else ""
            return f"{before}. {kept}{split(after if kept else _capital(after))}"
    return sentence


def _may_part(before: str, after: str) -> bool:
    """Whether two clauses stand by themselves: each has subject and verb, and nothing in the first reaches over the second."""
    whole = before.count("(") == before.count(")") and before.count("“") == before.count("”")
    if not whole or min(len(before.split()), len(after.split())) < _SHORTEST:
        return False
    return bool(_VERB.search(before)) and not _OPENS.match(before) and not _REACHES.search(before) and bool(_CLAUSE.match(after))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

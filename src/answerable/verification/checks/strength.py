"""STRENGTH: the verb is no stronger than the design can carry, and no stronger than the source's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import IntEnum
from functools import lru_cache

from answerable.corpus.evidence import Design, EvidenceLevel
from answerable.verification.measures import figures
from answerable.verification.model import Check, Evidence, Finding, Verdict
from answerable.verification.words import HEDGES, plain, tokens


class Strength(IntEnum):
    """How much a sentence claims of cause, from none up."""

    DESCRIBES = 0  # what was seen: "pain was relieved in 31 of 35"
    ASSOCIATES = 1  # "was associated with", and every claim under a reservation
    OBSERVED_EFFECT = 2  # "the injection reduced pain": an effect told of one study
    RAISES_RISK = 3  # "is a risk factor for", "increases the risk of"
    CAUSES = 4  # "causes", "leads to", as a general truth
    WORKS = 5  # "is effective", "prevents", "reduces", as a general truth


_TRIALS = frozenset(
    {Design.GUIDELINE, Design.SYSTEMATIC_REVIEW, Design.META_ANALYSIS, Design.RANDOMISED_TRIAL, Design.CONTROLLED_TRIAL}
)
_EXPERIMENTS = frozenset({Design.ANIMAL, Design.LABORATORY})  # controlled; that they are not about people is POPULATION's to say
_COMPARATIVE = _TRIALS | {Design.COHORT, Design.CASE_CONTROL, Design.OBSERVATIONAL}

# The designs that can carry each strength. What reviews tell of causes and mechanisms is theirs to tell (OCEBM level 5);
# that a treatment works is not.
CARRIED_BY: Mapping[Strength, frozenset[Design]] = {
    Strength.OBSERVED_EFFECT: _COMPARATIVE | _EXPERIMENTS | {Design.REVIEW},
    Strength.RAISES_RISK: _COMPARATIVE | _EXPERIMENTS | {Design.REVIEW, Design.CROSS_SECTIONAL},
    Strength.CAUSES: _COMPARATIVE | _EXPERIMENTS | {Design.REVIEW, Design.ANATOMY},
    Strength.WORKS: _TRIALS | _EXPERIMENTS,
}
_UNCONTROLLED_LEVELS = frozenset({EvidenceLevel.FOUR})


_THIRD = (
    "reduces|improves|relieves|alleviates|decreases|lowers|enhances|ameliorates|mitigates|attenuates|shortens|"
    "eliminates|resolves|benefits"
)
_PAST = (
    "reduced|improved|relieved|alleviated|decreased|lowered|enhanced|ameliorated|mitigated|attenuated|shortened|"
    "eliminated|resolved|prevented|cured"
)
_ADVERB = r"(?:\w+ly )?"

# Each row: how much it claims and the words that claim it; the strongest row found counts.
_VERBS: tuple[tuple[Strength, re.Pattern[str]], ...] = tuple(
    (strength, re.compile(pattern, re.IGNORECASE))
    for strength, pattern in (
        (
            Strength.WORKS,
            r"\b(?:is|are|was|were|be|been|being|prove[sd]?(?: to be)?|remains?|as|an?|highly|very|more|most|equally|clinically) "
            rf"{_ADVERB}(?:effective|efficacious|curative|superior)\b",
        ),
        (Strength.WORKS, r"\beffectively (?:treat|reduce|prevent|control|relieve|manage|improve)"),
        (Strength.WORKS, r"\b(?:prevents|cures|treats)\b|\bworks\b|\bcan (?:effectively |successfully )?(?:prevent|cure)\b"),
        (
            Strength.WORKS,
            r"\b(?:shows?|showed|shown|demonstrate[sd]?|has|have|proven|confirm(?:s|ed)?|establish(?:es|"
            r"ed)?) (?:the |its |their |good |high |significant |clear |superior )*"
            r"(?:efficacy|effectiveness)\b",
        ),
        (
            Strength.WORKS,
            r"\bthe (?:efficacy|effectiveness) of [^,;]{1,80} (?:is|was|has been) (?:shown|demonstrated|"
            r"confirmed|established|proven)",
        ),
        (Strength.WORKS, rf"\b(?:{_THIRD})\b"),
        (Strength.WORKS, r"\beffective(?:ness)? (?:in|of|was|is) (?:about |approximately )?\d+(?:\.\d+)? ?%"),
        (Strength.WORKS, r"\b(?:is|are) (?:the |an? )?(?:\w+ )?(?:cure|treatment of choice)\b"),
        (
            Strength.CAUSES,
            r"\bcauses\b(?! of\b)|\bcaus(?:e|ing)\b(?= (?!of\b)\w)|\b(?:leads|results|contributes) (?:to|in)\b|\binduces\b",
        ),
        (
            Strength.RAISES_RISK,
            r"\brisk factors? for\b|\b(?:increases|raises|doubles|triples|decreases|lowers|reduces) (?:the |"
            r"their |its )?(?:\w+ ){0,2}risk\b",
        ),
        (
            Strength.OBSERVED_EFFECT,
            rf"(?<!was )(?<!were )(?<!been )(?<!is )(?<!are )(?<!be )(?<!and )(?<!or )(?<!ly )(?<!of )(?<!with "
            rf")(?<!the )(?<!an )(?<!a )\b(?:{_PAST})"
            r"\b (?:the |their |its |both |all |overall )?(?:\w+ ){0,2}(?:pain|symptoms?|mortality|scores?|risk|"
            r"incidence|levels?|function|disability|quality|outcomes?|pressure|"
            r"rates?|severity|duration|frequency|need|use|stay|time|survival|complications?|recurrence|infections?|bleeding)\b",
        ),
        (Strength.ASSOCIATES, r"\b(?:associated|association|correlat\w+|related to|linked to|link between|relationship)\b"),
    )
)
_SAID_BY = re.compile(
    r"\baccording to (?:the |its |their )?(?:\w+ )?(?:authors?|investigators?|surgeons?|writers?)\b|"
    r"\b(?:authors?|investigators?|surgeons?|clinicians?|experts?|some|they|he|she|we) (?:\w+ )?(?:suggest|"
    r"conclude|believe|propose|consider|argue|recommend|think|thought|hypothesi[sz]e|speculate|postulate)",
    re.IGNORECASE,
)
_OPEN = re.compile(  # what a study set out to do, or what is asked or denied, claims no effect
    r"\b(?:whether|to (?:assess|evaluate|determine|investigate|examine|compare|test|study|explore)|aim(?:s|ed)?|"
    r"objective|hypothesis|unclear|unknown|"
    r"remains? to be|insufficient evidence|no evidence|not|no|neither|nor|cannot|lack(?:s|ed)?|fail(?:s|ed)?|"
    r"further (?:studies|research|trials)|needed|required|should)\b",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r"[;:]|(?<!\d)\.(?!\d)|, (?:but|and|whereas|while|although)\b|\bbut\b|\bwhereas\b")


@lru_cache(maxsize=4096)
def strength_of(text: str) -> tuple[Strength, str]:
    """The strongest thing that a sentence claims without reservation, and the words that claim it."""
    strongest, words = Strength.DESCRIBES, ""
    for clause in _CLAUSES.split(plain(text)):
        for strength, pattern in _VERBS:
            match = pattern.search(clause)
            if match is None:
                continue
            if _is_reserved(clause, match.start()):
                strength = min(strength, Strength.ASSOCIATES)
            elif strength is Strength.OBSERVED_EFFECT and figures(clause):
                strength = Strength.DESCRIBES  # told with its figures, it is what was seen
            if strength > strongest:
                strongest, words = strength, match.group()
    return strongest, words


def _is_reserved(clause: str, position: int) -> bool:
    """Whether what stands at a position is hedged, attributed, asked or denied in its clause."""
    ahead = clause[:position]
    if any(token.word in HEDGES for token in tokens(ahead)[-14:]) or _SAID_BY.search(ahead):
        return True
    return bool(_OPEN.search(clause[: position + 20]))


def check_strength(evidence: Evidence) -> Finding:
    """Whether source and design bear the claim's verb: an uncontrolled study, a case or an opinion does not show efficacy."""
    claimed, words = strength_of(evidence.claim)
    if evidence.quote is None:
        return _found(Verdict.UNCHECKED, "There is no quote to compare the strength with.")
    said, _ = strength_of(evidence.quote)
    if claimed > said and claimed > Strength.ASSOCIATES:
        verdict = Verdict.NOT_SUPPORTED if said is Strength.ASSOCIATES or claimed is Strength.WORKS else Verdict.PARTLY_SUPPORTED
        return _found(verdict, f"“{words}” claims more than the quote does.")
    lost = _hedges(evidence.quote) and not _hedges(evidence.claim)
    if lost and claimed > Strength.DESCRIBES:
        return _found(Verdict.PARTLY_SUPPORTED, "The quote speaks with a reservation that the statement leaves out.")
    return _carried(claimed, words, evidence)


def _hedges(text: str) -> bool:
    return any(token.word in HEDGES for token in tokens(text))


def _carried(claimed: Strength, words: str, evidence: Evidence) -> Finding:
    """The finding on whether the design carries the verb."""
    carriers = CARRIED_BY.get(claimed)
    if carriers is None:
        return _found(Verdict.SUPPORTED, "The statement describes what was seen or associated, which any design can carry.")
    appraisal = evidence.appraisal
    if appraisal is None:
        return _found(Verdict.UNCHECKED, f"Whether the study can carry “{words}” is not known: it is not appraised.")
    if appraisal.design is Design.UNKNOWN:
        return _found(Verdict.UNCHECKED, f"Whether the study can carry “{words}” is not known: its design is not known.")
    if appraisal.design not in carriers:
        return _found(Verdict.PARTLY_SUPPORTED, f"“{words}” is more than a {appraisal.design} can show.")
    if claimed is Strength.WORKS and appraisal.level in _UNCONTROLLED_LEVELS:
        return _found(Verdict.PARTLY_SUPPORTED, f"“{words}” is more than evidence of level {appraisal.level} can show.")
    return _found(Verdict.SUPPORTED, f"A {appraisal.design} can carry “{words}”.")


def _found(verdict: Verdict, reason: str) -> Finding:
    return Finding(Check.STRENGTH, verdict, reason)

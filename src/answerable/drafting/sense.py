"""Whether a sentence makes sense by itself, and what may be trimmed from its ends so that it does.

Trimming only takes words away at the ends and asides in brackets: what is left are the source's own words.
"""

from __future__ import annotations

import re
from functools import lru_cache

from answerable.corpus.phrases import Phrase
from answerable.question.model import ConceptKind
from answerable.question.vocabulary import vocabulary

# Openers that carry nothing: connectives, labels, and "we found that" (which asserts what follows as it stands).
_CONNECTIVE = (
    r"(?:however|therefore|thus|hence|overall|moreover|furthermore|additionally|in addition|besides|also|finally|in conclusion|in summary|to conclude|"
    r"to summari[sz]e|conversely|in contrast|by contrast|nevertheless|nonetheless|notably|importantly|interestingly|consequently|accordingly|as a result|"
    r"similarly|likewise|in particular|specifically|indeed|taken together|second(?:ly)?|third(?:ly)?|first(?:ly)?|lastly|main results?|results?|conclusions?|findings?|"
    r"interpretation|background|significance|in general|as expected|surprisingly|unexpectedly|in (?:this|our|the present|the current) (?:[\w-]+ ){0,4}(?:study|trial|analysis|review|meta-analysis|sample|cohort|survey|series))"
)
_OPENER = re.compile(rf"^(?:{_CONNECTIVE}\s*[,:;–—-]\s*|(?:thus|therefore|hence) (?=[a-z]))+", re.IGNORECASE)
_FACTIVE = re.compile(
    r"^(?:(?:we|the authors|investigators) (?:have |also |further |then )?(?:found|observed|demonstrated|showed|shown|confirmed|established|concluded?)(?: evidence)? that |"
    r"(?:our|these|the|this)(?: present| current)? (?:randomi[sz]ed |controlled |pilot |clinical )*(?:study|trial|analysis|results?|findings?|data|meta-analysis|(?:systematic )?review|evidence)"
    r"(?: (?:of|from) (?:this|the|our) (?:present |current )?(?:study|trial|analysis))?(?: clearly| also| further| first)? (?:shows?|showed|have shown|has shown|demonstrates?|demonstrated|confirms?|confirmed|found|reveals?|revealed|established) that |"
    r"it was (?:found|observed|shown|demonstrated) that )",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"^(?:our|these|the present|the|this) (?=(?:findings|results|data) (?:suggest|indicate|imply|support))", re.IGNORECASE
)
_ASIDE = re.compile(
    r"\s*[(\[](?:(?:see )?(?:table|fig(?:ure)?|additional file|appendix|supplement\w*|online)\b[^()\[\]]*|\d+(?:\s*[,–-]\s*\d+)*|(?:https?://|www\.|clinicaltrials\.gov|isrctn|nct|actrn|trial registration)[^()\[\]]*)[)\]]",
    re.IGNORECASE,
)

_DANGLING_START = re.compile(
    r"^(?:this|(?:our|the present|the current) (?:study|trial|analysis|review)|these(?! (?:findings|results|data)\b)|those|they|their|its|he|she|his|her|such|the (?:former|latter|same|other|others|second|third|remaining|"
    r"above|following|most common (?:was|were)|difference|differences|effect|effects|reduction|increase|improvement|change|changes|rate|rates|results?|findings?|association|risk|combination|two|three|four|intervention|treatment|programme|program|"
    r"drug|mean|median|score|scores|incidence|corresponding|respective|primary|secondary)\b(?! (?:\w+ ){0,2}(?:of|in|for|between|with|from)\b)|both(?! .{0,60}\band\b)|neither(?! .{0,60}\bnor\b)|similar(?:ly)?|same|another|others|here|there(?:fore|by)|then|"
    r"it(?! (?:is|was|has been|may be|seems|appears) (?:\w+ ){0,2}(?:that|to|recommended|important|possible|likely|estimated)\b)|no such|none(?! of the)|one of them|all (?:of )?(?:them|these|groups|three|four|other)|each group|either|"
    r"and|but|or|nor|so|yet|which|who|whose|while|whereas|although(?! .*,)|because(?! .*,)|compared (?:with|to) (?:the )?(?:other|this|that)|at (?:this|that)|of (?:these|those|them)|among (?:these|those|them)|in (?:these|those|both|this|that|"
    r"all) |after (?:this|that)|for (?:this|these|those|both) |to this end|by (?:this|these)|from (?:this|these)|with (?:this|these))\b",
    re.IGNORECASE,
)
_DANGLING_WITHIN = Phrase(
    r"\b(?:these|those|this|such|the (?:same|latter|former|aforementioned|above)) (?:patients?|participants?|people|women|men|children|infants?|subjects?|individuals?|groups?|populations?|conditions?|disorders?|diseases?|treatments?|interventions?|"
    r"drugs?|methods?|approach(?:es)?|techniques?|programmes?|programs?|variables?|factors?|effects?|parameters?|measures?|markers?|tests?|outcomes?|agents?|age group|setting|cases?(?! (?:report|series|study|control))|symptoms?|strateg\w+|regimens?|therap\w+|procedures?|differences?|"
    r"improvements?|reductions?|changes?|benefits?|associations?|combinations?|model|tool|device|exercises?|findings?|results?)\b|\bthe (?:former|latter)\b|\bthe same (?:cohort|visit|patients|group|period|time)\b|^corresponding\b|\b(?:as|than) (?:described|mentioned|noted) (?:above|previously)\b|\bthereof\b|"
    r"\bthe (?:toddler|infant|booster|primary) (?:dose|series|course)\b|\b(?:unit|ward|centre|center|site|school|village|hospital)s? (?-i:[A-H])\b|\bperiods? (?:[1-9]|I{1,3})\b|"
    r"\b(?:treatment|group|between-group) differences? (?:\([^)]*\) )?(?:was|were) (?:\w+ly )?(?:identified|found|seen|observed|noted|detected|reported)\b(?! (?:in|for|between|on|with)\b)",
)
_BLIND_ARMS = Phrase(
    r"\b(?:active (?:treatment|drug|intervention|therapy)\b|study (?:drug|medication|treatment)\b|(?:the )?(?:intervention|treatment|treated|experimental|study|active|test|case|first|second|two|three|four|both|other|either|all|each|same|index)(?: study| treatment| intervention)? (?:groups?|arms?)|between[- ](?:the )?groups?|between[- ]group|"
    r"(?:within|across|among|in)(?: the)? groups|group(?:s)? (?:[A-Z]|[1-9]|I{1,3}|IV)\b|arms? (?:[A-Z]|[1-9])\b|group difference|by (?:treatment )?group|(?:the )?(?:two|three) (?:treatments|interventions|arms|regimens|drugs|conditions|methods|techniques)|"
    r"the (?:intervention|treatment|programme|program|drug|training|control)\b(?! (?:of|with|for)))",
)
_AGAINST = re.compile(
    r"\b(?:than|compared (?:with|to)|versus|vs\.?|over|and) (?:the )?(?:placebo|usual care|controls?|sham|standard care)\b",
    re.IGNORECASE,
)
# Arms that stay unnamed whatever else the sentence names: "both active treatments".
_UNNAMED_ARMS = re.compile(
    r"\b(?:both|all|either|neither|two|three|four) (?:active |study |other |of the )?(?:treatments?|arms?|regimens?|interventions?)\b(?! (?:of|for|with|\())|"
    r"\b(?:both|all|either|neither|all three|all four) (?:of the )?(?:study |treatment )?groups\b(?! of)",
    re.IGNORECASE,
)
# "the remediation group": an arm under a name of its own, beside which "the control group" is understood.
_NAMED_ARM = Phrase(
    r"\b(?:the|in|with) (?!(?:intervention|treatment|treated|control|controls|experimental|study|active|test|case|first|second|two|three|four|both|other|either|all|each|same|index|patient|age|older|younger|between|placebo|comparison|usual|"
    r"highest|lowest|high|low|reference|subject|sample|total|whole|entire|overall|randomi[sz]ed|former|latter)\b)[\w-]{4,}(?: [\w-]{4,})? (?:group|arm)s?\b(?! (?:difference|mean))",
)
_COMPARATIVE = Phrase(
    r"\b(?:higher|lower|greater(?! trochanter)|better|worse|fewer|superior(?! (?:iliac|cluneal|mesenteric|vena|oblique))|inferior(?! (?:vena|mesenteric|epigastric))|shorter|longer|faster|slower|smaller|larger|earlier|later|more (?:effective|likely|frequent\w*|rapid\w*|often|common)|less (?:effective|likely|frequent\w*|often|pain|common))\b",
)
_OTHER_ARM = Phrase(
    r"\b(?:than|compared|comparison|versus|vs|relative to|over|between|from|whereas|while|against|as opposed|unlike|in contrast|baseline|respectively|with (?:higher|lower|greater|longer|older|more|increasing)|"
    r"(?:superior|inferior|non-?inferior|equivalent) to|was associated|were associated|is associated|are associated|associated with|(?:higher|lower|better|worse|greater) (?:risk|quality|doses?|levels?|education|income|limbs?|back|extremit\w+|leg|body|respiratory|urinary|age|odds) (?:of|and|or|is|are)?|"
    r"lower (?:back|leg|limb|extremit\w+|urinary|respiratory|abdom\w+)|no (?:longer|later|better|worse|more)|higher the|for (?:higher|lower)|\d[\d.]*%? (?:in|for|with|vs|v|and|to)|"
    r"(?:and|or) \d|later (?:life|age)|larger (?:studies|trials|sample)|more likely to)\b",
)
_ENDS = re.compile(r"[.!][)\]\"”’']*$")
_WORDS = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_HEAVY = 10  # figures; more is a table in prose


def trimmed(sentence: str) -> tuple[int, int, str]:
    """The part of a sentence worth quoting: start and end inside it, and its words without asides, capitalised.

    Words are only taken away; between start and end nothing but whole asides in brackets is missing from the words.
    """
    start = 0
    for pattern in (_OPENER, _FACTIVE, _OPENER, _HEDGED):
        if found := pattern.match(sentence[start:]):
            start += found.end()
    words = sentence[start:]
    if "(" in words or "[" in words:
        words = _ASIDE.sub("", words)
    if "a" <= words[:1] <= "z" and not re.match(r"[a-z]+[A-Z]|[a-z]-", words):
        words = words[0].upper() + words[1:]
    return start, len(sentence), words


def stands_alone(words: str, named: bool) -> bool:
    """Whether words make sense by themselves.

    `named` says that the sentence names what the question is about or what was done, so that "the treatment group" is not
    left hanging.
    """
    if not _is_a_sentence(words):
        return False
    if _DANGLING_START.match(words) or _DANGLING_WITHIN.search(words):
        return False
    if _UNNAMED_ARMS.search(words):
        return False
    if _BLIND_ARMS.search(words) and not (_NAMED_ARM.search(words) or (named and _names_an_intervention(words))):
        return False
    return not (_COMPARATIVE.search(words) and not _OTHER_ARM.search(words))


def _is_a_sentence(words: str) -> bool:
    """Capital or figure first, full stop last, brackets balanced, between six and sixty words, not a heap of figures."""
    outside = re.sub(r"[(\[][^()\[\]]*[)\]]", "", words)  # what stands in brackets is read past
    count = len(_WORDS.findall(outside))
    return (
        6 <= count <= 60
        and (words[0].isupper() or words[0].isdigit() or bool(re.match(r"[a-zαβγ]+[-A-Z]", words)))
        and bool(_ENDS.search(words))
        and words.count("(") == words.count(")")
        and "{" not in words
        and words.count("[") == words.count("]")
        and len(re.findall(r"\d+(?:[.·]\d+)?", outside)) <= _HEAVY
        and not re.match(r"^[A-Z][A-Za-z /&-]{2,40}:", words)
    )


def names_an_arm(words: str) -> bool:
    """Whether words name an arm by a name of its own, or one against placebo or usual care."""
    return bool(_NAMED_ARM.search(words) or _AGAINST.search(words))


@lru_cache(maxsize=20_000)
def _names_an_intervention(words: str) -> bool:
    kinds = (ConceptKind.INTERVENTION, ConceptKind.TEST)
    return any(mention.concept and mention.concept.kind in kinds for mention in vocabulary().mentions(words))

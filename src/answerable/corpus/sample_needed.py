"""Counts that a calculation asked for, as "a sample size of 40 patients was required": nobody says that so many took part."""

from __future__ import annotations

import re

from answerable.corpus import sample_rules as rules
from answerable.corpus.sample_count import Count, same_sentence_after, same_sentence_before

_NEAR = 220  # characters on either side of a count in which its clause is looked for
_CLAUSE_ENDS = re.compile(r";|,? (?:but|and|so|while|whereas|although) (?=(?:\w+ ){0,4}?(?:we|were|was|took|had|\d+)\b)")
_SIZE = r"(?:sample[- ]size|number (?:of (?:patients|participants|subjects) )?(?:needed|required)|power)"
_RECKONED = r"(?:calculat|estimat|determin|requir|need|comput|indicat|show|suggest|reveal|yield|result|found|demand|assum|plan)"
# Before the count: what calculated it, or asks for it.
_ASKED_BEFORE = re.compile(
    rf"\b{_SIZE}\b.*\b{_RECKONED}\w*\b|\b{_SIZE} (?:calculation|estimation|analys[ei]s|estimate)s?\b"
    r"|\b(?:required|needed|necessary|target(?:ed)?|estimated|calculated|minimum|minimal) (?:total )?(?:sample|number|n)\b"
    r"|\b(?:we|it was|was|were) (?:calculated|estimated|needed|required)(?: that| to be| to (?:include|enroll?|recruit|have))?"
    r"(?: (?:a|the|at least|about|approximately|some|total|of|sample|size|minimum|around|least))*\s*$"
    r"|\b(?:the|a) need (?:for|of) (?:\w+ ){0,3}$|\bneed(?:s|ed)? to (?:include|enroll?|recruit|randomi[sz]e) (?:\w+ ){0,3}$"
    r"|\bto (?:detect|achieve|reach|have|obtain|attain|provide|give|ensure|show|demonstrate)\b[^.;]{0,80}\bpower\b"
)
# After it: what was needed of so many, or what they were to allow.
_ASKED_AFTER = re.compile(
    r"[^.;]{0,90}?\b(?:(?:were|was|are|is|be|being|been)(?: \w+ly)? (?:required|needed|necessary|calculated|estimated)\b"
    r"(?! (?:in|from|by|with|using|at)\b)"
    r"|(?:would|will|could|should|must|had to|have to|need to|needed to) (?:be |have |give|provide|allow|suffice|yield|achieve"
    r"|ensure|detect|result)[^.;]{0,60}\b(?:power|detect|sufficient|adequate|enough|required|needed|necessary)\b"
    r"|(?:would|should|must|had to|have to|need(?:ed)? to) be (?:\w+ly )?(?:enroll?ed|included|recruited|randomi[sz]ed|studied)"
    r"|(?:required|needed|necessary|sufficient) (?:to|for) (?:detect|achieve|reach|show|demonstrate|obtain"
    r"|a (?:statistical )?power|(?:a )?\d+\s?% (?:statistical )?power)\b)"
)
# What says that so many did take part, whatever they were needed for.
_TOOK_PART = re.compile(
    r"[^.;]{0,40}?\b(?:were|was|have been|had been)(?: \w+ly| all| then| also)? (?:enroll?ed|included|recruited|randomi[sz]ed"
    r"|assigned|allocated|studied|analy[sz]ed|treated)\b|[^.;]{0,25}?\b(?:took part|participated|completed|underwent|consented)\b"
    r"|[^.;]{0,30}?\bwho (?:were )?(?:required|needed)\b"
)
_ACHIEVED = re.compile(r"\b(?:achieved|reached|actual|final|obtained|resulting)\b[^.;,]{0,40}$")
_TO_TAKE = re.compile(r"\b(?:to|should|must|would)\s+\w+\s+$")


def was_needed(low: str, count: Count) -> bool:
    """Whether the clause in which a count stands says that a calculation asked for so many."""
    before = _CLAUSE_ENDS.split(same_sentence_before(low[max(0, count.start - _NEAR) : count.start]))[-1]
    after = _CLAUSE_ENDS.split(same_sentence_after(low[count.end : count.end + _NEAR]), 1)[0]
    if not (_ASKED_AFTER.match(after) or _ASKED_BEFORE.search(before)):
        return False
    if _TOOK_PART.match(after) or _ACHIEVED.search(before):
        return False
    return not rules.TOOK_BEFORE.search(before) or _TO_TAKE.search(before) is not None

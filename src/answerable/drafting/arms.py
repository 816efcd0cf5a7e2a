"""What stands in the arms of a comparison: whether a sentence sets what was asked about against something, or against itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from answerable.drafting.facets import Facet, Facets, stems
from answerable.question import ConceptKind

# What parts two arms for certain; "over" and "while" tell of time as well.
_APART = re.compile(
    r"\b(?:than|versus|vs\.?|compared (?:with|to)|in comparison (?:with|to)|relative to|as opposed to|rather than|instead of"
    r"|against|over(?! (?:a|an|the|time|\d|\w+ (?:days?|weeks?|months?|years?))\b))(?![\w-])",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\b(?:and|nor|or|but|while|whereas)\b|[,;]", re.IGNORECASE)
_INERT = re.compile(
    r"\b(?:sham|placebo|usual|controls?|no treatment|conventional|wait\w*|standard care|nothing|baseline)\b", re.IGNORECASE
)
_WITHOUT = re.compile(
    r" (?:(?:no|without|non|befor|prior to) (?:\w+ ){0,2}"
    r"|(?:not|never) (?:do|did|have|had|receiv|get|given|take|taken|perform|use) (?:\w+ )?)$"
)
# Words by which a question asks of one way to do something against another way to do it.
_ONE_WAY = re.compile(
    r"\b(?:high|higher|low|lower|early|earlier|late|later|long|longer|short|shorter|intensive|supervised|individual|group|home"
    r"|daily|weekly|once|twice|double|single|repeated|continued|additional|extended)[- ](?:dose |term |course )?$",
    re.IGNORECASE,
)
_RESPONSE = re.compile(
    r"\binteractions?\b|\b(?:modif(?:y|ies|ied|ying)|modification of) (?:the )?(?:\w+ )?(?:effects?|response|benefit)\b"
    r"|\b(?:modifying|predicting) response\b|\b(?:effect|treatment) modif\w+",
    re.IGNORECASE,
)


def sets_against_itself(words: str, facets: Facets, asked: str) -> bool:
    """Whether all that was asked about is done in every arm that a sentence tells of, so that it says nothing of its effect.

    One kind of exercise against another, or ultrasound with exercise against exercise, is no answer to whether exercise helps;
    where the question asks of one way to do it ("early", "high dose"), another way to do it is what it has to be set against.
    """
    done = facets.interventions or tuple(facet for facet in facets.topic if facet.kind is ConceptKind.INTERVENTION)
    if not done or any(_ONE_WAY.search(asked.partition(facet.words)[0]) for facet in done):
        return False
    return all(_in_every_arm(words, facet) for facet in done)


def tells_who_responds(words: str, asked: str) -> bool:
    """Whether words tell in whom an effect is larger, which is not the effect itself; not where the question asks just that."""
    return bool(_RESPONSE.search(words)) and not _RESPONSE.search(asked) and "interact" not in asked.lower()


def _in_every_arm(words: str, facet: Facet) -> bool:
    apart = _APART.search(words)
    if apart:
        return _given(words[: apart.start()], facet) > 0 and _given(words[apart.end() :], facet) > 0
    if _given(words, facet) < 2:
        return False
    return not any(_INERT.search(part) and not _given(part, facet) for part in _PARTS.split(words))


def _given(words: str, facet: Facet) -> int:
    """How many times words name it, or a kind of it, without saying that it was not done."""
    found = stems(words)
    return sum(not _WITHOUT.search(found[: start + 1]) for start in _places(found, facet))


def _places(found: str, facet: Facet) -> Iterator[int]:
    """Where any of its names begins, overlapping names counted once."""
    end = 0
    spans = [(at.start(), at.end()) for name in facet.all_names for at in re.finditer(f"{re.escape(name.rstrip())}(?= )", found)]
    for start, after in sorted(spans):
        if start >= end:
            yield start
        end = max(end, after)

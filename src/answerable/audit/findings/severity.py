"""How grave each kind of finding is, as one table, and how a finding is made from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from answerable.audit.article import Place
from answerable.audit.case import Weighed
from answerable.audit.report import AuditFinding, FindingKind, Quoted, Severity

_K, _S = FindingKind, Severity

SEVERITY: Mapping[FindingKind, Severity] = {
    _K.CITATION_WITHOUT_REFERENCE: _S.MODERATE,
    _K.REFERENCE_NEVER_CITED: _S.MINOR,
    _K.AMBIGUOUS_NUMBERING: _S.MODERATE,
    _K.DUPLICATE_REFERENCE: _S.MINOR,
    _K.GARBLED_REFERENCE: _S.MINOR,
    _K.MISSING_AUTHORS: _S.MINOR,
    _K.MISSING_IDENTIFIER: _S.MINOR,
    _K.METADATA_MISMATCH: _S.MINOR,
    _K.UNRESOLVED_REFERENCE: _S.MINOR,
    _K.CLAIM_WITHOUT_CITATION: _S.MODERATE,
    _K.FIGURE_NOT_IN_SOURCE: _S.SERIOUS,
    _K.FIGURE_WITH_ANOTHER_MEANING: _S.SERIOUS,
    _K.DIRECTION_REVERSED: _S.SERIOUS,
    _K.STRONGER_THAN_DESIGN: _S.MODERATE,
    _K.MISSING_DENOMINATOR: _S.MODERATE,
    _K.MISSING_DESIGN: _S.MODERATE,
    _K.MISSING_COMPARISON: _S.SERIOUS,
    _K.POPULATION_STRETCHED: _S.SERIOUS,
    _K.CITED_ELSEWHERE: _S.MODERATE,
    _K.NOT_BORNE_OUT: _S.SERIOUS,
    _K.RELATIVE_WITHOUT_ABSOLUTE: _S.MODERATE,
    _K.RETRACTED_SOURCE: _S.SERIOUS,
    _K.QUESTIONED_SOURCE: _S.SERIOUS,
    _K.SUPERSEDED_GUIDELINE: _S.SERIOUS,
    _K.DISAGREEMENT_NOT_MENTIONED: _S.SERIOUS,
    _K.DISSENT_NOT_MENTIONED: _S.SERIOUS,
    _K.READING_GRADE: _S.MODERATE,
    _K.NO_WARNING_SIGNS: _S.SERIOUS,
    _K.NO_DATE: _S.MODERATE,
    _K.NO_REVIEWER: _S.MODERATE,
    _K.NO_DISCLAIMER: _S.MINOR,
}
GRAVEST = (Severity.SERIOUS, Severity.MODERATE, Severity.MINOR)


def finding(
    kind: FindingKind,
    reason: str,
    *,
    place: Place | None = None,
    claims: Iterable[Weighed] = (),
    references: Iterable[int] = (),
    sources: Sequence[Quoted] = (),
    next_step: str = "",
) -> AuditFinding:
    """A finding of a kind with its severity; where it has no place of its own it stands at the first of its claims."""
    about = tuple(claims)
    return AuditFinding(
        kind=kind,
        severity=SEVERITY[kind],
        reason=reason,
        place=place or (about[0].claim.place if about else None),
        claims=tuple(one.number for one in about),
        references=tuple(sorted(set(references))),
        sources=tuple(sources),
        next_step=next_step,
    )


def listing(words: Sequence[str], last: str = "and") -> str:
    """Words in a row: "4", "4 and 5", "3, 4 and 5"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 claim", "3 claims"."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def shortened(words: str, most: int = 110) -> str:
    """The words, cut at a word's end where they are long."""
    if len(words) <= most:
        return words
    return f"{words[:most].rsplit(' ', 1)[0].rstrip(',;:')} …"

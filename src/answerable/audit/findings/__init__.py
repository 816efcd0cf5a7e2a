"""The findings: one table of kinds and the pure function that makes each; gravest first, then in the order of the article."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from answerable.audit.case import Case
from answerable.audit.findings import citations, claims, disagreement, effects, numbers, people, references, standing, whole
from answerable.audit.findings.severity import GRAVEST, SEVERITY
from answerable.audit.report import AuditFinding, FindingKind

RULES: Mapping[FindingKind, Callable[[Case], Iterator[AuditFinding]]] = {
    FindingKind.CITATION_WITHOUT_REFERENCE: citations.without_reference,
    FindingKind.REFERENCE_NEVER_CITED: citations.never_cited,
    FindingKind.AMBIGUOUS_NUMBERING: citations.ambiguous,
    FindingKind.DUPLICATE_REFERENCE: references.duplicates,
    FindingKind.GARBLED_REFERENCE: references.garbled,
    FindingKind.MISSING_AUTHORS: references.missing_authors,
    FindingKind.MISSING_IDENTIFIER: references.missing_identifiers,
    FindingKind.METADATA_MISMATCH: references.mismatches,
    FindingKind.UNRESOLVED_REFERENCE: references.unresolved,
    FindingKind.CLAIM_WITHOUT_CITATION: claims.uncited,
    FindingKind.FIGURE_NOT_IN_SOURCE: numbers.not_in_source,
    FindingKind.FIGURE_WITH_ANOTHER_MEANING: numbers.other_meaning,
    FindingKind.DIRECTION_REVERSED: claims.reversed_,
    FindingKind.STRONGER_THAN_DESIGN: claims.too_strong,
    FindingKind.MISSING_DENOMINATOR: effects.missing_denominator,
    FindingKind.MISSING_DESIGN: effects.missing_design,
    FindingKind.MISSING_COMPARISON: effects.missing_comparison,
    FindingKind.POPULATION_STRETCHED: people.stretched,
    FindingKind.CITED_ELSEWHERE: numbers.elsewhere,
    FindingKind.NOT_BORNE_OUT: claims.not_borne_out,
    FindingKind.RELATIVE_WITHOUT_ABSOLUTE: effects.relative_alone,
    FindingKind.RETRACTED_SOURCE: standing.retracted,
    FindingKind.QUESTIONED_SOURCE: standing.questioned,
    FindingKind.SUPERSEDED_GUIDELINE: standing.superseded,
    FindingKind.DISAGREEMENT_NOT_MENTIONED: disagreement.other_shares,
    FindingKind.DISSENT_NOT_MENTIONED: disagreement.dissent,
    FindingKind.READING_GRADE: whole.reading_grade,
    FindingKind.NO_WARNING_SIGNS: whole.no_warning_signs,
    FindingKind.NO_DATE: whole.no_date,
    FindingKind.NO_REVIEWER: whole.no_reviewer,
    FindingKind.NO_DISCLAIMER: whole.no_disclaimer,
}


def findings_of(case: Case) -> tuple[AuditFinding, ...]:
    """All that the rules find, gravest first, then by place; what is about the whole article stands last among equals."""
    found = [one for rule in RULES.values() for one in rule(case)]
    kinds = list(FindingKind)
    last = len(case.article.text) + 1
    return tuple(
        sorted(
            found, key=lambda one: (GRAVEST.index(one.severity), one.place.start if one.place else last, kinds.index(one.kind))
        )
    )


__all__ = ["RULES", "SEVERITY", "findings_of"]

"""What is shown beside the text: a card for each claim and reference, and the one place where each finding is told in full."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from answerable.audit.article import ReadClaim, ReadReference
from answerable.audit.rendering.rows import Row
from answerable.audit.report import AuditFinding, AuditReport, FindingKind, JudgedClaim, ResolvedReference, Severity

# A finding about more claims than these is one about the whole article: to repeat it beside each would bury the rest.
_MANY = 3


class Numbered(Struct, frozen=True):
    """A finding with its place in the report, counted from 1, by which links lead to it."""

    number: int
    finding: AuditFinding

    @property
    def anchor(self) -> str:
        """The id that it has on the page."""
        return f"finding-{self.number}"


class Card(Struct, frozen=True, kw_only=True):
    """A claim or a reference with what was found of it; `also` are findings that are told in full somewhere else.

    `broad` are those about most of the article's claims or entries: they are told of this one, and do not mark it.
    """

    anchor: str
    claim: ReadClaim | None = None
    judged: JudgedClaim | None = None
    reference: ReadReference | None = None
    resolved: ResolvedReference | None = None
    findings: tuple[Numbered, ...] = ()
    also: tuple[Numbered, ...] = ()
    broad: tuple[Numbered, ...] = ()

    @property
    def severity(self) -> Severity | None:
        """The gravest of its findings, None where there is none."""
        return gravest(each.finding for each in (*self.findings, *self.also))


class Kind(Struct, frozen=True):
    """The findings of one kind and severity, for the list at the head."""

    severity: Severity
    kind: FindingKind
    findings: tuple[Numbered, ...]


class Told(Struct, frozen=True, kw_only=True):
    """Every finding in its one home: beside a claim, beside a reference, beside a row of text, or above the article."""

    claims: dict[int, Card]
    references: dict[int, Card]
    rows: dict[int, tuple[Numbered, ...]]  # by where the row begins
    article: tuple[Numbered, ...]


def gravest(findings: Iterable[AuditFinding]) -> Severity | None:
    """The gravest severity among findings."""
    order = list(Severity)
    return min((each.severity for each in findings), key=order.index, default=None)


def told(report: AuditReport, rows: Sequence[Row]) -> Told:
    """Where each finding is told: once in full, with a line beside everything else that it is about."""
    numbered = [Numbered(number, finding) for number, finding in enumerate(report.findings, 1)]
    known_claims = {claim.number for claim in report.article.claims}
    known_references = {reference.position for reference in report.article.references}
    claims: dict[int, list[Numbered]] = {}
    references: dict[int, list[Numbered]] = {}
    by_row: dict[int, list[Numbered]] = {}
    article: list[Numbered] = []
    for each in numbered:
        about = [number for number in each.finding.claims if number in known_claims]
        listed = [position for position in each.finding.references if position in known_references]
        row = _row_of(each.finding, rows)
        if len(about) > _MANY or (not about and len(listed) > _MANY):
            article.append(each)
        elif about:
            claims.setdefault(about[0], []).append(each)
        elif listed:
            references.setdefault(listed[0], []).append(each)
        elif row:
            by_row.setdefault(row.start, []).append(each)
        else:
            article.append(each)
    return Told(
        claims={
            claim.number: _claim_card(report, claim, claims.get(claim.number, []), numbered) for claim in report.article.claims
        },
        references={
            entry.position: _reference_card(report, entry, references.get(entry.position, []), numbered)
            for entry in report.article.references
        },
        rows={start: tuple(found) for start, found in by_row.items()},
        article=tuple(article),
    )


def kinds(report: AuditReport) -> tuple[Kind, ...]:
    """The findings by severity and kind, gravest first, kinds in the order of their list."""
    order = list(FindingKind)
    groups: dict[tuple[Severity, FindingKind], list[Numbered]] = {}
    for number, finding in enumerate(report.findings, 1):
        groups.setdefault((finding.severity, finding.kind), []).append(Numbered(number, finding))
    severities = list(Severity)
    keys = sorted(groups, key=lambda key: (severities.index(key[0]), order.index(key[1])))
    return tuple(Kind(*key, tuple(groups[key])) for key in keys)


def _row_of(finding: AuditFinding, rows: Sequence[Row]) -> Row | None:
    place = finding.place
    return next((row for row in rows if place and row.start <= place.start < row.end), None)


def _beside(
    report: AuditReport, home: Sequence[Numbered], about: Sequence[Numbered]
) -> tuple[tuple[Numbered, ...], tuple[Numbered, ...]]:
    """Of the findings about something those at home on another card, and of these apart the ones about many claims."""
    others = [each for each in about if each not in home]
    broad = [each for each in others if _is_broad(len(each.finding.claims), len(report.article.claims))]
    return tuple(each for each in others if each not in broad), tuple(broad)


def _claim_card(report: AuditReport, claim: ReadClaim, home: Sequence[Numbered], every: Sequence[Numbered]) -> Card:
    also, broad = _beside(report, home, [each for each in every if claim.number in each.finding.claims])
    return Card(
        anchor=f"claim-{claim.number}",
        claim=claim,
        judged=next((each for each in report.claims if each.number == claim.number), None),
        findings=tuple(home),
        also=also,
        broad=broad,
    )


def _reference_card(report: AuditReport, entry: ReadReference, home: Sequence[Numbered], every: Sequence[Numbered]) -> Card:
    also, broad = _beside(report, home, [each for each in every if entry.position in each.finding.references])
    return Card(
        anchor=f"reference-{entry.position}",
        reference=entry,
        resolved=next((each for each in report.references if each.position == entry.position), None),
        findings=tuple(home),
        also=also,
        broad=broad,
    )


def _is_broad(about: int, of: int) -> bool:
    return about > _MANY and about > of / 2

"""Findings on how the text leads to its reference list: numbers without an entry, entries without a number, neither sure."""

from __future__ import annotations

from collections.abc import Iterator

from answerable.audit.case import Case
from answerable.audit.findings.severity import counted, finding, listing
from answerable.audit.numbering import repeated_numbers
from answerable.audit.report import AuditFinding, FindingKind


def without_reference(case: Case) -> Iterator[AuditFinding]:
    """Citations that lead to no entry of the list: numbers that it does not have, authors whom it does not name."""
    count = len(case.article.references)
    missing = set(case.numbering.missing)
    lost = [one for one in case.claims if any(missing & set(marker.numbers) for marker in one.claim.markers)]
    if lost and not count:
        yield finding(
            FindingKind.CITATION_WITHOUT_REFERENCE,
            f"The text cites {counted(len(case.numbering.cited), 'source')} by number, and no reference list was found.",
            claims=lost,
            next_step="Add the list of references.",
        )
    elif lost:
        numbers = listing([str(number) for number in case.numbering.missing])
        verb = "sources" if len(missing) > 1 else "source"
        what = "none of these numbers" if len(missing) > 1 else "not this number"
        listed = "" if not case.numbering.ambiguous else f" The list has {counted(count, 'entry', 'entries')}."
        listed = listed or f" The list has {what}."
        yield finding(
            FindingKind.CITATION_WITHOUT_REFERENCE,
            f"The text cites {verb} {numbers}.{listed}",
            claims=lost,
            next_step="Add the missing references, or correct the numbers.",
        )
    named = [
        (one, marker)
        for one in case.claims
        for marker in one.claim.markers
        if marker.author and not any(led.words == marker.words and led.position is not None for led in one.led)
        and any(led.words == marker.words and led.position is None for led in one.led)
    ]  # fmt: skip
    if named:
        words = list(dict.fromkeys(f"“{marker.words}”" for _, marker in named))
        yield finding(
            FindingKind.CITATION_WITHOUT_REFERENCE,
            f"The text cites {listing(words)}, of which the reference list has no entry.",
            place=named[0][1].place,
            claims=list({one.number: one for one, _ in named}.values()),
            next_step="Add the missing references.",
        )


def never_cited(case: Case) -> Iterator[AuditFinding]:
    """Entries that no citation leads to; none where it is not known which entries the citations mean, or nothing is cited."""
    cited = {position for one in case.claims for position in one.positions}
    if case.numbering.ambiguous or not any(one.claim.markers for one in case.claims):
        return
    unused = [one for one in case.listed if one.reference.position not in cited]
    if unused:
        names = listing([_named(one.reference.number, one.reference.position) for one in unused])
        yield finding(
            FindingKind.REFERENCE_NEVER_CITED,
            f"The text never cites {'references' if len(unused) > 1 else 'reference'} {names}.",
            place=unused[0].reference.place,
            references=[one.reference.position for one in unused],
            next_step="Say where it bears the text out, or take it off the list.",
        )


def _named(number: int | None, position: int) -> str:
    return str(number if number is not None else position)


def ambiguous(case: Case) -> Iterator[AuditFinding]:
    """Numbers of which nobody can say what entry they mean."""
    references = case.article.references
    if case.numbering.ambiguous:
        cited = [one for one in case.claims if not one.sure]
        yield finding(
            FindingKind.AMBIGUOUS_NUMBERING,
            f"Which entry a citation means cannot be known: {case.numbering.why}. Each claim was judged against every entry.",
            place=references[0].place,
            claims=cited,
            references=[one.position for one in references],
            next_step="Number the list in the order that the text counts by.",
        )
    for number in repeated_numbers(references):
        entries = [one for one in references if one.number == number]
        if number in case.numbering.cited:
            yield finding(
                FindingKind.AMBIGUOUS_NUMBERING,
                f"{counted(len(entries), 'entry', 'entries')} of the list have the number {number}.",
                place=entries[1].place,
                claims=[one for one in case.claims if set(one.positions) & {entry.position for entry in entries}],
                references=[one.position for one in entries],
                next_step="Give each entry a number of its own.",
            )

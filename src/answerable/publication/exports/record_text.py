"""An article as plain text for the record: short, unwrapped, for pasting into notes or a letter."""

from __future__ import annotations

from collections.abc import Iterator

from answerable.composition.answer import Answer, AnsweredClaim
from answerable.publication.exports.remarks import standing
from answerable.publication.published import Rows
from answerable.publication.references import basis_line, identified, kind_of, notices_of
from answerable.publication.rendering.warnings import shown
from answerable.writing import tidy


def render(answer: Answer, rows: Rows) -> str:
    """Title, caution, warning signs, lead, every claim with its numbers and basis, references, status, dates, address."""
    return "\n".join(tidy(line) if line.strip() else "" for line in _lines(answer, rows)).rstrip() + "\n"


def _lines(answer: Answer, rows: Rows) -> Iterator[str]:
    claims = {claim.id: claim for claim in answer.claims()}
    yield answer.title
    yield f"Status: {standing(answer)}"
    if answer.caution:
        yield answer.caution
    for one in shown(answer.warnings):
        yield ""
        yield f"WARNING SIGNS. {one.headed}: {'; '.join(one.block.signs)}. {one.block.advice}"
        if one.lines:
            yield "Call " + "; ".join(f"{number} ({what})" for number, what in one.lines)
    yield ""
    yield " ".join(_cited(claims[one]) for one in answer.lead)
    for section in answer.sections:
        yield ""
        yield f"{section.heading}:"
        for each in section.disagreements:
            yield f"Sources disagree on {each.about}:"
            yield from (f"- {_cited(claim)} {basis_line(claim)}" for claim in each.claims)
        yield from (f"- {_cited(claim)} {basis_line(claim)}" for claim in section.claims)
        if section.gap:
            yield section.gap
    yield ""
    yield "References:"
    for reference in answer.references:
        notices = "".join(f" NOTICE: {words}." for words in notices_of(reference))
        entry = reference.formatted or reference.record.title
        yield f"[{reference.number}] {entry} {kind_of(reference)}.{notices} {identified(reference)}"
    yield ""
    yield from (f"{name}: {words}" for name, words in rows)
    yield answer.disclaimer


def _cited(claim: AnsweredClaim) -> str:
    return f"{claim.text} [{', '.join(str(number) for number in claim.numbers) or 'opinion'}]"

"""An answer as Markdown (CommonMark, and as GitHub reads it)."""

from __future__ import annotations

from collections.abc import Iterator

from answerable.composition.answer import Answer, AnsweredClaim, AnsweredSection, Reference
from answerable.publication.references import (
    about_of,
    address_of,
    basis_parts,
    caution_of,
    in_passing,
    kind_of,
    legend_of,
    meant_of,
    notices_of,
)
from answerable.publication.rendering.warnings import as_markdown
from answerable.writing import escaped, tidy


def render(answer: Answer, more: tuple[tuple[str, str], ...] = ()) -> str:
    """The article as Markdown; citation numbers link to the reference list, quotes are shown where they say it otherwise.

    `more` goes behind what is said about the answer: what is known of its publication, each with its name.
    """
    return "\n".join(_lines(answer, more)).rstrip() + "\n"


def _lines(answer: Answer, more: tuple[tuple[str, str], ...]) -> Iterator[str]:
    claims = {claim.id: claim for claim in answer.claims()}
    yield f"# {escaped(answer.title)}\n"
    yield from as_markdown(answer.warnings)
    status, caution = caution_of(answer)
    yield f"> **{escaped(status)}** {escaped(caution)}\n"
    if answer.did_you_mean:
        yield f"{escaped(meant_of(answer))}\n"
    yield " ".join(_alone(claims[one]) for one in answer.lead) + "\n"
    for section in answer.sections:
        yield from _section(section)
    if answer.summary:
        yield "## In short\n"
        yield from (f"- {_alone(claims[one])}" for one in answer.summary)
        yield ""
    yield "## References\n"
    for reference in answer.references:
        yield from _reference(reference)
    yield "\n## About this answer\n"
    yield from (f"- {name}: {escaped(words)}" for name, words in (*about_of(answer), *more))
    yield ""
    yield from (f"{escaped(words)}\n" for words in (*legend_of(answer), answer.disclaimer))


def _section(section: AnsweredSection) -> Iterator[str]:
    yield f"## {escaped(section.heading)}\n"
    for each in section.disagreements:
        yield f"- **Sources disagree on {escaped(each.about)}:**"
        for claim in each.claims:
            yield from _item(claim, "  ")
    for claim in section.claims:
        yield from _item(claim, "")
    if section.gap:
        yield escaped(section.gap)
    yield ""


def _item(claim: AnsweredClaim, indent: str) -> Iterator[str]:
    basis = "; ".join(escaped(part) for part in basis_parts(claim))
    yield f"{indent}- {_cited(claim)} ({basis})"
    for citation in claim.citations:
        if tidy(citation.quote) != tidy(claim.text):
            yield f"{indent}  - {_linked(citation.number)} “{escaped(citation.quote)}”"


def _alone(claim: AnsweredClaim) -> str:
    return f"{_cited(claim)}{escaped(in_passing(claim))}"


def _cited(claim: AnsweredClaim) -> str:
    return f"{escaped(claim.text)} {', '.join(_linked(number) for number in claim.numbers)}"


def _linked(number: int) -> str:
    return f"[\\[{number}\\]](#ref-{number})"


def _reference(reference: Reference) -> Iterator[str]:
    notes = "; ".join(escaped(note) for note in (kind_of(reference), *(f"NOTICE: {words}" for words in notices_of(reference))))
    entry = escaped(reference.formatted or reference.record.title)
    pmid = f" PMID {escaped(reference.record.pmid)}." if reference.record.pmid else ""
    address = address_of(reference)
    where = f" <{address}>" if address else ""
    yield f'{reference.number}. <a id="ref-{reference.number}"></a>{entry} ({notes}.){pmid}{where}'

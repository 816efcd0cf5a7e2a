"""Cards: a citation as a reader checks it, the quoted words marked in the text they were taken from, as the library is now."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec
from msgspec import Struct

from answerable.app.sources import SourceNow
from answerable.composition.answer import Answer, AnsweredClaim, Citation, Reference
from answerable.composition.basis import basis_of
from answerable.corpus.notices import Standing
from answerable.drafting.model import Wording
from answerable.publication.levels import Badge, badge_of
from answerable.publication.marking import MarkedSection, Stretch, holds, in_record, marked
from answerable.publication.references import address_of, digest_of, identified, in_words
from answerable.verification.model import Check, CheckedCitation, Verdict

_NEAR = 500  # characters of a full text shown on either side of the quoted words
_WORDINGS = {
    Wording.QUOTE: "The statement is the quoted words themselves, at most trimmed.",
    Wording.SAME_WORDS: "The source says it in the same content words and figures.",
    Wording.REWORDED: "The source says it in other words.",
    Wording.GENERATED: "The statement was written from the source.",
}
_CHECKS = {
    Check.QUOTE: "Quoted words",
    Check.SHOWN: "Shown to the drafter",
    Check.FIGURES: "Figures",
    Check.DIRECTION: "Direction and negation",
    Check.STRENGTH: "Strength of the wording",
    Check.POPULATION: "Population",
    Check.INTEGRITY: "Retractions",
    Check.STANCE: "Meaning",
}
_SIGNS = {Verdict.SUPPORTED: "✓", Verdict.UNCHECKED: "?"}
DOUBTS = {
    Standing.RETRACTED: "Retracted. Nothing may rest on this publication.",
    Standing.CONCERN: "An expression of concern was published: the findings of this publication are in doubt.",
}


class ShownFinding(Struct, frozen=True):
    """What one check found, with a sign and a state ("failed", "open", "") for its looks."""

    name: str
    verdict: str
    reason: str
    sign: str
    state: str


class ShownCheck(Struct, frozen=True):
    """The verdict on one citation and how it came about."""

    verdict: str
    state: str
    wording: str
    findings: tuple[ShownFinding, ...]


class Card(Struct, frozen=True, kw_only=True):
    """A source of a claim: its facts, what has been said of it since, and the quoted words marked in their place."""

    number: int
    title: str
    where: str
    notices: tuple[str, ...]
    doubt: str
    badge: Badge
    basis: str
    digest: str
    sections: tuple[MarkedSection, ...]
    record: str
    link: str
    link_name: str
    check: str
    checked: tuple[ShownCheck, ...]


Texts = Callable[[str], str | None]


def claim_of(answer: Answer, claim_id: str) -> AnsweredClaim | None:
    """The claim of that id, or None."""
    return next((claim for claim in answer.claims() if claim.id == claim_id), None)


def cards_of(answer: Answer, claim: AnsweredClaim, now: Mapping[str, SourceNow], texts: Texts, base: str) -> tuple[Card, ...]:
    """A card for each source of a claim, in the order of the numbers; `texts` gives a text that a record has moved on from."""
    references = {one.number: one for one in answer.references}
    return tuple(
        _card(
            references[number], [one for one in claim.citations if one.number == number], now, texts, f"{base}/claims/{claim.id}"
        )
        for number in claim.numbers
    )


def _card(reference: Reference, citations: list[Citation], now: Mapping[str, SourceNow], texts: Texts, check: str) -> Card:
    stored = reference.record
    source = now.get(stored.id)
    record = source.record if source else None
    sections, remark = _sections(citations, source, texts)
    notices = source.notices if source and record else reference.notices
    doubts = [DOUBTS.get(source.standing, "") if source and record else "", remark]
    appraisal = reference.appraisal
    return Card(
        number=reference.number,
        title=stored.title,
        where=", ".join(part for part in (stored.journal.name or stored.publisher, str(stored.year or "year unknown")) if part),
        notices=in_words(notices),
        doubt=" ".join(doubt for doubt in doubts if doubt),
        badge=badge_of(appraisal.level),
        basis=basis_of([(record or stored, appraisal)]) + ("" if appraisal.stated else " (design inferred from the text)"),
        digest=digest_of(reference),
        sections=sections,
        record=stored.pmid or stored.id,
        link=address_of(reference),
        link_name=identified(reference) if len(identified(reference)) < 70 else "The publication",
        check=check,
        checked=tuple(_checked(one.checked) for one in citations),
    )


def _sections(citations: list[Citation], source: SourceNow | None, texts: Texts) -> tuple[tuple[MarkedSection, ...], str]:
    """The text with the quoted words marked, and what is to be said where it is not the text of today."""
    spans = [one.checked.span for one in citations]
    record = source.record if source else None
    if record and all(holds(record, span) for span in spans):
        return tuple(_near(section) for section in in_record(record, spans)), ""
    sections: list[MarkedSection] = []
    for citation in citations:
        span = citation.checked.span
        text = texts(span.sha256)
        pieces = marked(text, [(span.start, span.end)]) if text else (Stretch(citation.quote, True),)
        sections.append(_near(MarkedSection("", pieces, "text")))
    what = "The record has changed since the article was made" if record else "The record is no longer held in the library"
    return tuple(sections), f"{what}: these are its words as they were then."


def _near(section: MarkedSection) -> MarkedSection:
    """Of a full text only what stands near the quoted words; an abstract stays whole."""
    if not section.field.startswith("text") or not section.marked:
        return section
    first = next(number for number, one in enumerate(section.stretches) if one.marked)
    last = max(number for number, one in enumerate(section.stretches) if one.marked)
    shortened = [
        one if one.marked else Stretch(_cut(one.text, head=number > first, tail=number < last))
        for number, one in enumerate(section.stretches)
    ]
    return msgspec.structs.replace(section, stretches=tuple(shortened))


def _cut(text: str, *, head: bool, tail: bool) -> str:
    """The text without what is far from the words before it (`head` stays) and after it (`tail` stays)."""
    if len(text) <= _NEAR * (head + tail):
        return text
    start = text[:_NEAR].rpartition(" ")[0] if head else ""
    end = text[-_NEAR:].partition(" ")[2] if tail else ""
    return f"{start} … {end}"


def _checked(checked: CheckedCitation) -> ShownCheck:
    return ShownCheck(
        checked.verdict.value,
        _state(checked.verdict),
        _WORDINGS[checked.wording],
        tuple(
            ShownFinding(_CHECKS[one.check], one.verdict.value, one.reason, _SIGNS.get(one.verdict, "✕"), _state(one.verdict))
            for one in checked.findings
        ),
    )


def _state(verdict: Verdict) -> str:
    return {Verdict.SUPPORTED: "", Verdict.UNCHECKED: "open"}.get(verdict, "failed")

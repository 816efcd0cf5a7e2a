"""Verifying: a saved answer checked again against the library as it is now, and what has changed since, claim by claim."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol

import msgspec
from msgspec import Struct

from answerable.app.ask import SCHEMA_VERSION
from answerable.composition.answer import Answer, AnsweredClaim, Reference
from answerable.composition.basis import basis_of
from answerable.corpus.appraisal import appraise
from answerable.corpus.record import PublicationNotice, Record, link_of
from answerable.errors import UnreadableInput
from answerable.publication.rendering.json import parse
from answerable.retrieval.model import Searched
from answerable.text import Span, sha256
from answerable.verification.model import Check, Claim, Verdict
from answerable.verification.ports import Judge
from answerable.verification.recheck import Change, Rechecked, RecheckedCitation, recheck
from answerable.verification.verdicts import REQUIRED

_DESCRIBING = ("title", "pmid", "doi", "pmcid", "authors", "journal", "published")


class Checkable(Protocol):
    """What verifying asks of a library: `retrieval.ports.Library` and `verification.ports.Sources` in one."""

    def records(self, ids: Sequence[str]) -> Sequence[Record | None]:
        """The records of these ids, in their order; None where there is none."""
        ...

    def notices(self, ids: Sequence[str]) -> Sequence[Sequence[PublicationNotice]]:
        """For each id the notices about that record, oldest first."""
        ...

    def text(self, sha256: str) -> str | None:
        """The text of a field that a record has moved on from, by its hash."""
        ...

    def searched(self) -> Searched:
        """What a search of this library covers."""
        ...


class VerifiedClaim(Struct, frozen=True, kw_only=True):
    """A claim of the article checked again; `altered` are the numbers of quotes that are not the words they point at.

    `basis_now` is what it rests on as the library describes it now, where that differs from what the article says.
    """

    claim: AnsweredClaim
    citations: tuple[RecheckedCitation, ...]  # those that the article shows, in its order
    genuine: bool
    altered: tuple[int, ...] = ()
    basis_now: str = ""

    @property
    def holds(self) -> bool:
        """Whether the claim is the one that was checked, and every citation that the article shows still bears it out."""
        return self.genuine and not self.altered and all(_stands(citation) for citation in self.citations)

    @property
    def unchanged(self) -> bool:
        """Whether nothing at all is different."""
        return self.holds and not self.basis_now and all(one.changes == (Change.UNCHANGED,) for one in self.citations)


class Verified(Struct, frozen=True, kw_only=True):
    """A saved answer checked again: its claims, what is wrong with the file itself, and whether the library has changed."""

    answer: Answer
    claims: tuple[VerifiedClaim, ...]
    faults: tuple[str, ...]
    library_changed: bool

    @property
    def unjudged(self) -> bool:
        """Whether a citation rests on a judgement of stance that could not be made again, because no model is installed."""
        return any(
            finding.check is Check.STANCE and finding.verdict is Verdict.UNCHECKED
            for claim in self.claims
            for citation in claim.citations
            for finding in citation.now.findings
        )

    @property
    def holds(self) -> bool:
        """Whether the whole article still holds as it was printed."""
        return not self.faults and all(claim.holds for claim in self.claims)


def _stands(citation: RecheckedCitation) -> bool:
    """Whether a citation still supports, under no concern that the article does not show."""
    return citation.now.verdict is Verdict.SUPPORTED and Change.CONCERN not in citation.changes


def _nobody() -> None:
    return None


def verify(library: Checkable, saved: str | bytes, judge: Callable[[], Judge | None] = _nobody) -> Verified:
    """The saved answer checked again, without network; raises `UnreadableInput` where it is no answer that this version reads.

    The `judge` of stance is called for where the answer has claims that need one; without it these are unchecked.
    """
    answer = _read(saved)
    shown = answer.claims()
    again = recheck(
        [_as_checked(answer, claim) for claim in shown],
        library,
        judge() if needs_judge(answer) else None,
        question_population=answer.question.pico.population,
        indirect={claim.id: claim.indirect for claim in shown},
    )
    records = _records(library, answer)
    claims = tuple(_verified(claim, checked, library, records) for claim, checked in zip(shown, again, strict=True))
    return Verified(
        answer=answer,
        claims=claims,
        faults=(*faults_of(answer), *_described_otherwise(answer, records)),
        library_changed=library.searched().fingerprint != answer.manifest.library,
    )


def needs_judge(answer: Answer) -> bool:
    """Whether a citation of the answer rests on a judgement of stance."""
    return any(Check.STANCE in REQUIRED[citation.checked.wording] for claim in answer.claims() for citation in claim.citations)


def _read(saved: str | bytes) -> Answer:
    try:
        answer = parse(saved)
    except (msgspec.MsgspecError, UnicodeError, RecursionError, ValueError) as error:
        raise UnreadableInput(
            f"This is not an answer of Answerable: {error}.", "Give a file that 'answerable ask --format json' has made."
        ) from None
    if answer.manifest.schema > SCHEMA_VERSION:
        raise UnreadableInput(
            f"This answer was made by a newer version, {answer.manifest.version}.", "Bring Answerable up to date: pip install -U."
        )
    return answer


def _as_checked(answer: Answer, claim: AnsweredClaim) -> Claim:
    """The claim as it was checked: with the citations that the article shows and those that it left out."""
    citations = [one.checked for one in claim.citations]
    left_out = next((one for one in answer.kept_out if one.id == claim.id and one.text == claim.text), None)
    spans = {one.span for one in citations}
    citations += [one for one in (left_out.citations if left_out else ()) if one.span not in spans]
    return Claim(id=claim.id, text=claim.text, citations=tuple(citations), verdict=Verdict.SUPPORTED)


def _records(library: Checkable, answer: Answer) -> Mapping[str, Record | None]:
    """Every record that the answer names, as the library holds it now."""
    cited = [citation.checked.span.record for claim in answer.claims() for citation in claim.citations]
    ids = list(dict.fromkeys((*cited, *(reference.record.id for reference in answer.references))))
    return dict(zip(ids, library.records(ids), strict=True))


def _verified(
    claim: AnsweredClaim, checked: Rechecked, library: Checkable, records: Mapping[str, Record | None]
) -> VerifiedClaim:
    shown = checked.citations[: len(claim.citations)]
    altered = [
        citation.number
        for citation in claim.citations
        if (words := _words(citation.checked.span, library, records)) is not None and words != citation.quote
    ]
    return VerifiedClaim(
        claim=claim,
        citations=shown,
        genuine=checked.genuine,
        altered=tuple(altered),
        basis_now=_basis_now(claim, records),
    )


def _words(span: Span, library: Checkable, records: Mapping[str, Record | None]) -> str | None:
    """The words that a span points at, in the record or in the text kept; None where that is gone."""
    record = records.get(span.record)
    text = record.field(span.field) if record else None
    if text is None or sha256(text) != span.sha256:
        text = library.text(span.sha256)
    return text[span.start : span.end] if text is not None else None


def _basis_now(claim: AnsweredClaim, records: Mapping[str, Record | None]) -> str:
    """What the claim rests on as the library describes it now, where the article says something else."""
    cited = [records.get(citation.checked.span.record) for citation in claim.citations]
    held = [record for record in cited if record is not None]
    now = basis_of([(record, appraise(record)) for record in held]) if len(held) == len(cited) else claim.basis
    return "" if now == claim.basis else now


def faults_of(answer: Answer) -> Iterator[str]:
    """What is wrong with the file itself: numbers, references, and projections that name no claim."""
    claims = answer.claims()
    listed = [reference.number for reference in answer.references]
    if listed != list(range(1, len(listed) + 1)):
        yield "The references are not numbered from 1 without a gap."
    by_number = {reference.number: reference.record.id for reference in answer.references}
    cited = {citation.number: citation.checked.span.record for claim in claims for citation in claim.citations}
    yield from (f"Reference {number} is used by no claim." for number in listed if number not in cited)
    for number, record in sorted(cited.items()):
        if by_number.get(number) != record:
            yield f"Reference {number} is not the publication that the claims cite under this number."
    yield from (f"A claim has no citation: “{claim.text}”" for claim in claims if not claim.citations)
    known = {claim.id for claim in claims}
    yield from (
        f"Lead or summary name a claim that is not there: {one}." for one in (*answer.lead, *answer.summary) if one not in known
    )


def _described_otherwise(answer: Answer, records: Mapping[str, Record | None]) -> Iterator[str]:
    """References that name another publication than the library does under the same id."""
    for reference in answer.references:
        record = records.get(reference.record.id)
        if record is not None and (differ := tuple(_differing(reference, record))):
            yield f"Reference {reference.number} is described otherwise in the library: {', '.join(differ)}."


def _differing(reference: Reference, record: Record) -> Iterator[str]:
    """What of a reference is not as the library has it: identifiers that changed, not those that were added since."""
    for name in _DESCRIBING:
        saved = getattr(reference.record, name)
        if saved and saved != getattr(record, name):
            yield name
    if reference.link not in {link_of(record), link_of(reference.record)}:
        yield "link"

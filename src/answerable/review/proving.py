"""A `Prover`: makes a claim of an editor's words and the words that they cite, verified against the library as it is now."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from answerable.composition.answer import Answer, AnsweredClaim, Citation, Reference
from answerable.composition.basis import basis_of
from answerable.corpus.appraisal import appraise, level_for
from answerable.corpus.record import Record, link_of
from answerable.drafting.model import Wording
from answerable.drafting.naming import glosses
from answerable.errors import EditRefused
from answerable.review.edits import Cite
from answerable.text import Span, span_of
from answerable.verification.model import Check, CheckedCitation, Verdict
from answerable.verification.ports import Judge, Sources
from answerable.verification.verdicts import ORDER, of_claim
from answerable.verification.verifier import NOWHERE, Looked, Verifier, claim_id, gather, look_up

_WORDINGS = (Wording.QUOTE, Wording.SAME_WORDS, Wording.REWORDED)
_AGAINST = frozenset({Verdict.NOT_SUPPORTED, Verdict.CONTRADICTED})


class Prover:
    """Proves the changed claims of one article; `unproven` gathers those that a check could not settle."""

    def __init__(self, answer: Answer, sources: Sources, judge: Judge | None) -> None:
        self._answer = answer
        self._sources = sources
        self._verifier = Verifier(sources, judge)
        self._looked: dict[str, Looked] = {}
        self._known = {one.record.id: one for one in answer.references}
        self.unproven: list[str] = []

    def claim(self, text: str, spans: Sequence[Span], *, indirect: str = "", each: bool = False) -> AnsweredClaim:
        """The claim of these words on these citations; raises `EditRefused` where they do not bear it out.

        A citation that contradicts it, or whose words are not there, refuses it. With `each` every citation has to hold, else
        those that do not are left out as long as one is kept. What a check could not settle stays, and is told as unproven.
        """
        if not spans:
            raise EditRefused(
                "A statement needs evidence.", "Find words that bear it out, or mark it as your own opinion, with your name."
            )
        checked = [self._checked(text, span, indirect) for span in dict.fromkeys(spans)]
        failed = [one for one in checked if _fails(one)]
        kept = [one for one in checked if not _fails(one)]
        if any(one.verdict is Verdict.CONTRADICTED for one in checked) or not kept or (each and failed):
            raise self._refused(text, failed or checked)
        name = claim_id(text, (one.span for one in kept))
        if of_claim(kept) is not Verdict.SUPPORTED or any(one.verdict is not Verdict.SUPPORTED for one in kept):
            self.unproven.append(name)
        records = [self._record(one.span.record) for one in kept]
        return AnsweredClaim(
            id=name,
            text=text,
            citations=tuple(
                Citation(0, _words_at(record, one.span, self._sources), one) for one, record in zip(kept, records, strict=True)
            ),
            basis=basis_of([(record, appraise(record)) for record in records]),
            indirect=indirect,
            digest=any(record.digest for record in records),
            abbreviations=glosses(text, records[0]),
        )

    def opinion(self, text: str, name: str) -> AnsweredClaim:
        """A claim without evidence; what it rests on says whose opinion it is."""
        return AnsweredClaim(
            id=claim_id(text, ()), text=text, citations=(), basis=f"opinion of {name}, editor; no source is cited"
        )

    def span(self, cite: Cite) -> Span:
        """The span of the words that an editor chose, as the record has them now."""
        text = self._record(cite.record).field(cite.field)
        if text is None:
            raise EditRefused(f"{self.title_of(cite.record)} has no {cite.field}.", "Choose words that the record has.")
        try:
            return span_of(cite.record, cite.field, text, cite.start, cite.end)
        except ValueError:
            raise EditRefused("The words that were chosen do not lie inside the text.", "Choose them again.") from None

    def spans_of(self, claim: AnsweredClaim) -> list[Span]:
        """The spans that a claim cites."""
        return [one.checked.span for one in claim.citations]

    def title_of(self, record: str) -> str:
        """A record as it is named to an editor."""
        held = self._look(record).record or (self._known[record].record if record in self._known else None)
        return f"“{held.title.rstrip('.')}”" if held else record

    def sources_of(self, record: str, number: int) -> Reference:
        """A record's reference under a number: the one that the article has, or a new one."""
        if record in self._known:
            return replace(self._known[record], number=number)
        looked = self._look(record)
        held = self._record(record)
        appraisal = looked.appraisal or appraise(held)
        return Reference(
            number=number,
            record=replace(held, abstract=(), other_abstracts=(), full_text=()),
            appraisal=replace(appraisal, level=level_for(appraisal, self._answer.question.type.value)),
            notices=looked.notices or (),
            link=link_of(held),
        )

    def _checked(self, text: str, span: Span, indirect: str) -> CheckedCitation:
        """The citation in the wording in which it holds best: as a quote, in the same words, reworded."""
        self._look(span.record)
        population = self._answer.question.pico.population
        tried = [
            self._verifier.check(
                gather(self._sources, self._looked, text, span, wording, question_population=population, indirect=indirect)
            )
            for wording in _WORDINGS
        ]
        return max(tried, key=lambda one: (not _fails(one), ORDER.index(one.verdict), -_WORDINGS.index(one.wording)))

    def _look(self, record: str) -> Looked:
        if record not in self._looked:
            self._looked |= look_up(self._sources, [record])
        return self._looked.get(record, NOWHERE)

    def _record(self, name: str) -> Record:
        held = self._look(name).record
        if held is None:
            raise EditRefused(f"The library holds no record {name}.", "Choose another source.")
        return held

    def _refused(self, text: str, failed: Sequence[CheckedCitation]) -> EditRefused:
        reasons = tuple(
            f"{self.title_of(one.span.record)}: {finding.reason}"
            for one in failed
            for finding in one.findings
            if finding.verdict is not Verdict.SUPPORTED
        )
        return EditRefused(
            f"“{text}” is not borne out. {' '.join(dict.fromkeys(reasons))}".strip(),
            "Put it as its source does, cite other words, or mark it as your own opinion, with your name.",
            reasons=reasons,
        )


def _fails(citation: CheckedCitation) -> bool:
    """Whether a citation speaks against the claim, or its words are not surely there."""
    quoted = next((one.verdict for one in citation.findings if one.check is Check.QUOTE), Verdict.UNCHECKED)
    return citation.verdict in _AGAINST or quoted in _AGAINST | {Verdict.UNCHECKED}


def _words_at(record: Record, span: Span, sources: Sources) -> str:
    text = record.field(span.field)
    if text is None or span_of(record.id, span.field, text, 0, len(text)).sha256 != span.sha256:
        text = sources.text(span.sha256) or ""
    return text[span.start : span.end]

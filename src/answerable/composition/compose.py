"""`compose`: what holds of a draft becomes the answer; code writes every number, name and link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from answerable.composition.answer import (
    Answer,
    AnsweredClaim,
    AnsweredDisagreement,
    AnsweredSection,
    Citation,
    Manifest,
    Reference,
)
from answerable.composition.basis import basis_of
from answerable.corpus.appraisal import appraise, level_for
from answerable.corpus.record import Record, link_of
from answerable.drafting.model import Draft, Section, SectionKind, Statement
from answerable.drafting.naming import glosses
from answerable.intake.warning_signs import warnings_about
from answerable.question import ConceptKind, Question
from answerable.retrieval.model import Run, ScoredPassage
from answerable.retrieval.querying import searched_for
from answerable.retrieval.retriever import NothingFound, searched_in_words
from answerable.text import sha256
from answerable.verification.model import CheckedCitation, Claim, Report, Verdict

_ALSO_TELLS = {
    SectionKind.DEFINITION: (SectionKind.PRESENTATION, SectionKind.DIAGNOSIS, SectionKind.DIFFERENTIAL),
    SectionKind.DIAGNOSIS: (SectionKind.WARNING_SIGNS, SectionKind.TREATMENT),
    SectionKind.OUTCOME: (SectionKind.TREATMENT,),
}


class NothingHolds(NothingFound):
    """`NothingFound` where statements were drafted: those that a check kept out, and those that hold and answer nothing asked."""

    def __init__(self, question: Question, run: Run, report: Report, held: Iterable[Claim]) -> None:
        super().__init__(question, run)
        self.beside = tuple(held)
        kept = {claim.id for claim in self.beside}
        self.kept_out = tuple(claim for claim in report.claims if claim.id not in kept)


def compose(question: Question, run: Run, draft: Draft, report: Report, manifest: Manifest) -> Answer:
    """The answer: claims that hold, numbered references, gaps that say so, lead and summary by claim id.

    Raises `NoEvidence`, saying what was searched, where no claim holds.
    """
    held = _held(draft, report)
    if not any(_answers(draft, place, question) for place, _ in held):
        raise NothingHolds(question, run, report, held.values())
    lead = _ids(draft.lead, draft, held) or (next(iter(held.values())).id,)
    sources = {one.passage.record.id: one for one in run.passages}
    numbers = _numbered(lead, held, draft)
    writer = _Writer(sources, numbers)
    sections = tuple(_section(section, place, held, writer, run) for place, section in enumerate(draft.sections))
    return Answer(
        id=f"a{sha256(question.text + msgspec.json.encode(manifest, order='deterministic').decode())[:12]}",
        question=question,
        title=draft.title,
        warnings=warnings_about(question, manifest.settings.get("region", "")),
        lead=lead,
        sections=sections,
        summary=_ids(draft.summary, draft, held),
        references=tuple(_reference(sources[record], number, question) for record, number in numbers.items()),
        searched=run.searched,
        query=run.query,
        kept_out=tuple(claim for claim in report.claims if any(c.verdict is not Verdict.SUPPORTED for c in claim.citations)),
        manifest=manifest,
        evidence_searched=run.searched.changed,
    )


# -- what holds ----------------------------------------------------------------------------------------------------------------


def _statements(draft: Draft) -> Iterator[tuple[tuple[int, int], Statement]]:
    """Every statement with its place (section, position), in the order of a report: statements, then disagreements."""
    for number, section in enumerate(draft.sections):
        all_of_it = (*section.statements, *(one for each in section.disagreements for one in each.statements))
        for position, statement in enumerate(all_of_it):
            yield (number, position), statement


def _held(draft: Draft, report: Report) -> dict[tuple[int, int], Claim]:
    """The claims with at least one supported citation and none that contradicts, by the place of their statement.

    They keep only the citations that support them.
    """
    held: dict[tuple[int, int], Claim] = {}
    for (place, _), claim in zip(_statements(draft), report.claims, strict=True):
        supported = tuple(one for one in claim.citations if one.verdict is Verdict.SUPPORTED)
        if supported and claim.verdict is not Verdict.CONTRADICTED:
            held[place] = msgspec.structs.replace(claim, citations=supported)
    return held


def _ids(places: Sequence[tuple[int, int]], draft: Draft, held: Mapping[tuple[int, int], Claim]) -> tuple[str, ...]:
    """The ids of the claims at these places; where one did not hold, the next of its section that does."""
    ids: list[str] = []
    for section, position in places:
        whole = draft.sections[section]
        count = len(whole.statements) + sum(len(each.statements) for each in whole.disagreements)
        candidates = (held[section, at].id for at in range(position, count) if (section, at) in held)
        found = next((claim for claim in candidates if claim not in ids), None)
        if found:
            ids.append(found)
    return tuple(ids)


def _numbered(lead: Sequence[str], held: Mapping[tuple[int, int], Claim], draft: Draft) -> dict[str, int]:
    """Numbers for the records in the order in which a reader meets them: lead, then the sections, disagreements first."""
    by_id = {claim.id: claim for claim in held.values()}
    read = sorted(held, key=lambda place: (place[0], place[1] < len(draft.sections[place[0]].statements), place[1]))
    in_order = (*(by_id[one] for one in lead), *(held[place] for place in read))
    records = dict.fromkeys(citation.span.record for claim in in_order for citation in claim.citations)
    return {record: number for number, record in enumerate(records, 1)}


def _answers(draft: Draft, section: int, question: Question) -> bool:
    """Whether a section can answer the question: what was asked for, or what guidelines say of it.

    What something is can also be told by how it shows itself, and the outlook by what treatment does.
    """
    kind = draft.sections[section].kind
    if section == 0 or kind is SectionKind.GUIDANCE:
        return True
    if kind is SectionKind.WARNING_SIGNS and _asks_of_a_test(question):
        return False
    return kind in _ALSO_TELLS.get(draft.sections[0].kind, ())


def _asks_of_a_test(question: Question) -> bool:
    """Whether a question names a test: signs that warn answer how something is found out, not how good a scan is."""
    mentions = (*question.topic, *question.aspects)
    return any(mention.concept and mention.concept.kind is ConceptKind.TEST for mention in mentions)


# -- what is written ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Writer:
    """Writes claims with numbers, bases and quotes from the records of the run."""

    sources: Mapping[str, ScoredPassage]
    numbers: Mapping[str, int]

    def claim(self, claim: Claim, statement: Statement) -> AnsweredClaim:
        """The claim as the article shows it."""
        records = [self.sources[one.span.record].passage.record for one in claim.citations]
        return AnsweredClaim(
            id=claim.id,
            text=claim.text,
            citations=tuple(self._citation(one, record) for one, record in zip(claim.citations, records, strict=True)),
            basis=basis_of([(record, appraise(record)) for record in records]),
            indirect=statement.indirect,
            digest=any(record.digest for record in records),
            abbreviations=glosses(claim.text, records[0]),
        )

    def _citation(self, checked: CheckedCitation, record: Record) -> Citation:
        text = record.field(checked.span.field) or ""
        return Citation(self.numbers[record.id], text[checked.span.start : checked.span.end], checked)


def _section(section: Section, number: int, held: Mapping[tuple[int, int], Claim], writer: _Writer, run: Run) -> AnsweredSection:
    """The section with the claims that hold; a disagreement left with one side becomes a plain claim."""
    claims = [writer.claim(held[number, at], one) for at, one in enumerate(section.statements) if (number, at) in held]
    disagreements: list[AnsweredDisagreement] = []
    at = len(section.statements)
    for each in section.disagreements:
        sides = [writer.claim(held[number, at + k], one) for k, one in enumerate(each.statements) if (number, at + k) in held]
        at += len(each.statements)
        if len(sides) > 1:
            disagreements.append(AnsweredDisagreement(each.about, tuple(sides)))
        else:
            claims += sides
    gap = "" if claims or disagreements else _gap(run)
    return AnsweredSection(
        kind=section.kind, heading=section.heading, claims=tuple(claims), disagreements=tuple(disagreements), gap=gap
    )


def _gap(run: Run) -> str:
    searched = f"the {searched_in_words(run.searched)}; searched for {searched_for(run.query)}"
    return f"No statement that can be cited was found in {searched}."


def _reference(source: ScoredPassage, number: int, question: Question) -> Reference:
    """The record as a reference: its bibliography without its texts, which stay in the library.

    Its level is the one that its design has for this type of question: OCEBM 2011 has a row for each.
    """
    record, appraisal = source.passage.record, appraise(source.passage.record)
    described = msgspec.structs.replace(record, abstract=(), other_abstracts=(), full_text=())
    graded = msgspec.structs.replace(appraisal, level=level_for(appraisal, question.type.value))
    return Reference(number=number, record=described, appraisal=graded, notices=source.notices, link=link_of(record))

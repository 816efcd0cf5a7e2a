"""What stands beside a claim for a reader: what kind of study it rests on, estimates, methods and limits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from answerable.audience.reader import Reader
from answerable.audience.statistics import without_statistics
from answerable.composition.answer import AnsweredClaim, Reference
from answerable.corpus.evidence import Appraisal, Design, EvidenceLevel, SampleSize
from answerable.corpus.record import PublicationNotice
from answerable.drafting.model import SectionKind as S

# What a design can and cannot show, for people who do not know its name.
_PLAINLY: Mapping[Design, str] = {
    Design.GUIDELINE: "This is what a guideline says: advice that experts wrote for clinicians.",
    Design.SYSTEMATIC_REVIEW: "This comes from a review that gathered the studies on this question.",
    Design.META_ANALYSIS: "This comes from a review that put the results of several studies together.",
    Design.RANDOMISED_TRIAL: "This comes from a study in which chance decided who got which treatment: a fair comparison.",
    Design.CONTROLLED_TRIAL: "This comes from a study that compared treatments.",
    Design.COHORT: "This comes from a study that followed people over time. It can show a link, and not what caused it.",
    Design.CASE_CONTROL: "This comes from a study that looked back. It can show a link, and not what caused it.",
    Design.CROSS_SECTIONAL: "This comes from a study at one point in time. It can show a link, and not what caused it.",
    Design.OBSERVATIONAL: "This comes from a study that watched what happened. It can show a link, and not what caused it.",
    Design.CASE_SERIES: "This comes from a report on some patients, without others to compare with. It shows no cause or effect.",
    Design.CASE_REPORT: "This comes from a report on very few patients. Others may fare differently.",
    Design.REVIEW: "This is what authors wrote in an overview; they chose which studies to tell about.",
    Design.OPINION: "This is what experts think. It was not tested in a study.",
    Design.ANATOMY: "This comes from a study of the body's structure.",
    Design.LABORATORY: "This comes from a laboratory and not from treating people.",
    Design.ANIMAL: "This comes from animals and not from people.",
}

# Where it matters to a lay reader how sure a sentence is.
_WEIGHED = frozenset(
    {S.CAUSE, S.TREATMENT, S.HARM, S.DOSE, S.PREVENTION, S.OUTCOME, S.COMPARISON, S.EPIDEMIOLOGY, S.UNCERTAINTY, S.DIRECT_ANSWER}
)

_COMPARED: Mapping[Design, str] = {
    Design.RANDOMISED_TRIAL: "randomised comparison group",
    Design.CONTROLLED_TRIAL: "comparison group, not known to be randomised",
    Design.COHORT: "groups compared without randomisation",
    Design.CASE_CONTROL: "cases compared with controls",
    Design.CROSS_SECTIONAL: "no follow-up; groups compared at one time at most",
    Design.CASE_SERIES: "no comparison group",
    Design.CASE_REPORT: "no comparison group",
    Design.OPINION: "no study of its own",
    Design.REVIEW: "no stated method of selecting studies",
}
_TIME = (
    r"(?:\d+(?:\.\d+)?(?:(?: to |–|-)\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen)[ -]"
    r"(?:minute|hour|day|week|month|year)s?"
)
_FOLLOWED = re.compile(
    rf"\b(?:at|after|over|within|for|during|by) (?:the |a |about |a median of |a mean of )?{_TIME}\b"
    rf"|\b(?:median |mean )?follow-?up (?:of|was) {_TIME}\b|\b(?:week|month|year|day) \d+\b|\b{_TIME} follow-?up\b",
    re.IGNORECASE,
)
# Advice, opinion and what reads other people's studies count nobody themselves.
_WITHOUT_SIZE = frozenset({Design.GUIDELINE, Design.OPINION, Design.REVIEW, Design.UNKNOWN})
_RANKED = frozenset({EvidenceLevel.GUIDELINE, EvidenceLevel.UNKNOWN, EvidenceLevel.NEVER})


def details_of(claim: AnsweredClaim, kind: S, references: Mapping[int, Reference], reader: Reader) -> tuple[str, ...]:
    """The sentences that this reader gets beside a claim of such a section, from its citations and the records behind them."""
    cited = [references[number] for number in claim.numbers if number in references]
    if reader is Reader.PATIENT and kind not in _WEIGHED:
        return ()
    if reader is Reader.PATIENT:
        return tuple(dict.fromkeys(_PLAINLY[one.appraisal.design] for one in cited if one.appraisal.design in _PLAINLY))
    if reader is Reader.PHYSICIAN:
        studies = _beyond_the_basis(cited[0]) if len(cited) == 1 else tuple(_study(one) for one in cited)
        return (*studies, *_estimates(claim))
    if reader is Reader.RESEARCHER:
        return (*(_methods(one, claim) for one in cited), *_estimates(claim), *_limits(claim, cited))
    return ()


def _beyond_the_basis(reference: Reference) -> tuple[str, ...]:
    """What is to be known of the one study behind a claim besides design, size and year, which its basis names."""
    parts = (_level(reference.appraisal), _size_left_open(reference), _inferred(reference), *_noticed(reference))
    return tuple(f"{part[:1].upper()}{part[1:]}." for part in parts if part)


def _study(reference: Reference) -> str:
    """A study in a line: reference, design, size, year, level, and what is known against it."""
    appraisal = reference.appraisal
    year = str(reference.record.year) if reference.record.year else "year unknown"
    size = _size(appraisal.sample) if appraisal.sample else _size_left_open(reference)
    return _sentence(
        reference, (appraisal.design.value, size, year, _level(appraisal), _inferred(reference), *_noticed(reference))
    )


def _level(appraisal: Appraisal) -> str:
    return f"level {appraisal.level.value} (OCEBM 2011)" if appraisal.level not in _RANKED else ""


def _inferred(reference: Reference) -> str:
    appraisal = reference.appraisal
    return "" if appraisal.stated or appraisal.design is Design.UNKNOWN else "design inferred from the text"


def _size_left_open(reference: Reference) -> str:
    """That a study does not state its size; advice and opinion have none."""
    appraisal = reference.appraisal
    return "size not stated" if appraisal.sample is None and appraisal.design not in _WITHOUT_SIZE else ""


def _noticed(reference: Reference) -> tuple[str, ...]:
    return tuple(map(_notice, reference.notices))


def _methods(reference: Reference, claim: AnsweredClaim) -> str:
    """The same with how it was compared and followed, who paid, and where it is registered, as far as the record tells."""
    record, appraisal = reference.record, reference.appraisal
    quotes = " ".join(citation.quote for citation in claim.citations if citation.number == reference.number)
    times = ", ".join(dict.fromkeys(match[0] for match in _FOLLOWED.finditer(quotes)))
    funders = ", ".join(dict.fromkeys(grant.agency for grant in record.grants if grant.agency))
    parts = (
        _study(reference).removeprefix(f"[{reference.number}] ").rstrip("."),
        _COMPARED.get(appraisal.design, ""),
        f"times in the quoted words: {times}" if times else "follow-up time not in the quoted words",
        f"funding: {funders}" if funders else "funding not in the record",
        f"registered: {', '.join(record.registry_numbers)}" if record.registry_numbers else "",
        f"competing interests: {record.competing_interests.rstrip('.')}" if record.competing_interests else "",
        f"how the design was read: {appraisal.reason.rstrip('.')}" if appraisal.reason else "",
    )
    return _sentence(reference, parts)


def _limits(claim: AnsweredClaim, cited: Iterable[Reference]) -> Iterable[str]:
    if claim.indirect:
        yield f"Indirect evidence: {claim.indirect.rstrip('.')}."
    if claim.digest:
        yield "The quoted words are of a digest, not of the publication itself."
    if any(one.appraisal.species == "animal" for one in cited):
        yield "Studied in animals."


def _estimates(claim: AnsweredClaim) -> Iterable[str]:
    """Estimates and intervals that stand in a cited quote and not in the claim, as they stand there."""
    for citation in claim.citations:
        found = [part for part in without_statistics(citation.quote).aside if part not in claim.text]
        if found:
            yield f"[{citation.number}] In the quoted words: {'; '.join(dict.fromkeys(found))}."


def _size(sample: SampleSize) -> str:
    unit = sample.unit
    if sample.number == 1:
        unit = {"people": "person", "women": "woman", "men": "man", "children": "child", "studies": "study"}.get(
            unit, unit.removesuffix("s")
        )
    return f"{sample.number:,} {unit}"


def _notice(notice: PublicationNotice) -> str:
    return f"NOTICE: {notice.kind.value}{f', {notice.date}' if notice.date else ''}"


def _sentence(reference: Reference, parts: Iterable[str]) -> str:
    return f"[{reference.number}] {'; '.join(part for part in parts if part)}."

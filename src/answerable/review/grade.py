"""Certainty by GRADE for one outcome: the machine proposes with its reasons, a person sets it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from answerable.composition.answer import Answer, AnsweredClaim, Reference
from answerable.corpus.evidence import Design, EvidenceLevel
from answerable.corpus.notices import Standing, standing
from answerable.corpus.record import PublicationNotice
from answerable.errors import UsageProblem
from answerable.review.certainty import STEPS, UP, Certainty, Domain, GradeReason, SetCertainty, comes_to
from answerable.text import clean, how_many


class Proposal(Struct, frozen=True, kw_only=True):
    """What the machine proposes for an outcome, from which claims, and why; it is nobody's judgement."""

    outcome: str
    claims: tuple[str, ...]
    begins: Certainty
    certainty: Certainty
    reasons: tuple[GradeReason, ...]

    @property
    def why(self) -> str:
        """The reasons that changed something, in a sentence each."""
        return " ".join(one.words for one in self.reasons if one.steps or one.domain is Domain.DESIGN)


_TRIALS = frozenset({Design.RANDOMISED_TRIAL, Design.SYSTEMATIC_REVIEW, Design.META_ANALYSIS})
_LOWER = frozenset({EvidenceLevel.THREE, EvidenceLevel.FOUR, EvidenceLevel.FIVE})  # a review of studies that are no trials
_WITHOUT_COMPARISON = frozenset({Design.CASE_SERIES, Design.CASE_REPORT})
_NO_STUDY = frozenset({Design.GUIDELINE, Design.REVIEW, Design.OPINION, Design.PROTOCOL, Design.NOTICE, Design.UNKNOWN})
_MECHANISM = frozenset({Design.ANATOMY, Design.LABORATORY, Design.ANIMAL, Design.QUALITATIVE})
ENOUGH_PEOPLE, FEW_PEOPLE, SMALL_STUDY = 400, 100, 200


def propose(answer: Answer, outcome: str, claims: Sequence[str]) -> Proposal:
    """The certainty that the rules propose for an outcome on which these claims of an article bear.

    Trials begin high, observational studies low; what is neither, very low. Only what can be seen in a record is rated; what
    cannot be seen says so and changes nothing. Raises `UsageProblem` where the claims are none of the article's.
    """
    told = [one for one in answer.claims() if one.id in set(claims) and one.citations]
    if not told:
        raise UsageProblem("No claim with evidence bears on this outcome.", "Name claims of this revision.")
    numbers = {number for claim in told for number in claim.numbers}
    studies = [one for one in answer.references if one.number in numbers]
    start, design = _start(told, studies)
    quotes = [one.quote for claim in told for one in claim.citations]
    down = [
        _bias(studies),
        _inconsistency(answer, told),
        _indirectness(told, studies),
        _imprecision(studies, quotes),
        _publication(studies),
    ]
    reasons = (design, *down, *_up(quotes, start, rated_down=any(one.steps for one in down)))
    return Proposal(
        outcome=clean(outcome),
        claims=tuple(one.id for one in told),
        begins=start,
        certainty=comes_to(start, reasons),
        reasons=reasons,
    )


def as_known(answer: Answer, notices: Mapping[str, tuple[PublicationNotice, ...] | None]) -> Answer:
    """The article with what is said of its sources now; what nobody could look up stays as it was."""
    known = tuple(
        replace(one, notices=found) if (found := notices.get(one.record.id)) is not None else one for one in answer.references
    )
    return replace(answer, references=known)


def set_certainty(
    proposal: Proposal,
    certainty: Certainty,
    *,
    begins: Certainty,
    reasons: Sequence[GradeReason],
    submission: str,
    revision: str,
    by: str,
    at: str,
    words: str = "",
) -> SetCertainty:
    """The certainty as a person sets it, with a reason for each domain.

    Raises `UsageProblem` where a reason is missing or rates by what it cannot, where the reasons lead to another certainty, and
    where one of them differs from what was proposed and does not say why.
    """
    given = {one.domain: one for one in reasons}
    chosen = tuple(replace(given[one], words=clean(given[one].words)) for one in Domain if one in given)
    missing = [one.value for one in Domain if one not in given or given[one].steps not in STEPS[one]]
    if missing:
        raise UsageProblem(f"Nothing that can be is said of {', '.join(missing)}.", "Rate each of the reasons.")
    thought = {one.domain: one for one in proposal.reasons}
    silent = [
        one.domain.value
        for one in chosen
        if not one.words
        or (
            one.words == thought[one.domain].words
            and (one.steps != thought[one.domain].steps or (one.domain is Domain.DESIGN and begins is not proposal.begins))
        )
    ]
    if silent:
        raise UsageProblem(
            f"You rate otherwise than was proposed, or without words: {', '.join(silent)}.", "Say why in your own words there."
        )
    led = comes_to(begins, chosen)
    if led is not certainty:
        raise UsageProblem(
            f"Your reasons lead from {begins.value} to {led.value}, and you set {certainty.value}.",
            "Name the reason that makes the difference, or set what they lead to.",
        )
    return SetCertainty(
        submission=submission,
        revision=revision,
        outcome=proposal.outcome,
        claims=proposal.claims,
        certainty=certainty,
        begins=begins,
        reasons=chosen,
        proposed=proposal.certainty,
        proposal=proposal.reasons,
        by=by,
        at=at,
        words=clean(words),
    )


# -- where it begins -----------------------------------------------------------------------------------------------


def _start(told: Sequence[AnsweredClaim], studies: Sequence[Reference]) -> tuple[Certainty, GradeReason]:
    designs = {one.appraisal.design for one in studies}
    *others, last = sorted(design.value for design in designs)
    named = f"{', '.join(others)} and {last}" if others else last
    trials = {one.number for one in studies if one.appraisal.design in _TRIALS and one.appraisal.level not in _LOWER}
    if all(trials & set(claim.numbers) for claim in told):
        return Certainty.HIGH, GradeReason(Domain.DESIGN, 0, f"It rests on {named}: randomised evidence begins high.")
    if designs <= _NO_STUDY | _MECHANISM:
        return Certainty.VERY_LOW, GradeReason(Domain.DESIGN, 0, f"It rests on {named}: no study of patients' outcomes is cited.")
    if trials:
        words = (
            f"It rests on {named}: not every statement has a trial behind it, so that it begins low. Trials may be rated alone."
        )
        return Certainty.LOW, GradeReason(Domain.DESIGN, 0, words)
    return Certainty.LOW, GradeReason(Domain.DESIGN, 0, f"It rests on {named}: evidence that is not randomised begins low.")


# -- down ----------------------------------------------------------------------------------------------------------


def _bias(studies: Sequence[Reference]) -> GradeReason:
    questioned = [one.number for one in studies if standing(one.notices) >= Standing.CONCERN]
    if questioned:
        return GradeReason(Domain.RISK_OF_BIAS, -1, f"Reference {', '.join(map(str, questioned))} has been questioned.")
    designs = {one.appraisal.design for one in studies} - _NO_STUDY
    if designs and designs <= _WITHOUT_COMPARISON:
        return GradeReason(Domain.RISK_OF_BIAS, -1, "No study had a group to compare with.")
    return GradeReason(Domain.RISK_OF_BIAS, 0, "How the studies were done cannot be seen in their records: judge it yourself.")


def _inconsistency(answer: Answer, told: Sequence[AnsweredClaim]) -> GradeReason:
    ids = {one.id for one in told}
    for section in answer.sections:
        for disagreement in section.disagreements:
            if len(ids & {one.id for one in disagreement.claims}) > 1:
                return GradeReason(Domain.INCONSISTENCY, -1, f"Sources disagree on {disagreement.about}.")
    if len({number for claim in told for number in claim.numbers}) == 1:
        return GradeReason(Domain.INCONSISTENCY, 0, "There is one source: nothing could disagree with it.")
    return GradeReason(Domain.INCONSISTENCY, 0, "No disagreement was found.")


def _indirectness(told: Sequence[AnsweredClaim], studies: Sequence[Reference]) -> GradeReason:
    differs = [one.indirect for one in told if one.indirect]
    if any(one.appraisal.species == "animal" for one in studies):
        return GradeReason(Domain.INDIRECTNESS, -2, "It was studied in animals.")
    if differs:
        return GradeReason(Domain.INDIRECTNESS, -1, f"The evidence is about something near: {differs[0]}.")
    return GradeReason(Domain.INDIRECTNESS, 0, "The evidence is about what was asked.")


_INTERVAL = re.compile(
    r"\b(?:RR|OR|HR|IRR|risk ratio|odds ratio|hazard ratio|rate ratio|relative risk)\b[^;]{0,40}?"
    r"CI[\s:,=]*\(?(?P<low>\d+(?:\.\d+)?)\s*(?:to|–|-|,)\s*(?P<high>\d+(?:\.\d+)?)",
    re.IGNORECASE,
)


def _imprecision(studies: Sequence[Reference], quotes: Sequence[str]) -> GradeReason:
    sizes = [one.appraisal.sample.number for one in studies if one.appraisal.sample and one.appraisal.sample.unit != "studies"]
    crosses = any(float(found["low"]) < 1 < float(found["high"]) for quote in quotes for found in _INTERVAL.finditer(quote))
    people = how_many(sum(sizes), "person", "people")
    if sizes and len(sizes) == len(studies) and sum(sizes) < FEW_PEOPLE:
        return GradeReason(Domain.IMPRECISION, -2, f"Only {people} took part in all studies together.")
    if crosses:
        return GradeReason(Domain.IMPRECISION, -1, "The interval holds both benefit and harm.")
    if sizes and len(sizes) == len(studies) and sum(sizes) < ENOUGH_PEOPLE:
        return GradeReason(Domain.IMPRECISION, -1, f"Only {people} took part in all studies together.")
    if len(sizes) < len(studies):
        return GradeReason(Domain.IMPRECISION, 0, "Not every study says how many took part: judge it yourself.")
    return GradeReason(Domain.IMPRECISION, 0, f"{people.capitalize()} took part.")


_NO_INTERESTS = re.compile(
    r"\b(?:no|none|nothing|not)\b[^.]{0,60}\b(?:compet\w+|conflict\w*|interests?|declare\w*|disclos\w+)\b|^none\b", re.IGNORECASE
)


def _publication(studies: Sequence[Reference]) -> GradeReason:
    sizes = [one.appraisal.sample.number for one in studies if one.appraisal.sample]
    small = len(sizes) == len(studies) and all(size < SMALL_STUDY for size in sizes)
    paid = [one.number for one in studies if (told := one.record.competing_interests) and not _NO_INTERESTS.search(told)]
    if small and paid and any(one.appraisal.design is Design.RANDOMISED_TRIAL for one in studies):
        named = ", ".join(map(str, paid))
        return GradeReason(Domain.PUBLICATION_BIAS, -1, f"All studies are small, and reference {named} tells of interests.")
    return GradeReason(Domain.PUBLICATION_BIAS, 0, "Nothing in the records makes one suspect that studies are missing.")


# -- up ------------------------------------------------------------------------------------------------------------

_RATIO = re.compile(
    r"\b(?:RR|OR|HR|IRR|risk ratio|odds ratio|hazard ratio|rate ratio|relative risk)\b\s*(?:of|was|[:=,])?\s*"
    r"(?P<ratio>\d+(?:\.\d+)?)",
    re.IGNORECASE,
)
_DOSE_RESPONSE = re.compile(r"\b(?:dose[- ]respons\w+|dose[- ]dependent\w*|exposure[- ]response)\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:no|not|without|lack of)\b[^.;]{0,40}$", re.IGNORECASE)


def _up(quotes: Sequence[str], start: Certainty, *, rated_down: bool) -> Iterator[GradeReason]:
    """The three reasons to rate up; they count only for observational evidence that nothing rates down."""
    if start is not Certainty.LOW:
        yield from (GradeReason(one, 0, "It can count only where the evidence begins low.") for one in UP)
        return
    held = " It does not count, because there are reasons to rate down." if rated_down else ""
    ratios = [float(found["ratio"]) for quote in quotes for found in _RATIO.finditer(quote)]
    folds = [max(ratio, 1 / ratio) for ratio in ratios if ratio > 0]
    smallest = min(folds, default=1.0)
    steps = 2 if smallest >= 5 else 1 if smallest >= 2 else 0
    words = f"Every ratio is {smallest:.1f}-fold or more." if steps else "No large effect is told."
    yield GradeReason(Domain.LARGE_EFFECT, 0 if rated_down else steps, words + (held if steps else ""))
    shown = any(not _DENIED.search(quote[: found.start()]) for quote in quotes for found in _DOSE_RESPONSE.finditer(quote))
    words = "A source tells that the effect grows with the dose." if shown else "No source tells of a dose response."
    yield GradeReason(Domain.DOSE_RESPONSE, int(shown and not rated_down), words + (held if shown else ""))
    yield GradeReason(Domain.CONFOUNDING, 0, "Whether confounding would have hidden an effect cannot be seen: judge it yourself.")

"""Judging: each claim against each record that it cites, by the sentence of the record that bears on it most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from answerable.audit.article import ReadClaim
from answerable.audit.bearing import Reader, Said, coverage, quoted, terms
from answerable.audit.checks import CHECKS
from answerable.audit.figures import same_value, telling
from answerable.audit.report import JudgedCitation, JudgedClaim
from answerable.drafting.model import Wording
from answerable.verification.measures import Figure, figures
from answerable.verification.model import Check, CheckedCitation, Finding, Verdict
from answerable.verification.ports import Judge, Sources
from answerable.verification.verdicts import ORDER, worst
from answerable.verification.verifier import Looked, Verifier, gather

_FIGURES = 0.4  # the share of a claim's bearing that its figures have, where it has any
_PAIRED = 0.9  # two sentences have to say so much more than one to be taken in its place
_NEAR = 0.75  # sentences that bear at least this much of what the best does are judged too
_JUDGED = 4  # sentences that the deterministic checks look at
_TO_THE_MODEL = 2  # of these, the best that the judge of stance looks at
LEAST = 0.2  # a sentence that bears less on a claim says nothing of it


class ClaimJudge:
    """Judges claims against records; with a judge also their stance, which without one stays unchecked."""

    def __init__(self, sources: Sources, reader: Reader, topic: frozenset[str], judge: Judge | None) -> None:
        self._sources = sources
        self._reader = reader
        self._topic = topic
        self._by_rules = Verifier(sources, checks=CHECKS)
        self._with_judge = Verifier(sources, judge, CHECKS) if judge else None

    def bearing(self, claim: str, looked: Looked) -> tuple[tuple[Said, float], ...]:
        """The sentences of a record, and neighbours as one where the claim has several figures, by what they bear on a claim."""
        if looked.record is None:
            return ()
        wanted, stated = terms(claim), telling(claim)
        said = self._reader.sentences(looked.record)
        weighed = [(one, self._of(one, wanted, stated)) for one in said]
        if len(stated) > 1:
            texts = {name: section.text for name, section in looked.record.fields()}
            weighed += [(one, self._of(one, wanted, stated) * _PAIRED) for one in _pairs(said, texts)]
        return tuple(sorted(weighed, key=lambda one: (-one[1], one[0].field, one[0].start, one[0].end)))

    def _of(self, said: Said, wanted: frozenset[str], stated: tuple[Figure, ...]) -> float:
        """What a sentence bears on a claim: the share of its words, and of its figures where it has any, between 0 and 1."""
        words = coverage(wanted, terms(said.words), self._topic)
        if not stated:
            return words
        held = figures(said.words)
        having = sum(any(same_value(ours, theirs) for theirs in held) for ours in stated)
        return round(words * (1 - _FIGURES) + having / len(stated) * _FIGURES, 4)

    def judge(self, claim: ReadClaim, marker: str, position: int | None, looked: Looked | None, sure: bool) -> JudgedCitation:
        """The verdict on one citation of a claim: of the sentences that bear on it, the one that speaks best for it decides."""
        if position is None or looked is None or looked.record is None:
            return JudgedCitation(marker=marker, reference=position, record="", verdict=Verdict.UNCHECKED, sure=sure)
        ranked = self.bearing(claim.said, looked)
        record = looked.record
        if not ranked or ranked[0][1] < LEAST:
            return self._silent(marker, position, looked, sure)
        near = [said for said, bearing in ranked[:_JUDGED] if bearing >= _NEAR * ranked[0][1]]
        checked = self._best(claim.said, near, {record.id: looked})
        said = next(one for one in near if one.span == checked.span)
        return JudgedCitation(
            marker=marker,
            reference=position,
            record=record.id,
            verdict=checked.verdict,
            findings=checked.findings,
            quoted=quoted(said, record),
            sure=sure,
        )

    def _silent(self, marker: str, position: int, looked: Looked, sure: bool) -> JudgedCitation:
        """The verdict where no sentence of the record bears on the claim: what is held of it does not say it, nor otherwise."""
        where = "digest" if looked.record and looked.record.digest else "text"
        finding = Finding(
            Check.STANCE, Verdict.UNCHECKED, f"Nothing in the {where} that the library holds speaks of what the claim says."
        )
        record = looked.record.id if looked.record else ""
        return JudgedCitation(
            marker=marker, reference=position, record=record, verdict=Verdict.UNCHECKED, findings=(finding,), sure=sure
        )

    def _best(self, claim: str, near: Sequence[Said], held: dict[str, Looked]) -> CheckedCitation:
        """The check of the sentence that speaks best for the claim, the most bearing one first among equals."""
        checked = [self._checked(self._by_rules, claim, one, held) for one in near]
        if self._with_judge is None:
            return max(checked, key=lambda one: ORDER.index(_of_rules(one)))
        first = sorted(checked, key=lambda one: -ORDER.index(_of_rules(one)))[:_TO_THE_MODEL]
        with_judge = self._with_judge
        judged = [self._checked(with_judge, claim, said, held) for said in near if said.span in {one.span for one in first}]
        return max(judged, key=lambda one: ORDER.index(one.verdict))

    def _checked(self, verifier: Verifier, claim: str, said: Said, held: dict[str, Looked]) -> CheckedCitation:
        return verifier.check(gather(self._sources, held, claim, said.span, Wording.GENERATED))


def _of_rules(checked: CheckedCitation) -> Verdict:
    """The worst of what the rules found, without the stance that nobody judged."""
    return worst(finding.verdict for finding in checked.findings if finding.check is not Check.STANCE)


def _pairs(said: Sequence[Said], texts: dict[str, str]) -> Iterable[Said]:
    """Neighbouring sentences of one field as one."""
    for one, other in pairwise(said):
        if one.field == other.field:
            words = texts[one.field][one.start : other.end]
            yield Said(one.record, one.field, one.start, other.end, words, one.digest)


def judged_claim(number: int, citations: tuple[JudgedCitation, ...]) -> JudgedClaim:
    """A claim with its citations and the verdict on it: the best of them, but a source that contradicts it is never passed over.

    Where it is not known which entry a claim cites, only the best counts: another one may never have been meant.
    """
    verdicts = [one.verdict for one in citations]
    if any(one.verdict is Verdict.CONTRADICTED and one.sure for one in citations):
        return JudgedClaim(number=number, verdict=Verdict.CONTRADICTED, citations=citations)
    return JudgedClaim(number=number, verdict=max(verdicts, key=ORDER.index, default=Verdict.UNCHECKED), citations=citations)

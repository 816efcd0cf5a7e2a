"""Looks up what every citation points at, runs every check on it, and gives a verdict for each and for each claim."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

import msgspec

from answerable.corpus.evidence import Appraisal
from answerable.corpus.record import PublicationNotice, Record
from answerable.drafting.model import Draft, Statement, Support, Wording
from answerable.question.model import Question
from answerable.retrieval.model import Run
from answerable.text import Span, sentences, sha256
from answerable.verification.checks import DETERMINISTIC
from answerable.verification.model import Check, CheckedCitation, Claim, Evidence, Finding, Report, Verdict
from answerable.verification.ports import Judge, Sources
from answerable.verification.verdicts import REQUIRED, of_citation, of_claim

_log = logging.getLogger(__name__)

Checks = Mapping[Check, Callable[[Evidence], Finding]]


def _silent(_done: int, _of: int) -> None:
    """Tells nobody."""


class Looked(msgspec.Struct, frozen=True):
    """What the library holds of a record now: itself, its appraisal, its notices (None where nobody could look)."""

    record: Record | None
    appraisal: Appraisal | None
    notices: tuple[PublicationNotice, ...] | None


NOWHERE = Looked(None, None, None)


class Verifier:
    """Checks drafts against a library; with a judge also the stance of reworded claims, which without one stay unchecked."""

    def __init__(self, sources: Sources, judge: Judge | None = None, checks: Checks = DETERMINISTIC) -> None:
        self._sources = sources
        self._judge = judge
        self._checks = checks

    def verify(
        self, draft: Draft, run: Run, question: Question | None = None, tell: Callable[[int, int], None] = _silent
    ) -> Report:
        """A verdict for each citation of each claim, in the draft's order; all evidence is looked up afresh in the library.

        `tell` hears how many citations of how many are checked, first none of them.
        """
        statements = tuple(_statements(draft))
        count = sum(len(statement.supports) for statement in statements)
        told = iter(range(1, count + 1))
        tell(0, count)
        held = look_up(self._sources, (support.span.record for s in statements for support in s.supports))
        shown = _shown_fields(draft, run)
        population = question.pico.population if question else ""

        def checked(statement: Statement, support: Support) -> CheckedCitation:
            evidence = gather(
                self._sources, held, statement.text, support.span, support.wording,
                question_population=population, indirect=statement.indirect,
                shown=support.span.field in shown.get((support.passage, support.span.record), ()),
            )  # fmt: skip
            found = self.check(evidence)
            tell(next(told), count)
            return found

        return Report(tuple(_claim(s, tuple(checked(s, support) for support in s.supports)) for s in statements))

    def bears_out(self, statement: Statement, support: Support, question: Question) -> bool:
        """Whether one more citation of a statement would be supported: what drafting asks before it merges two statements."""
        evidence = gather(
            self._sources, look_up(self._sources, [support.span.record]), statement.text, support.span, support.wording,
            question_population=question.pico.population, indirect=statement.indirect,
        )  # fmt: skip
        return self.check(evidence).verdict is Verdict.SUPPORTED

    def check(self, evidence: Evidence) -> CheckedCitation:
        """Every finding on one citation and the verdict that follows from them."""
        findings = [_run(check, function, evidence) for check, function in self._checks.items()]
        if Check.STANCE in REQUIRED[evidence.wording]:
            findings.append(self._stance(evidence))
        return CheckedCitation(evidence.span, evidence.wording, of_citation(evidence.wording, findings), tuple(findings))

    def _stance(self, evidence: Evidence) -> Finding:
        """The judge's finding, or unchecked without a judge."""
        if self._judge is None:
            return Finding(
                Check.STANCE, Verdict.UNCHECKED, "No model is installed that judges whether the quote bears these words out."
            )
        return _run(Check.STANCE, self._judge.stance, evidence)


def verify(draft: Draft, run: Run, sources: Sources, judge: Judge | None = None, question: Question | None = None) -> Report:
    """Checks every citation of a draft against what `sources` holds now."""
    return Verifier(sources, judge).verify(draft, run, question)


def claim_id(text: str, spans: Iterable[Span]) -> str:
    """The stable id of a claim: "c" and twelve hexadecimal digits of the SHA-256 of its words and spans, wherever it stands."""
    cited = sorted((span.record, span.field, span.start, span.end, span.sha256) for span in spans)
    return "c" + hashlib.sha256(msgspec.json.encode([text, cited])).hexdigest()[:12]


def look_up(sources: Sources, ids: Iterable[str]) -> dict[str, Looked]:
    """What the library holds of these records now, appraised; a record that cannot be appraised has no appraisal."""
    wanted = sorted(set(ids))
    records = sources.records(wanted)
    notices: Sequence[Sequence[PublicationNotice] | None] = sources.notices(wanted)
    return {
        name: Looked(record, _appraised(record) if record else None, None if told is None else tuple(told))
        for name, record, told in zip(wanted, records, notices, strict=True)
    }


def gather(
    sources: Sources, held: Mapping[str, Looked], text: str, span: Span, wording: Wording,
    *, question_population: str = "", indirect: str = "", shown: bool = True,
) -> Evidence:  # fmt: skip
    """The evidence under one citation, from the record's own text where that has the span's hash, else from the text kept."""
    looked = held.get(span.record, NOWHERE)
    field_text = looked.record.field(span.field) if looked.record else None
    if field_text is None or sha256(field_text) != span.sha256:
        field_text = sources.text(span.sha256)
    inside = field_text is not None and 0 <= span.start < span.end <= len(field_text)
    return Evidence(
        claim=text,
        span=span,
        wording=wording,
        record=looked.record,
        appraisal=looked.appraisal,
        notices=looked.notices,
        field_text=field_text,
        quote=field_text[span.start : span.end] if field_text is not None and inside else None,
        sentence=sentence_about(field_text, span.start, span.end) if field_text is not None and inside else None,
        question_population=question_population,
        indirect=indirect,
        shown=shown,
    )


def sentence_about(text: str, start: int, end: int) -> str:
    """The whole sentence, or sentences, in which characters `start` to `end` of a text stand."""
    touched = [s for s in _sentences(text) if s[0] < end and s[1] > start]
    return text[min(start, *(s[0] for s in touched)) : max(end, *(s[1] for s in touched))] if touched else text[start:end]


@lru_cache(maxsize=2048)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((sentence.start, sentence.end) for sentence in sentences(text))


def _appraised(record: Record) -> Appraisal | None:
    from answerable.corpus.appraisal import appraise  # loaded late: it reads large tables

    try:
        return appraise(record)
    except Exception:  # fail closed: without an appraisal the checks that need one are unchecked
        _log.exception("could not appraise %s", record.id)
        return None


def _run(check: Check, function: Callable[[Evidence], Finding], evidence: Evidence) -> Finding:
    """A check's finding; one that raises, or answers with anything else, is unchecked and says why."""
    try:
        finding = function(evidence)
        if isinstance(finding, Finding) and finding.check is check and isinstance(finding.verdict, Verdict):  # pyright: ignore[reportUnnecessaryIsInstance]
            return finding
        return Finding(check, Verdict.UNCHECKED, f"The check gave no finding of its own: {finding!r}.")
    except Exception as problem:  # promise 4: a check that could not run is never support; the bug is named and logged
        _log.exception("the check %s could not run on %s", check, evidence.span)
        return Finding(check, Verdict.UNCHECKED, f"The check could not run: {type(problem).__name__}: {problem}")


def _statements(draft: Draft) -> Iterable[Statement]:
    """Every statement in the order of a report: sections, in each its statements, then those of its disagreements."""
    for section in draft.sections:
        yield from section.statements
        for disagreement in section.disagreements:
            yield from disagreement.statements


def _shown_fields(draft: Draft, run: Run) -> dict[tuple[str, str], frozenset[str]]:
    """For each passage that the run found and the drafter was shown, under its id and its record's: the fields it shows."""
    allowed = set(draft.shown)
    passages = (scored.passage for scored in run.passages)
    return {(p.id, p.record.id): frozenset(name for name, _ in p.fields()) for p in passages if p.id in allowed}


def _claim(statement: Statement, citations: tuple[CheckedCitation, ...]) -> Claim:
    identity = claim_id(statement.text, (support.span for support in statement.supports))
    return Claim(id=identity, text=statement.text, citations=citations, verdict=of_claim(citations))

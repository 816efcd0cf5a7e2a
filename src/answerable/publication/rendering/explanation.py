"""How an answer came about: the question as understood, the query as run, each quote, and what was kept out and why."""

from __future__ import annotations

from collections.abc import Iterator

from answerable.composition.answer import Answer, AnsweredClaim
from answerable.question import Question
from answerable.retrieval.querying import explain
from answerable.verification.model import Check, Claim, Verdict
from answerable.writing import PLAIN, Ink, inked, wrapped

_INDENT = " " * 6


def explanation(answer: Answer, width: int = 92, ink: Ink = PLAIN) -> str:
    """The explanation as text wrapped at `width` characters."""
    return "\n".join(_lines(answer, width, ink)) + "\n"


def _lines(answer: Answer, width: int, ink: Ink) -> Iterator[str]:
    yield ink.strong("How this answer came about")
    for name, words in understood(answer.question):
        yield from wrapped(f"{name}: {words}", width, "  ", "    ")
    yield from wrapped(f"Query as it was run: {explain(answer.query)}", width, "  ", "    ")
    yield from wrapped(f"Settings: {_settings(answer)}", width, "  ", "    ")
    yield from wrapped(f"Library: {answer.searched.library}, fingerprint {answer.manifest.library}", width, "  ", "    ")
    yield ""
    yield ink.strong("Claims and the words that they rest on")
    for claim in answer.claims():
        yield from _claim(claim, width, ink)
    yield ""
    yield ink.strong("Kept out of the article")
    if not answer.kept_out:
        yield "  Nothing: every citation of every statement passed its checks."
    shown = {claim.id for claim in answer.claims()}
    for claim in answer.kept_out:
        yield from kept_out(claim, claim.id in shown, width, ink)


def understood(question: Question) -> Iterator[tuple[str, str]]:
    """The question's type and parts as they were understood, each with its name."""
    also = [other.value for other in question.types if other is not question.type]
    yield "Type of question", question.type.value + (f" (also {', '.join(also)})" if also else "")
    yield "Topic", ", ".join(mention.words for mention in question.topic) or "not recognised; the words are searched as they are"
    if question.aspects:
        yield "Also asked about", ", ".join(mention.words for mention in question.aspects)
    pico = question.pico
    parts = (
        ("population", pico.population),
        ("intervention", pico.intervention),
        ("comparator", pico.comparator),
        ("outcome", pico.outcome),
    )
    if any(words for _, words in parts):
        yield "PICO", "; ".join(f"{name}: {words}" for name, words in parts if words)


def _settings(answer: Answer) -> str:
    manifest = answer.manifest
    settings = "; ".join(f"{name}: {value}" for name, value in sorted(manifest.settings.items()) if value)
    return f"{settings}; version {manifest.version}; schema {manifest.schema}"


def _claim(claim: AnsweredClaim, width: int, ink: Ink) -> Iterator[str]:
    yield from wrapped(f"{claim.id}  {claim.text}", width, "  ", "    ")
    for citation in claim.citations:
        span = citation.checked.span
        where = f"[{citation.number}] {span.record} {span.field} {span.start}–{span.end}, sha256 {span.sha256[:12]}…"
        yield from inked(wrapped(where, width, _INDENT), ink.faint)
        if citation.quote != claim.text:
            yield from wrapped(f"“{citation.quote}”", width, _INDENT)
        for finding in citation.checked.findings:
            if finding.check is Check.STANCE:  # only where a source says it in words of its own
                yield from wrapped(f"in words of its own. {finding.reason}", width, _INDENT)


def kept_out(claim: Claim, shown: bool, width: int, ink: Ink) -> Iterator[str]:
    """A claim with what its checks found; `shown` where it stands in the article with its other citations."""
    yield from inked(wrapped(claim.text, width, "  ✗ "), ink.strong)
    if shown:
        yield from wrapped("It stands in the article without these citations:", width, _INDENT)
    for citation in claim.citations:
        for finding in citation.findings:
            if finding.verdict is not Verdict.SUPPORTED:
                why = f"{citation.span.record}: {finding.check.value}: {finding.verdict.value}. {finding.reason}"
                yield from wrapped(why, width, _INDENT)

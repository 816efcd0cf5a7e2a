"""QUOTE: the cited words stand in the stored text whose hash the span names, and trimming took nothing that matters."""

from __future__ import annotations

from answerable.drafting.model import Wording
from answerable.text import sha256
from answerable.verification.model import Check, Evidence, Finding, Verdict
from answerable.verification.trimming import Omission, omissions, same_words


def _found(verdict: Verdict, reason: str) -> Finding:
    return Finding(Check.QUOTE, verdict, reason)


def check_quote(evidence: Evidence) -> Finding:
    """Whether the quote is what the span says it is, and whether the claim's words are the quote's as far as they say so.

    A quote may be trimmed of a leading connective, of bracketed asides and of a clause of its own at either end. What is
    trimmed off with a negation, comparison, condition, reservation or group of people leaves the citation partly supported.
    """
    missing = _missing(evidence)
    if missing:
        return missing
    quote, sentence = evidence.quote or "", evidence.sentence or evidence.quote or ""
    start = max(sentence.find(quote), 0)
    around = omissions(quote, sentence, start, start + len(quote))
    if around is None:
        return _found(Verdict.NOT_SUPPORTED, "The span begins or ends inside a word or a number.")
    left_out = around
    if evidence.wording is Wording.QUOTE:
        trimmed = omissions(evidence.claim, sentence, start, start + len(quote))
        if trimmed is None:
            return _found(Verdict.NOT_SUPPORTED, "The statement is not made of the quoted words in their order.")
        left_out = trimmed
    elif evidence.wording is Wording.SAME_WORDS and not same_words(evidence.claim, quote):
        return _found(Verdict.NOT_SUPPORTED, "The statement does not have the quote's words and figures in the same order.")
    return _judged(left_out, evidence)


def _missing(evidence: Evidence) -> Finding | None:
    """The finding where the quoted text cannot be had at all."""
    span = evidence.span
    if evidence.field_text is None:
        what = "record" if evidence.record is None else "text"
        return _found(Verdict.NOT_SUPPORTED, f"The library holds no such {what}: {span.record}, {span.field}.")
    if sha256(evidence.field_text) != span.sha256:
        return _found(Verdict.NOT_SUPPORTED, "The stored text is not the text that the span was taken from.")
    if not 0 <= span.start < span.end <= len(evidence.field_text):
        return _found(Verdict.NOT_SUPPORTED, "The span does not lie inside the stored text.")
    if evidence.quote != evidence.field_text[span.start : span.end]:
        return _found(Verdict.NOT_SUPPORTED, "The quote is not what stands at the span's place in the stored text.")
    return None


def _judged(left_out: tuple[Omission, ...], evidence: Evidence) -> Finding:
    """The finding on a quote that is there, by what was left out of it and whether the record has moved on."""
    for omission in left_out:
        if omission.where == "inside" and evidence.wording is Wording.QUOTE:
            return _found(
                Verdict.NOT_SUPPORTED, f"The statement leaves out words from the middle of the quote: “{omission.words}”."
            )
    for omission in left_out:
        if omission.harm:
            return _found(Verdict.PARTLY_SUPPORTED, f"What was left out, “{omission.words}”, carried {omission.harm}.")
    current = evidence.record.field(evidence.span.field) if evidence.record else None
    if current != evidence.field_text:
        if current is None or (evidence.quote or "") not in current:
            return _found(
                Verdict.PARTLY_SUPPORTED, "The words stand in an older text of the record, and no longer in its present one."
            )
        return _found(
            Verdict.SUPPORTED, "The words stand in the text the span was taken from, and still in the record's present text."
        )
    return _found(Verdict.SUPPORTED, "The quoted words stand in the stored text.")

"""Personal identifiers: finds what may name a person in a question before it is stored or searched, and takes it out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from answerable.intake.identifier_rules import CITATIONS, PATTERNS
from answerable.intake.model import PersonalIdentifier, Redacted
from answerable.intake.names import names_in
from answerable.intake.places import places_in

__all__ = ["redact"]

# What an earlier redaction left; no other word in brackets, for "[at]" and "[dot]" are how an address is hidden.
_KINDS = sorted({"name", "place", *(rule.kind for rule in PATTERNS)})
_MARK = re.compile(rf"\[(?:{'|'.join(_KINDS)})\]")


def redact(text: str) -> Redacted:
    """The text with each identifier replaced by its kind in brackets, and what was found, in order, never overlapping."""
    found = _found(text)
    pieces: list[str] = []
    at = 0
    for one in found:
        pieces += [text[at : one.start], f"[{one.kind}]"]
        at = one.end
    return Redacted("".join((*pieces, text[at:])), found)


def _found(text: str) -> tuple[PersonalIdentifier, ...]:
    """The identifiers of a text; of two that overlap the one that begins first, then the longer, then the more telling."""
    kept = [match.span() for pattern in (CITATIONS, _MARK) for match in pattern.finditer(text)]
    ranked = sorted(_all(text), key=lambda one: (one[0].start, -one[0].end, one[1]))
    found: list[PersonalIdentifier] = []
    at = 0
    for one, _ in ranked:
        free = not any(one.start < end and start < one.end for start, end in kept)
        if free and one.start >= at:
            found.append(one)
            at = one.end
    return tuple(found)


def _all(text: str) -> Iterator[tuple[PersonalIdentifier, int]]:
    """Everything that any rule finds, with the rule's place in their order."""
    place = 0
    for place, rule in enumerate(PATTERNS):
        for match in rule.pattern.finditer(text):
            start, end = match.span(1) if rule.pattern.groups and match[1] is not None else match.span()
            end = start + len(text[start:end].rstrip(" ,.-"))
            if start < end:
                yield PersonalIdentifier(rule.kind, start, end), place
    for start, end in names_in(text):
        yield PersonalIdentifier("name", start, end), place + 1
    for start, end in places_in(text):
        yield PersonalIdentifier("place", start, end), place + 2

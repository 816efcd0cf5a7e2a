"""Marking: a text cut into pieces, so that quoted words stand out inside the whole that they were taken from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from answerable.corpus.record import Record
from answerable.text import Span, sha256


class Stretch(Struct, frozen=True):
    """Some words of a text in order; `marked` where they are the quoted ones."""

    text: str
    marked: bool = False


class MarkedSection(Struct, frozen=True):
    """A section of a record with its heading, its words in order, and the field's name."""

    label: str
    stretches: tuple[Stretch, ...]
    field: str

    @property
    def marked(self) -> bool:
        """Whether any words of it are marked."""
        return any(one.marked for one in self.stretches)


def marked(text: str, places: Iterable[tuple[int, int]]) -> tuple[Stretch, ...]:
    """The whole text in order, what lies between `places` marked; places that overlap or touch are one, none reaches outside."""
    stretches: list[Stretch] = []
    at = 0
    for start, end in _joined(text, places):
        if start > at:
            stretches.append(Stretch(text[at:start]))
        stretches.append(Stretch(text[start:end], True))
        at = end
    if at < len(text):
        stretches.append(Stretch(text[at:]))
    return tuple(stretches)


def _joined(text: str, places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    inside = sorted((max(0, start), min(len(text), end)) for start, end in places)
    joined: list[tuple[int, int]] = []
    for start, end in inside:
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def in_record(record: Record, spans: Sequence[Span]) -> tuple[MarkedSection, ...]:
    """The abstract with the spans marked, and the title and those sections of the full text in which one lies.

    Only a span whose hash is that of the text as it stands is marked: of words that may have moved nothing is shown as quoted.
    """
    sections: list[MarkedSection] = []
    for name, section in record.fields():
        here = [one for one in spans if one.field == name and one.sha256 == sha256(section.text)]
        if here or name.startswith("abstract/"):
            places = marked(section.text, [(one.start, one.end) for one in here])
            sections.append(
                MarkedSection("" if name == "abstract/0" and not section.label else _heading(name, section.label), places, name)
            )
    return tuple(sections)


def holds(record: Record | None, span: Span) -> bool:
    """Whether the words of a span stand in the record as it is now."""
    text = record.field(span.field) if record else None
    return text is not None and span.end <= len(text) and sha256(text) == span.sha256


def _heading(name: str, label: str) -> str:
    if name == "title":
        return "Title"
    return label.capitalize() if label.isupper() else label

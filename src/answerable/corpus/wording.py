"""A record's words made ready for rules: in small letters, title apart from methods apart from the whole, cut once."""

from __future__ import annotations

from functools import cached_property

from answerable.corpus.record import Record, TextSection

# Headings under which a study says what was done and to whom; NLM's categories and printed labels alike.
_METHODS = (
    "method", "design", "patients", "participants", "subjects", "population", "material", "procedure", "setting",
    "sample", "data source", "study selection", "case",
)  # fmt: skip
_RESULTS = ("result", "finding", "conclusion", "interpretation", "discussion", "outcome", "significance", "case")
_OPENINGS = 3  # sections of a full text that stand in for an abstract where there is none


def lowered(text: str) -> str:
    """The text in small letters, never longer or shorter, so that positions hold in both."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


class Wording:
    """The title and the abstract of a record as its rules read them.

    `body` is the abstract as printed, its sections one after the other (the opening sections of the full text where
    there is no abstract); `methods` the part of it under a heading of methods, empty where it is not divided.
    The names with `_low` are the same in small letters, position for position.
    """

    def __init__(self, record: Record) -> None:
        sections = record.abstract or tuple(s for s in record.full_text if s.kind == "prose")[:_OPENINGS]
        self.sections = sections
        self.title = record.title
        self.title_low = lowered(record.title)
        self.body = "\n".join(section.text for section in sections)
        self.body_low = lowered(self.body)

    @cached_property
    def methods(self) -> str:
        """What stands under a heading of methods, as printed."""
        if len(self.sections) < 2:
            return ""
        return "\n".join(section.text for section in self.sections if is_methods(section))

    @cached_property
    def methods_low(self) -> str:
        """The same in small letters."""
        return lowered(self.methods)

    @cached_property
    def rest(self) -> str:
        """What stands under the other headings, as printed."""
        return "\n".join(section.text for section in self.sections if not is_methods(section))

    @cached_property
    def has_results(self) -> bool:
        """Whether some section is headed as results, or the abstract is not divided at all."""
        return len(self.sections) < 2 or any(_headed(section, _RESULTS) for section in self.sections)


def is_methods(section: TextSection) -> bool:
    """Whether the section says what was done and to whom."""
    return _headed(section, _METHODS)


def _headed(section: TextSection, headings: tuple[str, ...]) -> bool:
    heading = f"{section.category} {section.label}".lower()
    return any(word in heading for word in headings)

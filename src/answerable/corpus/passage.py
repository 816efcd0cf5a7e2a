"""A `Passage`: what the index finds and a drafter is shown; a record's title and abstract, or a section of its full text."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from answerable.corpus.record import Record, TextSection


class Passage(Struct, frozen=True):
    """A record seen through one of its parts: ``abstract`` (title and abstract) or ``text/3`` (a section of the full text)."""

    record: Record
    part: str = "abstract"

    @property
    def id(self) -> str:
        """The id by which drafters pick it and reports name it: "pmid:19078461#abstract"."""
        return f"{self.record.id}#{self.part}"

    def fields(self) -> Iterator[tuple[str, TextSection]]:
        """The citable fields it shows, in reading order, with their names."""
        for name, section in self.record.fields():
            if name == self.part or (self.part == "abstract" and (name == "title" or name.startswith("abstract/"))):
                yield name, section

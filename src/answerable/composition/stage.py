"""A `Stage` of an answer in the making: which one, and how much of how much is done; each number is true when it is told."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from answerable.text import how_many


class StageName(StrEnum):
    """The stages in their order."""

    SEARCHING = "searching"
    READING = "reading"
    DRAFTING = "drafting"
    CHECKING = "checking"


class Stage(Struct, frozen=True):
    """A stage as it begins or goes on: `of` is how many studies are read, or how many citations there are to check."""

    name: StageName
    of: int = 0
    done: int = 0

    @property
    def text(self) -> str:
        """What a person is told."""
        if self.name is StageName.READING:
            return f"reading {how_many(self.of, 'study', 'studies')}"
        if self.name is StageName.CHECKING:
            return f"checking {self.done:,} of {how_many(self.of, 'citation')}"
        return self.name.value

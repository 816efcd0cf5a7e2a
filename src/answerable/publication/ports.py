"""What publication asks of the outside: references in a house style."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from answerable.corpus.record import Record


class ReferenceStyle(Protocol):
    """A house style for reference lists, such as Vancouver, AMA or APA."""

    def format(self, records: Sequence[Record]) -> Sequence[str]:
        """One plain-text entry for each record, in their order, without a number before it or a link after it."""
        ...

"""What the audit asks of the outside besides what retrieval and verification ask: records by identifier and by title."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from answerable.corpus.record import PublicationNotice, Record


class Bibliography(Protocol):
    """The library as somebody looks a printed reference up in it."""

    def identified(self, identifiers: Sequence[str]) -> Sequence[Record]:
        """The records that have any of these identifiers ("pmid:…", "doi:…"), each once."""
        ...

    def titled(self, title: str) -> Sequence[Record]:
        """The records whose titles are most like this one, however damaged it is, likeliest first; they may be quite unlike."""
        ...

    def told(self, identifiers: Sequence[str]) -> Sequence[PublicationNotice]:
        """The notices that were told of publications under these identifiers, also where no record of them is held."""
        ...

"""What verification asks of the outside: the records and texts that claims cite, and, where there is one, a judge of stance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from answerable.corpus.record import PublicationNotice, Record
from answerable.verification.model import Evidence, Finding


class Sources(Protocol):
    """The library as the verifier looks things up in it, afresh for every report."""

    def records(self, ids: Sequence[str]) -> Sequence[Record | None]:
        """The records of these ids, in their order; None where there is none."""
        ...

    def notices(self, ids: Sequence[str]) -> Sequence[Sequence[PublicationNotice] | None]:
        """For each id the notices about that record, oldest first; None where nobody could look, which is not "none"."""
        ...

    def text(self, sha256: str) -> str | None:
        """The text of a field that hashes to this, also where the record has moved on since; None where it was never kept."""
        ...


class Judge(Protocol):
    """Judges whether the quoted words bear a statement out."""

    def stance(self, evidence: Evidence) -> Finding:
        """A finding of the check `Check.STANCE`; whatever it raises counts as "could not be checked"."""
        ...

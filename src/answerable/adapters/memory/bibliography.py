"""The reference bibliography: records in memory, looked up by identifier and by how like their titles are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from answerable.audit.likeness import title_likeness
from answerable.corpus.identity import identifiers_of
from answerable.corpus.record import PublicationNotice, Record

_LEAST = 0.3  # how like a title has to be to be offered at all


class MemoryBibliography:
    """Looks every record at every question; for tests and for small libraries. Satisfies `audit.ports.Bibliography`."""

    def __init__(self, records: Iterable[Record], notices: Iterable[PublicationNotice] = ()) -> None:
        self._records = tuple(records)
        self._notices = tuple(notices)

    def identified(self, identifiers: Sequence[str]) -> Sequence[Record]:
        """The records that have any of these identifiers, each once."""
        wanted = set(identifiers)
        return [record for record in self._records if wanted & {record.id, *identifiers_of(record)}]

    def titled(self, title: str) -> Sequence[Record]:
        """The records whose titles are most like this one, likeliest first."""
        ranked = [(title_likeness(title, record.title), record) for record in self._records]
        return [record for likeness, record in sorted(ranked, key=lambda one: (-one[0], one[1].id)) if likeness >= _LEAST]

    def told(self, identifiers: Sequence[str]) -> Sequence[PublicationNotice]:
        """The notices about publications of these identifiers."""
        return [notice for notice in self._notices if notice.about in identifiers]

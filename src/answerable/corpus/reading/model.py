"""What reading a bibliography yields, item by item: a record, a deletion, a row of a table of notices, or a rejection."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from answerable.corpus.record import PublicationNotice, Record


class Deletion(Struct, frozen=True):
    """PubMed has withdrawn a citation; `version` is None where all of its versions go."""

    pmid: str
    version: int | None = None


class NoticeRow(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One row of a table of retractions.

    `pmid` and `doi` are those of the publication that the notice is about (at least one is there);
    `notice_pmid` and `notice_doi` those of the notice itself, as far as the table has them.
    """

    notice: PublicationNotice
    pmid: str = ""
    doi: str = ""
    notice_pmid: str = ""
    notice_doi: str = ""
    title: str = ""


class Rejected(Struct, frozen=True, omit_defaults=True):
    """What could not be taken in: where it stands ("record 12, line 3,480"), why, and what to do about it."""

    position: str
    reason: str
    next_step: str = ""


Read: TypeAlias = Record | Deletion | NoticeRow | Rejected


class Unusable(Exception):
    """Raised by a layout for one record that cannot be made of what it was given; readers turn it into `Rejected`."""

    def __init__(self, reason: str, next_step: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.next_step = next_step

    def at(self, position: str) -> Rejected:
        """The rejection that says so at `position`."""
        return Rejected(position, self.reason, self.next_step)

"""What a store keeps of a record, and how a store and an index stand: the words that use cases and adapters share."""

from __future__ import annotations

from msgspec import Struct

from answerable.corpus.evidence import Design, EvidenceLevel, Species
from answerable.corpus.record import PublicationNotice, Record


class Entry(Struct, frozen=True, kw_only=True):
    """A record as it is kept: with what it is found by, what it is worth, and what it says of other publications.

    `identifiers` are written with their kind before them: "pmid:19078461", "doi:10.…", "pmcid:PMC…", "key:…".
    """

    record: Record
    identifiers: tuple[str, ...]
    content_hash: str
    design: Design
    level: EvidenceLevel
    species: Species
    notices: tuple[PublicationNotice, ...] = ()


class Change(Struct, frozen=True):
    """What became of a record in transaction `seq`: its record and grades now, or None where it was taken out."""

    seq: int
    id: str
    record: Record | None
    design: Design = Design.UNKNOWN
    level: EvidenceLevel = EvidenceLevel.UNKNOWN
    species: Species = "unknown"


class State(Struct, frozen=True, kw_only=True):
    """How a store stands: how much it holds, when it last changed, and a fingerprint that any change of content changes."""

    records: int
    newest: int | None  # year of the newest publication
    changed: str  # ISO date of the last change; "" where there was none
    fingerprint: str
    seq: int  # the number of its last transaction


class Tally(Struct, frozen=True, kw_only=True):
    """How many records a store holds of each kind; keys in their natural order, None and "" mean not known."""

    years: tuple[tuple[int | None, int], ...]
    designs: tuple[tuple[str, int], ...]
    levels: tuple[tuple[str, int], ...]
    sources: tuple[tuple[str, int], ...]
    with_abstract: int


class Mark(Struct, frozen=True):
    """How far an index is: the store's last transaction in it, the starter library in it, the form of its documents."""

    seq: int = 0
    starter: str = ""
    form: str = ""
    shown: tuple[str, ...] = ()  # the ids of the starter library's records in it, sorted

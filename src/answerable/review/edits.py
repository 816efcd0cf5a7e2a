"""The edits that an editor can make: a few acts on statements, order, sections and citations; never free text around them."""

from __future__ import annotations

from msgspec import Struct

from answerable.drafting.model import SectionKind


class Cite(Struct, frozen=True, kw_only=True):
    """Words of a record, found by search, that are to bear a statement out: characters `start` to `end` of a field."""

    record: str
    field: str
    start: int
    end: int


class SetTitle(Struct, frozen=True, tag="set title"):
    """Another title; it asks, and states nothing."""

    title: str


class Reword(Struct, frozen=True, tag="reword"):
    """A claim in other words, on the same citations; or, where `opinion`, without any as the editor's own."""

    claim: str
    text: str
    opinion: bool = False


class AddClaim(Struct, frozen=True, kw_only=True, tag="add claim"):
    """A new statement with the words that bear it out, at a position of a section, both counted from 0.

    `indirect` says what differs where the evidence is about something near. Without citations it is refused, or, where
    `opinion`, stands as the editor's own.
    """

    section: int
    position: int
    text: str
    citations: tuple[Cite, ...] = ()
    indirect: str = ""
    opinion: bool = False


class DropClaim(Struct, frozen=True, tag="drop claim"):
    """A claim taken out."""

    claim: str


class AddCitation(Struct, frozen=True, tag="add citation"):
    """One more citation under a claim."""

    claim: str
    citation: Cite


class DropCitation(Struct, frozen=True, tag="drop citation"):
    """The citations of one record taken from under a claim; the last one cannot be."""

    claim: str
    record: str


class MoveClaim(Struct, frozen=True, kw_only=True, tag="move claim"):
    """A claim at another place: a section and a position among its claims, both counted from 0."""

    claim: str
    section: int
    position: int


class AddSection(Struct, frozen=True, kw_only=True, tag="add section"):
    """A new section at a position, counted from 0; it is empty until a claim comes."""

    position: int
    kind: SectionKind
    heading: str


class DropSection(Struct, frozen=True, tag="drop section"):
    """A section that has no claims any more taken out."""

    section: int


class MoveSection(Struct, frozen=True, kw_only=True, tag="move section"):
    """A section at another position."""

    section: int
    position: int


class RenameSection(Struct, frozen=True, tag="rename section"):
    """Another heading."""

    section: int
    heading: str


class SetLead(Struct, frozen=True, tag="set lead"):
    """The claims that open the article, by their ids: a projection, with no words of its own."""

    claims: tuple[str, ...]


class SetSummary(Struct, frozen=True, tag="set summary"):
    """The claims that close the article, by their ids: a projection, with no words of its own."""

    claims: tuple[str, ...]


Edit = (
    SetTitle
    | Reword
    | AddClaim
    | DropClaim
    | AddCitation
    | DropCitation
    | MoveClaim
    | AddSection
    | DropSection
    | MoveSection
    | RenameSection
    | SetLead
    | SetSummary
)
"""Any of them; as JSON it is told by its `type`."""

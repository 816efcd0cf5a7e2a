"""A `Rendition`: an answer in the words of one reader; the same claims, citations, certainty and warnings."""

from __future__ import annotations

from msgspec import Struct

from answerable.audience.readability import Readability
from answerable.audience.reader import Reader
from answerable.drafting.model import SectionKind


class Piece(Struct, frozen=True, omit_defaults=True):
    """Some words of a sentence in order; `term` is the id of the glossary's entry that they name, or empty."""

    text: str
    term: str = ""


class Term(Struct, frozen=True, omit_defaults=True):
    """A word that the rendition uses and explains: its id, the clinical name, the plain one, and one sentence of definition."""

    id: str
    name: str
    plain: str
    definition: str


class RenderedClaim(Struct, frozen=True, kw_only=True):
    """A claim as this reader is told it.

    `id` is the claim's own. `pieces` joined are the sentence as shown; `original` is the claim's own sentence. `reworded` says
    that they differ. `details` are further sentences that this reader gets (design and size, estimates, methods, limits), and
    `kept` says why the original is shown where a rewording would have lost something.
    """

    id: str
    pieces: tuple[Piece, ...]
    original: str
    reworded: bool = False
    details: tuple[str, ...] = ()
    kept: str = ""

    @property
    def text(self) -> str:
        """The sentence as shown."""
        return "".join(piece.text for piece in self.pieces)


class RenderedSection(Struct, frozen=True, kw_only=True):
    """A section in this reader's order: `number` is its place in the answer, from 0; `disagreements` are (about, claims).

    `folded` says that the page shows it closed, for this reader needs it least; it is never left out.
    """

    number: int
    kind: SectionKind
    heading: str
    claims: tuple[RenderedClaim, ...] = ()
    disagreements: tuple[tuple[str, tuple[RenderedClaim, ...]], ...] = ()
    gap: str = ""
    folded: bool = False


class Rendition(Struct, frozen=True, kw_only=True):
    """An answer for one reader: `lead` and `summary` name claims by id, `terms` are all that the pieces name.

    `readability` is None for an answer without words to count. `note` is what the page says of the rewording ("Reworded
    automatically…"), empty where no word was changed; `warning` is for the editor, where the grade is above the reader's target.
    """

    answer: str  # the answer's id
    reader: Reader
    title: tuple[Piece, ...]
    lead: tuple[str, ...]
    sections: tuple[RenderedSection, ...]
    summary: tuple[str, ...]
    terms: tuple[Term, ...] = ()
    readability: Readability | None = None
    note: str = ""
    warning: str = ""

    def claims(self) -> dict[str, RenderedClaim]:
        """Every claim by its id."""
        return {
            claim.id: claim
            for section in self.sections
            for claim in (*(one for _, sides in section.disagreements for one in sides), *section.claims)
        }

"""A sentence as it stands, cut at the words that the glossary explains."""

from __future__ import annotations

from answerable.audience.glossary import Glossary
from answerable.audience.rendition import Piece


class Explained:
    """Cuts sentences into pieces, and remembers which terms they named, in order."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary
        self.named: dict[str, None] = {}

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """The sentence in pieces: joined they are the sentence."""
        pieces: list[Piece] = []
        at = 0
        for mention in self._glossary.mentions(text):
            if mention.start > at:
                pieces.append(Piece(text[at : mention.start]))
            pieces.append(Piece(text[mention.start : mention.end], mention.term_id))
            self.named[mention.term_id] = None
            at = mention.end
        if at < len(text):
            pieces.append(Piece(text[at:]))
        return tuple(pieces)

"""`Printed`: the blocks set one under the other as one plain text, and the places of their characters in it."""

from __future__ import annotations

from bisect import bisect_right

from answerable.audit.article import Place, Stated
from answerable.audit.reading.block import Block, Kind


class Printed:
    """The plain text of an article, its blocks divided by empty lines, and where each block's own words begin in it."""

    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        self.starts: list[int] = []
        parts: list[str] = []
        length = 0
        for block in blocks:
            sign = _sign(block)
            self.starts.append(length + len(sign))
            parts.append(sign + block.text)
            length += len(sign) + len(block.text) + 2
        self.text = "\n\n".join(parts)
        self._breaks = [at for at, letter in enumerate(self.text) if letter == "\n"]

    def place(self, block: int, start: int, end: int) -> Place:
        """Characters `start` to `end` of a block as a place in the whole text."""
        at = self.starts[block] + start
        return Place(at, self.starts[block] + end, bisect_right(self._breaks, at - 1) + 1)

    def whole(self, first: int, last: int | None = None) -> Place:
        """The place of a block, or of all from `first` to `last`."""
        last = first if last is None else last
        begin = self.place(first, 0, 0)
        return Place(begin.start, self.starts[last] + len(self.blocks[last].text), begin.line)

    def stated(self, block: int, start: int, end: int, value: str = "") -> Stated:
        """Something that the article says of itself, in the words of a block."""
        return Stated(place=self.place(block, start, end), words=self.blocks[block].text[start:end], value=value)


def _sign(block: Block) -> str:
    """What stands before a block's words: the bullet or number of an item, indented by its depth."""
    indent = "  " * max((block.level or 1) - 1, 0) if block.kind is Kind.BULLET else ""
    if block.label:
        return f"{indent}{block.label}. "
    return f"{indent}• " if block.kind is Kind.BULLET else ""

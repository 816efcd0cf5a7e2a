"""The objects of a JSON stream of any size, one by one: of an array, or one after another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from answerable.corpus.reading.bytestream import RECORD_LIMIT, Stream
from answerable.corpus.reading.model import Rejected

# A whole string, or a bracket; a string that is not closed yet matches only its first quotation mark.
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+"|["{}\[\]]', re.DOTALL)


class Item:
    """The bytes of one object and where it stands."""

    __slots__ = ("json", "line", "number")

    def __init__(self, number: int, line: int, json: bytes) -> None:
        self.number = number
        self.line = line
        self.json = json

    @property
    def position(self) -> str:
        """Where it stands, as rejections say it."""
        return f"record {self.number:,}, line {self.line:,}"


def json_items(stream: Stream) -> Iterator[Item | Rejected]:
    """Every object of the outermost array, or of the outermost level, and a rejection for one that never ends."""
    scan = _Scan()
    for block in stream.blocks():
        yield from scan.items(block)
        if len(scan.buffer) > RECORD_LIMIT:
            yield Rejected(
                f"record {scan.number + 1:,}, line {scan.line:,}", f"it is larger than {RECORD_LIMIT >> 20} MB or never ends"
            )
            return
    if scan.start is not None:
        line = scan.line + scan.buffer.count(b"\n", 0, scan.start)
        yield Rejected(
            f"record {scan.number + 1:,}, line {line:,}", f"{stream.ending} in the middle of it", "Export the file again."
        )
    elif scan.array and not scan.closed:
        yield Rejected(f"after record {scan.number:,}", f"{stream.ending} before its closing bracket", "Export the file again.")


class _Scan:
    """Follows brackets through the blocks of a stream; strings are skipped whole."""

    def __init__(self) -> None:
        self.buffer = b""
        self.at = 0  # where in the buffer scanning goes on
        self.line = 1  # the line on which the buffer begins
        self.number = 0
        self.depth = 0  # of objects and arrays inside the present object
        self.start: int | None = None  # where in the buffer the present object begins
        self.array = False  # whether the objects stand in an array
        self.closed = False

    def items(self, block: bytes) -> Iterator[Item]:
        """The objects that this block completes."""
        self.buffer += block
        for token in _TOKEN.finditer(self.buffer, self.at):
            mark = token[0]
            if mark == b'"':  # a string that goes on in the next block
                self.at = token.start()
                break
            self.at = token.end()
            if len(mark) > 1:
                continue
            if self.start is None:
                self._outside(mark, token.start())
            elif mark in b"{[":
                self.depth += 1
            else:
                self.depth -= 1
                if self.depth == 0:
                    yield self._item(token.end())
        else:
            self.at = len(self.buffer)
        self._drop()

    def _outside(self, mark: bytes, place: int) -> None:
        if mark == b"{":
            self.start, self.depth = place, 1
        elif mark == b"[":
            self.array = True
        elif mark == b"]":
            self.closed = True

    def _item(self, end: int) -> Item:
        assert self.start is not None
        self.number += 1
        line = self.line + self.buffer.count(b"\n", 0, self.start)
        item = Item(self.number, line, self.buffer[self.start : end])
        self.start = None
        return item

    def _drop(self) -> None:
        """Forgets what was scanned and belongs to no present object."""
        keep = self.at if self.start is None else self.start
        self.line += self.buffer.count(b"\n", 0, keep)
        self.buffer = self.buffer[keep:]
        self.at -= keep
        if self.start is not None:
            self.start = 0

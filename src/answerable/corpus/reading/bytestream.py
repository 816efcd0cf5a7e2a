"""A byte stream as the layouts read it: with a peek at its beginning, always in UTF-8, in blocks or in lines, never raising."""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from answerable.errors import Problem

BLOCK = 1 << 18  # bytes read at a time
HEAD = 1 << 16  # bytes looked at to tell the layout
RECORD_LIMIT = 32 << 20  # bytes that one record may have; more is rejected, so that memory stays flat

_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_AS_IT_IS = frozenset({"utf-8", "ascii"})


class Stream:
    """Blocks of UTF-8 from a binary stream.

    `head` is its beginning; `failure` is why reading stopped early (a broken gzip, an encoding that does not hold),
    and "" while nothing is wrong. Errors of the stream end it; what was read before them is kept.
    """

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self.name = name
        self.failure = ""
        self.next_step = ""
        self._stream = stream
        self._unknown_encoding = False
        self._decoder: codecs.IncrementalDecoder | None = None
        first = self._peek()
        self._choose_encoding(first)
        self.head = b"" if self.failure and not first else self._in_utf8(first, final=len(first) < HEAD)

    def _peek(self) -> bytes:
        head = b""
        while len(head) < HEAD:
            block = self._take(HEAD - len(head))
            if not block:
                break
            head += block
        return head

    def _take(self, size: int) -> bytes:
        """The next bytes as they stand in the stream; b"" at its end and after a failure."""
        if self.failure:
            return b""
        try:
            return self._stream.read(size) or b""
        except Problem as problem:
            self.failure, self.next_step = problem.what, problem.next_step
        except (OSError, EOFError, zlib.error) as error:
            self.failure = f"reading stopped: {error or type(error).__name__}"
        return b""

    def _choose_encoding(self, first: bytes) -> None:
        encoding = ""
        for mark, encoding_of_mark in _BYTE_ORDER_MARKS:
            if first.startswith(mark):
                encoding = encoding_of_mark
                self._marked = len(mark)
                break
        else:
            self._marked = 0
            declared = _DECLARED.match(first)
            encoding = declared[1].decode("ascii").lower() if declared else "utf-8"
        try:
            "".encode(encoding)  # refuses what is known to Python and yet no encoding of text, such as “zlib”
            known = codecs.lookup(encoding)
        except (LookupError, UnicodeError):
            self._unknown_encoding = True
            self.failure = f"it says that it is encoded in “{encoding}”, which is no known encoding"
            self.next_step = "Save the file as UTF-8."
            return
        if known.name in _AS_IT_IS or (known.name.startswith("utf-16") and not self._marked):
            return
        self._decoder = known.incrementaldecoder("strict")

    def _in_utf8(self, block: bytes, *, final: bool = False) -> bytes:
        if self._marked:
            block, self._marked = block[self._marked :], 0
        if self._unknown_encoding:
            return b""
        if self._decoder is None:
            return block
        try:
            good = self._decoder.decode(block, final)
        except UnicodeDecodeError as error:
            self.failure = f"it is not in the encoding that it declares: {error.reason}"
            self.next_step = "Save the file as UTF-8."
            good = bytes(error.object[: error.start]).decode(error.encoding, "ignore")
        except (UnicodeError, ValueError, TypeError) as error:
            self.failure = f"it is not in the encoding that it declares: {error}"
            return b""
        return good.encode("utf-8", "replace")

    def blocks(self) -> Iterator[bytes]:
        """The stream from its beginning, in blocks."""
        if self.head:
            yield self.head
        while block := self._take(BLOCK):
            block = self._in_utf8(block)
            if block:
                yield block

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """Its lines with their numbers from 1, without their endings; one longer than a record may be is cut there."""
        number, rest = 1, b""
        old = b"\r" in self.head and b"\n" not in self.head  # lines end as they did on the first Macintosh
        for block in self.blocks():
            block = block.replace(b"\r", b"\n") if old else block
            pieces = (rest + block if rest else block).split(b"\n")
            rest = pieces.pop()[: RECORD_LIMIT + 1]
            for piece in pieces:
                yield number, piece[:-1] if piece.endswith(b"\r") else piece
                number += 1
        if rest:
            yield number, rest

    @property
    def ending(self) -> str:
        """Why there is nothing more, for the reason of a record that is not whole."""
        return self.failure or "the file ends"


def at_line(number: int, line: int) -> str:
    """Where a record stands, as rejections say it: "record 12, line 3,480"."""
    return f"record {number:,}, line {line:,}"

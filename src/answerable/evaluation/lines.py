"""Lines of JSON of a known shape, as test collections come in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, TypeVar

import msgspec

from answerable.errors import UnreadableInput

T = TypeVar("T")


def decoded(stream: BinaryIO, shape: type[T], name: str) -> Iterator[T]:
    """Each line that is not blank as a `shape`; raises `UnreadableInput` with the name and the line where one is not."""
    decoder = msgspec.json.Decoder(shape)
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            yield decoder.decode(line)
        except (msgspec.DecodeError, UnicodeError) as error:
            raise UnreadableInput(
                f"Line {number} of {name} is not what was expected: {error}.",
                "Check that the file belongs to the collection and is whole.",
            ) from error

"""Records of tagged lines ("TI  - A title"), as MEDLINE text and RIS have them: gathered tag by tag, with where each begins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from answerable.corpus.reading.bytestream import RECORD_LIMIT, Stream
from answerable.corpus.reading.model import Unusable
from answerable.text import clean

# A tag and the value after it, in each of the two layouts.
MEDLINE_LINE = re.compile(rb"(?=.{4}-)([A-Z][A-Z0-9]{1,3}) *-(?: (.*)|)$", re.DOTALL)
RIS_LINE = re.compile(rb"\s*([A-Z][A-Z0-9]) {1,2}-(?: ?(.*)|)$", re.DOTALL)


class Tagged(Struct):
    """One record: its tags and values in order, where it begins, and what was wrong with its lines."""

    number: int
    line: int
    values: list[tuple[str, list[str]]] = []
    under: dict[str, list[list[str]]] = {}  # the same by tag, once it is whole
    size: int = 0
    fault: str = ""
    ended: bool = False  # by a blank line, or by the tag that ends a record

    def all(self, *tags: str) -> list[str]:
        """Every value under the tags, those of the first tag first, cleaned, none empty."""
        if not self.under:
            for tag, lines in self.values:
                self.under.setdefault(tag, []).append(lines)
        return [text for tag in tags for lines in self.under.get(tag, ()) if (text := clean(" ".join(lines)))]

    def first(self, *tags: str) -> str:
        """The first value under the first of the tags that has one."""
        return next((found[0] for tag in tags if (found := self.all(tag))), "")

    def has(self, tag: str) -> bool:
        """Whether it has a line with that tag."""
        return any(name == tag for name, _ in reversed(self.values))

    def check(self) -> None:
        """Raises `Unusable` where a line of it could not be read."""
        if self.size > RECORD_LIMIT:
            raise Unusable(f"it is larger than {RECORD_LIMIT >> 20} MB")
        if self.fault:
            raise Unusable(self.fault, "Save the file as UTF-8." if "UTF-8" in self.fault else "")


def tagged_records(
    stream: Stream, line_of_a_tag: re.Pattern[bytes], begins: Callable[[str, Tagged | None], bool], *, end: str = ""
) -> Iterator[Tagged]:
    """The records of a stream, whose lines with a tag are told by `line_of_a_tag`; the others continue the one before.

    `begins` tells by a tag and the record so far whether a new one begins; `end` is the tag that ends a record.
    """
    record: Tagged | None = None
    number = 0
    for line_number, line in stream.lines():
        if not line.strip():
            if record:
                record.ended = record.ended or not end
            continue
        found = line_of_a_tag.match(line)
        tag = found[1].decode() if found else ""
        if tag and tag != end and begins(tag, record):
            if record:
                yield record
            number += 1
            record = Tagged(number, line_number, [])
        if record is None or (record.ended and end):
            continue  # a program's own words before the first record, or between two
        if tag and tag == end:
            record.ended = True
            continue
        _add(record, tag, (found[2] or b"") if found else line, line_number)
    if record:
        yield record


def _add(record: Tagged, tag: str, content: bytes, line_number: int) -> None:
    """Adds a line's content, under its tag or, where it has none, to the value before."""
    record.size += len(content)
    if record.size > RECORD_LIMIT:
        return
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        record.fault = record.fault or f"line {line_number:,}: it is not UTF-8"
        return
    if "\0" in text:
        record.fault = record.fault or f"line {line_number:,}: it holds a NUL byte"
    if tag:
        record.values.append((tag, [text]))
    elif record.values:
        record.values[-1][1].append(text)

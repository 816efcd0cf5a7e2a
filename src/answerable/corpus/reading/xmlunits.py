"""The records of an XML stream of any size, one by one: cut out of the bytes, and each parsed alone.

Parsed alone, a record that is not well-formed costs itself and not the file; a document type with its entities never
meets the parser, so that neither an entity bomb nor an external entity has anything to expand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from typing import TypeAlias

from lxml import etree
from msgspec import Struct

from answerable.corpus.reading.bytestream import RECORD_LIMIT, Stream, at_line
from answerable.corpus.reading.model import Rejected, Unusable
from answerable.corpus.reading.sniffing import root_name

Element: TypeAlias = etree._Element  # pyright: ignore[reportPrivateUsage]  # lxml has no public name for it

_AGAIN = "Fetch the file again; what came before is kept."
_TAIL = 4096  # bytes kept back at the end of a block: a tag may be cut there
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_PREDEFINED = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_NAMESPACES = (
    'xmlns:mml="http://www.w3.org/1998/Math/MathML" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:ali="http://www.niso.org/schemas/ali/1.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
).encode("ascii")
_DECLARED_PREFIX = re.compile(rb"xmlns:([\w.-]+)\s*=")
_USED_PREFIX = re.compile(rb"[<\s/]([A-Za-z_][\w.-]*):[A-Za-z_]")
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, remove_comments=True, remove_pis=True
)  # fmt: skip


class Unit(Struct):
    """The bytes of one record and where they stand: which one it is, its line and its byte, both counted from 1 and 0."""

    tag: str
    number: int
    line: int
    byte: int
    xml: bytes

    @property
    def position(self) -> str:
        """Where it stands, as rejections say it."""
        return at_line(self.number, self.line)


class Cutter:
    """Cuts a stream into the elements named by `tags`, wherever in the document they stand."""

    def __init__(self, stream: Stream, tags: tuple[str, ...], *, strict_gaps: bool = False) -> None:
        names = "|".join(sorted(tags, key=len, reverse=True)).encode()
        self._start = re.compile(rb"<(?:(!--)|(" + names + rb")(?=[\s>/]))")
        self._stream = stream
        self._strict_gaps = strict_gaps
        self._blocks = stream.blocks()
        self._buffer = b""
        self._at = 0  # where in the buffer the next search begins
        self._before = 0  # bytes of the stream before the buffer
        self._line = 1  # the line on which the buffer's `_counted` stands
        self._counted = 0
        self._number = 0
        self._ended = False

    def units(self) -> Iterator[Unit | Rejected]:
        """The elements in order, and a rejection for what is no element, too large, or cut off by the end of the file."""
        while True:
            found = self._start.search(self._buffer, self._at)
            if not found or found.end() >= len(self._buffer):
                if self._more(found.start() if found else max(self._at, len(self._buffer) - _TAIL)):
                    continue
                if found and not found[1]:
                    self._number += 1
                    yield self._cut_off(found.start())
                elif not self._closed():
                    place = f"after record {self._number:,}, line {self._line_at(len(self._buffer)):,}"
                    yield Rejected(place, f"{self._stream.ending} before its closing tag", _AGAIN)
                return
            if found[1]:
                self._skip_comment(found.start())
                continue
            yield from self._gap(found.start())
            self._number += 1
            unit = self._unit(found.start(), found[2])
            yield unit
            if isinstance(unit, Rejected) and self._ended:
                return

    def _unit(self, start: int, tag: bytes) -> Unit | Rejected:
        """The element that begins at `start`, or why it cannot be had."""
        line = self._line_at(start)
        closing = b"</" + tag + b">"
        search = start
        while True:
            opened = self._buffer.find(b">", start)
            if opened > 0 and self._buffer[opened - 1] == ord("/"):
                end = opened + 1
                break
            end = self._buffer.find(closing, search)
            if end >= 0:
                end += len(closing)
                break
            if len(self._buffer) - start > RECORD_LIMIT:
                self._at = len(self._buffer) - _TAIL
                return Rejected(
                    f"record {self._number:,}, line {line:,}", f"it is larger than {RECORD_LIMIT >> 20} MB or never ends"
                )
            from_start = max(len(self._buffer) - len(closing), start) - start
            if not self._more(start):
                return self._cut_off(start)
            start, search = 0, from_start
        self._at = end
        return Unit(tag.decode(), self._number, line, self._before + start, self._buffer[start:end])

    def _more(self, keep: int) -> bool:
        """Drops the buffer before `keep` and adds a block; False at the end of the stream."""
        block = next(self._blocks, None)
        if block is None:
            self._ended = True
            return False
        self._line_at(keep)
        self._buffer = self._buffer[keep:] + block
        self._before += keep
        self._counted -= keep
        self._at = max(self._at - keep, 0)
        return True

    def _line_at(self, place: int) -> int:
        """The line on which a place of the buffer stands; places only grow."""
        if place > self._counted:
            self._line += self._buffer.count(b"\n", self._counted, place)
            self._counted = place
        return self._line

    def _skip_comment(self, start: int) -> None:
        while (end := self._buffer.find(b"-->", start)) < 0:
            if not self._more(len(self._buffer) - 3 if len(self._buffer) - start > 8 else start):
                self._at = len(self._buffer)
                return
            start = 0
        self._at = end + 3

    def _gap(self, start: int) -> Iterator[Rejected]:
        """What stands between two records and is neither: said, where the layout leaves no room for it."""
        if not (self._strict_gaps and self._number):
            return
        between = self._buffer[self._at : start].strip()
        if between and not re.fullmatch(rb"(?:\s|</?[\w:.-]+\s*>|<\?.*?\?>)*", between, re.DOTALL):
            shown = between[:60].decode("utf-8", "replace")
            yield Rejected(
                f"after record {self._number:,}, line {self._line_at(self._at):,}", f"what stands here is no record: {shown}"
            )

    def _cut_off(self, start: int) -> Rejected:
        return Rejected(at_line(self._number, self._line_at(start)), f"{self._stream.ending} in the middle of it", _AGAIN)

    def _closed(self) -> bool:
        """Whether the document was closed: its last bytes are a closing tag, as far as there is one to expect."""
        root = root_name(self._stream.head)
        rest = self._buffer[self._at :]
        is_record = self._start.match(b"<%s " % root.encode()) is not None
        return not self._stream.failure and (not root or is_record or b"</%s" % root.encode() in rest)


def elements(
    stream: Stream, tags: tuple[str, ...], *, strict_gaps: bool = False, without: str = ""
) -> Iterator[tuple[Unit, Element] | Rejected]:
    """Every element named by `tags` with where it stands, and a rejection for each that cannot be had.

    `strict_gaps` rejects what stands between two records and is none. `without` names an element that is left out
    before parsing, from the first of them to the last: it may be most of a record, and nobody reads it. A record that
    never ends does not take the next one with it.
    """
    opening, closing = b"<%s>" % without.encode(), b"</%s>" % without.encode()
    for unit in Cutter(stream, tags, strict_gaps=strict_gaps).units():
        if isinstance(unit, Rejected):
            yield unit
            continue
        if without:
            unit.xml = _cut_out(unit.xml, opening, closing, b"<%s>" % unit.tag.encode())
        try:
            yield unit, element_of(unit)
        except Unusable as bad:
            yield bad.at(unit.position)
            swallowed = unit.xml.rfind(b"<%s>" % unit.tag.encode(), 1)
            if swallowed > 0:
                line = unit.line + unit.xml.count(b"\n", 0, swallowed)
                rest = Unit(unit.tag, unit.number, line, unit.byte + swallowed, unit.xml[swallowed:])
                try:
                    yield rest, element_of(rest)
                except Unusable as worse:
                    yield worse.at(rest.position)


def _cut_out(xml: bytes, opening: bytes, closing: bytes, record: bytes) -> bytes:
    """The record without what stands between the two marks, unless another record begins there; lines keep their numbers."""
    start = xml.find(opening)
    end = xml.rfind(closing) if start >= 0 else -1
    if start < 0 or end < start or xml.find(record, start, end) >= 0:
        return xml
    return xml[:start] + b"\n" * xml.count(b"\n", start, end) + xml[end + len(closing) :]


def element_of(unit: Unit) -> Element:
    """The unit as an element; raises `Unusable` with what is wrong, and where, if it is not well-formed."""
    try:
        return etree.fromstring(unit.xml, _PARSER)
    except etree.XMLSyntaxError as error:
        mended = _mended(unit.xml)
        if mended is not None:
            try:
                return etree.fromstring(mended, _PARSER)[0]
            except (etree.XMLSyntaxError, IndexError):
                pass
        raise Unusable(*_explained(error, unit)) from None


def _mended(xml: bytes) -> bytes | None:
    """The record in a wrapper that declares its namespaces, its HTML entities as characters; None where that changes nothing."""
    named = _ENTITY.sub(_character, xml)
    declared = set(_DECLARED_PREFIX.findall(xml))
    used = {prefix for prefix in _USED_PREFIX.findall(xml) if prefix not in declared and prefix not in (b"xml", b"xmlns")}
    if named == xml and not used:
        return None
    known = set(_DECLARED_PREFIX.findall(_NAMESPACES))
    own = b"".join(b' xmlns:%s="urn:prefix:%s"' % (prefix, prefix) for prefix in sorted(used - known))
    return b"<_ " + _NAMESPACES + own + b">" + named + b"</_>"


def _character(found: re.Match[bytes]) -> bytes:
    if found[1] in _PREDEFINED:
        return found[0]
    return html5.get(found[1].decode() + ";", found[0].decode()).encode()


def _explained(error: etree.XMLSyntaxError, unit: Unit) -> tuple[str, str]:
    """What the parser says, in our words, with the line in the file."""
    said = (error.msg or "it is not well-formed").partition(", line ")[0]
    line = unit.line + max((error.lineno or 1) - 1, 0)
    if "Entity" in said and "not defined" in said:
        return f"line {line:,}: it uses an entity that is not expanded ({said})", "Write the character itself in its place."
    if b"\x00" in unit.xml:
        return f"line {line:,}: it holds a NUL byte", ""
    if "depth" in said.lower():
        return f"line {line:,}: its tags are nested too deeply", ""
    if "encoding" in said.lower() or "utf-8" in said.lower():
        return f"line {line:,}: it is not in the encoding that the file declares ({said})", "Save the file as UTF-8."
    return f"line {line:,}: it is not well-formed XML ({said})", ""

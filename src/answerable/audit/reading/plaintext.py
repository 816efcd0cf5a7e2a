"""Plain text as blocks: headings by their shape, bullets by their sign and indent, lines broken to fit a page joined again."""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec import Struct

from answerable.audit.reading.block import Block, Kind, foreign, made
from answerable.audit.reading.decoding import decoded
from answerable.audit.reading.hyphens import CUT_ADDRESS, Mender

_BULLET = re.compile(r"^([ \t]*)([•◦▪▫‣∙●○■□–—*+-]|\u00b7|\uf0b7)[ \t]+(?=\S)")
_NUMBERED = re.compile(r"^([ \t]*)(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3})[.)])[ \t]+(?=\S)")
_RULE = re.compile(r"^[ \t]*([=\-_~*#])\1{2,}[ \t]*$")
_ENDED = re.compile(r"[.!?:;][\"”’')\]]*$")
_ENDS = re.compile(r"[.;,!][\W\d⁰¹²³⁴⁵⁶⁷⁸⁹]*$|[a-z]{3}[.!?]\S{0,8} [A-Z]")
_CHAPTER = re.compile(r"^(?:\d{1,2}\.)+(?:\d{1,2})?[ \t]+|^[IVX]{1,4}\.[ \t]+")


_OPEN_BRACKET = re.compile(r"[\[(][^\[\]()]{0,60}$")
_HAND_BROKEN = (55, 100)  # characters of the longest line of such a text
_CUT_FROM = 20  # characters of a line that a lower-case one goes on from


class _Line(Struct, frozen=True):
    text: str
    indent: int
    sign: bool = False
    label: str = ""


def read_plain(data: bytes, name: str) -> list[Block]:
    """The blocks of a plain text."""
    return blocks_of_plain(decoded(data, name))


def blocks_of_plain(text: str) -> list[Block]:
    """The blocks of a plain text that is decoded already."""
    lines = [_line(line) for line in foreign(text).replace("\f", "\n\n").split("\n")]
    texts = [line.text for line in lines]
    paragraphs = _paragraphs(lines, _page_width(texts), _longest([" " * line.indent + line.text for line in lines]))
    depths, mender = _Depths(), Mender(text)
    blocks: list[Block] = []
    for at, lines_of in enumerate(paragraphs):
        following = paragraphs[at + 1] if at + 1 < len(paragraphs) else []
        block = _block(lines_of, following, depths, mender)
        if block:
            blocks.append(block)
    return blocks


def _line(raw: str) -> _Line:
    expanded = raw.expandtabs(4).rstrip()
    indent = len(expanded) - len(expanded.lstrip())
    bullet = _BULLET.match(expanded)
    if bullet:
        return _Line(expanded[bullet.end() :].strip(), indent, True)
    numbered = _NUMBERED.match(expanded)
    if numbered:
        return _Line(expanded[numbered.end() :].strip(), indent, True, numbered[2] or numbered[3] or numbered[4])
    return _Line(expanded.strip(), indent)


def _page_width(lines: list[str]) -> int:
    """The width at which a program or a hand broke the lines, or 0 where each line is a paragraph of its own."""
    lengths = sorted(len(line) for line in lines if line)
    if len(lengths) < 4:
        return 0
    width = lengths[min(int(len(lengths) * 0.98), len(lengths) - 1)]
    if width > 130 or width < 40:
        return 0
    pairs = [(line, after) for line, after in pairwise(lines) if line and after and after[:1] not in "•-*"]
    full = [line for line, after in pairs if len(line) + 1 + len(after.split()[0]) > width - 2]
    broken = sum(not _ENDED.search(line) for line in full)  # in the middle of a sentence
    return width if len(pairs) >= 3 and len(full) >= len(pairs) * 0.6 and broken * 2 >= len(full) else 0


def _longest(lines: list[str]) -> int:
    """The longest line of a text that may have been broken by hand, or 0 where its lines are too long for that."""
    longest = max((len(line) for line in lines), default=0)
    return longest if _HAND_BROKEN[0] <= longest <= _HAND_BROKEN[1] else 0


def _paragraphs(lines: list[_Line], width: int, longest: int) -> list[list[_Line]]:
    """The lines of each block; an empty list is an empty line."""
    found: list[list[_Line]] = []
    for line in lines:
        if not line.text:
            found.append([])
            continue
        held = found[-1] if found else []
        if held and not line.sign and ((width and _goes_on(held, line, width)) or _is_cut(held, line, longest)):
            held.append(line)
        else:
            found.append([line])
    return found


def _goes_on(held: list[_Line], line: _Line, width: int) -> bool:
    """Whether a line goes on from the one before: that was full, so that this one's first word had no room on it."""
    before = held[-1]
    if _RULE.match(line.text) or _RULE.match(before.text):
        return False
    full = len(before.text) + before.indent + 1 + len(line.text.split()[0]) > width - 4
    return full or (line.text[:1].islower() and len(before.text) > width // 2)


def _is_cut(held: list[_Line], line: _Line, longest: int) -> bool:
    """Whether a sentence, an address or a bullet goes on in this line, whatever the width of the page."""
    before = held[-1]
    if _RULE.match(line.text) or _RULE.match(before.text):
        return False
    if CUT_ADDRESS.search(before.text[-200:]):
        return True
    if _ENDED.search(before.text):
        return held[0].sign and line.indent > held[0].indent and not looks_like_heading(line.text, alone=False)
    if held[0].sign and line.indent > held[0].indent:
        return True
    if _OPEN_BRACKET.search(before.text[-60:]) and re.match(r"[\d\s,;–-]{1,30}[\])]|(?:19|20)\d\d", line.text):
        return True
    if line.text[:1].islower():
        return len(before.text) >= _CUT_FROM and before.text.count(" ") >= 2
    full = before.indent + len(before.text) + 1 + len(line.text.split()[0]) > longest - 2
    return bool(longest) and full


class _Depths:
    """How deep a bullet is, by the indents of those before it."""

    def __init__(self) -> None:
        self._indents: list[int] = []

    def of(self, indent: int) -> int:
        while self._indents and indent < self._indents[-1]:
            self._indents.pop()
        if not self._indents or indent > self._indents[-1]:
            self._indents.append(indent)
        return len(self._indents)

    def forget(self) -> None:
        self._indents.clear()


def _block(lines: list[_Line], following: list[_Line], depths: _Depths, mender: Mender) -> Block | None:
    if not lines or _RULE.match(lines[0].text):
        return None
    first = lines[0]
    text = _joined(lines, mender)
    if first.sign and not _is_chapter(first, lines, following):
        return made(Kind.BULLET, text, level=depths.of(first.indent), label=first.label)
    depths.forget()
    underlined = bool(following) and bool(_RULE.match(following[0].text))
    if len(lines) == 1 and (underlined or looks_like_heading(text, alone=not following)):
        return made(Kind.HEADING, _CHAPTER.sub("", text), level=None)
    return made(Kind.PARAGRAPH, text)


def _joined(lines: list[_Line], mender: Mender) -> str:
    """Lines as one text; a word broken at the end of a line is mended."""
    return mender.whole(line.text for line in lines)


def _is_chapter(first: _Line, lines: list[_Line], following: list[_Line]) -> bool:
    """“2. Treatment” alone on its line is a heading, where a list would go on in the next."""
    return (
        bool(first.label)
        and not first.indent
        and len(lines) == 1
        and not following
        and looks_like_heading(first.text, alone=True)
        and len(first.text) < 50
    )


def looks_like_heading(text: str, *, alone: bool) -> bool:
    """Whether a line has the shape of a heading: short, no full stop, and either alone or in capitals."""
    words = text.split()
    if not (0 < len(words) <= 14 and len(text) <= 110 and re.search(r"[^\W\d_]", text)):
        return False
    if _ENDS.search(text) or re.search(r"[•·|]|https?://|@|: \S+ \d|^\W*\d+\W*$", text):
        return False
    if text.endswith(":"):
        return len(words) <= 5 and text[:1].isupper()
    return text[:1].isupper() or text[:1].isdigit() or text[:1] in "“\"'¿" if alone else text.isupper() and len(words) <= 10

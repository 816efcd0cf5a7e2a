"""Lines as headings, paragraphs, bullets and rows: by their letters, their distances and their indents."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median

from msgspec import Struct

from answerable.audit.reading.block import Block, Kind, made
from answerable.audit.reading.hyphens import Mender
from answerable.audit.reading.pdf.lines import Line
from answerable.audit.reading.plaintext import looks_like_heading

_BULLET = re.compile(r"^(?:[•◦▪▫‣∙●○■□\uf0b7\u00b7]\s*|[–*-]\s+)(?=\S)")
_NUMBER = re.compile(r"^(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3})[.)])\s+(?=\S)")
_ENDED = re.compile(r"[.?!:][\"”’')\]]*(?:[⁰¹²³⁴⁵⁶⁷⁸⁹,–]+|\s?\[[\d,\s–-]+\])?$")
_REFERENCES = re.compile(r"(?i)(?:\d+\.?\s*)?(?:references?|bibliography|literature(?: cited)?|sources|works cited):?")
_CAPTION = re.compile(r"(?:Figure|Fig\.|Table|Box|Supplementary (?:Figure|Table))\s?\d+\b[.:|]?\s")


class _Group(Struct):
    """The lines of one block to be."""

    lines: list[Line]
    kind: Kind
    label: str = ""
    indent: float = 0.0  # where its sign or first word begins


def blocks_of(lines: list[Line]) -> list[Block]:
    """The blocks of a document's lines, words broken at line ends mended."""
    if not lines:
        return []
    body = _common_size(lines)
    leading = _leading(lines)
    groups = _grouped(lines, body, leading)
    levels = _levels(groups, body)
    mender = Mender("\n".join(line.text for line in lines))
    blocks: list[Block] = []
    margins: list[float] = []
    for group in groups:
        level: int | None = 0
        if group.kind is Kind.HEADING:
            level = levels.get(_style(group.lines[0]))
        if group.kind is Kind.BULLET and not group.label.isdecimal():
            level = _depth(margins, group.indent - group.lines[0].left)
        elif group.kind is Kind.BULLET:
            level = 1
        elif group.kind is not Kind.PARAGRAPH:
            margins.clear()
        block = made(group.kind, _text(group, mender), level=level, label=group.label)
        if block:
            blocks.append(block)
    return _rejoined(blocks, mender)


def _common_size(lines: list[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0]


def _leading(lines: list[Line]) -> float:
    """The usual distance of two lines, in sizes of the letters."""
    steps = [
        (before.y - line.y) / line.size
        for before, line in pairwise(lines)
        if before.page == line.page and not line.first and 0.7 < (before.y - line.y) / line.size < 3
    ]
    return median(steps) if steps else 1.2


def _style(line: Line) -> tuple[float, bool]:
    return round(line.size * 2) / 2, line.bold


def _grouped(lines: list[Line], body: float, leading: float) -> list[_Group]:
    groups: list[_Group] = []
    listing = False  # in the reference list
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else None
        group = groups[-1] if groups else None
        kind, label = _kind(line, before, group, body, listing)
        if kind is Kind.HEADING and not listing:
            listing = bool(_REFERENCES.fullmatch(line.text))
        elif kind is Kind.HEADING:
            listing = bool(_REFERENCES.fullmatch(line.text)) or not line.text[:1].isupper()
        if (
            group
            and before
            and kind in (group.kind, Kind.PARAGRAPH)
            and not label
            and _goes_on(group, before, line, kind, leading, listing)
        ):
            group.lines.append(line)
        else:
            groups.append(_Group([line], kind, label, line.x0))
    return groups


def _kind(line: Line, before: Line | None, group: _Group | None, body: float, listing: bool) -> tuple[Kind, str]:
    """What a line begins, if it begins anything; its number, "•" for a sign without one."""
    if line.cells >= 3 or (line.cells == 2 and group is not None and group.kind is Kind.ROW):
        return Kind.ROW, "•"
    if _BULLET.match(line.text):
        return Kind.BULLET, "•"
    number = _NUMBER.match(line.text)
    if number:
        label = next(found for found in number.groups() if found)
        ended = before is None or line.first or bool(_ENDED.search(before.text)) or _style(before) != _style(line)
        last = group.label if group and group.kind is Kind.BULLET else ""
        expected = not last.isdecimal() or int(label) == int(last) + 1
        if listing and (expected or int(label) == 1):
            return Kind.BULLET, label
        if not listing and ended and (int(label) == 1 or (last.isdecimal() and expected)) and not _is_heading(line, body):
            return Kind.BULLET, label
    if _CAPTION.match(line.text) and (
        before is None or line.first or _ENDED.search(before.text) or abs(line.size - before.size) > 0.3
    ):
        return Kind.CAPTION, "•"
    return (Kind.HEADING, "") if _is_heading(line, body) else (Kind.PARAGRAPH, "")


def _is_heading(line: Line, body: float) -> bool:
    if not re.search(r"[^\W\d_]{2}", line.text) or len(line.text) > 160 or line.cells > 1:
        return False
    if line.size > 1.08 * body:
        return True
    short = len(line.text) < 100 and not line.text.endswith((".", ",", ";"))
    return (
        short and line.size > 0.93 * body and (line.bold or (line.text.isupper() and looks_like_heading(line.text, alone=True)))
    )


def _goes_on(group: _Group, before: Line, line: Line, kind: Kind, leading: float, listing: bool) -> bool:
    """Whether a line goes on in the block of the line before."""
    if _differs(before, line) or (group.kind in (Kind.HEADING, Kind.ROW) and kind is not group.kind):
        return False
    if before.page != line.page or line.first or line.y > before.y:
        return (
            group.kind is not Kind.HEADING
            and not (_ENDED.search(before.text) and _is_short(before))
            and not (listing and _outdented(line))
        )
    step = (before.y - line.y) / line.size
    if step > (1.6 * leading if group.kind is Kind.HEADING else 1.35 * leading):
        return False
    if group.kind is Kind.HEADING:
        return True
    if group.kind is Kind.BULLET:
        return line.x0 > group.indent + 0.3 * line.size or (
            group.label.isdecimal() and not (_ENDED.search(before.text) and _is_short(before))
        )
    if listing and any(inner.x0 > inner.left + 0.8 * inner.size for inner in group.lines[1:20]):
        return not _outdented(line)
    if _ENDED.search(before.text) and (
        _is_short(before) or (line.x0 > line.left + 0.8 * line.size and before.x0 <= before.left + 0.4 * line.size)
    ):
        return (listing and len(group.lines) > 1 and not _outdented(line)) or (
            listing and line.x0 > group.indent + 0.8 * line.size
        )
    return True


def _differs(before: Line, line: Line) -> bool:
    """Other letters: another size, or one line all bold and the other not at all."""
    return abs(before.size - line.size) > 0.08 * max(before.size, line.size) or before.bold != line.bold


def _is_short(line: Line) -> bool:
    """Whether a line ends well before the right margin, as the last of a paragraph does."""
    return line.x1 < line.right - 0.12 * (line.right - line.left)


def _outdented(line: Line) -> bool:
    return line.x0 < line.left + 0.5 * line.size


def _levels(groups: list[_Group], body: float) -> dict[tuple[float, bool], int | None]:
    """Levels by how the headings are set: the largest of the first page is the title, the others follow by size and weight."""
    headings = [group for group in groups if group.kind is Kind.HEADING]
    styles = sorted({_style(group.lines[0]) for group in headings}, reverse=True)
    if not styles:
        return {}
    first = headings[0].lines[0].page
    top = max((_style(group.lines[0]) for group in headings if group.lines[0].page == first), default=styles[0])
    alone = sum(_style(group.lines[0]) == top for group in headings) == 1
    has_title = top[0] > 1.08 * body and alone
    rest = [style for style in styles if not (has_title and style == top)]
    levels: dict[tuple[float, bool], int | None] = {style: at for at, style in enumerate(rest, start=1)}
    if has_title:
        levels[top] = 0
    return levels


def _depth(margins: list[float], indent: float) -> int:
    """How deep a bullet is, by how far its sign stands from the margin of its column."""
    while margins and indent < margins[-1] - 3:
        margins.pop()
    if not margins or indent > margins[-1] + 3:
        margins.append(indent)
    return len(margins)


def _text(group: _Group, mender: Mender) -> str:
    text = mender.whole(line.text for line in group.lines)
    if group.kind is Kind.BULLET:
        text = _BULLET.sub("", text) if not group.label.isdecimal() else _NUMBER.sub("", text)
    if group.kind is Kind.HEADING:
        text = re.sub(r"^\d{1,2}(?:\.\d{1,2})*\.?\s+(?=[A-Z])", "", text)
    elif group.kind is not Kind.ROW:
        text = text.replace(" | ", " ")
    return text


def _rejoined(blocks: list[Block], mender: Mender) -> list[Block]:
    """The blocks without the "•" that stood for a sign, and sentences whole again that a figure or page had parted."""
    found: list[Block] = []
    for block in blocks:
        if block.label == "•":
            block = Block(kind=block.kind, text=block.text, level=block.level)
        back = next((at for at in range(len(found) - 1, max(len(found) - 5, -1), -1) if found[at].kind is Kind.PARAGRAPH), None)
        parted = (
            block.kind is Kind.PARAGRAPH
            and block.text[:1].islower()
            and back is not None
            and not _ENDED.search(found[back].text)
            and all(between.kind in (Kind.CAPTION, Kind.ROW) for between in found[back + 1 :])
        )
        if parted and back is not None:
            found[back] = Block(kind=Kind.PARAGRAPH, text=mender.joined(found[back].text, block.text))
        else:
            found.append(block)
    return found

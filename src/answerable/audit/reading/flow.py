"""Markup as blocks: one walk through a tree of elements, for web pages, Markdown and JATS alike."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from answerable.audit.reading.block import CLOSE, OPEN, Block, Kind, foreign, made, raise_run
from answerable.audit.reading.lengths import BLOCKS_LIMIT, TEXT_LIMIT
from answerable.corpus.reading.flatten import local_name, text_of
from answerable.corpus.reading.xmlunits import Element

_SKIPPED = frozenset(
    "script style template noscript nav head svg canvas video audio object embed iframe map dialog input textarea picture img"
    " graphic inline-graphic media tex-math annotation object-id supplementary-material inline-supplementary-material".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form header"
    " hgroup hr html legend li main ol option p pre section select summary table tbody thead tfoot tr td th ul label button"
    " caption disp-quote disp-formula boxed-text sec abstract statement verse-group verse-line def-list def-item term def"
    " fig table-wrap fig-group table-wrap-group table-wrap-foot fn attrib app ack glossary speech".split()
)
_CHROME = frozenset("aside form button select fieldset option footer header dialog".split())
_CITE = re.compile(r"[\[(]?\s*(?:\d{1,3}(?:\s*[,–-]\s*\d{1,3})*|[^\d\[\]()]{2,80}?,?\s*\(?(?:19|20)\d\d[a-z]?\)?)\s*[\])]?")
_LAYOUT_TABLE = frozenset("h1 h2 h3 h4 h5 h6 ul ol table".split())


class Where(Struct, frozen=True):
    """Where the walk is: the kind of block that words here belong to, list depth, and whether this is of the page only."""

    kind: Kind = Kind.PARAGRAPH
    level: int | None = 0
    label: str = ""
    depth: int = 0
    sections: int = 0
    chrome: bool = False
    inside: bool = False  # an article or main element
    current: bool = False


def is_element(node: Any) -> bool:
    """Whether a node of a tree is an element; entities that nobody expands, and comments, are none."""
    return isinstance(node.tag, str)


def no_verdict(element: Element) -> str:
    """Nothing known against an element: the verdict for layouts without classes and styles."""
    return ""


class Walk:
    """Gathers the blocks of a tree; `judge` says of an element "drop", "chrome" or nothing; `rules` go before the common ones."""

    def __init__(
        self, rules: dict[str, Callable[[Walk, Element, Where], None]] | None = None, judge: Callable[[Element], str] = no_verdict
    ) -> None:
        self.blocks: list[Block] = []
        self._rules = rules or {}
        self.judge = judge
        self._parts: list[str] = []
        self._length = 0
        self.links: list[str] = []

    def add(self, words: str) -> None:
        """Words of the running text."""
        self._parts.append(words)

    def flush(self, where: Where) -> None:
        """Ends the block that was being gathered."""
        text, links = "".join(self._parts), tuple(self.links)
        self._parts, self.links = [], []
        lines: list[str] = []
        for line in text.split("\v"):
            bare = line.strip()
            if lines and (bare[:1].islower() or not bare):
                lines[-1] += " " + bare
            else:
                lines.append(line)
        for number, line in enumerate(lines):
            block = made(
                where.kind if not number or where.kind is not Kind.BULLET else Kind.PARAGRAPH,
                line,
                level=where.level,
                label=where.label if not number else "",
                chrome=where.chrome,
                current=where.current,
                links=links,
            )
            if block:
                self.blocks.append(block)
                self._length += len(block.text)

    @property
    def full(self) -> bool:
        """Whether there is more already than is read, so that nobody needs to walk on."""
        return len(self.blocks) > BLOCKS_LIMIT or self._length > TEXT_LIMIT

    def children(self, element: Element, where: Where) -> None:
        """Walks an element's text and children in order."""
        self.add(foreign(element.text or ""))
        for child in element:
            if is_element(child):
                self.element(child, where)
            self.add(foreign(child.tail or ""))

    def block(self, element: Element, where: Where, outside: Where) -> None:
        """Walks an element whose words stand apart from those around it."""
        self.flush(outside)
        self.children(element, where)
        self.flush(where)

    def element(self, element: Element, where: Where) -> None:
        """Walks one element."""
        name = local_name(element).lower()
        verdict = self.judge(element)
        if verdict == "drop" or self.full:
            return
        if verdict == "chrome":
            where = replace(where, chrome=True)
        rule = self._rules.get(name) or _RULES.get(name)
        if rule:
            rule(self, element, where)
        elif name in _SKIPPED:
            return
        elif name in _BLOCKS:
            self._plain_block(element, where, name)
        else:
            self.children(element, where)

    def _plain_block(self, element: Element, where: Where, name: str) -> None:
        inside = where.inside or name in ("article", "main")
        chrome = where.chrome or (name in _CHROME and not (inside and name == "header"))
        inner = replace(where, inside=inside, chrome=chrome, current=_reached(element))
        if name == "figcaption":
            inner = replace(inner, kind=Kind.CAPTION)
        self.block(element, inner, where)

    def inner(self, element: Element) -> str:
        """The running text of an element, marks included, without touching the block being gathered."""
        held, self._parts = self._parts, []
        self.children(element, Where())
        words, self._parts = "".join(self._parts), held
        return words


_REACHED = re.compile(r"(?:^|[\s_-])(?:is-)?(?:active|current|selected)(?:$|[\s_-])")


def _reached(element: Element) -> bool:
    """Whether an element is marked as the step of several that holds."""
    state = element.get("aria-current") or element.get("aria-checked") or element.get("aria-selected") or "false"
    return state not in ("false", "mixed") or bool(_REACHED.search((element.get("class") or "").lower()))


def _heading(walk: Walk, element: Element, where: Where) -> None:
    level = int(local_name(element)[1])
    walk.block(element, replace(where, kind=Kind.HEADING, level=level, label=""), where)


def _list(walk: Walk, element: Element, where: Where) -> None:
    walk.flush(where)
    ordered = local_name(element).lower() == "ol" and "none" not in (element.get("style") or "")
    number = _whole(element.get("start"), 1)
    depth = where.depth + 1
    for child in element:
        if not is_element(child):
            continue
        if local_name(child).lower() not in ("li", "list-item"):
            walk.element(child, replace(where, depth=depth))  # a list directly inside a list
            continue
        number = _whole(child.get("value"), number)
        item = replace(
            where,
            kind=Kind.BULLET,
            level=depth,
            depth=depth,
            label=str(number) if ordered else "",
            current=_reached(child),
        )
        before = len(walk.blocks)
        if walk.judge(child) != "drop":
            walk.children(child, item)
            walk.flush(item)
            _first_only(walk, before, depth)
        number += 1


def _first_only(walk: Walk, before: int, depth: int) -> None:
    """One bullet an item: what follows its first block at the same depth goes on from it."""
    seen = False
    for at in range(before, len(walk.blocks)):
        block = walk.blocks[at]
        if block.kind is Kind.BULLET and block.level == depth:
            if seen:
                walk.blocks[at] = replace(block, kind=Kind.PARAGRAPH, label="")
            seen = True


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else otherwise


def _table(walk: Walk, element: Element, where: Where) -> None:
    walk.flush(where)
    if any(local_name(inner).lower() in _LAYOUT_TABLE for inner in element.iter() if inner is not element and is_element(inner)):
        walk.block(element, where, where)
        return
    for row in element.iter():
        if not is_element(row) or local_name(row).lower() not in ("tr", "caption"):
            continue
        if local_name(row).lower() == "caption":
            walk.block(row, replace(where, kind=Kind.CAPTION), where)
            continue
        cells = [cell for cell in row if is_element(cell) and local_name(cell).lower() in ("td", "th")]
        words = [walk.inner(cell).replace("\v", " ").strip() for cell in cells]
        if any(words):
            header = all(local_name(cell).lower() == "th" for cell in cells)
            walk.add(" | ".join(words))
            walk.flush(replace(where, kind=Kind.ROW, level=1 if header else 0))


def _break(walk: Walk, element: Element, where: Where) -> None:
    walk.add("\v")


def _raised(walk: Walk, element: Element, where: Where) -> None:
    walk.add(raise_run(walk.inner(element)))


def _anchor(walk: Walk, element: Element, where: Where) -> None:
    words = walk.inner(element)
    address = element.get("href") or ""
    here = address.startswith("#") or (element.get("role") or "") == "doc-biblioref"
    if address and not here:
        walk.links.append(foreign(address))
    bare = re.sub(f"[{OPEN}{CLOSE}]", "", words)
    walk.add(f"{OPEN}{bare}{CLOSE}" if here and _CITE.fullmatch(bare.strip()) else words)


def _math(walk: Walk, element: Element, where: Where) -> None:
    walk.add(f" {text_of(element)} ")


_RULES: dict[str, Callable[[Walk, Element, Where], None]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    "ul": _list,
    "ol": _list,
    "menu": _list,
    "table": _table,
    "br": _break,
    "break": _break,
    "sup": _raised,
    "a": _anchor,
    "math": _math,
}

"""The entries of a reference list, however it is set: numbered, bulleted, typed, one to a paragraph, or over several lines."""

from __future__ import annotations

import re

from msgspec import Struct

from answerable.audit.article import ReadReference
from answerable.audit.reading.block import Block, Kind
from answerable.audit.reading.citations import looks_like_reference, parts_of
from answerable.audit.reading.printed import Printed
from answerable.audit.reading.regions import Regions, Role, role_of_heading

# What a list calls its entries, on a line of their own or before the words.
KINDS = re.compile(
    r"(?:(?:primary |original |clinical )?research(?: article| paper)?|(?:clinical |practice )*guidelines?(?: \(.{1,40}\))?|(?:systematic |narrative |literature )?reviews?"
    r"(?: article)?|meta-?analys[ei]s|(?:randomi[sz]ed (?:controlled )?|clinical )?trials?|cohort stud(?:y|ies)|case (?:series|reports?)|observational stud(?:y|ies)"
    r"|books?|textbooks?|book chapter|web ?sites?|web ?pages?|drug labels?(?: .{1,40})?|consensus(?: statement)?|editorial|letter|news|report|dataset"
    r"|praxis medical insights.{0,60}|journal article|expert opinion)s?",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3})[.)]|(\d{1,3})(?=\s+[A-Z][^\W\d_]+))\s+(?=\S)|^([¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3})\s*(?=\S)"
)
_DOWN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_GOES_ON = re.compile(
    r"(?i:https?://|doi\b|pmid\b|pmcid\b|available (?:from|at)|accessed|retrieved|url\b|vol\b)|[a-z(;:,]|\d{4};"
)
_FULL = re.compile(r"(?:19|20)\d\d|n\.d\.|10\.\d{4,9}/|https?://|\bpmid\b", re.IGNORECASE)


class _Entry(Struct):
    """The blocks of one entry, its printed number and its kind."""

    blocks: list[int]
    label: str = ""
    kind: str = ""
    cut: int = 0  # characters of the first block that are its number


def references_of(printed: Printed, regions: Regions) -> tuple[ReadReference, ...]:
    """The entries of the article's reference list, in order."""
    listed = [at for at, role in enumerate(regions.roles) if role is Role.REFERENCES]
    blocks = printed.blocks
    inside = [
        at for at in listed if not (blocks[at].kind is Kind.HEADING and role_of_heading(blocks[at].text) is Role.REFERENCES)
    ]
    inside = [
        at for at in inside if not (blocks[at].kind is Kind.PARAGRAPH and role_of_heading(blocks[at].text) is Role.REFERENCES)
    ]
    return tuple(_reference(entry, position, printed) for position, entry in enumerate(_entries(blocks, inside), start=1))


# Headings under which a page lists its sources where it has no other list.
_MAY_LIST = re.compile(
    r"(?:(?:further|recommended|additional|suggested) reading|notes|evidence|(?:more|further) information|see also|learn more|research|studies)(?: .{1,30})?:?",
    re.IGNORECASE,
)


def under_another_name(blocks: list[Block]) -> range:
    """The blocks under the last such heading, if most of them look like references."""
    for at in range(len(blocks) - 1, -1, -1):
        if blocks[at].kind in (Kind.HEADING, Kind.PARAGRAPH) and _MAY_LIST.fullmatch(blocks[at].text):
            end = next((n for n in range(at + 1, len(blocks)) if blocks[n].kind is Kind.HEADING), len(blocks))
            like = sum(looks_like_reference(blocks[n].text) for n in range(at + 1, end))
            return range(at + 1, end) if like >= 1 and like * 2 >= end - at - 1 else range(0)
    return range(0)


def unheaded(blocks: list[Block], roles: tuple[Role, ...]) -> int | None:
    """Where a reference list without a heading begins: the last blocks of the article's matter that all look like references."""
    first: int | None = None
    for at in range(len(blocks) - 1, -1, -1):
        if roles[at] is not Role.MATTER:
            if roles[at] is Role.HEADING and first is None:
                return None
            if roles[at] in (Role.HEADING, Role.TITLE):
                break
            continue
        if blocks[at].kind in (Kind.PARAGRAPH, Kind.BULLET) and looks_like_reference(blocks[at].text):
            first = at
        else:
            break
    return first


def _entries(blocks: list[Block], inside: list[int]) -> list[_Entry]:
    entries: list[_Entry] = []
    kind, typed = "", False
    numbered = sum(bool(blocks[at].label) or bool(_LABEL.match(blocks[at].text)) for at in inside)
    each_numbered = numbered >= max(1, len(inside) // 3)
    for at in inside:
        block = blocks[at]
        if KINDS.fullmatch(block.text.strip(" :[]()")) and not block.label:
            kind, typed = block.text.strip(" :[]()"), True
            continue
        if block.kind is Kind.HEADING and block.level is not None and block.level > 0:
            kind, typed = ("", True) if not KINDS.fullmatch(block.text) else (block.text, True)
            continue
        label, cut = _label(block)
        last = entries[-1] if entries else None
        if last is None or typed or _begins(block, last, blocks, label, each_numbered):
            entries.append(_Entry([at], label, kind, cut))
        else:
            last.blocks.append(at)
        typed = False
    return [entry for entry in entries if any(character.isalpha() for at in entry.blocks for character in blocks[at].text)]


def _label(block: Block) -> tuple[str, int]:
    if block.label:
        return block.label, 0
    found = _LABEL.match(block.text)
    if not found:
        return "", 0
    label = next(group for group in found.groups() if group)
    return label.translate(_DOWN), found.end()


def _begins(block: Block, last: _Entry, blocks: list[Block], label: str, each_numbered: bool) -> bool:
    """Whether a block begins an entry of its own."""
    if block.kind is Kind.REFERENCE or label:
        return True
    if block.kind is Kind.BULLET and (block.level or 1) <= (blocks[last.blocks[0]].level or 1):
        return True
    if block.kind is Kind.PARAGRAPH and (block.level or 0) > 0:
        return len(last.blocks) > 20  # it goes on from the item above
    if each_numbered and last.label:
        return False
    if _GOES_ON.match(block.text):
        return False
    return len(last.blocks) >= 8 or any(_FULL.search(blocks[at].text) for at in last.blocks)


def _reference(entry: _Entry, position: int, printed: Printed) -> ReadReference:
    blocks = [printed.blocks[at] for at in entry.blocks]
    lines = [blocks[0].text[entry.cut :].strip(), *(block.text for block in blocks[1:])]
    kind = entry.kind
    leading = re.match(r"\[?(" + KINDS.pattern + r")\]?\s*[:|–—]\s+", lines[0], re.IGNORECASE)
    if leading:
        kind, lines[0] = leading[1], lines[0][leading.end() :]
    parts = blocks[0].given or parts_of(lines)
    links = [link for block in blocks for link in block.links if link.startswith("http")]
    place = printed.place(entry.blocks[0], entry.cut, 0)
    last = entry.blocks[-1]
    end = printed.starts[last] + len(printed.blocks[last].text)
    identifiers = parts_of(["; ".join(links)]) if links else parts
    return ReadReference(
        position=position, place=type(place)(place.start, end, place.line), words=printed.text[place.start : end].replace("\n\n", "\n"),
        number=int(entry.label) if entry.label.isdecimal() and entry.label.isascii() else None, kind=kind, authors=parts.authors, title=parts.title,
        journal=parts.journal, year=parts.year, pmid=parts.pmid or identifiers.pmid, doi=parts.doi or identifiers.doi,
        link=parts.link or (links[0] if links else ""),
    )  # fmt: skip

"""How much is read: the limits of a file and of its parts, so that no input takes much longer than its size tells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from answerable.audit.reading.block import Block, Kind

SIZE_LIMIT = 64 << 20  # bytes of a file
BLOCKS_LIMIT = 20_000  # paragraphs, bullets and rows
TEXT_LIMIT = 2_000_000  # characters of its text; the longest guidelines have about half of that
PARAGRAPH_LIMIT = 8_000  # characters that are looked at together; what is longer is parted where a sentence ends

_SENTENCE_ENDS = re.compile(r"[.!?][\"”’)\]\d⁰¹²³⁴⁵⁶⁷⁸⁹,–-]{0,20}\s(?=[A-Z“\"])")


def parted(blocks: list[Block]) -> list[Block]:
    """The blocks, none of them longer than is looked at together; an entry of a reference list stays whole."""
    if all(len(block.text) <= PARAGRAPH_LIMIT for block in blocks):
        return blocks
    return [part for block in blocks for part in (_parts(block) if block.kind is not Kind.REFERENCE else (block,))]


def _parts(block: Block) -> Iterator[Block]:
    start = 0
    while start < len(block.text):
        end = _cut(block.text, start)
        text = block.text[start:end].strip()
        lead = start + len(block.text[start:end]) - len(block.text[start:end].lstrip())
        if text and len(block.text) <= PARAGRAPH_LIMIT:
            yield block
        elif text:
            cited = tuple(
                (max(one, lead) - lead, min(other, lead + len(text)) - lead)
                for one, other in block.cited
                if one < lead + len(text) and other > lead
            )
            kind = block.kind if not start and block.kind is not Kind.HEADING else Kind.PARAGRAPH
            yield replace(block, kind=kind, text=text, cited=cited, label="" if start else block.label)
        start = end


def _cut(text: str, start: int) -> int:
    """Where a part that begins at `start` ends: behind a sentence, or at least between two words."""
    limit = start + PARAGRAPH_LIMIT
    if len(text) <= limit:
        return len(text)
    ends = [found.end() for found in _SENTENCE_ENDS.finditer(text, start + PARAGRAPH_LIMIT // 2, limit)]
    return ends[-1] if ends else max(text.rfind(" ", start + PARAGRAPH_LIMIT // 2, limit), 0) or limit

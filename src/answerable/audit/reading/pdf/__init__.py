"""PDF documents with a text layer as blocks: words with their places, columns in reading order, lines, paragraphs."""

from __future__ import annotations

from answerable.audit.reading.block import Block
from answerable.audit.reading.pdf.columns import in_reading_order
from answerable.audit.reading.pdf.furniture import without_furniture
from answerable.audit.reading.pdf.lines import lines_of
from answerable.audit.reading.pdf.paragraphs import blocks_of
from answerable.audit.reading.pdf.words import pages_of

__all__ = ["read_pdf"]


def read_pdf(data: bytes, name: str) -> list[Block]:
    """The blocks of a PDF document."""
    pages = without_furniture(pages_of(data, name))
    lines = [line for page in pages for region in in_reading_order(page.words) for line in lines_of(region, page.number)]
    return blocks_of(lines)

"""Reading every layout of bibliography that is known here into records, whatever the file is called."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import BinaryIO, NamedTuple, cast

from answerable.corpus.reading import sniffing
from answerable.corpus.reading.bytestream import Stream
from answerable.corpus.reading.model import Deletion, NoticeRow, Read, Rejected

__all__ = ["LAYOUTS", "Deletion", "Layout", "NoticeRow", "Read", "Rejected", "layout_of", "read"]

Reader = Callable[[Stream], Iterator[Read]]


class Layout(NamedTuple):
    """A layout of files: its name for people, how it is told by a file's first bytes, and the reader, by module and name."""

    name: str
    sniff: sniffing.Sniffer
    module: str
    function: str

    def reader(self) -> Reader:
        """The function that reads it; its module is loaded only now, for a fast start."""
        return cast(Reader, getattr(import_module(f"{__name__}.{self.module}"), self.function))


# In the order in which they are tried: what is told most surely comes first.
LAYOUTS: tuple[Layout, ...] = (
    Layout("PubMed XML", sniffing.is_pubmed, "pubmed", "read_pubmed"),
    Layout("MEDLINE text (.nbib)", sniffing.is_medline, "medline", "read_medline"),
    Layout("RIS", sniffing.is_ris, "ris", "read_ris"),
    Layout("our own JSON Lines", sniffing.is_own, "jsonlines", "read_own"),
    Layout("trial articles as JSON Lines", sniffing.is_trials, "jsonlines", "read_trials"),
    Layout("CSL-JSON", sniffing.is_csl, "csl", "read_csl"),
    Layout("JATS full text", sniffing.is_jats, "jats", "read_jats"),
    Layout("EndNote XML", sniffing.is_endnote, "endnote", "read_endnote"),
    Layout("Retraction Watch’s table", sniffing.is_retraction_watch, "tables", "read_retraction_watch"),
    Layout("a table of retracted PMIDs and their notices", sniffing.is_retraction_pairs, "tables", "read_retraction_pairs"),
    Layout("Embase’s table", sniffing.is_embase_csv, "tables", "read_embase_csv"),
    Layout("a list of retracted PMIDs", sniffing.is_pmid_list, "tables", "read_pmid_list"),
)


def layout_of(head: bytes) -> Layout | None:
    """The layout of a file that begins with `head` (64 KiB suffice), or None where it is none of those known."""
    root = _root(head)
    return next((layout for layout in LAYOUTS if layout.sniff(head, root)), None)


def _root(head: bytes) -> str:
    return sniffing.root_name(head) if head.lstrip()[:1] == b"<" else ""


def read(stream: BinaryIO, name: str) -> Iterator[Read]:
    """Every record, deletion, notice and rejection of a byte stream, in order, in flat memory whatever its size.

    Told by content, not by `name`, which only says what the file is called. Never raises for what the stream holds or
    for a stream that breaks: each thing that cannot be taken in is a `Rejected`, and reading goes on with the next
    record wherever the layout lets it.
    """
    source = Stream(stream, name)
    layout = layout_of(source.head)
    if layout is None:
        yield _unknown(source)
        return
    yield from layout.reader()(source)
    if source.failure:
        yield Rejected("the rest of the file", source.failure, source.next_step)


def _unknown(source: Stream) -> Rejected:
    if source.failure and not source.head:
        return Rejected("the whole file", source.failure, source.next_step)
    reason, next_step = sniffing.not_a_bibliography(source.head, _root(source.head))
    accepted = ", ".join(layout.name for layout in LAYOUTS)
    return Rejected("the whole file", reason, f"{next_step} Taken in: {accepted}.".strip())

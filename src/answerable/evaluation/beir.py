"""BEIR: the layout in which most test collections of retrieval are shared (Thakur et al. 2021)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from msgspec import Struct, field

from answerable.corpus.record import Record, TextSection
from answerable.errors import UnreadableInput
from answerable.evaluation.lines import decoded
from answerable.evaluation.model import Collection, Qrel, Topic


class _Text(Struct):
    id: str = field(name="_id")
    text: str = ""
    title: str = ""


def read_beir(name: str, corpus: BinaryIO, queries: BinaryIO, qrels: BinaryIO) -> Collection:
    """The collection of `corpus.jsonl`, `queries.jsonl` and one table of qrels; only topics with a judgement are kept.

    Raises `UnreadableInput` with the line where one of them is not what was expected.
    """
    judged = tuple(_qrels(qrels, name))
    topics = {qrel.topic for qrel in judged}
    return Collection(
        name=name,
        records=tuple(
            Record(id=_identify(name, text.id), title=text.title, abstract=(TextSection(text.text),), source="beir")
            for text in decoded(corpus, _Text, "corpus.jsonl")
        ),
        topics=tuple(Topic(text.id, text.text) for text in decoded(queries, _Text, "queries.jsonl") if text.id in topics),
        qrels=judged,
    )


def _identify(name: str, number: str) -> str:
    return f"{name}:{number}"


def _qrels(table: BinaryIO, name: str) -> Iterator[Qrel]:
    """Rows of topic, record and gain, parted by tabs; a first line of headings is passed over."""
    for number, line in enumerate(table, 1):
        cells = line.decode("utf-8", "replace").split()
        if not cells or (number == 1 and not cells[-1].lstrip("-").isdigit()):
            continue
        try:
            topic, record, gain = cells
            yield Qrel(topic, _identify(name, record), int(gain))
        except ValueError as error:
            raise UnreadableInput(
                f"Line {number} of the qrels is not a topic, a record and a gain parted by tabs: {line[:80]!r}.",
                "Check that the file is one of the collection's qrels/*.tsv.",
            ) from error

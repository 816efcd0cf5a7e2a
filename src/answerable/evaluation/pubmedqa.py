"""PubMedQA: yes-or-no questions of researchers, each to be found its own abstract again (Jin et al. 2019; MIT)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

import msgspec
from msgspec import Struct, field

from answerable.corpus.record import MeshHeading, PartialDate, Record, TextSection
from answerable.errors import UnreadableInput
from answerable.evaluation.model import Collection, Qrel, Topic

_NOTE = (
    "Judged relevant: the one abstract that the question was made from, without its title (that is the question) and without "
    "its conclusion (that is the answer)."
)
_FAIR = "No abstract has a title or headings here, since only one side would have them."


class _Item(Struct):
    question: str = field(name="QUESTION")
    contexts: list[str] = field(name="CONTEXTS")
    labels: list[str] = field(name="LABELS", default_factory=list[str])
    mesh: list[str] = field(name="MESHES", default_factory=list[str])
    year: str | None = field(name="YEAR", default=None)


def read_pubmedqa(items: BinaryIO, distractors: Iterable[Record] = ()) -> Collection:
    """The collection of a file of questions by PMID, among `distractors`; raises `UnreadableInput` where it is none.

    A distractor under the id of a question's own abstract is left out. The questions' abstracts come without titles and
    distractors without MeSH: among distractors neither is searched, and alone the questions' abstracts keep their MeSH.
    """
    try:
        found = msgspec.json.decode(items.read(), type=dict[str, _Item])
    except (msgspec.DecodeError, UnicodeError) as error:
        raise UnreadableInput(
            f"The file of PubMedQA questions is not what was expected: {error}.",
            "Give the layout of ori_pqal.json: an object of questions by PMID.",
        ) from error
    own = {pmid: _record(pmid, item) for pmid, item in found.items()}
    ids = {record.id for record in own.values()}
    others = tuple(_bare(record) for record in distractors if record.id not in ids)
    shown = tuple(_bare(record) for record in own.values()) if others else tuple(own.values())
    return Collection(
        name="PubMedQA",
        records=(*shown, *others),
        topics=tuple(Topic(pmid, item.question) for pmid, item in found.items()),
        qrels=tuple(Qrel(pmid, record.id) for pmid, record in own.items()),
        notes=(_NOTE, f"{len(own):,} abstracts of the questions among {len(others):,} others.", *([_FAIR] if others else [])),
    )


def _bare(record: Record) -> Record:
    return msgspec.structs.replace(record, title="", mesh=(), keywords=(), substances=(), full_text=())


def _record(pmid: str, item: _Item) -> Record:
    labels = [*item.labels, *[""] * (len(item.contexts) - len(item.labels))]
    return Record(
        id=f"pmid:{pmid}",
        pmid=pmid,
        title="",
        abstract=tuple(TextSection(text, label) for text, label in zip(item.contexts, labels, strict=False)),
        mesh=tuple(MeshHeading(name) for name in item.mesh),
        published=PartialDate(int(item.year)) if item.year and item.year.isdigit() else None,
        source="pubmedqa",
    )

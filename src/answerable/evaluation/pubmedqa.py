"""PubMedQA: yes-or-no questions of researchers, each to be found its own abstract again (Jin et al. 2019; MIT)."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import BinaryIO

import msgspec
from msgspec import Struct, field

from answerable.corpus.record import MeshHeading, PartialDate, Record, TextSection
from answerable.errors import UnreadableInput
from answerable.evaluation.folds import FOLDS, HELD_OUT_FOLD, held_out_pubmedqa
from answerable.evaluation.model import Collection, Qrel, Topic
from answerable.evaluation.pairs import Label, Pair, PairSet, cut, pair_set

_NOTE = (
    "Judged relevant: the one abstract that the question was made from, without its title (that is the question) and without "
    "its conclusion (that is the answer)."
)
_PAIRS_NOTE = (
    "A pair is a question with its abstract, whose conclusion is left out: “yes” counts as support, “no” as contradiction, "
    "“maybe” as neither. No sentences are marked."
)
_WHOLE_NOTE = (
    "A pair is a question with its whole abstract, as a reader meets it, with what its authors conclude: “yes” counts as "
    "support, “no” as contradiction, “maybe” as neither. No sentences are marked."
)
_CAUTION = (
    "the shipped evidence model was trained on four hundred questions of PubMedQA; of questions that are among them its "
    "figures are too good. --dataset pubmedqa measures a hundred that it has not seen."
)
_DECISIONS = {"yes": Label.SUPPORTS, "no": Label.CONTRADICTS, "maybe": Label.NEUTRAL}
_FAIR = "No abstract has a title or headings here, since only one side would have them."


class _Item(Struct):
    question: str = field(name="QUESTION")
    contexts: list[str] = field(name="CONTEXTS")
    labels: list[str] = field(name="LABELS", default_factory=list[str])
    mesh: list[str] = field(name="MESHES", default_factory=list[str])
    year: str | None = field(name="YEAR", default=None)
    decision: str = field(name="final_decision", default="")
    conclusion: str = field(name="LONG_ANSWER", default="")


def read_pubmedqa(items: BinaryIO, distractors: Iterable[Record] = ()) -> Collection:
    """The collection of a file of questions by PMID, among `distractors`; raises `UnreadableInput` where it is none.

    A distractor under the id of a question's own abstract is left out. The questions' abstracts come without titles and
    distractors without MeSH: among distractors neither is searched, and alone the questions' abstracts keep their MeSH.
    """
    found = _items(items)
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


def read_decisions(items: BinaryIO, name: str = "PubMedQA", *, whole: bool = False, trained_on: bool = False) -> PairSet:
    """The questions with their abstracts as pairs: yes is support, no is contradiction, maybe is neither.

    The claim is the question as it stands; the abstract is without its conclusion, which is the answer, or `whole`. Questions
    without a decision are told and left out; raises `UnreadableInput` where there is none with one. `trained_on` says that
    these are the five hundred of which the shipped model saw four.
    """
    note = _WHOLE_NOTE if whole else _PAIRS_NOTE
    pairs: list[Pair] = []
    rejected: list[str] = []
    for pmid, item in _items(items).items():
        label = _DECISIONS.get(item.decision.strip().lower())
        texts = (*item.contexts, item.conclusion) if whole else item.contexts
        sentences = tuple(sentence for text in texts if text.strip() for sentence in cut(text))
        if label is None or not sentences:
            lacks = "a decision of yes, no or maybe" if label is None else "an abstract"
            rejected.append(f"{name}, question {pmid}: is without {lacks}")
            continue
        pairs.append(Pair(id=pmid, claim=item.question, passage=pmid, sentences=sentences, label=label, place=f"question {pmid}"))
    if not pairs:
        raise UnreadableInput(f"{name} has no question with a decision.", "Give the layout of ori_pqal.json.")
    if not trained_on:
        return pair_set(name, tuple(pairs), notes=(note,), cautions=(_CAUTION,), rejected=tuple(rejected))
    held_out = held_out_pubmedqa(pair.id for pair in pairs)
    fold_of = {pair.id: HELD_OUT_FOLD if pair.id in held_out else fold_of_question(pair.id) for pair in pairs}
    return pair_set(name, tuple(pairs), notes=(note,), rejected=tuple(rejected), fold_of=fold_of, trained_on=True)


def fold_of_question(pmid: str) -> int:
    """One of the folds that are not held out, by the hash of the PMID."""
    return 1 + int(sha256(pmid.encode()).hexdigest(), 16) % (FOLDS - 1)


def _items(items: BinaryIO) -> dict[str, _Item]:
    try:
        return msgspec.json.decode(items.read(), type=dict[str, _Item])
    except (msgspec.DecodeError, UnicodeError) as error:
        raise UnreadableInput(
            f"The file of PubMedQA questions is not what was expected: {error}.",
            "Give the layout of ori_pqal.json: an object of questions by PMID.",
        ) from error


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

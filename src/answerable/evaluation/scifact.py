"""SciFact: claims of scientists, and the abstracts that bear on each (Wadden et al. 2020; layout of the authors' release)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from msgspec import Struct

from answerable.corpus.record import Record, TextSection
from answerable.evaluation.folds import folds
from answerable.evaluation.lines import decoded
from answerable.evaluation.model import Collection, Qrel, Topic

CITED_NOTE = "Judged relevant: every abstract that the claim's sentence cites, as BEIR has it."
EVIDENCE_NOTE = "Judged relevant: the abstracts with evidence for or against the claim; claims without any are left out."


class _Abstract(Struct):
    doc_id: int
    title: str
    abstract: list[str]


class _Claim(Struct):
    id: int
    claim: str
    cited_doc_ids: list[int]
    evidence: dict[str, object] = {}


def records_of(corpus: BinaryIO, name: str) -> Iterator[Record]:
    """The abstracts of `corpus.jsonl` as records; raises `UnreadableInput` with the line where one is none."""
    for abstract in decoded(corpus, _Abstract, name):
        yield Record(
            id=identify(abstract.doc_id),
            title=abstract.title,
            abstract=(TextSection(" ".join(abstract.abstract)),),
            source="scifact",
        )


def identify(number: int | str) -> str:
    """The id of an abstract as a record of ours; the numbers are not PMIDs."""
    return f"scifact:{number}"


def read_scifact(corpus: BinaryIO, claims: BinaryIO, *, evidence_only: bool = False) -> Collection:
    """The collection of a corpus and a file of claims; topics are the claims, in their order.

    Relevant are all cited abstracts, as in BEIR, or with `evidence_only` those in which annotators found evidence.
    """
    topics: list[Topic] = []
    qrels: list[Qrel] = []
    for claim in decoded(claims, _Claim, "claims"):
        found = _relevant(claim, evidence_only)
        if found:
            topics.append(Topic(str(claim.id), claim.claim))
            qrels += [Qrel(str(claim.id), identify(number)) for number in found]
    return Collection(
        name="SciFact",
        records=tuple(records_of(corpus, "corpus")),
        topics=tuple(topics),
        qrels=tuple(qrels),
        notes=(EVIDENCE_NOTE if evidence_only else CITED_NOTE,),
    )


def folds_of_claims(claims: BinaryIO) -> dict[str, int]:
    """The fold of each claim by its id: claims that cite a common abstract, or say the same, are never parted."""
    found = list(decoded(claims, _Claim, "claims"))
    return folds({str(one.id): [*map(identify, one.cited_doc_ids), " ".join(one.claim.lower().split())] for one in found})


def _relevant(claim: _Claim, evidence_only: bool) -> Iterable[int | str]:
    return dict.fromkeys(claim.evidence) if evidence_only else dict.fromkeys(claim.cited_doc_ids)

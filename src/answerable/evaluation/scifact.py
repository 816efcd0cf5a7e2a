"""SciFact: claims of scientists, and the abstracts that bear on each (Wadden et al. 2020; layout of the authors' release)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO, Literal

from msgspec import Struct

from answerable.corpus.record import Record, TextSection
from answerable.errors import UnreadableInput
from answerable.evaluation.folds import folds
from answerable.evaluation.lines import decoded
from answerable.evaluation.model import Collection, Qrel, Topic
from answerable.evaluation.pairs import Label, Pair, PairSet, pair_set

CITED_NOTE = "Judged relevant: every abstract that the claim's sentence cites, as BEIR has it."
PAIRS_NOTE = (
    "A pair is a claim with an abstract that it cites; without evidence in it for or against the claim the pair is neutral."
)
_CAUTION = (
    "the shipped evidence model was trained on three quarters of SciFact's training claims; of claims that are among them its "
    "figures are too good. --dataset scifact measures the rest."
)
EVIDENCE_NOTE = "Judged relevant: the abstracts with evidence for or against the claim; claims without any are left out."


class _Abstract(Struct):
    doc_id: int
    title: str
    abstract: list[str]


class _Rationale(Struct):
    sentences: list[int]
    label: Literal["SUPPORT", "CONTRADICT"]


class _Claim(Struct):
    id: int
    claim: str
    cited_doc_ids: list[int]
    evidence: dict[str, list[_Rationale]] = {}


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
    return _folds(list(decoded(claims, _Claim, "claims")))


def _folds(found: Iterable[_Claim]) -> dict[str, int]:
    return folds({str(one.id): [*map(identify, one.cited_doc_ids), " ".join(one.claim.lower().split())] for one in found})


def read_claims(corpus: BinaryIO, claims: BinaryIO, *, name: str = "SciFact", trained_on: bool = False) -> PairSet:
    """Every claim with every abstract that it cites: supported, contradicted, or neither, and by which sentences.

    `trained_on` says that these are the claims whose folds 1 to 3 the shipped model saw. Raises `UnreadableInput` where a
    claim cites an abstract or a sentence that is not there.
    """
    abstracts = {str(one.doc_id): tuple(one.abstract) for one in decoded(corpus, _Abstract, "corpus")}
    found = list(decoded(claims, _Claim, "claims"))
    pairs = tuple(_pair(claim, number, abstracts) for claim in found for number in _cited(claim))
    notes = (PAIRS_NOTE,)
    if not trained_on:
        return pair_set(name, pairs, notes=notes, cautions=(_CAUTION,) if "train" in name.lower() else ())
    of_claim = _folds(found)
    return pair_set(
        name, pairs, notes=notes, fold_of={pair.id: of_claim[pair.id.partition(":")[0]] for pair in pairs}, trained_on=True
    )


def _cited(claim: _Claim) -> Sequence[str]:
    return list(dict.fromkeys((*map(str, claim.cited_doc_ids), *claim.evidence)))


def _pair(claim: _Claim, number: str, abstracts: Mapping[str, tuple[str, ...]]) -> Pair:
    """A claim with one abstract; evidence of both labels in one abstract counts as the label of most of its rationales."""
    place = f"claim {claim.id}"
    sentences = abstracts.get(number)
    if not sentences:
        raise UnreadableInput(
            f"Claim {claim.id} cites abstract {number}, which the corpus does not have.", "Give the corpus of these claims."
        )
    rationales = claim.evidence.get(number, [])
    marked = sorted({sentence for one in rationales for sentence in one.sentences})
    if marked and not 0 <= marked[0] <= marked[-1] < len(sentences):
        raise UnreadableInput(
            f"Claim {claim.id} names a sentence of abstract {number} that is not there.", "Give the corpus of these claims."
        )
    against = sum(one.label == "CONTRADICT" for one in rationales)
    label = Label.CONTRADICTS if 2 * against > len(rationales) else Label.SUPPORTS if rationales else Label.NEUTRAL
    return Pair(
        id=f"{claim.id}:{number}", claim=claim.claim, passage=identify(number), sentences=sentences, label=label,
        rationale=tuple(marked), place=place,
    )  # fmt: skip


def _relevant(claim: _Claim, evidence_only: bool) -> Iterable[int | str]:
    return dict.fromkeys(claim.evidence) if evidence_only else dict.fromkeys(claim.cited_doc_ids)

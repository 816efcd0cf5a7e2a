"""The test collections of retrieval by name, and a folder of anyone's in BEIR's layout."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import msgspec

from answerable.app.evaluating.files import Files, Open
from answerable.corpus.reading import read
from answerable.corpus.record import Record
from answerable.errors import UnreadableInput, UsageProblem
from answerable.evaluation.beir import read_beir
from answerable.evaluation.folds import HELD_OUT_FOLD, held_out_pubmedqa
from answerable.evaluation.model import Collection
from answerable.evaluation.pubmedqa import read_pubmedqa
from answerable.evaluation.scifact import folds_of_claims, read_scifact, records_of
from answerable.evaluation.synonyms import read_synonyms
from answerable.evaluation.trials import read_trials

CORPUS, CLAIMS = "scifact/corpus.jsonl", "scifact/claims_train.jsonl"
QUESTIONS = "pubmedqa/train_500.json"
TRAINED_ON = ("scifact", "pubmedqa", "trials")  # how the names of collections begin that the evidence model learnt from


def _scifact(files: Open) -> Collection:
    return read_scifact(files(CORPUS), files(CLAIMS))


def _scifact_evidence(files: Open) -> Collection:
    return read_scifact(files(CORPUS), files(CLAIMS), evidence_only=True)


def _pubmedqa(files: Open) -> Collection:
    others = [*_trial_records(files), *records_of(files(CORPUS), CORPUS)]
    return read_pubmedqa(files(QUESTIONS), others)


def _pubmedqa_alone(files: Open) -> Collection:
    return read_pubmedqa(files(QUESTIONS))


def _trials(files: Open) -> Collection:
    return read_trials(files("rct_ccby/prompts.csv"), _trial_records(files))


def _synonyms(files: Open) -> Collection:
    return read_synonyms(files("hpo_synonyms/hpo_synonyms.tsv"), _pubmedqa_alone(files).records)


def _lay_names(files: Open) -> Collection:
    return read_synonyms(files("hpo_synonyms/hpo_synonyms.tsv"), _pubmedqa_alone(files).records, lay_only=True)


def _trial_records(files: Open) -> Iterator[Record]:
    name = "rct_ccby/articles.jsonl"
    return (one for one in read(files(name), name) if isinstance(one, Record))


DATASETS: Mapping[str, Callable[[Open], Collection]] = {
    "scifact": _scifact,
    "scifact-evidence": _scifact_evidence,
    "pubmedqa": _pubmedqa,
    "pubmedqa-alone": _pubmedqa_alone,
    "trials": _trials,
    "synonyms": _synonyms,
    "lay-names": _lay_names,
}


def collection(dataset: str, files: Files) -> Collection:
    """The collection of this name, or the one in a folder in BEIR's layout.

    Raises `UsageProblem` where there is neither, and `UnreadableInput` where its files are absent or damaged.
    """
    named = DATASETS.get(dataset)
    if named is not None:
        return named(files.open)
    folder = Path(dataset)
    if not folder.is_dir():
        raise UsageProblem(
            f"There is no collection “{dataset}”, and no folder of that name.",
            f"Choose from {', '.join(DATASETS)}, or give a folder in BEIR's layout.",
        )
    files.folder = folder
    return _beir(folder, files.open)


def held_out(dataset: str, found: Collection, files: Files) -> Collection:
    """The topics that the shipped evidence model never saw; raises `UsageProblem` where it saw none of the collection."""
    if dataset.startswith("scifact"):
        kept = {claim for claim, fold in folds_of_claims(files.open(CLAIMS)).items() if fold == HELD_OUT_FOLD}
    elif dataset.startswith("pubmedqa"):
        kept = set(held_out_pubmedqa(topic.id for topic in found.topics))
    else:
        raise UsageProblem(f"The evidence model was not trained on “{dataset}”.", "Leave --part out, or say --part all.")
    return msgspec.structs.replace(
        found,
        name=f"{found.name}, held-out part",
        topics=tuple(topic for topic in found.topics if topic.id in kept),
        qrels=tuple(qrel for qrel in found.qrels if qrel.topic in kept),
        notes=(*found.notes, "Only topics that the shipped evidence model was not trained on."),
    )


def _beir(folder: Path, files: Open) -> Collection:
    """The folder in BEIR's layout, with its test judgements where it has them, else the first table there is."""
    tables = sorted((folder / "qrels").glob("*.tsv"))
    if not tables:
        raise UnreadableInput(
            f"There is no table of judgements in {folder / 'qrels'}.",
            "A folder in BEIR's layout has corpus.jsonl, queries.jsonl and qrels/test.tsv.",
        )
    table = next((path for path in tables if path.stem == "test"), tables[0])
    name = folder.resolve().name
    return read_beir(name, files("corpus.jsonl"), files("queries.jsonl"), files(f"qrels/{table.name}"))

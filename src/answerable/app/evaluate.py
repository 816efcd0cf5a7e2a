"""Measuring retrieval on a test collection: finds its files, indexes it, runs the systems, compares them."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from answerable.app import wiring
from answerable.app.indexing import graded
from answerable.app.ports import SearchIndex
from answerable.corpus.reading import read
from answerable.corpus.record import Record
from answerable.errors import UnreadableInput, UsageProblem
from answerable.evaluation.beir import read_beir
from answerable.evaluation.comparing import compare
from answerable.evaluation.halves import SEED, Half, half_of
from answerable.evaluation.measures import RESAMPLES, tools
from answerable.evaluation.model import Collection, Evaluation
from answerable.evaluation.pubmedqa import read_pubmedqa
from answerable.evaluation.scifact import read_scifact, records_of
from answerable.evaluation.synonyms import read_synonyms
from answerable.evaluation.systems import CollectionLibrary, flattened, systems
from answerable.evaluation.trials import read_trials
from answerable.retrieval.ports import Reranker

Open = Callable[[str], BinaryIO]  # opens a file of the data folder by its path there
SHARED = Path("../shared/data")  # where the project's own measurements find their data


@dataclass(frozen=True, kw_only=True)
class Measurement:
    """What is measured: a collection by name or folder, where the data lies, which half, and with the encoder or not."""

    dataset: str
    data: Path = SHARED
    half: Half = Half.ALL
    encoder: bool = False


def evaluate_retrieval(measurement: Measurement, tell: Callable[[str], None] = lambda stage: None) -> Evaluation:
    """Plain BM25 and the product's own retrieval on a collection, with intervals; `tell` hears the stages.

    Raises `UsageProblem` where the collection is not known, `UnreadableInput` where its files are absent or damaged, and
    `MissingExtra` where what measures, or the encoder, is not installed.
    """
    tools()  # before any work is done
    tell("reading")
    files = _Files(measurement.data)
    collection = half_of(_collection(measurement, files), measurement.half)
    if not collection.topics:
        raise UnreadableInput(
            f"{collection.name} has no topic with a judgement.", "Check that topics and judgements belong together."
        )
    reranker = wiring.reranker() if measurement.encoder else None
    tell(f"indexing {len(collection.records):,} records")
    index, flat = _index(collection.records), _index(map(flattened, collection.records))
    return compare(
        collection,
        systems(index, flat, CollectionLibrary(collection), reranker),
        _manifest(index, reranker) | files.fingerprints,
        tell,
    )


def _index(records: Iterable[Record]) -> SearchIndex:
    index = wiring.index_in_memory()
    index.put_graded(graded(records), replacing=False)
    index.commit()
    return index


def _manifest(index: SearchIndex, reranker: Reranker | None) -> dict[str, str]:
    """Under what the figures came out."""
    from answerable import __version__

    return {
        "version": f"answerable {__version__}",
        "index": index.form,
        "measures": tools(),
        "bootstrap": f"paired, {RESAMPLES:,} resamples, 95% percentile intervals",
        "seed": str(SEED),
        "reranker": "encoder" if reranker else "none",
    }


class _Files:
    """The files of a collection under one folder, plain or gzip; remembers what they hold by its hash."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.fingerprints: dict[str, str] = {}

    def open(self, name: str) -> BinaryIO:
        """The file of this name, or of this name with ".gz"; raises `UnreadableInput` where there is neither."""
        for path in (self.folder / name, self.folder / f"{name}.gz"):
            if path.is_file():
                return self._opened(path, name)
        raise UnreadableInput(
            f"There is no {name} in {self.folder}.",
            "Say with --data where the collections lie, or name a folder in BEIR's layout.",
        )

    def _opened(self, path: Path, name: str) -> BinaryIO:
        try:
            content = path.read_bytes()
            self.fingerprints[name] = f"sha256 {sha256(content).hexdigest()[:16]}…"
            return BytesIO(gzip.decompress(content) if path.suffix == ".gz" else content)
        except (OSError, EOFError, zlib.error) as error:
            raise UnreadableInput(f"{path} cannot be read: {error}.", "Check the file and try again.") from error


# ---- the collections by name


def _scifact(files: Open) -> Collection:
    return read_scifact(files("scifact/corpus.jsonl"), files("scifact/claims_train.jsonl"))


def _scifact_evidence(files: Open) -> Collection:
    return read_scifact(files("scifact/corpus.jsonl"), files("scifact/claims_train.jsonl"), evidence_only=True)


def _pubmedqa(files: Open) -> Collection:
    others = [*_trial_records(files), *records_of(files("scifact/corpus.jsonl"), "scifact/corpus.jsonl")]
    return read_pubmedqa(files("pubmedqa/train_500.json"), others)


def _pubmedqa_alone(files: Open) -> Collection:
    return read_pubmedqa(files("pubmedqa/train_500.json"))


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


def _collection(measurement: Measurement, files: _Files) -> Collection:
    named = DATASETS.get(measurement.dataset)
    if named is not None:
        return named(files.open)
    folder = Path(measurement.dataset)
    if not folder.is_dir():
        raise UsageProblem(
            f"There is no collection “{measurement.dataset}”, and no folder of that name.",
            f"Choose from {', '.join(DATASETS)}, or give a folder in BEIR's layout.",
        )
    files.folder = folder
    return _beir(folder, files.open)


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

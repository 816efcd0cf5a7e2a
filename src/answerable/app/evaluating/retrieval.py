"""Measuring retrieval: indexes a test collection, runs the systems on it, compares them; or measures runs of any system."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from answerable.app import wiring
from answerable.app.evaluating.collections import TRAINED_ON, collection, held_out
from answerable.app.evaluating.files import SHARED, Files
from answerable.app.indexing import graded
from answerable.app.ports import SearchIndex
from answerable.corpus.record import Record
from answerable.errors import UnreadableInput, UsageProblem
from answerable.evaluation.comparing import compare
from answerable.evaluation.differing import OF_A_RUN
from answerable.evaluation.folds import SEED
from answerable.evaluation.halves import Half, half_of
from answerable.evaluation.measures import tools
from answerable.evaluation.model import Collection, Ranking
from answerable.evaluation.resampling import METHOD
from answerable.evaluation.results import Evaluation
from answerable.evaluation.systems import CollectionLibrary, OverlapReranker, System, flattened, systems
from answerable.evaluation.trec import read_qrels, read_run, written_run
from answerable.retrieval.ports import Reranker


@dataclass(frozen=True, kw_only=True)
class Measurement:
    """What is measured: a collection by name or folder, where the data lies, which part of it, and with which rerankers.

    `held_out` keeps only the topics that the shipped evidence model was not trained on. `run_output` is where the ranking of
    the last system is written as a TREC run.
    """

    dataset: str
    data: Path = SHARED
    half: Half = Half.ALL
    held_out: bool = False
    encoder: bool = False
    model: bool = False
    run_output: Path | None = None


def evaluate_retrieval(measurement: Measurement, tell: Callable[[str], None] = lambda stage: None) -> Evaluation:
    """Plain BM25 and the product's own retrieval on a collection, with intervals; `tell` hears the stages.

    Raises `UsageProblem` where the collection is not known, `UnreadableInput` where its files are absent or damaged, and
    `MissingExtra` where what measures, or a reranker, is not installed.
    """
    tools()  # before any work is done
    tell("reading")
    files = Files(measurement.data)
    found = _part(measurement, files)
    rerankers = _rerankers(measurement)
    tell(f"indexing {len(found.records):,} records")
    index, flat = _index(found.records), _index(map(flattened, found.records))
    settings = {"index": index.form, "rerankers": ", ".join(rerankers) or "none"}
    compared = list(systems(index, flat, CollectionLibrary(found), rerankers))
    kept: dict[str, Ranking] = {}
    compared[-1] = _remembering(compared[-1], kept)
    evaluation = compare(found, compared, _manifest() | settings | files.fingerprints, tell)
    if measurement.run_output:
        of_topic = {topic.id: kept.get(topic.text, ()) for topic in found.topics}
        write_lines(measurement.run_output, written_run(of_topic, f"answerable-{compared[-1].name}"))
    return msgspec.structs.replace(evaluation, warnings=tuple(_warnings(measurement)))


def _warnings(measurement: Measurement) -> Iterator[str]:
    """What has to be known before the figures: that the evidence model has seen what it is measured on."""
    seen = measurement.dataset.startswith(TRAINED_ON)
    if measurement.model and seen and not measurement.held_out:
        yield (
            f"the evidence model was TRAINED on most of {measurement.dataset}: its figures here are too good. "
            "Of scifact and pubmedqa --part held-out measures what it has not seen."
        )


def evaluate_runs(runs: Sequence[Path], qrels: Path, tell: Callable[[str], None] = lambda stage: None) -> Evaluation:
    """Runs of any systems against judgements, the first run as the baseline; topics that a run lacks score 0.

    Raises `UnreadableInput` with file and line where one is not in TREC's layout.
    """
    tools()
    tell("reading")
    files = Files(Path())
    judged = read_qrels(files.opened(qrels, str(qrels)), str(qrels))
    if not judged.topics:
        raise UnreadableInput(f"{qrels} has no judgement.", "Each line is: topic 0 record gain.")
    stems = [path.stem for path in runs]
    names = stems if len(set(stems)) == len(stems) else list(map(str, runs))
    made = [
        _of_run(name, path, read_run(files.opened(path, f"{OF_A_RUN}{path}"), str(path)), judged)
        for name, path in zip(names, runs, strict=True)
    ]
    if not made:
        raise UsageProblem("There is no run to measure.", "Give one with --run FILE.")
    return compare(judged, made, _manifest() | files.fingerprints, tell)


def _rerankers(measurement: Measurement) -> Mapping[str, Reranker]:
    """The rerankers that are measured, by name, the evidence model last; where there is one, shared words as its baseline."""
    found: dict[str, Reranker] = {"word overlap": OverlapReranker()} if measurement.encoder or measurement.model else {}
    if measurement.encoder:
        found["encoder"] = wiring.encoder()
    if measurement.model:
        found["evidence model"] = wiring.reranker()
    return found


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Writes lines to a file; raises `UsageProblem` where that cannot be."""
    try:
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(lines)
    except OSError as error:
        raise UsageProblem(f"{path} cannot be written: {error.strerror}.", "Name another file.") from error


def _part(measurement: Measurement, files: Files) -> Collection:
    """The collection with the topics that are to be measured; raises `UnreadableInput` where there is none."""
    if measurement.held_out and measurement.half is not Half.ALL:
        raise UsageProblem("--half and --part are two different splits.", "Give one of them.")
    found = collection(measurement.dataset, files)
    if measurement.held_out:
        found = held_out(measurement.dataset, found, files)
    found = half_of(found, measurement.half)
    if not found.topics:
        raise UnreadableInput(f"{found.name} has no topic with a judgement.", "Check that topics and judgements belong together.")
    return found


def _of_run(name: str, path: Path, rankings: Mapping[str, Ranking], judged: Collection) -> System:
    """A run as a system that gives back what it once found."""
    unjudged = len(rankings.keys() - {topic.id for topic in judged.topics})
    what = f"{path}" + (f"; {unjudged:,} of its topics have no judgement and do not count" if unjudged else "")
    return System(name, what, lambda topic: rankings.get(topic, ()))


def _remembering(system: System, kept: dict[str, Ranking]) -> System:
    """The system, whose rankings are kept by the words of the topic."""

    def rank(topic: str) -> Ranking:
        kept[topic] = system.rank(topic)
        return kept[topic]

    return System(system.name, system.what, rank)


def _index(records: Iterable[Record]) -> SearchIndex:
    index = wiring.index_in_memory()
    index.put_graded(graded(records), replacing=False)
    index.commit()
    return index


def _manifest() -> dict[str, str]:
    """Under what the figures came out."""
    from answerable import __version__

    return {"version": f"answerable {__version__}", "measures": tools(), "bootstrap": METHOD, "seed": str(SEED)}

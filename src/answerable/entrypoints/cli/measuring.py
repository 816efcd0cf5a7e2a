"""The commands that measure, all under `evaluate`: `retrieval`, `verification`, `answers`, `audit`, `compare`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from answerable.entrypoints.cli import terminal
from answerable.entrypoints.cli.commands import LibraryOption, OutputOption, opened
from answerable.errors import UsageProblem

if TYPE_CHECKING:
    from answerable.evaluation.results import Evaluation


class Table(StrEnum):
    """How figures are written."""

    text = "text"
    markdown = "markdown"
    json = "json"


class HalfOption(StrEnum):
    """Which topics of a collection are measured."""

    all = "all"
    tuning = "tuning"
    held_out = "held-out"


class PartOption(StrEnum):
    """Whether only what the shipped evidence model never saw is measured."""

    all = "all"
    held_out = "held-out"


class PairsOption(StrEnum):
    """Which pairs are measured."""

    all = "all"
    tuning = "tuning"
    held_out = "held-out"


SHARED = Path("../shared/data")
DataOption = Annotated[Path, typer.Option("--data", metavar="DIR", help="The folder that the named collections lie in.")]
FormatOption = Annotated[Table, typer.Option("--format", "-f", help="How the figures are written.")]


def register(app: typer.Typer) -> None:
    """Adds the commands to the command line."""
    from answerable.entrypoints.cli.measuring_audits import audit

    evaluate = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    evaluate.callback()(_evaluate)
    evaluate.command(short_help="Measure retrieval on a test collection.")(retrieval)
    evaluate.command(short_help="Measure how claims are checked.")(verification)
    evaluate.command(short_help="Measure answers and their citations.")(answers)
    evaluate.command(short_help="Tell a difference from noise.")(compare)
    evaluate.command(short_help="Measure what audits find.")(audit)
    app.add_typer(evaluate, name="evaluate", short_help="Measure how good it is.")


def _evaluate() -> None:
    """Measure how good it is, on collections that others have judged."""


def retrieval(
    dataset: Annotated[
        str,
        typer.Option(
            "--dataset",
            metavar="NAME|DIR",
            help="scifact, scifact-evidence, pubmedqa, pubmedqa-alone, trials, synonyms, lay-names; or a folder like BEIR's.",
        ),
    ] = "",
    data: DataOption = SHARED,
    half: Annotated[
        HalfOption, typer.Option("--half", help="All topics, those for tuning, or those held out from it.")
    ] = HalfOption.all,
    part: Annotated[
        PartOption, typer.Option("--part", help="All topics, or those that the shipped evidence model never saw.")
    ] = PartOption.all,
    encoder: Annotated[bool, typer.Option("--encoder", help="Also measure reranking by the plain encoder.")] = False,
    model: Annotated[bool, typer.Option("--model", help="Also measure reranking by the evidence model.")] = False,
    runs: Annotated[
        list[Path] | None,
        typer.Option(
            "--run", metavar="FILE", help="A TREC run to measure instead; may be given several times.", show_default=False
        ),
    ] = None,
    qrels: Annotated[
        Path | None, typer.Option("--qrels", metavar="FILE", help="The judgements for --run.", show_default=False)
    ] = None,
    run_output: Annotated[
        Path | None,
        typer.Option("--run-output", metavar="FILE", help="Write the last system's ranking as a TREC run.", show_default=False),
    ] = None,
    format: FormatOption = Table.text,
    output: OutputOption = None,
) -> None:
    """Measure retrieval on a test collection: nDCG@10, recall@100 and MRR@10 against plain BM25.

    Each part of the product's retrieval is added in turn, with 95% intervals from a paired bootstrap over the topics.
    With --run and --qrels it measures the runs of any system instead. Needs the extra 'evaluation'; with --encoder the
    extra 'encoder' too, with --model the extra 'model'.
    """
    from answerable.app.evaluating.retrieval import Measurement, evaluate_retrieval, evaluate_runs
    from answerable.evaluation.halves import Half

    if bool(dataset) == bool(runs) or bool(runs) != bool(qrels):
        raise UsageProblem("What is to be measured is not clear.", "Give --dataset, or --run together with --qrels.")
    with terminal.stages() as tell:
        if runs and qrels:
            evaluation = evaluate_runs(runs, qrels, tell)
        else:
            measurement = Measurement(
                dataset=dataset,
                data=data,
                half=Half(half.value),
                held_out=part is PartOption.held_out,
                encoder=encoder,
                model=model,
                run_output=run_output,
            )
            evaluation = evaluate_retrieval(measurement, tell)
    _write(evaluation, format, output)


def verification(
    dataset: Annotated[
        str,
        typer.Option(
            "--dataset",
            metavar="NAME|DIR|FILE",
            help="scifact, pubmedqa, pubmedqa-whole; a folder like SciFact's; or a file of pairs: JSON Lines or a table.",
        ),
    ],
    data: DataOption = SHARED,
    part: Annotated[
        PairsOption | None,
        typer.Option(
            "--part", help="All pairs, those for tuning, or those held out. By default what no model saw.", show_default=False
        ),
    ] = None,
    format: FormatOption = Table.text,
    output: OutputOption = None,
) -> None:
    """Measure how it is judged whether a passage bears a claim out: stance, sentences, calibration.

    The evidence model and every baseline on the same pairs, with 95% intervals from a paired bootstrap. Thresholds of
    baselines come from pairs that are not measured. Needs the extra 'evaluation'.
    """
    from answerable.app.evaluating.verification import VerificationMeasurement, evaluate_verification
    from answerable.evaluation.verifying import Part

    measurement = VerificationMeasurement(dataset=dataset, data=data, part=Part(part.value) if part else None)
    with terminal.stages() as tell:
        evaluation = evaluate_verification(measurement, tell)
    _write(evaluation, format, output)


def answers(
    dataset: Annotated[
        str, typer.Option("--dataset", metavar="NAME|FILE", help="medquad, or a file of questions: a line each, or JSON Lines.")
    ] = "",
    data: DataOption = SHARED,
    runs: Annotated[
        list[Path] | None,
        typer.Option(
            "--run", metavar="FILE", help="A run of TREC BioGen to judge instead; may be given several times.", show_default=False
        ),
    ] = None,
    most: Annotated[
        int | None, typer.Option("--most", min=1, metavar="N", help="Ask N questions, spread over the list.", show_default=False)
    ] = None,
    run_output: Annotated[
        Path | None,
        typer.Option("--run-output", metavar="FILE", help="Write our answers as a run of TREC BioGen.", show_default=False),
    ] = None,
    library: LibraryOption = None,
    format: FormatOption = Table.text,
    output: OutputOption = None,
) -> None:
    """Measure answers: what is answered, whether its citations hold, what of the gold it covers.

    Asks every question of the library, or judges runs of any system against it. Citations are judged by the evidence
    model where it is installed; what is not judged is never counted as support. Needs the extra 'evaluation'.
    """
    from answerable.app.evaluating.answers import AnswersMeasurement, evaluate_answers

    if run_output and (runs or not dataset):
        raise UsageProblem("--run-output writes our own answers.", "Give --dataset, and no --run, with it.")
    measurement = AnswersMeasurement(dataset=dataset, data=data, runs=tuple(runs or ()), most=most, run_output=run_output)
    with opened(library) as app, terminal.stages() as tell:
        evaluation = evaluate_answers(app, measurement, tell)
    _write(evaluation, format, output)


def compare(
    first: Annotated[Path, typer.Argument(metavar="A.json", help="A measurement that was saved with --format json.")],
    second: Annotated[Path, typer.Argument(metavar="B.json", help="Another one of the same data.")],
    system: Annotated[
        str,
        typer.Option(
            "--system", metavar="NAME", help="Compare only this system, or A:B with its name in each.", show_default=False
        ),
    ] = "",
    format: FormatOption = Table.text,
    output: OutputOption = None,
) -> None:
    """Say whether the difference between two measurements is more than noise.

    Pairs the units of both, topic by topic or question by question, and draws them again. Needs the extra 'evaluation'.
    """
    from answerable.app.evaluating.comparison import evaluate_comparison
    from answerable.evaluation.differing import RENDERERS

    compared = evaluate_comparison(first, second, system)
    terminal.write(RENDERERS[format.value](compared), output)


def _write(evaluation: Evaluation, format: Table, output: Path | None) -> None:
    from answerable.evaluation.rendering import RENDERERS

    terminal.write(RENDERERS[format.value](evaluation), output)

"""The commands that measure: `evaluate retrieval`, `evaluate verification`, `evaluate answers`, `evaluate compare`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from answerable.entrypoints.cli import terminal
from answerable.entrypoints.cli.commands import OutputOption
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
    evaluate = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    evaluate.callback()(_evaluate)
    evaluate.command(short_help="Measure retrieval on a test collection.")(retrieval)
    evaluate.command(short_help="Measure how claims are checked.")(verification)
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
    encoder: Annotated[bool, typer.Option("--encoder", help="Also measure reranking by the encoder.")] = False,
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
    extra 'encoder' too.
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
            help="scifact, pubmedqa; a folder like SciFact's; or a file of pairs: JSON Lines or a table.",
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


def _write(evaluation: Evaluation, format: Table, output: Path | None) -> None:
    from answerable.evaluation.rendering import RENDERERS

    terminal.write(RENDERERS[format.value](evaluation), output)

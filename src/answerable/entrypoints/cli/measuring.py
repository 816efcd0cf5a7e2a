"""The commands that measure: `evaluate retrieval`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from answerable.entrypoints.cli import terminal
from answerable.entrypoints.cli.commands import OutputOption


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


def register(app: typer.Typer) -> None:
    """Adds the commands to the command line."""
    evaluate = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    evaluate.callback()(_evaluate)
    evaluate.command(short_help="Measure retrieval on a test collection.")(retrieval)
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
    ],
    data: Annotated[Path, typer.Option("--data", metavar="DIR", help="The folder that the named collections lie in.")] = Path(
        "../shared/data"
    ),
    half: Annotated[
        HalfOption, typer.Option("--half", help="All topics, those for tuning, or those held out from it.")
    ] = HalfOption.all,
    encoder: Annotated[bool, typer.Option("--encoder", help="Also measure reranking by the encoder.")] = False,
    format: Annotated[Table, typer.Option("--format", "-f", help="How the figures are written.")] = Table.text,
    output: OutputOption = None,
) -> None:
    """Measure retrieval on a test collection: nDCG@10, recall@100 and MRR@10 against plain BM25.

    Each part of the product's retrieval is added in turn, with 95% intervals from a paired bootstrap over the topics.
    Needs the extra 'evaluation'; with --encoder the extra 'encoder' too.
    """
    from answerable.app.evaluate import Measurement, evaluate_retrieval
    from answerable.evaluation.halves import Half
    from answerable.evaluation.rendering import RENDERERS

    measurement = Measurement(dataset=dataset, data=data, half=Half(half.value), encoder=encoder)
    with terminal.stages() as tell:
        evaluation = evaluate_retrieval(measurement, tell)
    terminal.write(RENDERERS[format.value](evaluation), output)

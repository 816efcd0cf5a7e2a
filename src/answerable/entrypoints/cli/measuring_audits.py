"""The command `evaluate audit`: what the audit finds in articles whose errors are known."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from answerable.entrypoints.cli import terminal
from answerable.entrypoints.cli.commands import OutputOption
from answerable.entrypoints.cli.measuring import FormatOption, Table


def audit(
    dataset: Annotated[
        Path, typer.Option("--dataset", metavar="DIR", help="A folder with articles.jsonl, errors.jsonl and the articles.")
    ],
    split: Annotated[
        str,
        typer.Option(
            "--split", metavar="NAME", help="Only the articles of this split, by its name in articles.jsonl.", show_default=False
        ),
    ] = "",
    format: FormatOption = Table.text,
    output: OutputOption = None,
) -> None:
    """Measure audits: of the errors planted in articles how many are found, and how many false alarms there are, by kind.

    The articles are audited against the starter library and the files of the folder that end in "-library.xml". Needs
    the extra 'evaluation'.
    """
    from answerable.app.evaluating.audits import AuditMeasurement, evaluate_audit
    from answerable.evaluation.rendering import RENDERERS

    with terminal.stages() as tell:
        evaluation = evaluate_audit(AuditMeasurement(dataset, split), tell)
    terminal.write(RENDERERS[format.value](evaluation), output)

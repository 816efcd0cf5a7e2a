"""The command that audits: `audit`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from answerable.entrypoints.cli import terminal
from answerable.entrypoints.cli.commands import LibraryOption, OutputOption, opened

if TYPE_CHECKING:
    from answerable.audit.report import AuditReport

FOUND = 4


class ReportFormat(StrEnum):
    """How a report is written."""

    text = "text"
    markdown = "markdown"
    html = "html"
    json = "json"


def register(app: typer.Typer) -> None:
    """Adds the command to the command line."""
    app.command(short_help="Check an article that somebody else wrote.")(audit)


def audit(
    file: Annotated[
        Path,
        typer.Argument(
            help="The article: plain text, Markdown, HTML, DOCX, PDF or JATS; '-' reads it from standard input.", metavar="FILE"
        ),
    ],
    format: Annotated[ReportFormat, typer.Option("--format", "-f", help="How the report is written.")] = ReportFormat.text,
    output: OutputOption = None,
    library: LibraryOption = None,
) -> None:
    """Check an article that somebody else wrote: claim by claim, whether its citations hold.

    What it cites is looked up in your library, so ingest those publications first: a source that the library does not hold
    cannot be checked. Exit status 4 says that something was found, 0 that nothing was.
    """
    with opened(library) as app, terminal.stages() as tell:
        tell("reading and checking")
        report = app.audit(terminal.content(file), "" if str(file) == "-" else file.name)
    terminal.write(_rendered(report, format, to_terminal=output is None), output)
    if not report.clean:
        raise typer.Exit(FOUND)


def _rendered(report: AuditReport, format: ReportFormat, *, to_terminal: bool) -> str:
    from answerable.audit.rendering import renderer

    if format is not ReportFormat.text:
        return renderer(format.value)(report)
    from answerable.audit.rendering.text import render

    return render(report, terminal.width(), terminal.ink(to_terminal))

"""The commands that keep a library: `ingest`, `show`, `library`, `rebuild`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from answerable.entrypoints.cli import terminal
from answerable.entrypoints.cli.commands import LibraryOption, opened
from answerable.text import how_many

REJECTED = 2


def register(app: typer.Typer) -> None:
    """Adds the commands to the command line."""
    app.command(short_help="Take bibliographies and articles in.")(ingest)
    app.command(short_help="Show a record by its PMID, DOI or PMCID.")(show)
    app.command("library", short_help="Show what the library holds.")(holdings)
    app.command(short_help="Make the search index anew.")(rebuild)


def ingest(
    paths: Annotated[
        list[str], typer.Argument(help="Files and folders, plain or compressed; '-' reads standard input.", metavar="PATH...")
    ],
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show every rejected record, not only the first ten.")] = False,
    library: LibraryOption = None,
) -> None:
    """Take bibliographies and articles into the library.

    Reads PubMed XML, MEDLINE/NBIB, RIS, CSL-JSON, JATS, EndNote XML, trial articles, our own JSON Lines and tables of
    retractions, told apart by content. May be stopped and repeated at any time. Exit status 0 where anything was taken in,
    2 where nothing was.
    """
    from answerable.entrypoints.cli.presenting.taken import taken
    from answerable.entrypoints.cli.progress import ingesting
    from answerable.errors import UnreadableInput

    with opened(library) as app:
        with ingesting(paths) as on_progress:
            summary = app.ingest(paths, on_progress)
        terminal.say(taken(summary, terminal.width(), terminal.ink(), every=verbose))
        for line in app.look_at_evidence() if summary.notices or summary.records else ():
            terminal.line(line)
    if summary.interrupted:
        raise typer.Exit(terminal.INTERRUPTED)
    if not (summary.records or summary.deleted or summary.notices):
        if not summary.rejections:
            raise UnreadableInput("No record was found there.", "Name files that hold records, or a folder with such files.")
        raise typer.Exit(REJECTED)


def show(
    identifier: Annotated[str, typer.Argument(help="A PMID, DOI or PMCID.", metavar="PMID|DOI|PMCID")],
    library: LibraryOption = None,
) -> None:
    """Show a record: what it is worth and why, notices, abstract, links.

    Exit status 3 says that the library holds no such record.
    """
    from answerable.entrypoints.cli.presenting.record import shown

    with opened(library) as app:
        terminal.say(shown(app.show(identifier), terminal.width(), terminal.ink()))


def holdings(library: LibraryOption = None) -> None:
    """Show what the library holds: records by year, design, level and source, notices, size on disk, versions."""
    from answerable.entrypoints.cli.presenting.shelves import shelves

    with opened(library) as app:
        terminal.say(shelves(app.holdings(), terminal.width(), terminal.ink()))


def rebuild(library: LibraryOption = None) -> None:
    """Make the search index anew from the stored records, graded by the rules of this version."""
    from answerable.entrypoints.cli.progress import rebuilding

    with opened(library) as app:
        with rebuilding() as tell:
            made = app.rebuild(tell)
        counts = f"{how_many(made.records, 'record')}, {how_many(made.passages, 'passage')}"
        terminal.say(f"The index was made anew: {counts}, in {made.seconds:.1f} s.\n")
    sys.stdout.flush()

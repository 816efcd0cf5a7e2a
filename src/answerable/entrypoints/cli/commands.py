"""The command line as a whole: its commands, and the options that several of them have."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from answerable import __version__

if TYPE_CHECKING:
    from answerable.app import App

_HELP = """Medical answers that answer for every sentence.

Ask a clinical question and get a structured article in which every sentence cites the exact words that bear it out, and every
citation has been checked. Works offline, with no key and no model; a starter library is built in.

Exit status: 0 done; 2 not usable as given; 3 not enough evidence, or no such record; 4 a saved answer no
longer holds, or an audit found something;
5 the library cannot be used; 6 somebody may be in danger: numbers to call, no article; 130 stopped with Ctrl-C."""

LibraryOption = Annotated[
    Path | None,
    typer.Option(
        "--library",
        metavar="DIR",
        help="The library's folder. By default ANSWERABLE_HOME, or else the platform's data folder.",
        show_default=False,
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to this file instead of the terminal.", show_default=False),
]


def application() -> typer.Typer:
    """The command line with all its commands."""
    from answerable.entrypoints.cli import (
        administering,
        asking,
        auditing,
        commissioning,
        keeping,
        measuring,
        proving,
        publishing,
        serving,
        working,
    )

    app = typer.Typer(
        name="answerable",
        help=_HELP,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    app.callback()(_root)
    for module in (asking, auditing, keeping, serving, working, publishing, commissioning, administering, proving, measuring):
        module.register(app)
    return app


def _version(wanted: bool) -> None:
    if wanted:
        print(f"answerable {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Takes the options that stand before every command."""


@contextmanager
def opened(library: Path | None) -> Generator[App]:
    """The app on a library, closed at the end; what a person should know of how it was found is told on standard error."""
    from answerable.app import App
    from answerable.entrypoints.cli.terminal import warn

    with App.open(library) as app:
        try:
            yield app
        finally:
            sys.stdout.flush()
            for note in app.notes:
                warn(f"· {note}")

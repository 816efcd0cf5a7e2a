"""The command that serves: `serve`."""

from __future__ import annotations

import gc
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from answerable.entrypoints.cli import terminal
from answerable.entrypoints.cli.commands import LibraryOption


def register(app: typer.Typer) -> None:
    """Adds the command to the command line."""
    app.command(short_help="Open the reading room in a browser.")(serve)


def serve(
    host: Annotated[
        str | None,
        typer.Option(
            "--host", metavar="HOST", help="The interface to listen on; this machine only by default.", show_default=False
        ),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option("--port", min=0, max=65535, help="The port; 0 takes any that is free; 8000 by default.", show_default=False),
    ] = None,
    library: LibraryOption = None,
) -> None:
    """Serve the reading room: ask, read and follow up in a browser.

    Prints its address; stop it with Ctrl-C. Everything else is set by the environment or answerable.toml.
    """
    gc.disable()  # what a start loads stays: looking for garbage in it takes a tenth of the start
    try:
        _serve(host, port, library)
    finally:
        gc.enable()


def _serve(host: str | None, port: int | None, library: Path | None) -> None:
    from answerable.app import App
    from answerable.entrypoints.web import serving
    from answerable.settings import Settings, unknown_variables

    settings = Settings.read(library=library)
    settings = replace(settings, host=host or settings.host, port=settings.port if port is None else port)
    for variable in unknown_variables(os.environ):
        terminal.warn(f"· {variable} is set and is the name of no setting: it changes nothing. Is it misspelt?")
    if serving.exposed(settings):
        terminal.warn(
            f"⚠ Anybody who can reach {settings.host} can ask and read here: readers need no account. "
            "Set read_only for a public site, or listen on 127.0.0.1."
        )

    def tell(address: str) -> None:
        gc.freeze()
        gc.enable()
        terminal.say(f"Answerable is open at {address} (stop with Ctrl-C)\n")
        sys.stdout.flush()

    with App.open(settings.library) as app:
        serving.serve(app, settings, tell)
        for note in app.notes:
            terminal.warn(f"· {note}")

"""The command that works apart from what is served: `worker`."""

from __future__ import annotations

import signal
import sys
from threading import Event
from types import FrameType
from typing import Annotated

import typer

from answerable.entrypoints.cli import terminal
from answerable.entrypoints.cli.commands import LibraryOption
from answerable.text import how_many


def register(app: typer.Typer) -> None:
    """Adds the command to the command line."""
    app.command(short_help="Do the background work of serve, apart.")(worker)


def worker(
    once: Annotated[bool, typer.Option("--once", help="Do what there is to do now, and end.")] = False,
    library: LibraryOption = None,
) -> None:
    """Answer and draft what waits, send letters, and do what goes by the clock, until it is told to stop.

    Any number may run, beside 'serve' or in its place: set worker_apart for 'serve' to leave the work to them.
    """
    from answerable.app import App
    from answerable.entrypoints.web.logs import configure
    from answerable.settings import Settings

    settings = Settings.read(library=library)
    configure(settings)
    stopping = _until_told()
    with App.open(settings.library) as app:
        background, close = app.background(settings)
        try:
            background.start()
            terminal.line(f"At work on {app.opened.folder}{'' if once else ' (stop with Ctrl-C)'}")
            sys.stdout.flush()
            if once:
                background.finish(stopping, lambda left: terminal.line(f"· {how_many(left, 'job is', 'jobs are')} left"))
            else:
                stopping.wait()
        finally:
            background.stop(float(settings.stop_seconds))
            close()
    terminal.line("Stopped; what is not done is taken up at the next start." if stopping.is_set() else "All is done.")


def _until_told() -> Event:
    """What is set at the first signal to stop; the second ends the process at once."""
    stopping = Event()

    def told(number: int, frame: FrameType | None) -> None:
        stopping.set()
        signal.signal(number, signal.SIG_DFL)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, told)
    return stopping

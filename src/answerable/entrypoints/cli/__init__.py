"""The command line: parses, calls the app, presents; what goes wrong is told in a sentence with what to do next."""

from __future__ import annotations

import sys


def main(arguments: list[str] | None = None) -> None:
    """Runs the command line and ends the process with its exit status; `arguments` are by default the process's own."""
    from answerable.entrypoints.cli.terminal import guarded, prepare

    prepare()
    sys.exit(guarded(_run, arguments))


def _run(arguments: list[str] | None) -> int:
    """The exit status of a command; usage errors and help end the process themselves."""
    from answerable.entrypoints.cli.commands import application

    application()(arguments, prog_name="answerable")
    return 0

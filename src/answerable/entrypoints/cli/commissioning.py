"""The command for editors with long lists: `commission`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from answerable.entrypoints.cli import terminal
from answerable.entrypoints.cli.commands import LibraryOption
from answerable.text import how_many


def register(app: typer.Typer) -> None:
    """Adds the command to the command line."""
    app.command(short_help="Have articles drafted from a list.")(commission)


def commission(
    file: Annotated[Path, typer.Argument(help="Questions, one a line or as CSV; '-' reads standard input.", metavar="FILE")],
    editor: Annotated[str, typer.Option("--editor", metavar="WHO", help="Who handles the drafts: an e-mail address or id.")],
    library: LibraryOption = None,
) -> None:
    """Queue a list of questions, of which serve or worker makes drafts in the background; sent again, it is the same list.

    What cannot be asked is named with its line; the rest is taken.
    """
    from answerable.app import App, wiring
    from answerable.app.desk import EditorialDesk
    from answerable.app.desk.question_lists import decoded
    from answerable.errors import NoSuchAccount
    from answerable.settings import Settings

    text = decoded(terminal.content(file))
    with App.open(library) as app:
        folder = app.opened.folder
        if not wiring.has_desk(folder):
            raise NoSuchAccount("There is no editor yet.", "Make an administrator first: 'answerable admin create'.")
        desk = EditorialDesk(folder, Settings.read(library=folder))
        try:
            made = desk.commission_for(text, editor)
        finally:
            desk.close()
    for one in made.refused:
        terminal.warn(f"· line {one.line}: {one.why} “{one.question}”")
    terminal.line(
        f"{how_many(made.all, 'question')} taken, {len(made.refused):,} not. How far they are: /desk/commission/{made.id}"
    )

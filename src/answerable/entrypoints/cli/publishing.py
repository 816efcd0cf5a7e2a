"""The commands of whoever runs a site: `articles list`, `publish`, `unpublish`, `reports`."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from answerable.entrypoints.cli import terminal
from answerable.entrypoints.cli.commands import LibraryOption

if TYPE_CHECKING:
    from answerable.app.reading_room import ReadingRoom
    from answerable.publication.article import ArticleSummary

AddressArgument = Annotated[
    str, typer.Argument(help="The article's address: its link, or the last part of it.", metavar="ADDRESS")
]


def register(app: typer.Typer) -> None:
    """Adds the commands to the command line."""
    articles = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    articles.command("list", short_help="Show what was submitted or is public.")(listed)
    articles.command(short_help="Open an article to everybody.")(publish)
    articles.command(short_help="Take an article back from the public.")(unpublish)
    articles.command(short_help="Show what readers say is wrong.")(reports)
    app.add_typer(articles, name="articles", short_help="Publish articles of the reading room.", help=_HELP)


_HELP = """Publish what was asked in the reading room, and see what readers report.

What nobody has submitted is its asker's alone and is not listed."""


def listed(library: LibraryOption = None) -> None:
    """Show the articles that were sent to the editors or are public, the newest first."""
    with _room(library) as room:
        articles = room.submitted()
    terminal.line("\n".join(_line(one) for one in articles) or "No article has been submitted or published.")


def publish(address: AddressArgument, library: LibraryOption = None) -> None:
    """Open an article to everybody, under the caution that no person has reviewed it.

    It is found in the lists and by search, and does not expire.
    """
    with _room(library) as room:
        article = room.publish(bare(address))
    terminal.line(f"“{article.latest.answer.title}” is public.")


def unpublish(address: AddressArgument, library: LibraryOption = None) -> None:
    """Take an article back: from now on only who has its address reads it."""
    with _room(library) as room:
        article = room.unpublish(bare(address))
    terminal.line(f"“{article.latest.answer.title}” is not public any more.")


def reports(library: LibraryOption = None) -> None:
    """Show what readers say is wrong with articles, and the follow-up answers that they propose as a change."""
    with _room(library) as room:
        said = [f"{one.made[:10]}  {one.article}  {one.claim or 'the whole'}\n  {one.words}" for one in room.reports()]
        said += [f"{turn.made[:10]}  {article}  proposed\n  {turn.asked.question}" for article, _, turn in room.proposals()]
    terminal.line("\n".join(said) or "Nothing has been reported.")


def _line(one: ArticleSummary) -> str:
    return f"{one.made[:10]}  {one.address}  {one.state.value:<11}  {one.step.value if one.step else '':<12}  {one.title}"


def bare(address: str) -> str:
    """The address without the link that it stands in."""
    return address.strip().partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2]


@contextmanager
def _room(library: LibraryOption) -> Generator[ReadingRoom]:
    """The reading room of a library, without its workers."""
    from answerable.app import App

    with App.open(library) as app:
        room = app.reading_room(make=False)
        try:
            yield room
        finally:
            room.close()

"""The commands for the people of the editorial desk: `admin create`, `people …`."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from answerable.entrypoints.cli import terminal
from answerable.entrypoints.cli.commands import LibraryOption
from answerable.people.model import Role

if TYPE_CHECKING:
    from answerable.app.people import People
    from answerable.app.people.inviting import Invited
    from answerable.people.model import Account

DOOR = "command line"
_LONGEST = 65_536  # bytes of a password file that are read
EmailArgument = Annotated[str, typer.Argument(help="The e-mail address of the account, or its id.", metavar="EMAIL")]
NameOption = Annotated[str, typer.Option("--name", help="The name, as it stands under what is signed.", metavar="NAME")]
RoleOption = Annotated[
    list[Role] | None,
    typer.Option("--role", help="A role; give the option once for each.", metavar="ROLE", show_default=False),
]
PasswordOption = Annotated[
    str | None,
    typer.Option(
        "--password-file", help="Read the password from this file; “-” is standard input.", metavar="FILE", show_default=False
    ),
]


def register(app: typer.Typer) -> None:
    """Adds the commands to the command line."""
    admin = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    admin.callback()(_together)
    admin.command(short_help="Make an administrator.")(create)
    app.add_typer(admin, name="admin", short_help="Make the first administrator.", help=_ADMIN)
    people = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    people.command("list", short_help="Show every account and who is invited.")(listed)
    people.command(short_help="Invite somebody to the editorial desk.")(invite)
    people.command(short_help="Give an account other roles.")(roles)
    people.command(short_help="Let somebody in no more, at once.")(deactivate)
    people.command(short_help="Let somebody in again.")(activate)
    people.command("end-sessions", short_help="End every session of somebody.")(end_sessions)
    people.command(short_help="Give a way back in.")(reset)
    people.command(short_help="Erase who somebody is.")(erase)
    app.add_typer(people, name="people", short_help="The people of the editorial desk.", help=_PEOPLE)


_ADMIN = """Make the first administrator of the editorial desk.

Whoever may write to the library's folder may do so; it stands in the ledger."""
_PEOPLE = """Invite people to the editorial desk, change their roles, let them in no more.

Each change counts at once, in a server that runs too, and stands in the ledger."""


def _together() -> None:
    """Keeps the one command a command of its own."""


def create(
    name: NameOption,
    email: Annotated[str, typer.Option("--email", help="The e-mail address to sign in with.", metavar="EMAIL")],
    password_file: PasswordOption = None,
    library: LibraryOption = None,
) -> None:
    """Make an administrator, who invites the others.

    The password is asked for and not shown. The second factor is set up at the first sign-in.
    """
    with _people(library) as people:
        password = _password(password_file)
        made = people.accounts.create_admin(name=name, email=email, password=password, door=DOOR)
        folder = people.library
    terminal.line(f"{made.name} is an administrator of the library in {folder}.")
    terminal.line("Next: 'answerable serve', open /desk at the address that it prints, sign in, and set up a second factor.")


def listed(library: LibraryOption = None) -> None:
    """Show every account with its roles, and who is invited."""
    with _people(library) as people:
        lines = [_line(one) for one in people.accounts.all()]
        lines += [f"{one.name}  {one.email}  invited until {one.until[:10]}" for one in people.invitations.all()]
    terminal.line("\n".join(lines) or "There are no accounts yet. Make the first with 'answerable admin create'.")


def invite(
    email: Annotated[str, typer.Argument(help="Whom to invite.", metavar="EMAIL")],
    name: NameOption,
    role: RoleOption = None,
    employer: Annotated[
        str, typer.Option("--employer", help="Their employer; conflicts of interest are found by it.", metavar="NAME")
    ] = "",
    library: LibraryOption = None,
) -> None:
    """Invite somebody. Where mail and public_address are set, a letter brings the link; else it is printed, this once."""
    with _people(library) as people:
        site = people.settings.public_address
        made = people.invitations.invite(
            name=name, email=email, roles=role or [], by=None, door=DOOR, employer=employer, site=site
        )
    _told(made, site)


def roles(email: EmailArgument, role: RoleOption = None, library: LibraryOption = None) -> None:
    """Give an account these roles and no others; without any --role it has none."""
    with _people(library) as people:
        saved = people.accounts.change_roles(people.accounts.find(email).id, role or [], by=None, door=DOOR)
    terminal.line(_line(saved))


def deactivate(email: EmailArgument, library: LibraryOption = None) -> None:
    """Let somebody in no more: their sessions end at once, and what they signed stays."""
    with _people(library) as people:
        saved = people.accounts.set_active(people.accounts.find(email).id, False, by=None, door=DOOR)
    terminal.line(_line(saved))


def activate(email: EmailArgument, library: LibraryOption = None) -> None:
    """Let somebody in again, with the roles that they had."""
    with _people(library) as people:
        saved = people.accounts.set_active(people.accounts.find(email).id, True, by=None, door=DOOR)
    terminal.line(_line(saved))


def end_sessions(email: EmailArgument, library: LibraryOption = None) -> None:
    """End every session of somebody; they can sign in again."""
    with _people(library) as people:
        ended = people.accounts.end_sessions(people.accounts.find(email).id, by=None, door=DOOR)
    terminal.line(f"{ended} ended." if ended else "There was none.")


def reset(email: EmailArgument, library: LibraryOption = None) -> None:
    """Give a link by which somebody who lost password or second factor sets both anew."""
    with _people(library) as people:
        site = people.settings.public_address
        made = people.invitations.let_back_in(people.accounts.find(email).id, by=None, door=DOOR, site=site)
    _told(made, site)


def erase(
    email: EmailArgument,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    library: LibraryOption = None,
) -> None:
    """Erase name, address, credential and disclosures of somebody; what they signed and the ledger stay.

    This cannot be undone.
    """
    with _people(library) as people:
        held = people.accounts.find(email)
        if not yes:
            typer.confirm(f"Erase who {held.name or 'this'} is? This cannot be undone.", abort=True)
        people.accounts.erase(held.id, by=None, door=DOOR)
    terminal.line(f"Erased. In the ledger it is account {held.id}.")


def _line(one: Account) -> str:
    held = ", ".join(role.value for role in one.roles) or "no role"
    return f"{one.name or '(erased)'}  {one.email}  {held}{'' if one.active else '  deactivated'}"


def _told(made: Invited, site: str) -> None:
    if made.mailed:
        terminal.line(f"A letter with the link goes to {made.invitation.email}, once 'answerable serve' runs.")
        return
    terminal.line(f"This link is good once, until {made.invitation.until[:10]}. It is shown this once:\n{site}{made.path}")


def _password(file: str | None) -> str:
    """The password, from a file, a pipe or a person who types it twice; never from an argument, which others can see."""
    from answerable.errors import UsageProblem

    if file is None and sys.stdin.isatty():
        return typer.prompt("Password (at least 12 characters)", hide_input=True, confirmation_prompt="Once more")
    try:
        data = sys.stdin.buffer.read(_LONGEST) if file in {None, "-"} else Path(file or "").read_bytes()[:_LONGEST]
        return data.decode("utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageProblem(
            f"The password cannot be read: {getattr(error, 'strerror', None) or 'it is not UTF-8'}.", "Check the file."
        ) from None


@contextmanager
def _people(library: LibraryOption) -> Generator[People]:
    """The people of a library's desk."""
    from answerable.app import App

    with App.open(library) as app:
        people = app.people()
        try:
            yield people
        finally:
            people.desk.close()

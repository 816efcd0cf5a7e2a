"""The commands that prove and keep: `ledger verify|seal|prove|check-proof`, `bundle`, `backup`, `restore`."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from answerable.entrypoints.cli import terminal
from answerable.entrypoints.cli.commands import LibraryOption, OutputOption
from answerable.text import how_many

if TYPE_CHECKING:
    from answerable.app.ledger import LedgerRoom

DOES_NOT_HOLD = 4
KeyOption = Annotated[
    str,
    typer.Option("--key", metavar="HEX", help="The sealing key that you trust, as its owner published it.", show_default=False),
]


def register(app: typer.Typer) -> None:
    """Adds the commands to the command line."""
    ledger = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    ledger.command("verify", short_help="Check the ledger and what it names.")(verify)
    ledger.command("seal", short_help="Sign all entries so far.")(seal)
    ledger.command("prove", short_help="Write the proof of one entry.")(prove)
    ledger.command("check-proof", short_help="Check a proof; needs no library.")(check_proof)
    app.add_typer(ledger, name="ledger", short_help="Check and seal the record of every act.", help=_HELP)
    app.command("bundle", short_help="Write one file that proves a review.")(bundle)
    app.command("backup", short_help="Copy a library while it is in use.")(backup)
    app.command("restore", short_help="Put a backup into an empty folder.")(restore)


_HELP = """Check, seal and prove the ledger: every act on articles, reviews and people, each hashed over the one before."""


def verify(
    root: Annotated[
        Path | None,
        typer.Option("--root", metavar="FILE", help="Seals that were published elsewhere; '-' reads them.", show_default=False),
    ] = None,
    library: LibraryOption = None,
) -> None:
    """Check every entry and seal, and that revisions, recommendations, decisions, states and approved pages are what they name.

    Exit status 4 says that something was changed, put in, taken out or cut off; each is named.
    """
    from answerable.app.ledger.proving import seals_in

    promised = seals_in(terminal.content(root)) if root else ()
    with _ledger(library) as room:
        found = room.verify(promised)
    for fault in found.faults:
        terminal.line(f"✗ {fault}")
    if found.holds:
        terminal.line(
            f"✓ {how_many(found.checked.entries, 'entry', 'entries')}, {how_many(found.seals, 'seal')}: all of it holds."
        )
    if found.unsealed:
        terminal.line(
            f"· {how_many(found.unsealed, 'entry is', 'entries are')} not sealed yet: cut off, they would not be missed."
        )
    for key in found.keys:
        terminal.line(f"· sealed by the key {key}")
    if not found.holds:
        raise typer.Exit(DOES_NOT_HOLD)


def seal(output: OutputOption = None, library: LibraryOption = None) -> None:
    """Sign the number and the root of all entries so far, and print every seal, to be published elsewhere.

    The key is made at the first need in `ledger.key` in the library's folder. What does not hold is not sealed: exit status 4.
    """
    from answerable.app.ledger.proving import seals_file

    with _ledger(library) as room:
        room.seal()
        terminal.write(seals_file(room.seals()).decode(), output)


def prove(
    number: Annotated[int, typer.Argument(help="The entry's number, from 1.", metavar="NUMBER", min=1)],
    output: OutputOption = None,
    library: LibraryOption = None,
) -> None:
    """Write the proof that an entry is in the ledger: the entry, its way up the Merkle tree, and the signed root."""
    import msgspec

    with _ledger(library) as room:
        proof = room.prove(number)
    terminal.write(msgspec.json.format(msgspec.json.encode(proof), indent=2).decode() + "\n", output)


def check_proof(
    file: Annotated[Path, typer.Argument(help="A proof; '-' reads it from standard input.", metavar="FILE")],
    key: KeyOption = "",
) -> None:
    """Check the proof of an entry with nothing but the file. Exit status 4 says that it does not hold."""
    from answerable.app.ledger.proving import proof_in, wrong_with

    proof = proof_in(terminal.content(file))
    wrong = wrong_with(proof, key)
    act = proof.entry.act
    if wrong:
        terminal.line(f"✗ {wrong}")
        raise typer.Exit(DOES_NOT_HOLD)
    terminal.line(f"✓ Entry {proof.entry.number}: “{act.what}” on {act.about} by {act.actor}, {act.when}")
    terminal.line(f"· in the ledger of {how_many(proof.seal.size, 'entry', 'entries')} sealed on {proof.seal.when}")
    terminal.line(f"· by the key {proof.seal.key}{'' if key else ' (compare it with what its owner published)'}")


def bundle(
    address: Annotated[str, typer.Argument(help="The article's address: its link, or the last part of it.", metavar="ARTICLE")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Write to this file.")],
    library: LibraryOption = None,
) -> None:
    """Write one file with an article, its quotes and their sources' texts, its findings, decisions and ledger proofs.

    'answerable verify FILE' checks it on a machine that has nothing else.
    """
    from answerable.entrypoints.cli.publishing import bare

    with _ledger(library) as room:
        content = room.bundle(bare(address))
    terminal.save(content, output)
    terminal.line(f"Written: {output}. Check it anywhere with 'answerable verify {output.name}'.")


def backup(
    file: Annotated[Path, typer.Argument(help="The file to write.", metavar="FILE")],
    with_keys: Annotated[
        bool, typer.Option("--with-keys", help="Also the keys: keep such a backup as safe as they are.")
    ] = False,
    library: LibraryOption = None,
) -> None:
    """Copy a library's databases into one file, whole while others write."""
    from answerable.app.keeping import back_up

    folder, database = _places(library)
    names = back_up(folder, file, keys=with_keys, database=database)
    terminal.line(f"Backed up into {file}: {', '.join(names)}.")
    if not with_keys:
        terminal.line("· without the keys: keep ledger.key and factors.key apart, where only you can read them")


def restore(
    file: Annotated[Path, typer.Argument(help="A file that 'answerable backup' has made.", metavar="FILE")],
    library: LibraryOption = None,
) -> None:
    """Put a backup into a folder in which there is no library. Every file is checked before the first is put in its place."""
    from answerable.app.keeping import put_back

    folder, database = _places(library)
    names = put_back(file, folder, database=database)
    terminal.line(f"Restored into {folder}: {', '.join(names)}. The search index is made anew when it is first needed.")
    terminal.line("· check it: 'answerable ledger verify'")


def _places(library: Path | None) -> tuple[Path, str]:
    """The library's folder, and the address of the database that its desk is in, where one is set."""
    from answerable.app import App
    from answerable.settings import Settings

    with App.open(library) as app:
        folder = app.opened.folder
    return folder, Settings.read(library=folder).database


@contextmanager
def _ledger(library: Path | None) -> Generator[LedgerRoom]:
    """The ledger of a library; a folder in which nothing was done yet is left as it is."""
    from answerable.app import wiring
    from answerable.app.ledger import LedgerRoom

    folder, database = _places(library)
    desk = wiring.desk_in(folder, database) if wiring.has_desk(folder, database) else wiring.desk_in_memory()
    try:
        yield LedgerRoom(folder, desk)
    finally:
        desk.close()

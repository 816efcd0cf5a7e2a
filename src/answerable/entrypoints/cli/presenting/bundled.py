"""What a check of a bundle found, for the terminal."""

from __future__ import annotations

from answerable.app.ledger.bundling import check_bundle
from answerable.entrypoints.cli import terminal
from answerable.text import how_many


def bundled(content: bytes, key: str) -> bool:
    """Checks a bundle and tells what was found; returns whether all of it holds."""
    found = check_bundle(content, key)
    terminal.line(f"“{found.title}” ({found.address}), {found.state}")
    terminal.line(f"· approved by {found.approved_by}" if found.approved_by else "· not approved by a person")
    for fault in found.faults:
        terminal.line(f"✗ {fault}")
    if found.holds:
        terminal.line(
            f"✓ {how_many(found.claims, 'claim')}, {how_many(found.quotes, 'quote')}, {how_many(found.rows, 'row')} of "
            f"the review, {how_many(found.proofs, 'entry', 'entries')} of the ledger: all of it holds."
        )
    if found.key:
        terminal.line(
            f"· sealed on {found.sealed} by the key {found.key}{'' if key else ' (compare it with what its owner published)'}"
        )
    return found.holds

"""What the command line says before it answers: warning signs in what was typed, and what was left out of it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from answerable.entrypoints.cli import terminal
from answerable.errors import CrisisHelp

if TYPE_CHECKING:
    from answerable.intake.model import WarningBlock


def heeded(typed: str, region: str) -> str:
    """The question as it is asked: without what may name a person. Warning signs go to standard error before everything else.

    Raises `CrisisHelp` where somebody seems to be in danger of harming themselves: no article is made then.
    """
    from answerable.intake.identifiers import redact
    from answerable.intake.warning_signs import warnings_in

    warnings = warnings_in(typed, region)
    _show(warnings)
    if any(block.crisis for block in warnings):
        raise CrisisHelp(
            "What you wrote says that somebody may be in danger now, so that no article was made of it.",
            "Call one of the numbers above, or your local emergency number; nothing of what you wrote was kept.",
            warnings=warnings,
        )
    redacted = redact(typed)
    if redacted.found:
        kinds = ", ".join(dict.fromkeys(one.kind for one in redacted.found))
        terminal.warn(f"· Left out of the question, for it may say who somebody is: {kinds}. It is asked as: {redacted.text}")
    return redacted.text


def _show(warnings: Sequence[WarningBlock]) -> None:
    from answerable.publication.rendering.warnings import as_text

    for line in as_text(warnings, terminal.width()):
        sys.stderr.write(terminal.printable(f"{line}\n"))
    sys.stderr.flush()

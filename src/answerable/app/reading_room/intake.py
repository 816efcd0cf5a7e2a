"""Before anything is kept: personal identifiers stop a question, a crisis stops it with help, warning signs go with it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from answerable.app.reading_room.model import Prepared
from answerable.errors import CrisisHelp, IdentifiersFound
from answerable.intake.model import Redacted, WarningBlock


def look_at(words: str, region: str) -> Prepared:
    """What is found in the words of a question; nothing is kept."""
    redact: Callable[[str], Redacted] = _of("identifiers", "redact", lambda text: Redacted(text, ()))
    warnings_in: Callable[[str, str], tuple[WarningBlock, ...]] = _of("warning_signs", "warnings_in", lambda text, region: ())
    redacted = redact(words)
    return Prepared(redacted.text if redacted.found else words, redacted, warnings_in(words, region))


def _of(module: str, name: str, without: Any) -> Any:
    """A part of the intake, which is being built beside this: as soon as it is there it is what is called."""
    try:
        return getattr(import_module(f"answerable.intake.{module}"), name)
    except ModuleNotFoundError:
        return without


def let_in(words: str, region: str) -> Prepared:
    """What may be kept and asked; raises `CrisisHelp` and `IdentifiersFound`, neither of which repeats a word of it."""
    prepared = look_at(words, region)
    if prepared.crisis:
        raise CrisisHelp(
            "What you wrote says that somebody may be in danger now.",
            "Call one of the numbers shown, or your local emergency number; nothing of what you wrote was kept.",
            warnings=prepared.warnings,
        )
    if prepared.redacted.found:
        kinds = ", ".join(dict.fromkeys(one.kind for one in prepared.redacted.found))
        raise IdentifiersFound(
            f"The question holds what may say who somebody is ({kinds}); nothing of it was kept.",
            "Go on with the text that is shown without it, or put it in other words.",
            redacted=prepared.redacted,
        )
    return prepared

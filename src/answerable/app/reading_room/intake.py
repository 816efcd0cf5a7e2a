"""Before anything is kept: a crisis stops a question with help, personal identifiers stop it, warning signs go with it."""

from __future__ import annotations

from answerable.app.reading_room.model import Prepared
from answerable.errors import CrisisHelp, IdentifiersFound
from answerable.intake.identifiers import redact
from answerable.intake.warning_signs import warnings_in


def look_at(words: str, region: str) -> Prepared:
    """What is found in the words of a question; nothing is kept."""
    redacted = redact(words)
    return Prepared(redacted.text if redacted.found else words, redacted, warnings_in(words, region))


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
            f"The text holds what may say who somebody is ({kinds}); nothing of it was kept.",
            "Go on with the text that is shown without it, or put it in other words.",
            redacted=prepared.redacted,
        )
    return prepared

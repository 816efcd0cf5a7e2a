"""Before anything is kept: a crisis stops a question with help, personal identifiers stop it, warning signs go with it."""

from __future__ import annotations

from answerable.app.reading_room.model import Prepared
from answerable.errors import CrisisHelp, IdentifiersFound, UnusableQuestion
from answerable.intake.identifiers import redact
from answerable.intake.warning_signs import warnings_in
from answerable.question.understanding import LONGEST


def look_at(words: str, region: str) -> Prepared:
    """What is found in the words of a question; nothing is kept.

    Raises `UnusableQuestion` where there are more words than anything takes, for looking at them costs time; unless they are of
    somebody in a crisis, who is never told to be brief.
    """
    warnings = warnings_in(words, region)
    if len(words) > LONGEST and not any(warning.crisis for warning in warnings):
        raise UnusableQuestion(f"The text has {len(words):,} characters; at most {LONGEST:,} are read.", "Make it shorter.")
    words = words[:LONGEST]
    redacted = redact(words)
    return Prepared(redacted.text if redacted.found else words, redacted, warnings)


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

"""E-mail addresses: what is one, and which are the same."""

from __future__ import annotations

import re
import unicodedata

from answerable.errors import UsageProblem

LONGEST = 254
_ADDRESS = re.compile(r"[^\s@<>,;:\"\\()\[\]]+@[^\s@<>,;:\"\\()\[\]]+\.[^\s@<>,;:\"\\()\[\].]{2,}")


def email(text: str) -> str:
    """The address as it is written to; raises `UsageProblem` where it can be none."""
    words = text.strip()
    if len(words) > LONGEST or not words.isprintable() or not _ADDRESS.fullmatch(words):
        raise UsageProblem("This is no e-mail address.", "Write it as name@example.org.")
    return words


def key(text: str) -> str:
    """What two ways of writing the same address have in common."""
    return unicodedata.normalize("NFKC", text).strip().casefold()

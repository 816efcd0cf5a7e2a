"""ORCID identifiers: read, checked by their last character (ISO 7064, MOD 11-2), and written as they should be shown."""

from __future__ import annotations

import re

from answerable.errors import UsageProblem

_ORCID = re.compile(r"(?:https?://(?:www\.)?orcid\.org/)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dX])/?", re.IGNORECASE | re.ASCII)


def check_character(digits: str) -> str:
    """The last character that fifteen digits call for."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return "X" if rest == 10 else str(rest)


def orcid(text: str) -> str:
    """The identifier in groups of four, or "" for nothing; raises `UsageProblem` where it cannot be one."""
    words = text.strip()
    if not words:
        return ""
    found = _ORCID.fullmatch(words)
    plain = "".join(found.groups()).upper() if found else ""
    if not plain or check_character(plain[:15]) != plain[15]:
        raise UsageProblem(
            "This is no ORCID iD: it has sixteen digits, and the last one does not fit these.", "Copy it from orcid.org."
        )
    return "-".join(plain[at : at + 4] for at in range(0, 16, 4))

"""What a text itself says of its abbreviations: "pulmonary embolism (PE)", which no guess may overrule."""

from __future__ import annotations

import re

_BRACKETED = re.compile(r"[(\[]([A-Za-z][\w-]{1,9}?)s?[)\],;]")
_CLAUSE = re.compile(r"[^()\[\].;:!?]*$")
_BEFORE = 120  # characters before a bracket in which what it shortens has to stand
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset("of the and for in to with a an on or by".split())


class Explanations:
    """The abbreviations that a text explains, each with the words before its bracket; read when first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[str, str] | None = None

    def meaning(self, short: str) -> str | None:
        """The words that the text gives for this abbreviation, or None where it gives none."""
        if self._found is None:
            self._found = {}
            for match in _BRACKETED.finditer(self._text):
                clause = _CLAUSE.search(self._text[max(0, match.start() - _BEFORE) : match.start()])
                if clause and _initials_fit(clause[0], match[1]):
                    self._found.setdefault(match[1], clause[0])
        return self._found.get(short)


def _initials_fit(words: str, short: str) -> bool:
    """Whether the letters of an abbreviation are found in the words before it, its first as the beginning of one."""
    letters = [letter for letter in short.lower() if letter.isalpha()]
    if len(letters) < 2 or not any(letter.isupper() for letter in short):
        return False
    written = _WORD.findall(words.lower())
    for begin in range(max(0, len(written) - len(letters) - 3), len(written)):
        if written[begin][0] == letters[0] and written[begin] not in _SMALL:
            rest = iter("".join(written[begin:])[1:])
            if all(letter in rest for letter in letters[1:]):
                return True
    return False

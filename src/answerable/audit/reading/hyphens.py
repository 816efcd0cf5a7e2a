"""Words broken at the ends of lines, mended: joined, or with the hyphen that belongs to them."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# Before these a hyphen mostly belongs to the word.
_KEPT = frozenset(
    "self well long short low high non double single half full first second third evidence patient post pre multi cross case dose"
    " age follow meta anti co cost health life risk time two three four five six ten once twice weight open placebo"
    " quasi semi".split()
)


# A DOI or address that ends where its line does.
CUT_ADDRESS = re.compile(
    r"(?:https?://|doi\.org/|\b10\.\d{4,9}/)[^\s<>]*[/_=-]$|\bdoi\.org/$|\b10\.\d{4,9}/[^\s<>]*\.$", re.IGNORECASE
)
_ADDRESS_GOES_ON = re.compile(r"(?!(?:pmid|pmcid|doi|available|accessed|epub|https?)\b)[a-z0-9(]", re.IGNORECASE)
_LONGEST = 120  # characters beside a break that are looked at


class Mender:
    """Mends by the words that the article itself uses unbroken."""

    def __init__(self, text: str) -> None:
        self._words = {found.casefold() for found in _WORD.findall(text)}

    def whole(self, lines: Iterable[str]) -> str:
        """Any number of lines as one text."""
        done: list[str] = []
        last = ""
        for line in lines:
            both = self.joined(last[-_LONGEST:], line) if last else line
            done.append(last[:-_LONGEST])
            last = both
        return "".join([*done, last])

    def joined(self, before: str, after: str) -> str:
        """Two lines as one text; where the first ends in a hyphen, the word at the break is whole again."""
        end, begin = before[-_LONGEST:], after[:_LONGEST]
        if CUT_ADDRESS.search(end) and _ADDRESS_GOES_ON.match(begin) and (end[-1] != "." or not begin[:1].isupper()):
            return before + after
        head = re.search(r"([^\W\d_]+)[-\u2010\u00ad]$", end)
        tail = re.match(r"[^\W\d_]+", begin)
        if not (head and tail):
            return before + after if re.search(r"\S[-–—/]$", end) else f"{before} {after}"
        if re.match(r"(?:and|or|to)\b", after):
            return f"{before} {after}"
        whole, compound = (head[1] + tail[0]).casefold(), f"{head[1]}-{tail[0]}".casefold()
        if before.endswith("\u00ad"):
            keep = False
        elif whole in self._words or compound in self._words:
            keep = whole not in self._words
        else:
            keep = head[1].casefold() in _KEPT or not tail[0].islower() or head[1].isupper()
        return before[:-1] + ("-" if keep else "") + after

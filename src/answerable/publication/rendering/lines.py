"""Lines for a terminal or a file: cleaned of what could move a cursor or hide words, wrapped, and inked."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from answerable.text import clean

_TIE = "\u00a0"  # the space that does not break


def _as_it_is(text: str) -> str:
    return text


@dataclass(frozen=True)
class Ink:
    """How a terminal sets words off; without one nothing is set off, and no control character is ever written."""

    strong: Callable[[str], str] = _as_it_is  # titles and headings
    faint: Callable[[str], str] = _as_it_is  # what stands beside a claim
    alert: Callable[[str], str] = _as_it_is  # cautions, notices, retractions
    mark: Callable[[str], str] = _as_it_is  # the words that matched


PLAIN = Ink()


def tidy(text: str) -> str:
    """The text on one line, without hidden characters; a space that does not break stays one."""
    return _TIE.join(clean(part) for part in text.split(_TIE))


def wrapped(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """The text tidied and wrapped at `width` characters, `first` before its first line and `rest` before the others."""
    return textwrap.wrap(
        tidy(text),
        width,
        initial_indent=first,
        subsequent_indent=" " * len(first) if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def inked(lines: Iterable[str], ink: Callable[[str], str]) -> list[str]:
    """Each line with its words set off, and not the indent before them."""
    return [line[: len(line) - len(line.lstrip(" "))] + ink(line.lstrip(" ")) for line in lines]

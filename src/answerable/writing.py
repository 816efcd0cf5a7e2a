"""What every rendering needs: words that are safe on a terminal, in Markdown, in JSON and in a link, wrapped and inked."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec

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


# -- Markdown ----------------------------------------------------------------------------------------------------

# CommonMark's own signs, GitHub's mathematics ($), and what GitHub makes a link without being asked.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$!]|:(?=//)|(?<=www)\.|@)", re.IGNORECASE)
# What begins a list, a heading's underline or a rule where it stands first on a line.
_AT_START = re.compile(r"^(\d{1,9}(?=[.)])|(?=[-+=:]))")


def escaped(text: str) -> str:
    """Text on one line with everything that Markdown or HTML would read as markup made literal."""
    return _AT_START.sub(_literal_start, _SPECIAL.sub(r"\\\1", tidy(text)))


def _literal_start(match: re.Match[str]) -> str:
    return f"{match[1]}\\" if match[1] else "\\"


# -- pages --------------------------------------------------------------------------------------------------------


@cache
def page_style() -> str:
    """The style that all pages share: colours, type, focus, print."""
    return (files("answerable") / "page.css").read_text(encoding="utf-8")


# -- links and JSON ----------------------------------------------------------------------------------------------

_WEB = re.compile(r"https?://[a-z0-9][a-z0-9.-]*(?::\d{1,5})?(?:[/?#][^\s<>\"'`\\]*)?", re.IGNORECASE)
# Characters that JSON allows as they are and that act on a terminal or turn the order of words; they stand only in strings.
_ACTS = re.compile("[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def is_web_address(link: str) -> bool:
    """Whether a link is http or https with a host, and nothing that could end it early or run as a script."""
    return link.isprintable() and _WEB.fullmatch(link) is not None


def as_json(value: object) -> str:
    """Anything as indented JSON; the same value gives the same bytes, and what would act on a terminal is escaped."""
    text = msgspec.json.format(msgspec.json.encode(value, order="deterministic"), indent=2).decode()
    return _ACTS.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"

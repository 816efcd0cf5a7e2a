"""The tables of the warning signs, read once: signs as people say them, rules that combine them, and whom to call."""

from __future__ import annotations

import pkgutil
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from msgspec import Struct, convert

from answerable.intake.model import Urgency

_GAP = r"[ ,]+(?:[\w'/.-]+[ ,]+){0,4}?"


class Rule(Struct, frozen=True, kw_only=True):
    """A row of `warning_signs.toml`: what it is about, when it fires, and what is said."""

    id: str
    urgency: Urgency
    title: str
    signs: tuple[str, ...]
    advice: str
    topics: tuple[str, ...]
    brief: str
    when: tuple[str, ...]
    lines: tuple[str, ...] = ("emergency",)
    crisis: bool = False


class Region(Struct, frozen=True, kw_only=True):
    """Whom to call in a region: pairs of a number and what it is."""

    name: str
    emergency: tuple[tuple[str, str], ...]
    urgent: tuple[tuple[str, str], ...] = ()
    crisis: tuple[tuple[str, str], ...] = ()
    poison: tuple[tuple[str, str], ...] = ()
    abuse: tuple[tuple[str, str], ...] = ()

    def lines(self, kind: str) -> tuple[tuple[str, str], ...]:
        """The lines of a kind; none where the region has none of its own."""
        return {
            "emergency": self.emergency,
            "urgent": self.urgent,
            "crisis": self.crisis,
            "poison": self.poison,
            "abuse": self.abuse,
        }[kind]


def _table(name: str) -> dict[str, Any]:
    data = pkgutil.get_data("answerable.intake", f"tables/{name}.toml")
    if data is None:
        raise FileNotFoundError(f"tables/{name}.toml is missing from the installed package")
    return tomllib.loads(data.decode("utf-8"))


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the table."""
    return tuple(convert(row, Rule) for row in _table("warning_signs")["rule"])


@cache
def version() -> str:
    """The version of the table of rules."""
    return str(_table("warning_signs")["version"])


@cache
def regions() -> dict[str, Region]:
    """The regions by their code; the empty one lists several numbers, for a reader whose country is not known."""
    table: dict[str, Any] = _table("help_lines")["regions"]
    return {"" if code == "any" else code: convert(row, Region) for code, row in table.items()}


@cache
def signs() -> Mapping[str, re.Pattern[str]]:
    """One pattern for each sign, over text as `accounts.plain` leaves it."""
    table = _table("words")
    macros: dict[str, str] = table["macros"]
    return {name: re.compile(_pattern(ways, macros)) for name, ways in table["signs"].items()}


def _pattern(ways: list[str], macros: Mapping[str, str]) -> str:
    return "|".join(_way(way, macros) for way in ways)


def _way(way: str, macros: Mapping[str, str]) -> str:
    """One way to say a sign as a pattern that begins and ends at the edge of a word."""
    for _ in range(2):  # a macro may name another
        for name, pattern in macros.items():
            way = way.replace(f"{{{name}}}", pattern)
    way = re.sub(r"(?: …)+ ", _GAP.replace("\\", r"\\"), way)
    return rf"(?<![\w']){'(?:' + way + ')'}(?!\w)"

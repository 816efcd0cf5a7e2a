"""Where the citations of an article lead in its reference list, and whether that can be known at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from answerable.audit.article import Marker, ReadArticle, ReadClaim, ReadReference
from answerable.corpus.identifiers import folded


class Numbering(Struct, frozen=True, kw_only=True):
    """How markers lead to entries: `leads` gives the positions for each number that leads anywhere.

    `missing` are the numbers cited that the list does not have. `ambiguous` says that a number may mean any entry, `why`
    in words for a reader: then nothing is known of which entry a claim cites.
    """

    leads: dict[int, tuple[int, ...]]
    cited: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    ambiguous: bool = False
    why: str = ""


def numbering_of(article: ReadArticle) -> Numbering:
    """The numbering of an article: by the numbers printed in its list, or by the order of the list where it prints none.

    A list without numbers is taken in its order as long as no citation goes beyond it; else its order cannot be the one
    that the text counts by.
    """
    cited = tuple(sorted({number for claim in article.claims for marker in claim.markers for number in marker.numbers}))
    printed = [one for one in article.references if one.number is not None]
    if printed:
        return _printed(printed, cited)
    count = len(article.references)
    missing = tuple(number for number in cited if not 1 <= number <= count)
    if not missing or not count:
        return Numbering(leads={one.position: (one.position,) for one in article.references}, cited=cited, missing=missing)
    why = f"the list is not numbered and has {count} entries, while the text counts to {max(cited)}"
    return Numbering(leads={}, cited=cited, missing=missing, ambiguous=True, why=why)


def _printed(printed: Sequence[ReadReference], cited: tuple[int, ...]) -> Numbering:
    """The numbering of a list that prints numbers; a number that stands twice leads to both entries."""
    leads: dict[int, tuple[int, ...]] = {}
    for one in printed:
        leads[one.number or 0] = (*leads.get(one.number or 0, ()), one.position)
    return Numbering(leads=leads, cited=cited, missing=tuple(number for number in cited if number not in leads))


class Led(Struct, frozen=True):
    """A marker with the entry that it leads to, None where it leads to none; not `sure` where it may mean another one."""

    words: str
    position: int | None
    sure: bool = True


def led(claim: ReadClaim, article: ReadArticle, numbering: Numbering) -> tuple[Led, ...]:
    """The entries that a claim's markers lead to, each once; every entry where the numbering is ambiguous."""
    if numbering.ambiguous and any(marker.numbers for marker in claim.markers):
        words = ", ".join(dict.fromkeys(marker.words for marker in claim.markers))
        return tuple(Led(words, one.position, sure=False) for one in article.references)
    found = [one for marker in claim.markers for one in _led(marker, article, numbering)]
    return tuple({(one.position, one.words if one.position is None else ""): one for one in found}.values())


def _led(marker: Marker, article: ReadArticle, numbering: Numbering) -> list[Led]:
    if not marker.numbers:
        positions = _by_author(marker, article.references)
        return [Led(marker.words, one, len(positions) == 1) for one in positions] or [Led(marker.words, None)]
    found: list[Led] = []
    for number in marker.numbers:
        positions = numbering.leads.get(number, ())
        words = str(number) if len(marker.numbers) > 1 else marker.words
        found += [Led(words, one, len(positions) == 1) for one in positions] or [Led(words, None)]
    return found


def _by_author(marker: Marker, references: Sequence[ReadReference]) -> list[int]:
    """The positions of the entries with this author and year; without an entry of the year, none."""
    family = folded(marker.author.split(" et al")[0].split(" and ")[0].split(" & ")[0]).split(" ")
    name = f" {' '.join(family)} "
    found = [
        one
        for one in references
        if one.year == marker.year and any(name in f" {folded(words)} " for words in (*one.authors, one.words))
    ]
    if not found:  # a year that is wrong here or there, where nobody else of that name is listed
        others = [one for one in references if one.authors and name in f" {folded(one.authors[0])} "]
        return [others[0].position] if len(others) == 1 else []
    first = [one for one in found if one.authors and name in f" {folded(one.authors[0])} "]
    return [one.position for one in first or found]


def repeated_numbers(references: Sequence[ReadReference]) -> tuple[int, ...]:
    """The numbers that a list prints more than once."""
    counts = Counter(one.number for one in references if one.number is not None)
    return tuple(sorted(number for number, count in counts.items() if count > 1))

"""What a library holds, as `library` prints it: its records by year, design, level and source, its notices, sizes, versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from answerable.app.holdings import Holdings
from answerable.text import how_many
from answerable.writing import Ink, inked, wrapped

_BAR = 24  # characters of the longest bar
_YEARS = 8  # the newest years by themselves, older ones by decade

Counts = Sequence[tuple[str, int]]


def shelves(held: Holdings, width: int, ink: Ink) -> str:
    """The holdings in blocks, each with its counts."""
    return "\n".join(_lines(held, width, ink)) + "\n"


def _lines(held: Holdings, width: int, ink: Ink) -> Iterator[str]:
    yield ink.strong(how_many(held.searched.records, "record"))
    for name, words in _facts(held):
        yield from wrapped(words, width, f"  {name + ':':<18}", " " * 20)
    tally = held.tally
    for heading, counts in (
        ("By year", by_year(tally.years)),
        ("By design", largest_first(tally.designs)),
        ("By level of evidence (OCEBM 2011)", [(_level(name), count) for name, count in tally.levels]),
        ("By source", largest_first(tally.sources)),
    ):
        if counts:
            yield ""
            yield ink.strong(heading)
            yield from _bars(counts, ink)
    if not held.in_step:
        yield ""
        words = "The search index is behind the records. Run 'answerable rebuild' to make it anew."
        yield from inked(wrapped(words, width, "⚠ "), ink.alert)


def _facts(held: Holdings) -> Iterator[tuple[str, str]]:
    yield "Folder", str(held.folder) if held.own or held.store_bytes else f"{held.folder} (nothing taken in yet)"
    hidden = f"; {held.hidden:,} gave way to a real record" if held.hidden else ""
    yield "Your own", f"{held.own:,}"
    yield "Starter library", f"{how_many(held.digests, 'digest')}{hidden}"
    yield "With an abstract", f"{held.tally.with_abstract:,}"
    yield "Newest", str(held.searched.newest or "not known")
    yield "Retracted", f"{held.retracted:,}" + (" (found, shown as retracted, never cited)" if held.retracted else "")
    yield "Under concern", f"{held.of_concern:,}"
    yield "Last change", held.searched.changed
    yield "On disk", f"{size(held.store_bytes)} records, {size(held.index_bytes)} index"
    yield "Versions", f"schema {held.schema}, index {held.index_form}, {how_many(held.passages, 'passage')}"
    yield "Fingerprint", held.searched.fingerprint


def by_year(years: Iterable[tuple[int | None, int]]) -> list[tuple[str, int]]:
    """Counts by year, newest first; what is older than the newest eight years by decade, then what has no year."""
    known = sorted(((year, count) for year, count in years if year is not None), reverse=True)
    counts: dict[str, int] = {}
    newest = known[0][0] if known else 0
    for year, count in known:
        label = str(year) if year > newest - _YEARS else _decade(year, newest - _YEARS)
        counts[label] = counts.get(label, 0) + count
    unknown = sum(count for year, count in years if year is None)
    return [*counts.items(), *([("not known", unknown)] if unknown else [])]


def _decade(year: int, last: int) -> str:
    """The decade of a year by name, or as far as it goes where it ends after the `last` year that is counted by decade."""
    first = year // 10 * 10
    return f"{first}s" if first + 9 <= last else f"{first}–{last}" if first < last else str(first)


def largest_first(counts: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Counts with the largest first, those without a name named so."""
    return sorted(((name or "not known", count) for name, count in counts), key=lambda one: (-one[1], one[0]))


def _level(name: str) -> str:
    return f"level {name}" if name.isdecimal() else name


def _bars(counts: Counts, ink: Ink) -> Iterator[str]:
    most = max(count for _, count in counts)
    names = max(len(name) for name, _ in counts)
    digits = max(len(f"{count:,}") for _, count in counts)
    for name, count in counts:
        bar = "█" * max(1, round(_BAR * count / most)) if count else ""
        yield f"  {name:<{names}}  {count:>{digits},}  {ink.faint(bar)}".rstrip()


def size(taken: int) -> str:
    """Bytes in words: "1.4 MB"."""
    amount, unit = float(taken), "B"
    for unit in ("B", "kB", "MB", "GB", "TB"):
        if amount < 1000 or unit == "TB":
            break
        amount /= 1000
    return f"{amount:.0f} {unit}" if unit == "B" or amount >= 100 else f"{amount:.1f} {unit}"

"""Pairs that anyone brings: JSON Lines with `claim`, `evidence` and `label`, or a table with such columns, as HealthVer has."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from io import BufferedIOBase, TextIOWrapper
from typing import Any, BinaryIO, cast

from answerable.errors import UnreadableInput
from answerable.evaluation.pairs import Label, Pair, PairSet, cut, label_of, pair_set

NAMES: Mapping[str, tuple[str, ...]] = {
    "claim": ("claim", "hypothesis", "statement", "sentence2"),
    "evidence": ("evidence", "premise", "passage", "abstract", "context", "text", "sentence1"),
    "label": ("label", "gold_label", "verdict", "stance", "relation"),
    "id": ("id", "pair_id", "uid", "guid"),
    "passage": ("passage_id", "abstract_id", "doc_id", "pmid", "evidence_id"),
}
"""What each part of a pair may be called, the first that is there counts; capitals, blanks and hyphens make no difference."""

_LONGEST = 200_000  # characters of a passage: what is longer is no passage
_FIRST = {"label": "a label", "claim": "a claim", "evidence": "evidence"}

Row = Mapping[str, Any]
Rejects = list[str]


def read_nli(lines: BinaryIO | BufferedIOBase, name: str) -> PairSet:
    """The pairs of a file of JSON Lines; lines that are none are told, with their place, and the rest is taken.

    Raises `UnreadableInput` where no line is a pair.
    """
    return _set(name, _objects(lines))


def read_table(table: BinaryIO | BufferedIOBase, name: str) -> PairSet:
    """The pairs of a table parted by commas, semicolons or tabs, with a line of headings; rows that are none are told.

    Raises `UnreadableInput` where columns are missing, or no row is a pair.
    """
    stream = TextIOWrapper(cast("BinaryIO", table), encoding="utf-8-sig", errors="replace", newline="")
    head = stream.readline()
    separator = max(",;\t", key=head.count)
    columns = next(csv.reader([head], delimiter=separator), list[str]())
    known = {_folded(column) for column in columns}
    for part in ("claim", "evidence", "label"):
        if not known & set(NAMES[part]):
            raise UnreadableInput(
                f"{name} has no column for {_FIRST[part]}: its first line is “{head.strip()[:80]}”.",
                f"Name a column one of: {', '.join(NAMES[part])}.",
            )
    return _set(name, _rows(stream, columns, separator))


def _set(name: str, rows: Iterable[tuple[int, Row | str]]) -> PairSet:
    """The pairs of rows by their line; a row that is words says why it cannot be read."""
    pairs: list[Pair] = []
    rejected: Rejects = []
    seen: set[str] = set()
    for number, row in rows:
        found = row if isinstance(row, str) else _pair(row, number, name)
        if isinstance(found, str):
            rejected.append(f"{name}, line {number}: {found}")
            continue
        if found.id in seen:  # ids of others may repeat, and ours name a pair
            found = _renamed(found, number)
        seen.add(found.id)
        pairs.append(found)
    if not pairs:
        why = f" The first: {rejected[0]}." if rejected else " It is empty."
        raise UnreadableInput(
            f"{name} has no pair of a claim and evidence with a label.{why}",
            'Each line is an object such as {"claim": "…", "evidence": "…", "label": "supports"}.',
        )
    return pair_set(name, tuple(pairs), rejected=tuple(rejected))


def _renamed(pair: Pair, number: int) -> Pair:
    return Pair(
        id=f"{pair.id}, line {number}", claim=pair.claim, passage=pair.passage, sentences=pair.sentences, label=pair.label,
        rationale=pair.rationale, place=pair.place,
    )  # fmt: skip


def _objects(lines: Iterable[bytes]) -> Iterator[tuple[int, Row | str]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            yield number, f"is no JSON: {error}"
            continue
        if isinstance(found, dict):
            yield number, {_folded(str(key)): value for key, value in cast("dict[str, Any]", found).items()}
        else:
            yield number, "is no object"


def _rows(stream: TextIOWrapper, columns: list[str], separator: str) -> Iterator[tuple[int, Row | str]]:
    """The rows under their headings, by the line on which each ends."""
    keys = [_folded(column) for column in columns]
    reader = csv.reader(stream, delimiter=separator)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield reader.line_num + 1, f"is no row: {error}"
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(keys):
            yield reader.line_num + 1, f"has {len(cells)} columns where the headings are {len(keys)}"
            continue
        yield reader.line_num + 1, dict(zip(keys, cells, strict=True))


def _pair(row: Row, number: int, name: str) -> Pair | str:
    """The pair of a row, or why it is none."""
    claim, evidence = _words(row, "claim"), _evidence(row)
    said = _words(row, "label")
    label = label_of(said)
    if not claim or not evidence:
        return f"has no {'claim' if not claim else 'evidence'}"
    if label is None:
        return f"has no label that is known: “{said[:40]}”" if said else "has no label"
    if sum(map(len, evidence)) > _LONGEST:
        return f"has evidence of more than {_LONGEST:,} characters"
    text = " ".join(evidence)
    passage = _words(row, "passage") or sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
    return Pair(
        id=_words(row, "id") or f"line {number}",
        claim=claim,
        passage=passage,
        sentences=evidence if len(evidence) > 1 else cut(text),
        label=label,
        rationale=_rationale(row, label, len(evidence)),
        place=f"{name}, line {number}",
    )


def _value(row: Row, part: str) -> Any:
    return next((row[key] for key in NAMES[part] if row.get(key) not in (None, "")), None)


def _words(row: Row, part: str) -> str:
    """A part of a row as one line of words; numbers may stand for ids."""
    value = _value(row, part)
    return " ".join(str(value).split()) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _evidence(row: Row) -> tuple[str, ...]:
    """The evidence: a text, or a list of its sentences."""
    value = _value(row, "evidence")
    if isinstance(value, list):
        parts = cast("list[Any]", value)
        found = tuple(" ".join(part.split()) for part in parts if isinstance(part, str))
        return tuple(part for part in found if part) if len(found) == len(parts) else ()
    words = _words(row, "evidence")
    return (words,) if words else ()


def _rationale(row: Row, label: Label, count: int) -> tuple[int, ...] | None:
    """The numbers of the sentences that are the evidence, where the evidence is a list and they are given."""
    value = row.get("rationale", row.get("sentences"))
    if not isinstance(value, list) or count < 2:
        return None
    found = [one for one in cast("list[Any]", value) if isinstance(one, int) and not isinstance(one, bool) and 0 <= one < count]
    return tuple(sorted(set(found))) if label is not Label.NEUTRAL else ()


def _folded(column: str) -> str:
    return "_".join(column.replace("-", " ").replace("_", " ").lower().split())


READERS: Mapping[str, Callable[[BinaryIO | BufferedIOBase, str], PairSet]] = {"lines": read_nli, "table": read_table}

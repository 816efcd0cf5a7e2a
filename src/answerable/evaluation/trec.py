"""TREC's run and qrels files: what a system found for each topic, and what was judged relevant (layout of `trec_eval`)."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from io import BufferedIOBase
from typing import BinaryIO

from answerable.errors import UnreadableInput
from answerable.evaluation.model import Collection, Qrel, Ranking, Topic

_RUN = "topic Q0 record rank score name"
_QRELS = "topic 0 record gain"


def read_qrels(table: BinaryIO | BufferedIOBase, name: str) -> Collection:
    """A collection of judgements alone: its topics are named and have no words; raises `UnreadableInput` with the line.

    Four columns as `trec_eval` has them, or three (topic, record, gain) with or without a line of headings.
    """
    qrels: dict[tuple[str, str], Qrel] = {}
    for number, cells in _cells(table):
        if number == 1 and not _is_whole(cells[-1]):
            continue
        if len(cells) not in {3, 4} or not _is_whole(cells[-1]):
            raise _unreadable(name, number, _QRELS, cells)
        one = Qrel(cells[0], cells[-2], int(cells[-1]))
        if qrels.setdefault((one.topic, one.record), one) != one:
            raise UnreadableInput(
                f"Line {number} of {name} judges {one.record} for topic {one.topic} otherwise than a line before.",
                "Keep one of the two judgements.",
            )
    return Collection(
        name=name,
        records=(),
        topics=tuple(Topic(topic, topic) for topic in dict.fromkeys(one.topic for one in qrels.values())),
        qrels=tuple(qrels.values()),
    )


def read_run(lines: BinaryIO | BufferedIOBase, name: str) -> Mapping[str, Ranking]:
    """The ranking of each topic, by score as `trec_eval` ranks: ties in the falling order of ids, the column of ranks not read.

    Raises `UnreadableInput` with the line where one is not a line of a run, or where a record is ranked twice.
    """
    scores: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for number, cells in _cells(lines):
        score = _number(cells[4]) if len(cells) == 6 else None
        if score is None:
            raise _unreadable(name, number, _RUN, cells)
        topic, record = cells[0], cells[2]
        if record in scores[topic]:
            raise UnreadableInput(f"Line {number} of {name} ranks {record} for topic {topic} again.", "Keep one of its lines.")
        scores[topic][record] = score
    return {
        topic: tuple(sorted(sorted(found, reverse=True), key=lambda record, found=found: -found[record]))
        for topic, found in scores.items()
    }


def written_run(rankings: Mapping[str, Ranking], name: str) -> Iterator[str]:
    """The lines of a run; scores fall with the rank, so that whoever reads it keeps the order."""
    label = "-".join(name.split()) or "run"
    for topic, ranking in rankings.items():
        for rank, record in enumerate(ranking, 1):
            yield f"{_one_word(topic)} Q0 {_one_word(record)} {rank} {len(ranking) - rank + 1} {label}\n"


def _one_word(identifier: str) -> str:
    """An id without white space, which would part it in two columns."""
    return "_".join(identifier.split())


def _cells(lines: Iterable[bytes]) -> Iterator[tuple[int, list[str]]]:
    """Each line that is not blank, by its number, in its columns."""
    for number, line in enumerate(lines, 1):
        cells = line.decode("utf-8-sig" if number == 1 else "utf-8", "replace").split()
        if cells:
            yield number, cells


def _is_whole(cell: str) -> bool:
    return cell.removeprefix("-").isascii() and cell.removeprefix("-").isdigit()


def _number(cell: str) -> float | None:
    try:
        found = float(cell)
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def _unreadable(name: str, number: int, layout: str, cells: list[str]) -> UnreadableInput:
    return UnreadableInput(
        f"Line {number} of {name} is not what was expected: “{' '.join(cells)[:80]}”.", f"Each line is: {layout}."
    )

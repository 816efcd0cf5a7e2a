"""A run as `search` prints it: rank, what it is worth, notices, and the words that matched where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from answerable.app.search import snippet
from answerable.corpus.appraisal import appraise
from answerable.corpus.notices import Standing, standing
from answerable.corpus.record import link_of
from answerable.publication.references import graded, in_words
from answerable.retrieval.model import Query, Run, ScoredPassage
from answerable.retrieval.retriever import searched_in_words
from answerable.text import how_many
from answerable.writing import Ink, inked, wrapped

Highlights = Callable[[Query, str], Sequence[tuple[int, int]]]

_INDENT = " " * 6


def found(run: Run, highlights: Highlights, width: int, ink: Ink) -> str:
    """The run, best first, retracted publications in their place by score and shown as retracted."""
    return "\n".join(_lines(run, highlights, width, ink)) + "\n"


def _lines(run: Run, highlights: Highlights, width: int, ink: Ink) -> Iterator[str]:
    for rank, one in enumerate(_in_order(run), 1):
        yield from _passage(rank, one, one in run.set_aside, lambda text: highlights(run.query, text), width, ink)
        yield ""
    aside = f", {len(run.set_aside)} of them never to be cited" if run.set_aside else ""
    count = len(run.passages) + len(run.set_aside)
    yield from inked(
        wrapped(f"{how_many(count, 'passage')}{aside}; searched the {searched_in_words(run.searched)}.", width), ink.faint
    )


def _in_order(run: Run) -> Iterator[ScoredPassage]:
    """The passages in their order, with each that is set aside before the first that scores less."""
    aside = list(run.set_aside)
    for one in run.passages:
        while aside and aside[0].score > one.score:
            yield aside.pop(0)
        yield one
    yield from aside


def _passage(
    rank: int, one: ScoredPassage, aside: bool, highlights: Callable[[str], Sequence[tuple[int, int]]], width: int, ink: Ink
) -> Iterator[str]:
    record = one.passage.record
    appraisal = appraise(record)
    title = wrapped(record.title, width, f"{rank:>4}. ")
    yield from inked(title, ink.strong)
    where = record.journal.abbreviation or record.journal.name
    facts = (graded(appraisal), str(record.year or "year unknown"), where, "digest" if record.digest else "")
    yield from inked(wrapped(" · ".join(part for part in facts if part), width, _INDENT), ink.faint)
    if aside:
        retracted = standing(one.notices) is Standing.RETRACTED
        words = "RETRACTED: never cited" if retracted else f"never cited: {appraisal.reason}"
        yield from inked(wrapped(words, width, _INDENT), ink.alert)
    for notice in in_words(one.notices):
        yield from inked(wrapped(f"NOTICE: {notice}", width, _INDENT), ink.alert)
    words = snippet(one, highlights)
    yield from _marked(wrapped(words, width, _INDENT), highlights(words), ink)
    identifiers = (f"PMID {record.pmid}" if record.pmid else "", link_of(record))
    yield from inked(wrapped(" · ".join(part for part in identifiers if part), width, _INDENT), ink.faint)


def _marked(lines: Iterable[str], places: Sequence[tuple[int, int]], ink: Ink) -> Iterator[str]:
    """The lines of a wrapped text with its characters at these places marked; lines break at single spaces only."""
    start = 0
    for line in lines:
        words = line[len(_INDENT) :]
        end = start + len(words)
        pieces, at = [_INDENT], 0
        for begin, stop in places:
            begin, stop = max(begin - start, at), min(stop - start, len(words))
            if begin < stop:
                pieces += [words[at:begin], ink.mark(words[begin:stop])]
                at = stop
        yield "".join(pieces) + words[at:]
        start = end + 1

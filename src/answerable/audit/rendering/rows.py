"""The article's text as rows: each paragraph, bullet or heading with the claims, references and findings that stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from answerable.audit.article import Marker, Place, ReadArticle, ReadClaim

_BULLET = re.compile(r"\s*(?:[•●▪◦‣∙·*+–—-]|\(?\d{1,2}[.)])\s+")
_BREAK = re.compile(r"\n[ \t]*\n\s*")


class Piece(Struct, frozen=True, kw_only=True):
    """Words of the article in one manner: plain, a citation marker, or the very words that a finding is about.

    `claim` is the number of the claim that they stand in, 0 for none. `marker` is how the citation is written, and
    `spot` is whether a finding points at just these words.
    """

    text: str
    claim: int = 0
    marker: Marker | None = None
    spot: bool = False


class Row(Struct, frozen=True, kw_only=True):
    """A paragraph, bullet or heading; `level` is a heading's, counted from 1, and 0 for text."""

    pieces: tuple[Piece, ...]
    line: int
    start: int
    end: int
    level: int = 0
    bullet: bool = False
    deep: bool = False  # a bullet under a bullet
    claims: tuple[int, ...] = ()  # numbers of the claims that begin here
    references: tuple[int, ...] = ()  # positions of the entries that begin here


def rows(article: ReadArticle, spots: Iterable[Place] = ()) -> tuple[Row, ...]:
    """The rows of an article in order; whatever its places say, every word of its text stands in them just once."""
    whole = sorted((place.start, place.end) for place in (*_claim_places(article), *_reference_places(article)))
    ends = _apart(article.claims)
    fine = tuple(spots)
    return tuple(_row(article, start, end, ends, fine) for start, end in _stretches(article.text, whole))


def _claim_places(article: ReadArticle) -> Iterator[Place]:
    return (claim.place for claim in article.claims)


def _reference_places(article: ReadArticle) -> Iterator[Place]:
    return (reference.place for reference in article.references)


def _apart(claims: Sequence[ReadClaim]) -> tuple[tuple[int, int, ReadClaim], ...]:
    """The claims in their order of place with where each begins and ends, what overlaps cut at the next one's beginning."""
    ordered = sorted(claims, key=lambda claim: (claim.place.start, claim.place.end))
    borders = [*(claim.place.start for claim in ordered[1:]), *(claim.place.end for claim in ordered[-1:])]
    return tuple((claim.place.start, min(claim.place.end, after), claim) for claim, after in zip(ordered, borders, strict=True))


def _stretches(text: str, whole: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where each row begins and ends: blocks, cut at the ends of lines where no claim and no reference goes on."""
    at = 0
    for found in (*_BREAK.finditer(text), None):
        end = found.start() if found else len(text)
        yield from _lines(text, at, end, whole)
        at = found.end() if found else end


def _lines(text: str, start: int, end: int, whole: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The lines of a block that stand alone: those where a bullet, a claim or a reference begins."""
    begins = {first for first, _ in whole}
    at = start
    for found in re.finditer(r"\n[ \t]*", text[start:end]):
        cut, following = start + found.start(), start + found.end()
        inside = any(first < cut < last for first, last in whole)
        if not inside and (following in begins or _BULLET.match(text, cut + 1, end) or _BULLET.match(text, at, cut)):
            yield from _nonempty(text, at, cut)
            at = cut + 1
    yield from _nonempty(text, at, end)


def _nonempty(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if text[start:end].strip():
        yield start, end


def _row(article: ReadArticle, start: int, end: int, claims: Sequence[tuple[int, int, ReadClaim]], spots: Sequence[Place]) -> Row:
    text = article.text
    heading = next((each for each in article.sections if start <= each.place.start < end), None)
    begins = [claim.number for first, _, claim in claims if start <= first < end]
    listed = [each.position for each in article.references if start <= each.place.start < end]
    sign = None if heading or listed else _BULLET.match(text, start, end)
    first = sign.end() if sign and sign.end() < end else start
    indent = len(text[start:first]) - len(text[start:first].lstrip())
    title = bool(article.title) and text[start:end].strip() == article.title
    return Row(
        pieces=tuple(_pieces(text, first, end, claims, spots)),
        line=text.count("\n", 0, start) + 1,
        start=start,
        end=end,
        level=heading.level + 1 if heading else 1 if title else 0,
        bullet=first > start,
        deep=first > start and indent >= 4,
        claims=tuple(begins),
        references=tuple(listed),
    )


def _pieces(
    text: str, start: int, end: int, claims: Sequence[tuple[int, int, ReadClaim]], spots: Sequence[Place]
) -> Iterator[Piece]:
    """The words from `start` to `end`, parted wherever their manner changes."""
    here = [(first, last, claim) for first, last, claim in claims if first < end and last > start]
    markers = [(marker.place, marker) for _, _, claim in here for marker in claim.markers]
    fine = [spot for spot in spots if not any((first, last) == (spot.start, spot.end) for first, last, _ in here)]
    fine = [spot for spot in fine if any(first <= spot.start and spot.end <= last for first, last, _ in here)]
    borders = {start, end}
    for first, last in (
        *((first, last) for first, last, _ in here),
        *((place.start, place.end) for place, _ in markers),
        *((spot.start, spot.end) for spot in fine),
    ):
        borders.update(border for border in (first, last) if start < border < end)
    for first, last in pairwise(sorted(borders)):
        yield Piece(
            text=text[first:last],
            claim=next((claim.number for begin, close, claim in here if begin <= first < close), 0),
            marker=next((marker for place, marker in markers if place.start <= first < place.end), None),
            spot=any(spot.start <= first < spot.end for spot in fine),
        )

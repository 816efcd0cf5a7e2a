"""The claims of an article: the sentences of its paragraphs and its bullets, without their markers, with what they cite."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from msgspec import Struct

from answerable.audit.article import Marker, ReadClaim
from answerable.audit.reading.block import Block, Kind
from answerable.audit.reading.forms import Candidate
from answerable.audit.reading.printed import Printed
from answerable.audit.reading.regions import Regions, Role, is_boilerplate
from answerable.text import sentences

_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|may|might|should|must|will|would|could|does|do|did|reduces?|increases?|causes?|occurs?|affects?|includes?|improves?|remains?"
    r"|requires?|suggests?|shows?|showed|relieves?|prevents?|helps?|appears?|represents?|needs?)\b"
)
_COMMA = re.compile(r"\s*[,;]\s*")  # between two markers
_TIDY = (
    (re.compile(r"[(\[]\s*[,;\s]*\s*[)\]]"), ""),
    (re.compile(r"\s+([.,;:!?)])"), r"\1"),
    (re.compile(r",(?=[.;])"), ""),
    (re.compile(r"\s{2,}"), " "),
)


class _Piece(Struct, frozen=True):
    """A sentence of a block: its place there, its words, and the citations that belong to it."""

    start: int
    end: int
    words: str
    markers: tuple[Candidate, ...]


class _Stem(Struct, frozen=True):
    words: str
    markers: tuple[Marker, ...]


def claims_of(printed: Printed, regions: Regions, cited: dict[int, list[Candidate]]) -> tuple[ReadClaim, ...]:
    """Every claim in order, numbered from 1."""
    found: list[ReadClaim] = []
    section = ""
    stems: dict[int, _Stem] = {}
    for at, block in enumerate(printed.blocks):
        role = regions.roles[at]
        if role is Role.HEADING:
            section = block.text
        if role is not Role.MATTER:
            stems.clear()
            continue
        depth = (block.level or 1) if block.kind is Kind.BULLET else 0
        stems = {level: stem for level, stem in stems.items() if level < depth}
        pieces = _pieces(block, cited.get(at, []))
        following = printed.blocks[at + 1] if at + 1 < len(printed.blocks) else None
        if pieces and pieces[-1].words.endswith(":") and _leads_on(following, depth):
            last = pieces.pop()
            stems[depth] = _Stem(last.words, tuple(_marker(printed, at, candidate) for candidate in last.markers))
        stem = stems.get(max((level for level in stems if level < depth), default=-1))
        for piece in _together(pieces) if block.kind is Kind.BULLET else pieces:
            if _says_something(piece, block, stem):
                markers = tuple(_marker(printed, at, candidate) for candidate in piece.markers)
                needed = stem if stem and not _is_sentence(piece.words) else None
                found.append(
                    ReadClaim(
                        number=len(found) + 1,
                        place=printed.place(at, piece.start, piece.end),
                        words=piece.words,
                        section=section,
                        stem=needed.words if needed else "",
                        markers=markers or (stem.markers if stem else ()),
                    )
                )
    return tuple(found)


def _leads_on(following: Block | None, depth: int) -> bool:
    """Whether a list goes on from what stands before it."""
    return following is not None and following.kind is Kind.BULLET and (following.level or 1) > depth


def _marker(printed: Printed, at: int, candidate: Candidate) -> Marker:
    start, end = candidate.inner
    words = printed.blocks[at].text[start:end]
    return Marker(
        place=printed.place(at, start, end), words=words, numbers=candidate.numbers, author=candidate.author, year=candidate.year
    )


def _pieces(block: Block, candidates: list[Candidate]) -> list[_Piece]:
    """The sentences of a block with their citations; one that stands behind a full stop belongs to the sentence before it."""
    text, places = _without(block.text, [candidate for candidate in candidates if not candidate.narrative])
    whole = sentences(text) if block.kind in (Kind.PARAGRAPH, Kind.BULLET, Kind.CAPTION) else ()
    spans = [(sentence.start, sentence.end) for sentence in whole] or ([(0, len(text))] if text.strip() else [])
    if not spans:
        return []
    held: list[list[Candidate]] = [[] for _ in spans]
    for candidate in candidates:
        held[_owner(candidate, spans, places)].append(candidate)
    pieces: list[_Piece] = []
    for (start, end), markers in zip(spans, held, strict=True):
        first, last = places[start], places[end - 1] + 1
        inside = [candidate.inner for candidate in markers]
        first, last = min([first, *(at for at, _ in inside)]), max([last, *(at for _, at in inside)])
        pieces.append(_Piece(first, last, _tidy(text[start:end]), tuple(markers)))
    return pieces


def _without(text: str, candidates: list[Candidate]) -> tuple[str, list[int]]:
    """A text without its markers, and for each of its characters where that stood."""
    gone = bytearray(len(text))
    for candidate in candidates:
        gone[candidate.start : candidate.end] = b"\x01" * (candidate.end - candidate.start)
    for one, other in pairwise(sorted(candidates)):
        if _COMMA.fullmatch(text[one.end : max(other.start, one.end)]):
            gone[one.end : other.start] = b"\x01" * (other.start - one.end)
    places = [at for at in range(len(text)) if not gone[at]]
    return "".join(text[at] for at in places), places


def _owner(candidate: Candidate, spans: list[tuple[int, int]], places: list[int]) -> int:
    """Which sentence a citation belongs to: the one that it stands in or just behind."""
    return max(bisect_right(spans, candidate.inner[0], key=lambda span: places[span[0]]) - 1, 0)


def _tidy(words: str) -> str:
    words = words.strip()
    for pattern, instead in _TIDY:
        words = pattern.sub(instead, words)
    return words.strip()


def _together(pieces: list[_Piece]) -> list[_Piece]:
    """A bullet is one claim, unless its sentences have citations of their own or are many."""
    if len(pieces) < 2 or len(pieces) > 3 or any(piece.markers for piece in pieces[:-1]):
        return pieces
    return [_Piece(pieces[0].start, pieces[-1].end, " ".join(piece.words for piece in pieces), pieces[-1].markers)]


def _is_sentence(words: str) -> bool:
    """Whether a bullet means something without the words that its list goes on from."""
    return words.endswith(".") and words[:1].isupper() and len(words.split()) >= 5 and bool(_VERB.search(words))


def _says_something(piece: _Piece, block: Block, stem: _Stem | None) -> bool:
    words = re.findall(r"[^\W\d_]+", piece.words)
    if not words or piece.words.endswith("?") or is_boilerplate(piece.words):
        return False
    if block.kind in (Kind.ROW, Kind.CAPTION):
        return bool(piece.markers) and len(words) >= 2
    if block.kind is Kind.BULLET:
        return len(words) >= 2 or stem is not None or bool(piece.markers)
    lower = sum(word.islower() for word in words)
    ended = bool(re.search(r"[.!…;:][\"”’')\]]*$", piece.words))
    if ended:
        return len(words) >= 3 and lower >= 1
    return (bool(piece.markers) and len(words) >= 4) or (len(words) >= 8 and lower >= len(words) / 2)

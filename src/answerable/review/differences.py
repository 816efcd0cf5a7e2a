"""What changed from one revision to the next, claim by claim and word by word: in words for readers, in detail for staff."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from msgspec import Struct

from answerable.composition.answer import Answer, AnsweredClaim
from answerable.text import how_many

_SAME = 0.5  # how alike two statements are that are one, reworded
_TOKENS = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")  # a word with the space behind it


class Kind(StrEnum):
    """What became of a claim."""

    UNCHANGED = "unchanged"
    MOVED = "moved"
    REWORDED = "reworded"
    SOURCES = "other sources"
    ADDED = "added"
    REMOVED = "removed"


class Piece(Struct, frozen=True):
    """A run of words that stayed ("same"), came ("added") or went ("removed")."""

    change: str
    text: str


class ClaimChange(Struct, frozen=True, kw_only=True):
    """What became of one claim: its ids and texts before and after, its words piece by piece, sources gained and lost.

    `section` is the heading under which it stands, or stood.
    """

    kind: Kind
    section: str
    before: str = ""
    after: str = ""
    was: str = ""
    now: str = ""
    pieces: tuple[Piece, ...] = ()
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    told: str = ""


class Difference(Struct, frozen=True, kw_only=True):
    """What changed between two revisions: `summary` for readers, `claims` and `others` for staff, `why` as it was said.

    `others` are changes beside the claims: title, headings, order, lead, summary, sources.
    """

    summary: str
    claims: tuple[ClaimChange, ...]
    others: tuple[str, ...]
    why: str = ""

    @property
    def changed(self) -> tuple[ClaimChange, ...]:
        """The claims that are not as they were."""
        return tuple(one for one in self.claims if one.kind is not Kind.UNCHANGED)

    @property
    def to_judge(self) -> tuple[str, ...]:
        """The ids of claims whose words or sources are new: what a reviewer has to judge afresh."""
        return tuple(one.after for one in self.claims if one.kind in (Kind.REWORDED, Kind.SOURCES, Kind.ADDED))


def words_between(before: str, after: str) -> tuple[Piece, ...]:
    """A text against another, word by word; the pieces that are not removed make the new one, those not added the old."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    pieces: list[Piece] = []
    for what, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            pieces.append(Piece("same", "".join(old[i:j])))
            continue
        if j > i:
            pieces.append(Piece("removed", "".join(old[i:j])))
        if m > k:
            pieces.append(Piece("added", "".join(new[k:m])))
    return tuple(pieces)


def difference(before: Answer, after: Answer, why: str = "") -> Difference:
    """What changed from one revision's answer to the next one's; claims in the order of the new one, then those removed."""
    claims = tuple(_claims(before, after))
    others = tuple(_others(before, after))
    return Difference(summary=_summary(claims, others), claims=claims, others=others, why=why)


# -- claims --------------------------------------------------------------------------------------------------------


def _claims(before: Answer, after: Answer) -> Iterator[ClaimChange]:
    old, new = {one.id: one for one in before.claims()}, {one.id: one for one in after.claims()}
    was_under, is_under = _headings(before), _headings(after)
    pairs = _paired([one for one in old.values() if one.id not in new], [one for one in new.values() if one.id not in old])
    moved = _moved([one for one in old if one in new], [one for one in new if one in old], was_under, is_under)
    for name, claim in new.items():
        if name in old:
            kind = Kind.MOVED if name in moved else Kind.UNCHANGED
            yield _between(kind, old[name], claim, is_under[name], was_under[name])
        elif name in pairs:
            partner = pairs[name]
            kind = Kind.SOURCES if partner.text == claim.text else Kind.REWORDED
            yield _between(kind, partner, claim, is_under[name], was_under[partner.id])
        else:
            yield ClaimChange(
                kind=Kind.ADDED,
                section=is_under[name],
                after=name,
                now=claim.text,
                pieces=(Piece("added", claim.text),),
                gained=_records(claim),
                told=f"Added under “{is_under[name]}”.",
            )
    reworded = {one.id for one in pairs.values()}
    for name, claim in old.items():
        if name not in new and name not in reworded:
            yield ClaimChange(
                kind=Kind.REMOVED,
                section=was_under[name],
                before=name,
                was=claim.text,
                pieces=(Piece("removed", claim.text),),
                lost=_records(claim),
                told=f"Removed from “{was_under[name]}”.",
            )


def _between(kind: Kind, old: AnsweredClaim, new: AnsweredClaim, section: str, stood: str) -> ClaimChange:
    gained = tuple(one for one in _records(new) if one not in _records(old))
    lost = tuple(one for one in _records(old) if one not in _records(new))
    told = {
        Kind.UNCHANGED: "",
        Kind.MOVED: f"Moved from “{stood}” to “{section}”." if stood != section else f"Moved within “{section}”.",
        Kind.REWORDED: "Put in other words.",
        Kind.SOURCES: "Rests on other words of its sources.",
    }[kind]
    sources = [f"{how_many(len(some), 'source')} {what}" for what, some in (("added", gained), ("dropped", lost)) if some]
    if sources:
        told = f"{told} {' and '.join(sources)}.".strip()
    return ClaimChange(
        kind=kind,
        section=section,
        before=old.id,
        after=new.id,
        was=old.text,
        now=new.text,
        pieces=words_between(old.text, new.text),
        gained=gained,
        lost=lost,
        told=told,
    )


def _paired(old: Sequence[AnsweredClaim], new: Sequence[AnsweredClaim]) -> dict[str, AnsweredClaim]:
    """The claims that are one, changed, by the new one's id: the likest pair first, each claim once."""
    likely = sorted(
        ((_alike(one, other), -i, -j, one, other) for i, one in enumerate(old) for j, other in enumerate(new)),
        key=lambda pair: pair[:3],
        reverse=True,
    )
    pairs: dict[str, AnsweredClaim] = {}
    taken: set[str] = set()
    for alike, _, _, one, other in likely:
        if alike >= _SAME and other.id not in pairs and one.id not in taken:
            pairs[other.id] = one
            taken.add(one.id)
    return pairs


def _alike(one: AnsweredClaim, other: AnsweredClaim) -> float:
    """How alike two claims are by their words; to rest on the same words of a source counts as well."""
    words = SequenceMatcher(None, _TOKENS.findall(one.text), _TOKENS.findall(other.text), autojunk=False).ratio()
    mine, theirs = ({c.checked.span for c in claim.citations} for claim in (one, other))
    return max(words, 0.75 if mine & theirs else 0.0, 1.0 if one.text == other.text else 0.0)


def _records(claim: AnsweredClaim) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.checked.span.record for one in claim.citations))


def _headings(answer: Answer) -> dict[str, str]:
    """The heading under which each claim stands."""
    return {
        claim.id: section.heading
        for section in answer.sections
        for claim in (*(one for each in section.disagreements for one in each.claims), *section.claims)
    }


def _moved(old: Sequence[str], new: Sequence[str], was: dict[str, str], now: dict[str, str]) -> set[str]:
    """The claims that stand elsewhere: under another heading, or out of the order that the others have kept."""
    kept: set[str] = set()
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        kept.update(new[block.b : block.b + block.size])
    return {name for name in new if name not in kept or was[name] != now[name]}


# -- all else ------------------------------------------------------------------------------------------------------


def _others(before: Answer, after: Answer) -> Iterator[str]:
    if before.title != after.title:
        yield f"The title was “{before.title}” and is “{after.title}”."
    was, now = [one.heading for one in before.sections], [one.heading for one in after.sections]
    yield from (f"New section: “{one}”." for one in now if one not in was)
    yield from (f"Section taken out or renamed: “{one}”." for one in was if one not in now)
    if [one for one in was if one in now] != [one for one in now if one in was]:
        yield "The sections stand in another order."
    if _texts(before, before.lead) != _texts(after, after.lead):
        yield "Other claims open the article."
    if _texts(before, before.summary) != _texts(after, after.summary):
        yield "Other claims close the article."
    old, new = ({one.record.id: one for one in answer.references} for answer in (before, after))
    yield from (f"New source: {one.record.title.rstrip('.')}." for name, one in new.items() if name not in old)
    yield from (f"No longer a source: {one.record.title.rstrip('.')}." for name, one in old.items() if name not in new)


def _texts(answer: Answer, names: Sequence[str]) -> list[str]:
    claims = {one.id: one.text for one in answer.claims()}
    return [claims.get(name, "") for name in names]


def _summary(claims: Sequence[ClaimChange], others: Sequence[str]) -> str:
    """What a reader is told: how many statements were changed, and that there is more where it is beside them."""
    words = {
        Kind.REWORDED: "put in other words",
        Kind.SOURCES: "given other sources",
        Kind.ADDED: "added",
        Kind.REMOVED: "removed",
        Kind.MOVED: "moved",
    }
    counts = [(sum(one.kind is kind for one in claims), told) for kind, told in words.items()]
    said = [f"{count:,} {told}" for count, told in counts if count]
    if not said:
        return "No statement was changed; title, order or headings were." if others else "Nothing was changed."
    *first, last = said
    listed = f"{', '.join(first)} and {last}" if first else last
    return f"Of the statements, {listed}."

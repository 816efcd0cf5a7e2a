"""A claim in a lay reader's words: counts, statistics aside, shorter sentences, plain terms; its own where that would lose."""

from __future__ import annotations

from functools import lru_cache

from answerable.audience.explaining import Explained, Reworded
from answerable.audience.guard import lost
from answerable.audience.rendition import RenderedClaim
from answerable.audience.shares import in_people
from answerable.audience.signs import spoken
from answerable.audience.splitting import split
from answerable.audience.statistics import Told, explained, without_statistics
from answerable.composition.answer import AnsweredClaim


def reworded(claim: AnsweredClaim, teller: Explained, details: tuple[str, ...]) -> RenderedClaim:
    """The claim in plain words and counts; where the guard refuses that, in plain words alone, else as it stands."""
    refused = ""
    for told in (_numbers(claim.text), _whole(claim.text), Told(claim.text)):
        found = teller.plainly(told.text)
        refusal = lost(claim.text, found.text, aside=told.aside, terms=found.changed)
        if not refusal:
            return _rendered(claim, teller, found, (*details, *_beside(told)))
        refused = refused or refusal
    return RenderedClaim(
        id=claim.id,
        pieces=teller.as_written(claim.text),
        original=claim.text,
        details=details,
        kept=f"Shown in its own words: {refused}.",
    )


@lru_cache(maxsize=8192)
def _numbers(text: str) -> Told:
    """The sentence with its numbers for people, in shorter sentences, and what was set aside."""
    told = _whole(text)
    return Told(split(told.text), told.aside)


@lru_cache(maxsize=8192)
def _whole(text: str) -> Told:
    """The sentence with its numbers for people, not parted, and what was set aside."""
    told = without_statistics(text)
    counted = in_people(told.text)
    return Told(spoken(counted.text), (*counted.aside, *told.aside))


def _beside(told: Told) -> tuple[str, ...]:
    """What was set aside, said to be that."""
    if not told.aside:
        return ()
    figures = "; ".join(told.aside)
    return (" ".join(part for part in (f"Exact figures: {figures}.", explained(figures)) if part),)


def _rendered(claim: AnsweredClaim, teller: Explained, found: Reworded, details: tuple[str, ...]) -> RenderedClaim:
    pieces = teller.keep(found)
    return RenderedClaim(id=claim.id, pieces=pieces, original=claim.text, reworded=found.text != claim.text, details=details)

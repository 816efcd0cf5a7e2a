"""Reading what a form of the desk was filled in with: a choice, a number, a day, the words that a comment hangs on."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from enum import StrEnum
from math import isfinite
from typing import TypeVar

from answerable.composition.answer import Answer, AnsweredClaim
from answerable.errors import UsageProblem
from answerable.review.anchoring import anchor_on, lines_of
from answerable.review.comment import Anchor

T = TypeVar("T", bound=StrEnum)


def choice_of(kind: type[T], value: str, name: str) -> T:
    """The member of that value; raises `UsageProblem` where it is none of them."""
    try:
        return kind(value)
    except ValueError:
        known = ", ".join(one.value for one in kind)
        raise UsageProblem(
            f"“{value[:40]}” is no {name}." if value else f"No {name} was chosen.", f"Choose one of: {known}."
        ) from None


def number_of(value: str) -> float | None:
    """A number, or None where it is none."""
    try:
        read = float(value)
    except ValueError:
        return None
    return read if isfinite(read) else None


def end_of_day(value: str) -> str:
    """The end of a day (ISO date) as an ISO time in UTC; empty stays empty. Raises `UsageProblem` where it is no day."""
    if not value:
        return ""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise UsageProblem(f"“{value[:40]}” is no day.", "Give it as year-month-day: 2026-12-31.") from None
    return datetime.combine(day, time(23, 59, 59), UTC).isoformat()


def anchored(answer: Answer, claim: AnsweredClaim, exact: str, start: float | None) -> Anchor:
    """Where a comment hangs: on these words of a claim as near to `start` as they stand, or where none are named on all of it.

    Raises `UsageProblem` where the claim has no such words.
    """
    found = _place_of(exact, claim.text, start) if exact.strip() else (0, len(claim.text))
    if found is None:
        raise UsageProblem(f"“{_cut(exact)}” does not stand in that statement.", f"It says: “{claim.text}”")
    return anchor_on(answer, *found, claim.id)


def anchored_on_text(answer: Answer, exact: str) -> Anchor | None:
    """Where a comment hangs on words of the title, a heading or a gap; nowhere where none are named.

    Raises `UsageProblem` where no such words stand there.
    """
    if not exact.strip():
        return None
    for line in lines_of(answer):
        found = None if line.claim else _place_of(exact, line.text, None)
        if found is not None:
            return anchor_on(answer, line.start + found[0], line.start + found[1])
    raise UsageProblem(
        f"“{_cut(exact)}” stands neither in the title nor in a heading.", "Choose the statement that has these words."
    )


def _place_of(exact: str, text: str, start: float | None) -> tuple[int, int] | None:
    """Where words stand in a text, the place nearest to `start` first; spaces and capitals make no difference."""
    pattern = r"\s+".join(re.escape(word) for word in exact.split())
    places = [found.span() for found in re.finditer(pattern, text, re.IGNORECASE)]
    return min(places, key=lambda one: abs(one[0] - (start or 0))) if places else None


def _cut(words: str) -> str:
    return f"{words[:80]}…" if len(words) > 80 else words

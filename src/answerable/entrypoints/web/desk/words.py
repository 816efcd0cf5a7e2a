"""Reading what a form of the desk was filled in with: a choice, a number, a day, the words that a comment hangs on."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from enum import StrEnum
from math import isfinite
from typing import TypeVar

from answerable.composition.answer import Answer, AnsweredClaim
from answerable.errors import UsageProblem
from answerable.review.anchoring import anchor_on
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
    """Where a comment hangs: on these words of a claim as near to `start` as they stand, or on the whole claim."""
    text = claim.text
    places = [at for at in range(len(text)) if exact and text.startswith(exact, at)]
    begin = min(places, key=lambda at: abs(at - (start or 0))) if places else 0
    return anchor_on(answer, begin, begin + len(exact) if places else len(text), claim.id)

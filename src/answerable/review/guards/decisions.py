"""The guards of a decision: its reasons, the day of the next review, and who may withdraw."""

from __future__ import annotations

from datetime import date

from answerable.review.case import name_of, owners_of, recommending
from answerable.review.freshness import latest_review
from answerable.review.guards.asked import Asked, Words
from answerable.review.model import Recommended
from answerable.review.transitions import Step
from answerable.text import clean


def next_review(asked: Asked) -> Words:
    """The date of the next review, where one is given, lies ahead and no later than the rule says."""
    given, latest = asked.given.review_due, latest_review(asked.case.submission.latest.answer, asked.now[:10])
    if given is None or (_is_day(given) and asked.now[:10] < given <= latest.due):
        return ()
    return (f"The next review is due after today and by {latest.due} at the latest ({latest.why}).",)


def _is_day(text: str) -> bool:
    """Whether this is an ISO date as it is kept; anything else that sorts like one is shown for years and means no day."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def reasons(asked: Asked) -> Words:
    """Whoever asks for changes, rejects, sends back, or goes against a reviewer, says why."""
    if clean(asked.given.words):
        return ()
    if asked.step in (Step.REQUEST_CHANGES, Step.REJECT, Step.SEND_BACK):
        return ("Say why, in a sentence.",)
    against = [
        f"{name_of(asked.case, who)} recommends “{one.recommended.value}”: say why you decide otherwise."
        for who, one in sorted(recommending(asked.case, asked.now).items())
        if one.recommended is not Recommended.ACCEPT
    ]
    return tuple(against)


def own_or_handled(asked: Asked) -> Words:
    """Who withdraws it is its author, its asker or the editor who handles it."""
    if asked.by.id in owners_of(asked.case) | {asked.case.submission.editor}:
        return ()
    return ("Only who submitted it, or the editor who handles it, can withdraw it.",)

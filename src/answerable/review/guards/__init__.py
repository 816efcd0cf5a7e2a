"""The guards: one pure function for each, that gives in words what is not so; no words mean that it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from answerable.review.guards import content, decisions, people, reviewers
from answerable.review.guards.asked import Asked, Words
from answerable.review.guards.reviewers import ENOUGH, points_to_settle
from answerable.review.transitions import Guard

__all__ = ["ENOUGH", "GUARDS", "Asked", "Words", "points_to_settle"]

GUARDS: Mapping[Guard, Callable[[Asked], Words]] = {
    Guard.CHECKED: content.checked,
    Guard.NO_RETRACTION: content.no_retraction,
    Guard.REVIEWED: reviewers.reviewed,
    Guard.OF_SPECIALTY: reviewers.of_specialty,
    Guard.UNCONFLICTED: reviewers.unconflicted,
    Guard.JUDGED: reviewers.judged,
    Guard.CHECKLIST: reviewers.checklist,
    Guard.SETTLED: reviewers.settled,
    Guard.WORDED: content.worded,
    Guard.NOT_OWN: people.not_own,
    Guard.TWO_PLACES: people.two_places,
    Guard.NO_ADMINISTRATOR: people.no_administrator,
    Guard.CREDENTIALED: people.credentialed,
    Guard.SECOND_FACTOR: people.second_factor,
    Guard.MEANING: people.meaning,
    Guard.SAME_CONTENT: content.same_content,
    Guard.NEXT_REVIEW: decisions.next_review,
    Guard.REASONS: decisions.reasons,
    Guard.CHANGED: content.changed,
    Guard.NEWER: content.newer,
    Guard.ITS_AUTHOR_OR_EDITOR: people.its_author_or_editor,
    Guard.OWN_OR_HANDLED: decisions.own_or_handled,
}
"""The function of each guard that a row can name; `Guard.FROM_HERE` is the table itself."""

"""`Asked`: what every guard is asked, and `Words`, what it answers."""

from __future__ import annotations

from msgspec import Struct

from answerable.people.model import Account
from answerable.review.case import Case, Given, recommending
from answerable.review.transitions import Step

Words = tuple[str, ...]
"""What is not so, a sentence each; none where the guard holds."""


class Asked(Struct, frozen=True):
    """What is asked of the guards: the case, the step, who takes it, when (ISO time), and what they bring."""

    case: Case
    step: Step
    by: Account
    now: str
    given: Given

    @property
    def counted(self) -> tuple[str, ...]:
        """The reviewers whose recommendation is on exactly this content, in the order of their ids."""
        return tuple(sorted(recommending(self.case, self.now)))

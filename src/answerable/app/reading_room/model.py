"""What the reading room says to whoever asks: `Prepared` before anything is kept, `Progress` while an answer is made."""

from __future__ import annotations

from msgspec import Struct

from answerable.conversation.model import Suggestion, Thread
from answerable.intake.model import Redacted, WarningBlock
from answerable.jobs.model import Event, JobState
from answerable.publication.article import Article

__all__ = ["Event", "JobState", "Pending", "Prepared", "Progress", "Reading"]


class Prepared(Struct, frozen=True):
    """What was found in words before anything of them is kept: the text that would be asked, and what to heed first."""

    text: str
    redacted: Redacted
    warnings: tuple[WarningBlock, ...] = ()

    @property
    def crisis(self) -> bool:
        """Whether somebody needs help now and not an article."""
        return any(warning.crisis for warning in self.warnings)


class Progress(Struct, frozen=True, kw_only=True):
    """How far an answer is: what it told since the event asked from, and where it failed why and what to do next.

    `place` is its place among those that wait, from 1; 0 where it does not wait.
    """

    state: JobState
    events: tuple[Event, ...] = ()
    problem: str = ""
    next_step: str = ""
    place: int = 0


class Pending(Struct, frozen=True):
    """One's own follow-up question that has no answer yet: its number, and its words as they are kept."""

    number: int
    words: str


class Reading(Struct, frozen=True, kw_only=True):
    """What somebody who opens an article is shown: the article, their own thread under it, and what may come next."""

    article: Article
    thread: Thread | None = None  # None for who has asked nothing, anywhere
    pending: Pending | None = None
    suggestions: tuple[Suggestion, ...] = ()

"""A `Comment` on words of a revision: where it hangs, what kind it is, how grave, and whether it blocks."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class CommentKind(StrEnum):
    """What a comment is about; the first ones are the items of the checklist that reviewers most often write on."""

    ACCURACY = "accuracy"
    APPLICABILITY = "applicability"
    DOSE = "dose and units"
    HARMS = "harms"
    OMISSION = "omission"  # what the article should say and does not
    EVIDENCE = "evidence"
    WORDING = "wording"
    QUESTION = "question"
    NOTE = "note"


class Severity(StrEnum):
    """How grave it is."""

    CRITICAL = "critical"  # could harm somebody
    MAJOR = "major"
    MINOR = "minor"


class TextQuoteSelector(Struct, frozen=True):
    """The W3C's TextQuoteSelector: the words themselves, and what stands before and behind them."""

    exact: str
    prefix: str = ""
    suffix: str = ""


class TextPositionSelector(Struct, frozen=True):
    """The W3C's TextPositionSelector: characters `start` to `end` of the text."""

    start: int
    end: int


class Anchor(Struct, frozen=True, kw_only=True):
    """Where a comment hangs: words of one text of the article, by quote and by position.

    `claim` is a claim's id, whose text it is; or empty, and the text is the one that `anchoring.text_of` gives of the article.
    """

    quote: TextQuoteSelector
    position: TextPositionSelector
    claim: str = ""


class Comment(Struct, frozen=True, kw_only=True):
    """What somebody says of a revision; without an anchor it is about the whole. It is open until somebody settles it.

    `revision` is the content hash of the revision on which it was made. `answers` is the id of the comment that it replies to.
    """

    id: str
    submission: str
    revision: str
    by: str
    at: str
    words: str
    kind: CommentKind = CommentKind.NOTE
    severity: Severity = Severity.MINOR
    blocking: bool = False
    anchor: Anchor | None = None
    answers: str = ""
    settled_by: str = ""
    settled_at: str = ""
    settled_words: str = ""
    version: int = 1

    @property
    def is_open(self) -> bool:
        """Whether nobody has settled it."""
        return not self.settled_by


class Settlement(Struct, frozen=True, kw_only=True):
    """An editor's words on what reviewers do not agree on, or do not agree to, in one revision.

    `on` is a claim's id, or "checklist: " with the item.
    """

    submission: str
    revision: str  # its content hash
    on: str
    by: str
    at: str
    words: str

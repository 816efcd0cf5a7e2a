"""An `Article`: an answer under an address, in versions, with what people have said of it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from hashlib import sha256

import msgspec
from msgspec import Struct

from answerable.composition.answer import Answer
from answerable.intake.model import WarningBlock


class ReviewStep(StrEnum):
    """How far the review has come, in the three steps that the public sees; the value is what the page says."""

    SUBMITTED = "Submitted"
    UNDER_REVIEW = "Under Review"
    APPROVED = "Approved"


class PublicState(StrEnum):
    """Who may see an article: its asker alone, or everybody, as it stands or marked."""

    UNPUBLISHED = "unpublished"
    PUBLIC = "public"
    CONCERN = "expression of concern"  # public, and the only support of a claim has fallen
    RETRACTED = "retracted"  # the text stays, marked
    REMOVED = "removed"  # by law, for privacy or a serious risk: the text is not shown
    ARCHIVED = "archived"  # the text stays, and is no longer looked after


LISTED = frozenset({PublicState.PUBLIC, PublicState.CONCERN})  # found in lists and by search


class NoticeOf(StrEnum):
    """What a dated notice on an article says."""

    MINOR_CORRECTION = "minor correction"
    MAJOR_CORRECTION = "major correction"
    CONCERN = "expression of concern"
    CONCERN_LIFTED = "expression of concern lifted"
    RETRACTED = "retracted"
    REMOVED = "removed"
    ARCHIVED = "archived"


class ArticleNotice(Struct, frozen=True, kw_only=True):
    """A dated notice on an article, which stays with it: what it says, the ISO time, why in words, on which version.

    `by` is who gave it as the public is told: by name where they agree to that, else by their office; empty in older ones.
    """

    kind: NoticeOf
    made: str
    words: str
    version: int
    by: str = ""


def notices_hash(notices: Iterable[ArticleNotice]) -> str:
    """SHA-256 of what notices say; nothing of nobody. Who gave them is not in it, so that a name can be erased."""
    told = [(one.kind.value, one.made, one.words, one.version) for one in notices]
    return sha256(msgspec.json.encode(told)).hexdigest() if told else ""


class MarkedClaim(Struct, frozen=True, kw_only=True):
    """A claim of the newest version of whose source something was said since: which claim, which record, what, and when marked.

    `alone` is True where the claim has no other source that stands.
    """

    claim: str
    record: str
    words: str
    made: str
    alone: bool = False


class Signature(Struct, frozen=True, kw_only=True):
    """The signature of an approval: whose, as they are named; when (ISO time), what it means, and the content hash that it is on.

    `account` is the signer's opaque id, `entry` the number of its line in the ledger. `salt` is random: once the names are
    erased, their hash in the ledger tells nothing.
    """

    name: str
    credentials: str
    account: str
    at: str
    meaning: str
    content: str
    entry: int = 0
    salt: str = ""


class Reviewer(Struct, frozen=True, kw_only=True):
    """Somebody who signed a version, as the page names them."""

    name: str
    credentials: str = ""
    role: str = ""


class JudgedCertainty(Struct, frozen=True, kw_only=True):
    """How sure the evidence on one outcome makes named people: high, moderate, low or very low (GRADE), and why.

    `claims` are the ids of the claims that bear on it, `reasons` what made it so in words; `by`, `credentials` and `role` say who
    judged it as the page names them, and `at` when (ISO time).
    """

    outcome: str
    certainty: str
    claims: tuple[str, ...]
    reasons: tuple[str, ...]
    by: str
    at: str
    credentials: str = ""
    role: str = ""
    words: str = ""


class Version(Struct, frozen=True, kw_only=True):
    """One immutable state of an article: its number from 1, the answer, and when it was made as an ISO time.

    `reviewers`, `reviewed` and `review_due` (ISO dates) are given only where people approved exactly this content, and so are
    `certainties`, as they stood when it was signed. `why` is what editors say was changed since the version before, and why.
    """

    number: int
    answer: Answer
    made: str
    reviewers: tuple[Reviewer, ...] = ()
    reviewed: str | None = None
    review_due: str | None = None
    signature: Signature | None = None
    certainties: tuple[JudgedCertainty, ...] = ()
    why: str = ""

    @property
    def content_hash(self) -> str:
        """SHA-256 of the answer as canonical JSON: what a signature would be on."""
        return sha256(msgspec.json.encode(self.answer, order="deterministic")).hexdigest()


def names_hash(version: Version) -> str:
    """SHA-256 of who vouches for a version as its page names them: reviewers and signer; nothing where nobody signed."""
    told = (version.reviewers, version.signature)
    return sha256(msgspec.json.encode(told, order="deterministic")).hexdigest() if version.signature else ""


class Article(Struct, frozen=True, kw_only=True):
    """An answer under an address.

    `address` is 128 random bits as 22 characters and carries no word of the question. `asker` is the SHA-256 of the asker's
    cookie, or empty where nobody's. `made` and `expires` are ISO times; what is submitted or public does not expire (None).
    """

    address: str
    asker: str
    made: str
    versions: tuple[Version, ...]
    step: ReviewStep | None = None  # None where nobody has sent it to the editors
    state: PublicState = PublicState.UNPUBLISHED
    expires: str | None = None
    warnings: tuple[WarningBlock, ...] = ()  # what the question itself gave cause for
    notices: tuple[ArticleNotice, ...] = ()  # as they were made
    marked: tuple[MarkedClaim, ...] = ()

    @property
    def latest(self) -> Version:
        """The newest version."""
        return self.versions[-1]

    @property
    def approved(self) -> bool:
        """Whether people have approved the newest version."""
        return self.step is ReviewStep.APPROVED and bool(self.latest.reviewers) and self.latest.reviewed is not None


class ArticleSummary(Struct, frozen=True, kw_only=True):
    """An article as a list shows it."""

    address: str
    title: str
    made: str
    step: ReviewStep | None
    state: PublicState
    topics: tuple[str, ...] = ()  # MeSH headings of its references, the most frequent first
    specialties: tuple[str, ...] = ()
    lead: str = ""
    expires: str | None = None
    progress: str = ""  # "waiting", "working" or "failed" where the answer is not there; the title is then the question
    changed: str = ""  # ISO date on which what a reader sees last changed


class ReportedProblem(Struct, frozen=True, kw_only=True):
    """What a reader says is wrong with an article, kept for the editors; `claim` is a claim's id or empty."""

    number: int
    article: str
    version: int
    claim: str
    words: str
    made: str

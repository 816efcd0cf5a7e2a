"""A `Submission` and its `Revision`s, who is assigned, what they judged and recommended, and what was decided."""

from __future__ import annotations

from enum import StrEnum
from hashlib import sha256

import msgspec
from msgspec import Struct

from answerable.composition.answer import Answer
from answerable.people.model import Role


class RevisionState(StrEnum):
    """Where a revision is on its way; the transitions are in `transitions`."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    UNDER_REVIEW = "under review"
    CHANGES_REQUESTED = "changes requested"
    READY = "ready for sign-off"
    APPROVED = "approved"
    SUPERSEDED = "superseded"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Revision(Struct, frozen=True, kw_only=True):
    """One immutable content of a submission: its number from 1, the whole article as `answer`, by whom, when and why it was made.

    `checklist` is the frozen list of what reviewers go through. `opinions` are claims that stand without evidence as an editor's
    opinion: (claim id, account). `supersedes` is the hash of the revision before it.
    """

    number: int
    answer: Answer
    by: str
    made: str
    why: str = ""
    checklist: tuple[str, ...] = ()
    opinions: tuple[tuple[str, str], ...] = ()
    supersedes: str = ""

    @property
    def content(self) -> bytes:
        """The answer and the opinions as canonical JSON: what is kept, and never encoded anew."""
        return msgspec.json.encode((self.answer, self.opinions), order="deterministic")

    @property
    def content_hash(self) -> str:
        """SHA-256 of the content: what every judgement and signature is on."""
        return sha256(self.content).hexdigest()


class Submission(Struct, frozen=True, kw_only=True):
    """An article on its way through review.

    `article` is its address. `author` is the account that submitted it, or empty where its asker did; `asker` is the asker's hash
    where a visitor asked. `answered` are findings that somebody answered: (finding's key, account, words). `editor` is who
    handles it. `version` counts saves.
    """

    id: str
    article: str
    specialty: str
    state: RevisionState
    revisions: tuple[Revision, ...]
    opened: str
    author: str = ""
    asker: str = ""
    editor: str = ""
    answered: tuple[tuple[str, str, str], ...] = ()
    version: int = 1

    @property
    def latest(self) -> Revision:
        """The newest revision."""
        return self.revisions[-1]


class AssignmentState(StrEnum):
    """How an assignment stands."""

    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    RECUSED = "recused"
    EXPIRED = "expired"
    SUBMITTED = "submitted"


class Assignment(Struct, frozen=True, kw_only=True):
    """A reviewer's place in one approval: which role they fill, until when (ISO time), and how it stands."""

    id: str
    submission: str
    reviewer: str
    role: Role
    state: AssignmentState
    invited: str
    due: str
    by: str
    why: str = ""
    version: int = 1


class Judged(StrEnum):
    """What a reviewer says of one claim."""

    HOLDS = "holds"
    HOLDS_WITH_CHANGE = "holds with change"
    DOES_NOT_HOLD = "does not hold"
    UNSURE = "unsure"


class Judgement(Struct, frozen=True, kw_only=True):
    """A reviewer's judgement of one claim of one revision; `seconds` is how long the claim was in front of them.

    `carried` is the content hash on which it was first said, where it was confirmed of a claim that stands unchanged.
    `place` is its place among what they said of the claim, from 1, and is given by the store: the last one holds.
    """

    submission: str
    revision: str  # its content hash
    claim: str
    reviewer: str
    judged: Judged
    at: str
    comment: str = ""
    seconds: float | None = None
    place: int = 1
    carried: str = ""


class Recommended(StrEnum):
    """What a reviewer recommends to the editor; it decides nothing."""

    ACCEPT = "accept"
    MINOR = "minor changes"
    MAJOR = "major changes"
    REJECT = "reject"


class Recommendation(Struct, frozen=True, kw_only=True):
    """A reviewer's recommendation on one revision.

    `checklist` is the revision's as they filled it in: (item, "yes" | "no" | "not applicable").
    """

    assignment: str
    reviewer: str
    revision: str
    recommended: Recommended
    at: str
    words: str = ""
    checklist: tuple[tuple[str, str], ...] = ()


class Decided(StrEnum):
    """What an editor decides."""

    START_REVIEW = "start review"
    REQUEST_CHANGES = "request changes"
    READY = "ready for sign-off"
    APPROVE = "approve"  # the chair's signature
    REJECT = "reject"


class Decision(Struct, frozen=True, kw_only=True):
    """A decision on one revision: by whom, when, in what words; a signature also states its meaning and the factor used."""

    submission: str
    revision: str
    decided: Decided
    by: str
    at: str
    words: str = ""
    meaning: str = ""
    factor: str = ""
    review_due: str | None = None

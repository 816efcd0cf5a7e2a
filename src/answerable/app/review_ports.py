"""What the desk keeps of reviews: submissions and revisions, who is assigned, what they said, what was decided, what is to do."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Protocol

from answerable.review.certainty import SetCertainty
from answerable.review.comment import Comment, Settlement
from answerable.review.keeping import Exact, Kept
from answerable.review.model import Assignment, Decision, Judgement, Recommendation, RevisionState, Submission
from answerable.review.tasks import Notification, Task


class ReviewReading(Protocol):
    """Reviews as they are at one moment."""

    def submission(self, submission_id: str) -> Submission | None:
        """A submission with all its revisions, or None."""
        ...

    def submissions_of(self, article: str) -> tuple[Submission, ...]:
        """An article's submissions, as they were opened."""
        ...

    def submissions(self, states: Collection[RevisionState] = ()) -> tuple[Submission, ...]:
        """Submissions in these states, or all, as they were opened; each with its latest revision alone."""
        ...

    def assignment(self, assignment_id: str) -> Assignment | None:
        """An assignment, or None."""
        ...

    def assignments(self, submission_id: str) -> tuple[Assignment, ...]:
        """The assignments of a submission, as they were made."""
        ...

    def assignments_to(self, reviewer: str) -> tuple[Assignment, ...]:
        """What somebody was ever assigned to, as it came."""
        ...

    def overdue(self, now: str) -> tuple[Assignment, ...]:
        """Assignments that are invited or accepted and were due before that time, the oldest first."""
        ...

    def judgements(self, submission_id: str) -> tuple[Judgement, ...]:
        """What was judged in a submission: of each reviewer, claim and revision the last, as they first came."""
        ...

    def recommendations(self, submission_id: str) -> tuple[Recommendation, ...]:
        """What was recommended on any revision of a submission, as it came."""
        ...

    def decisions(self, submission_id: str) -> tuple[Decision, ...]:
        """What was decided on any revision of a submission, as it came."""
        ...

    def comments(self, submission_id: str) -> tuple[Comment, ...]:
        """The comments on a submission, as they were made."""
        ...

    def settlements(self, submission_id: str) -> tuple[Settlement, ...]:
        """What was settled in a submission, as it came."""
        ...

    def certainties(self, submission_id: str) -> tuple[SetCertainty, ...]:
        """The certainties that were set in a submission, as they came."""
        ...

    def comment(self, comment_id: str) -> Comment | None:
        """A comment, or None."""
        ...

    def task(self, task_id: str) -> Task | None:
        """A task, or None."""
        ...

    def tasks(self, *, article: str = "", every: bool = False) -> tuple[Task, ...]:
        """Tasks that are not done, or every one, of one article or of all, as they were made."""
        ...

    def notifications(self, account_id: str, *, every: bool = False) -> tuple[Notification, ...]:
        """What somebody is told and has not read, or all of it, the newest first."""
        ...

    def exact(self, submission_id: str) -> tuple[Exact, ...]:
        """The very bytes of a submission's revisions, recommendations, decisions, settlements and certainties, in that order."""
        ...

    def states(self) -> Iterator[tuple[str, str]]:
        """The id and the state of every submission, read without what it holds; "unreadable" where it cannot be read."""
        ...

    def kept(self) -> Iterator[Kept]:
        """Every row that the ledger names, with the hash of its bytes as they are now; few are in memory at a time.

        Revisions, recommendations, decisions and settlements first; then what acts change: `keeping.Changing`.
        """
        ...


class ReviewRepository(ReviewReading, Protocol):
    """The same, to be added to and changed."""

    def add_submission(self, submission: Submission) -> None:
        """Keeps a new submission; raises `VersionConflict` where its id is taken."""
        ...

    def save_submission(self, submission: Submission) -> Submission:
        """Keeps a submission as it now is and returns it with its next version; raises `VersionConflict`.

        New revisions are added behind those that are there; these are never changed.
        """
        ...

    def add_assignment(self, assignment: Assignment) -> None:
        """Keeps a new assignment; raises `VersionConflict` where its id is taken."""
        ...

    def save_assignment(self, assignment: Assignment) -> Assignment:
        """Keeps an assignment as it now is, and returns it with its next version; raises `VersionConflict`."""
        ...

    def put_judgement(self, judgement: Judgement) -> Judgement | None:
        """Keeps a judgement over those before it by the same reviewer on the claim and revision, and returns it with its place.

        What is said twice is one, of which the longer time is kept; None where nothing changed.
        """
        ...

    def undo_judgement(self, submission_id: str, revision: str, claim: str, reviewer: str) -> Judgement | None:
        """Takes the last judgement back and returns it; the one before it holds again."""
        ...

    def add_recommendation(self, recommendation: Recommendation) -> str:
        """Keeps a recommendation behind those there are, and returns its id; it is never changed."""
        ...

    def add_decision(self, decision: Decision) -> str:
        """Keeps a decision behind those there are, and returns its id; it is never changed."""
        ...

    def add_comment(self, comment: Comment) -> None:
        """Keeps a new comment; raises `VersionConflict` where its id is taken."""
        ...

    def save_comment(self, comment: Comment) -> Comment:
        """Keeps a comment as it now is, and returns it with its next version; raises `VersionConflict`."""
        ...

    def add_settlement(self, settlement: Settlement) -> str:
        """Keeps a settlement behind those there are, and returns its id; it is never changed."""
        ...

    def add_certainty(self, certainty: SetCertainty) -> str:
        """Keeps a certainty behind those there are, and returns its id; it is never changed."""
        ...

    def add_task(self, task: Task) -> None:
        """Keeps a new task; raises `VersionConflict` where its id is taken."""
        ...

    def save_task(self, task: Task) -> Task:
        """Keeps a task as it now is, and returns it with its next version; raises `VersionConflict`."""
        ...

    def notify(self, notification: Notification) -> None:
        """Keeps what somebody is told."""
        ...

    def read(self, account_id: str, notification_ids: Collection[str], when: str) -> int:
        """Marks what somebody was told as read; returns how many that were."""
        ...

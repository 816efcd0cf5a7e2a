"""The reference for reviews: plain dictionaries, with the same promises as what lasts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from copy import copy
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Self, TypeVar

from msgspec.structs import replace

from answerable.errors import VersionConflict
from answerable.review.certainty import SetCertainty
from answerable.review.comment import Comment, Settlement
from answerable.review.keeping import Exact, Kept, beside, beside_hash, encoded, hash_of, row_of
from answerable.review.model import Assignment, AssignmentState, Decision, Judgement, Recommendation, RevisionState, Submission
from answerable.review.tasks import Notification, Task

_RUNNING = frozenset({AssignmentState.INVITED, AssignmentState.ACCEPTED})
_T = TypeVar("_T")
_Claim = tuple[str, str, str, str]


@dataclass
class ReviewShelf:
    """All that is held of reviews; nothing in it is changed in place, so that a shallow copy of each part is a whole one."""

    submissions: dict[str, Submission] = field(default_factory=dict[str, Submission])
    assignments: dict[str, Assignment] = field(default_factory=dict[str, Assignment])
    judgements: dict[_Claim, tuple[Judgement, ...]] = field(default_factory=dict[_Claim, tuple[Judgement, ...]])
    recommendations: tuple[Recommendation, ...] = ()
    decisions: tuple[Decision, ...] = ()
    settlements: tuple[Settlement, ...] = ()
    comments: dict[str, Comment] = field(default_factory=dict[str, Comment])
    tasks: dict[str, Task] = field(default_factory=dict[str, Task])
    notifications: dict[str, Notification] = field(default_factory=dict[str, Notification])
    certainties: tuple[SetCertainty, ...] = ()

    def __copy__(self) -> Self:
        """A shelf that can be changed without this one."""
        parts: list[Any] = [copy(part) for part in vars(self).values()]
        return type(self)(*parts)


class MemoryReview:
    """Satisfies `app.review_ports.ReviewRepository`."""

    def __init__(self, shelf: ReviewShelf) -> None:
        self._shelf = shelf

    # -- submissions

    def submission(self, submission_id: str) -> Submission | None:
        """A submission with all its revisions, or None."""
        return self._shelf.submissions.get(submission_id)

    def _as_opened(self) -> list[Submission]:
        return sorted(self._shelf.submissions.values(), key=lambda one: (one.opened, one.id))

    def submissions_of(self, article: str) -> tuple[Submission, ...]:
        """An article's submissions, as they were opened."""
        return tuple(one for one in self._as_opened() if one.article == article)

    def submissions(self, states: Collection[RevisionState] = ()) -> tuple[Submission, ...]:
        """Submissions in these states, or all, as they were opened; each with its latest revision alone."""
        return tuple(replace(one, revisions=one.revisions[-1:]) for one in self._as_opened() if not states or one.state in states)

    def add_submission(self, submission: Submission) -> None:
        """Keeps a new submission; raises `VersionConflict` where its id is taken."""
        _add(self._shelf.submissions, submission.id, submission)

    def save_submission(self, submission: Submission) -> Submission:
        """Keeps a submission as it now is and returns it with its next version; raises `VersionConflict`."""
        held = self._shelf.submissions.get(submission.id)
        if held is None or held.version != submission.version:
            raise taken()
        last = held.latest.number
        revisions = (*held.revisions, *(one for one in submission.revisions if one.number > last))
        self._shelf.submissions[submission.id] = replace(submission, revisions=revisions, version=submission.version + 1)
        return replace(submission, version=submission.version + 1)

    def exact(self, submission_id: str) -> tuple[Exact, ...]:
        """The very bytes of a submission's revisions, recommendations, decisions, settlements and certainties, in that order."""
        shelf, held = self._shelf, self._shelf.submissions.get(submission_id)
        of = {one.id for one in self.assignments(submission_id)}
        rows = (
            [Exact("revision", f"{submission_id}/{one.number}", one.content, beside(one)) for one in held.revisions]
            if held
            else []
        )
        for number, one in enumerate(shelf.recommendations, 1):
            if one.assignment in of:
                rows.append(Exact("recommendation", f"recommendation/{number}", encoded(one)))
        for kind, many in (
            ("decision", shelf.decisions), ("settlement", shelf.settlements), ("certainty", shelf.certainties),
        ):  # fmt: skip
            for number, each in enumerate(many, 1):
                if each.submission == submission_id:
                    rows.append(Exact(kind, f"{kind}/{number}", encoded(each)))
        return tuple(rows)

    def states(self) -> Iterator[tuple[str, str]]:
        """The id and the state of every submission."""
        yield from ((one.id, one.state.value) for one in self._as_opened())

    def kept(self) -> Iterator[Kept]:
        """Every row that the ledger names, with the hash of its bytes as they are now."""
        for one in self._as_opened():
            for each in one.revisions:
                yield Kept("revision", f"{one.id}/{each.number}", sha256(each.content).hexdigest(), beside_hash(each))
        shelf = self._shelf
        for kind, many in (
            ("recommendation", shelf.recommendations), ("decision", shelf.decisions), ("settlement", shelf.settlements),
            ("certainty", shelf.certainties),
        ):  # fmt: skip
            yield from (Kept(kind, f"{kind}/{number}", hash_of(one)) for number, one in enumerate(many, 1))
        for changing in (shelf.submissions, shelf.assignments, shelf.comments, shelf.tasks):
            yield from map(row_of, changing.values())
        for said in shelf.judgements.values():
            yield from map(row_of, said)

    # -- assignments

    def assignment(self, assignment_id: str) -> Assignment | None:
        """An assignment, or None."""
        return self._shelf.assignments.get(assignment_id)

    def _as_invited(self) -> list[Assignment]:
        return sorted(self._shelf.assignments.values(), key=lambda one: (one.invited, one.id))

    def assignments(self, submission_id: str) -> tuple[Assignment, ...]:
        """The assignments of a submission, as they were made."""
        return tuple(one for one in self._as_invited() if one.submission == submission_id)

    def assignments_to(self, reviewer: str) -> tuple[Assignment, ...]:
        """What somebody was ever assigned to, as it came."""
        return tuple(one for one in self._as_invited() if one.reviewer == reviewer)

    def overdue(self, now: str) -> tuple[Assignment, ...]:
        """Assignments that are invited or accepted and were due before that time, the oldest first."""
        late = [one for one in self._shelf.assignments.values() if one.state in _RUNNING and one.due < now]
        return tuple(sorted(late, key=lambda one: (one.due, one.id)))

    def add_assignment(self, assignment: Assignment) -> None:
        """Keeps a new assignment; raises `VersionConflict` where its id is taken."""
        _add(self._shelf.assignments, assignment.id, assignment)

    def save_assignment(self, assignment: Assignment) -> Assignment:
        """Keeps an assignment as it now is, and returns it with its next version; raises `VersionConflict`."""
        held = self._shelf.assignments.get(assignment.id)
        if held is None or held.version != assignment.version:
            raise taken()
        self._shelf.assignments[assignment.id] = saved = replace(assignment, version=assignment.version + 1)
        return saved

    # -- what people said

    def judgements(self, submission_id: str) -> tuple[Judgement, ...]:
        """What was judged in a submission: of each reviewer, claim and revision the last, as they were made."""
        last = [many[-1] for key, many in self._shelf.judgements.items() if key[0] == submission_id and many]
        return tuple(sorted(last, key=lambda one: (one.at, one.revision, one.claim, one.reviewer)))

    def put_judgement(self, judgement: Judgement) -> Judgement | None:
        """Keeps a judgement over those before it, and returns it with its place; of what is said twice the longer time is kept.

        None where nothing changed.
        """
        key = (judgement.submission, judgement.revision, judgement.claim, judgement.reviewer)
        held = self._shelf.judgements.get(key, ())
        if held and (held[-1].judged, held[-1].comment) == (judgement.judged, judgement.comment):
            if (judgement.seconds or 0.0) <= (held[-1].seconds or 0.0):
                return None
            placed = replace(held[-1], seconds=judgement.seconds)
            self._shelf.judgements[key] = (*held[:-1], placed)
        else:
            placed = replace(judgement, place=len(held) + 1)
            self._shelf.judgements[key] = (*held, placed)
        return placed

    def undo_judgement(self, submission_id: str, revision: str, claim: str, reviewer: str) -> Judgement | None:
        """Takes the last judgement back and returns it; the one before it holds again."""
        key = (submission_id, revision, claim, reviewer)
        held = self._shelf.judgements.get(key, ())
        self._shelf.judgements[key] = held[:-1]
        return held[-1] if held else None

    def recommendations(self, submission_id: str) -> tuple[Recommendation, ...]:
        """What was recommended on any revision of a submission, as it came."""
        of = {one.id for one in self.assignments(submission_id)}
        return tuple(one for one in self._shelf.recommendations if one.assignment in of)

    def add_recommendation(self, recommendation: Recommendation) -> str:
        """Keeps a recommendation behind those there are, and returns its id; it is never changed."""
        self._shelf.recommendations = (*self._shelf.recommendations, recommendation)
        return f"recommendation/{len(self._shelf.recommendations)}"

    def decisions(self, submission_id: str) -> tuple[Decision, ...]:
        """What was decided on any revision of a submission, as it came."""
        return tuple(one for one in self._shelf.decisions if one.submission == submission_id)

    def add_decision(self, decision: Decision) -> str:
        """Keeps a decision behind those there are, and returns its id; it is never changed."""
        self._shelf.decisions = (*self._shelf.decisions, decision)
        return f"decision/{len(self._shelf.decisions)}"

    def settlements(self, submission_id: str) -> tuple[Settlement, ...]:
        """What was settled in a submission, as it came."""
        return tuple(one for one in self._shelf.settlements if one.submission == submission_id)

    def add_settlement(self, settlement: Settlement) -> str:
        """Keeps a settlement behind those there are, and returns its id; it is never changed."""
        self._shelf.settlements = (*self._shelf.settlements, settlement)
        return f"settlement/{len(self._shelf.settlements)}"

    def certainties(self, submission_id: str) -> tuple[SetCertainty, ...]:
        """The certainties that were set in a submission, as they came."""
        return tuple(one for one in self._shelf.certainties if one.submission == submission_id)

    def add_certainty(self, certainty: SetCertainty) -> str:
        """Keeps a certainty behind those there are, and returns its id; it is never changed."""
        self._shelf.certainties = (*self._shelf.certainties, certainty)
        return f"certainty/{len(self._shelf.certainties)}"

    # -- comments, tasks, notifications

    def comments(self, submission_id: str) -> tuple[Comment, ...]:
        """The comments on a submission, as they were made."""
        found = [one for one in self._shelf.comments.values() if one.submission == submission_id]
        return tuple(sorted(found, key=lambda one: (one.at, one.id)))

    def comment(self, comment_id: str) -> Comment | None:
        """A comment, or None."""
        return self._shelf.comments.get(comment_id)

    def add_comment(self, comment: Comment) -> None:
        """Keeps a new comment; raises `VersionConflict` where its id is taken."""
        _add(self._shelf.comments, comment.id, comment)

    def save_comment(self, comment: Comment) -> Comment:
        """Keeps a comment as it now is, and returns it with its next version; raises `VersionConflict`."""
        held = self._shelf.comments.get(comment.id)
        if held is None or held.version != comment.version:
            raise taken()
        self._shelf.comments[comment.id] = saved = replace(comment, version=comment.version + 1)
        return saved

    def task(self, task_id: str) -> Task | None:
        """A task, or None."""
        return self._shelf.tasks.get(task_id)

    def tasks(self, *, article: str = "", every: bool = False) -> tuple[Task, ...]:
        """Tasks that are not done, or every one, of one article or of all, as they were made."""
        found = [one for one in self._shelf.tasks.values() if (every or not one.done) and (not article or one.article == article)]
        return tuple(sorted(found, key=lambda one: (one.made, one.id)))

    def add_task(self, task: Task) -> None:
        """Keeps a new task; raises `VersionConflict` where its id is taken."""
        _add(self._shelf.tasks, task.id, task)

    def save_task(self, task: Task) -> Task:
        """Keeps a task as it now is, and returns it with its next version; raises `VersionConflict`."""
        held = self._shelf.tasks.get(task.id)
        if held is None or held.version != task.version:
            raise taken()
        self._shelf.tasks[task.id] = saved = replace(task, version=task.version + 1)
        return saved

    def notifications(self, account_id: str, *, every: bool = False) -> tuple[Notification, ...]:
        """What somebody is told and has not read, or all of it, the newest first."""
        found = [one for one in self._shelf.notifications.values() if one.account == account_id and (every or not one.read)]
        return tuple(sorted(sorted(found, key=lambda one: one.id), key=lambda one: one.made, reverse=True))

    def notify(self, notification: Notification) -> None:
        """Keeps what somebody is told."""
        _add(self._shelf.notifications, notification.id, notification)

    def read(self, account_id: str, notification_ids: Collection[str], when: str) -> int:
        """Marks what somebody was told as read; returns how many that were."""
        done = [one for one in self.notifications(account_id) if one.id in set(notification_ids)]
        self._shelf.notifications |= {one.id: replace(one, read=when) for one in done}
        return len(done)


def _add(held: dict[str, _T], key: str, one: _T) -> None:
    if key in held:
        raise taken()
    held[key] = one


def taken() -> VersionConflict:
    """That somebody else was first."""
    return VersionConflict("Somebody else changed this in the meantime.", "Look at it again, and repeat it if it still applies.")

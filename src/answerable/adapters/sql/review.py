"""`SqlReview`: reviews within one connection; what is decided on is in `SqlVoices`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from answerable.adapters.sql import review_rows as rows
from answerable.adapters.sql import review_tables as t
from answerable.adapters.sql.review_voices import SqlVoices
from answerable.errors import VersionConflict
from answerable.review.comment import Comment
from answerable.review.keeping import Exact, Kept, beside, revision_of
from answerable.review.model import Assignment, AssignmentState, Revision, RevisionState, Submission
from answerable.review.tasks import Notification, Task

_encode = msgspec.json.Encoder().encode
_assignment = msgspec.json.Decoder(Assignment).decode
_comment = msgspec.json.Decoder(Comment).decode
_task = msgspec.json.Decoder(Task).decode
_notification = msgspec.json.Decoder(Notification).decode
_RUNNING = (AssignmentState.INVITED.value, AssignmentState.ACCEPTED.value)


class SqlReview(SqlVoices):
    """Satisfies `app.review_ports.ReviewRepository`."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)

    # -- submissions

    def submission(self, submission_id: str) -> Submission | None:
        """A submission with all its revisions, or None."""
        payload = self._connection.scalar(select(t.submissions.c.payload).where(t.submissions.c.id == submission_id))
        return self._with_revisions(payload) if payload is not None else None

    def submissions_of(self, article: str) -> tuple[Submission, ...]:
        """An article's submissions, as they were opened."""
        columns = t.submissions.c
        asked = select(columns.payload).where(columns.article == article).order_by(columns.opened, columns.id)
        return tuple(map(self._with_revisions, self._connection.scalars(asked).all()))

    def submissions(self, states: Collection[RevisionState] = ()) -> tuple[Submission, ...]:
        """Submissions in these states, or all, as they were opened; each with its latest revision alone."""
        columns, of = t.submissions.c, t.revisions.c
        last = select(of.submission, func.max(of.place).label("place")).group_by(of.submission).subquery()
        asked = (
            select(columns.payload, of.content, of.beside)
            .join(last, last.c.submission == columns.id)
            .join(t.revisions, (of.submission == columns.id) & (of.place == last.c.place))
            .order_by(columns.opened, columns.id)
        )
        if states:
            asked = asked.where(columns.state.in_([state.value for state in states]))
        return tuple(_whole(row.payload, [row]) for row in self._connection.execute(asked))

    def _with_revisions(self, payload: bytes) -> Submission:
        of = t.revisions.c
        asked = select(of.content, of.beside).where(of.submission == rows.bare(payload).id).order_by(of.place)
        return _whole(payload, self._connection.execute(asked).all())

    def add_submission(self, submission: Submission) -> None:
        """Keeps a new submission; raises `VersionConflict` where its id is taken."""
        self._add(t.submissions, {"id": submission.id, "opened": submission.opened} | rows.submission_row(submission))
        for revision in submission.revisions:
            self._add_revision(submission.id, revision)

    def save_submission(self, submission: Submission) -> Submission:
        """Keeps a submission as it now is and returns it with its next version; raises `VersionConflict`."""
        saved = replace(submission, version=submission.version + 1)
        self._save(t.submissions, submission.id, submission.version, rows.submission_row(saved))
        of = t.revisions.c
        held = self._connection.scalar(select(func.max(of.place)).where(of.submission == submission.id)) or 0
        for revision in submission.revisions:
            if revision.number > held:
                self._add_revision(submission.id, revision)
        return saved

    def _add_revision(self, submission_id: str, revision: Revision) -> None:
        row = {"submission": submission_id, "place": revision.number, "content": revision.content, "beside": beside(revision)}
        self._append(t.revisions, row)

    def exact(self, submission_id: str) -> tuple[Exact, ...]:
        """The very bytes of a submission's revisions, recommendations, decisions, settlements and certainties, in that order."""
        return rows.exact(self._connection, submission_id)

    def states(self) -> Iterator[tuple[str, str]]:
        """The id and the state of every submission, read without what it holds; "unreadable" where it cannot be read."""
        columns = t.submissions.c
        for row in self._connection.execute(select(columns.id, columns.state, columns.payload).order_by(columns.opened)).all():
            try:
                held = rows.bare(row.payload)
            except (msgspec.MsgspecError, UnicodeDecodeError):
                yield row.id, "unreadable"
            else:
                yield row.id, held.state.value if held.state.value == row.state else "unreadable"

    def kept(self) -> Iterator[Kept]:
        """Every row that the ledger names, with the hash of its bytes as they are now."""
        return rows.kept(self._connection)

    # -- assignments

    def assignment(self, assignment_id: str) -> Assignment | None:
        """An assignment, or None."""
        found = self._payloads(t.assignments, t.assignments.c.id == assignment_id)
        return _assignment(found[0]) if found else None

    def assignments(self, submission_id: str) -> tuple[Assignment, ...]:
        """The assignments of a submission, as they were made."""
        return self._assignments(t.assignments.c.submission == submission_id)

    def assignments_to(self, reviewer: str) -> tuple[Assignment, ...]:
        """What somebody was ever assigned to, as it came."""
        return self._assignments(t.assignments.c.reviewer == reviewer)

    def _assignments(self, where: Any) -> tuple[Assignment, ...]:
        columns = t.assignments.c
        return tuple(map(_assignment, self._payloads(t.assignments, where, order=(columns.invited, columns.id))))

    def overdue(self, now: str) -> tuple[Assignment, ...]:
        """Assignments that are invited or accepted and were due before that time, the oldest first."""
        columns = t.assignments.c
        late = columns.state.in_(_RUNNING) & (columns.due < now)
        return tuple(map(_assignment, self._payloads(t.assignments, late, order=(columns.due, columns.id))))

    def add_assignment(self, assignment: Assignment) -> None:
        """Keeps a new assignment; raises `VersionConflict` where its id is taken."""
        self._add(t.assignments, {"id": assignment.id} | rows.assignment_row(assignment))

    def save_assignment(self, assignment: Assignment) -> Assignment:
        """Keeps an assignment as it now is, and returns it with its next version; raises `VersionConflict`."""
        saved = replace(assignment, version=assignment.version + 1)
        self._save(t.assignments, saved.id, assignment.version, rows.assignment_row(saved))
        return saved

    # -- comments, tasks, notifications

    def comments(self, submission_id: str) -> tuple[Comment, ...]:
        """The comments on a submission, as they were made."""
        columns = t.comments.c
        return tuple(
            map(_comment, self._payloads(t.comments, columns.submission == submission_id, order=(columns.made, columns.id)))
        )

    def comment(self, comment_id: str) -> Comment | None:
        """A comment, or None."""
        found = self._payloads(t.comments, t.comments.c.id == comment_id)
        return _comment(found[0]) if found else None

    def add_comment(self, comment: Comment) -> None:
        """Keeps a new comment; raises `VersionConflict` where its id is taken."""
        self._add(t.comments, {"id": comment.id} | rows.comment_row(comment))

    def save_comment(self, comment: Comment) -> Comment:
        """Keeps a comment as it now is, and returns it with its next version; raises `VersionConflict`."""
        saved = replace(comment, version=comment.version + 1)
        self._save(t.comments, saved.id, comment.version, rows.comment_row(saved))
        return saved

    def task(self, task_id: str) -> Task | None:
        """A task, or None."""
        found = self._payloads(t.tasks, t.tasks.c.id == task_id)
        return _task(found[0]) if found else None

    def tasks(self, *, article: str = "", every: bool = False) -> tuple[Task, ...]:
        """Tasks that are not done, or every one, of one article or of all, as they were made."""
        columns = t.tasks.c
        wanted = [] if every else [columns.open.is_(True)]
        wanted += [columns.article == article] if article else []
        return tuple(map(_task, self._payloads(t.tasks, *wanted, order=(columns.made, columns.id))))

    def add_task(self, task: Task) -> None:
        """Keeps a new task; raises `VersionConflict` where its id is taken."""
        self._add(t.tasks, {"id": task.id} | rows.task_row(task))

    def save_task(self, task: Task) -> Task:
        """Keeps a task as it now is, and returns it with its next version; raises `VersionConflict`."""
        saved = replace(task, version=task.version + 1)
        self._save(t.tasks, saved.id, task.version, rows.task_row(saved))
        return saved

    def notifications(self, account_id: str, *, every: bool = False) -> tuple[Notification, ...]:
        """What somebody is told and has not read, or all of it, the newest first."""
        columns = t.notifications.c
        wanted = [columns.account == account_id, *(() if every else (columns.read == "",))]
        found = self._payloads(t.notifications, *wanted, order=(columns.made.desc(), columns.id))
        return tuple(map(_notification, found))

    def notify(self, notification: Notification) -> None:
        """Keeps what somebody is told."""
        row = {"id": notification.id, "account": notification.account, "made": notification.made, "read": notification.read}
        self._add(t.notifications, row | {"payload": _encode(notification)})

    def read(self, account_id: str, notification_ids: Collection[str], when: str) -> int:
        """Marks what somebody was told as read; returns how many that were."""
        done = [one for one in self.notifications(account_id) if one.id in set(notification_ids)]
        for one in done:
            row = {"read": when, "payload": _encode(replace(one, read=when))}
            self._connection.execute(update(t.notifications).where(t.notifications.c.id == one.id).values(row))
        return len(done)

    # -- rows

    def _payloads(self, table: Any, *where: Any, order: tuple[Any, ...] = ()) -> list[bytes]:
        return list(self._connection.scalars(select(table.c.payload).where(*where).order_by(*order)))

    def _add(self, table: Any, row: dict[str, Any]) -> None:
        try:
            with self._connection.begin_nested():
                self._connection.execute(insert(table).values(row))
        except IntegrityError as error:
            raise taken() from error

    def _save(self, table: Any, key: str, version: int, row: dict[str, Any]) -> None:
        columns = table.c
        done = self._connection.execute(update(table).where(columns.id == key, columns.version == version).values(row))
        if not done.rowcount:
            raise taken()


def taken() -> VersionConflict:
    """That somebody else was first."""
    return VersionConflict("Somebody else changed this in the meantime.", "Look at it again, and repeat it if it still applies.")


def _whole(payload: bytes, made: Collection[Any]) -> Submission:
    held = rows.bare(payload)
    revisions = tuple(revision_of(row.content, row.beside) for row in made)
    named: dict[str, Any] = {name: getattr(held, name) for name in Submission.__struct_fields__}
    named["revisions"] = revisions
    return Submission(**named)

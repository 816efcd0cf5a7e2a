"""`Acting`: somebody in one transaction of the desk: what they do, the line that it leaves, and who is told of it."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import TYPE_CHECKING

from answerable.app.acts import Door, What, record
from answerable.app.desk_ports import DeskWork
from answerable.errors import GuardFailed, NoSuchAccount, NoSuchArticle, VersionConflict
from answerable.jobs.model import stamp
from answerable.ledger.model import Entry
from answerable.people.invitation import Letter
from answerable.people.model import Account
from answerable.people.permissions import Act, require
from answerable.publication.article import Article
from answerable.review.case import Case, owners_of
from answerable.review.keeping import Changing, Kept
from answerable.review.model import Assignment, Submission
from answerable.review.tasks import Notification, Task, TaskKind

if TYPE_CHECKING:
    from answerable.app.desk.evidence import Seen

SUBJECT = "Something for you at the editorial desk"
TEXT = "There is something new for you at the editorial desk. Sign in to see it: nothing about an article is sent by mail.\n"


class Acting:
    """Somebody, or the machine, in a transaction; `by` is None for the machine."""

    def __init__(self, work: DeskWork, by: Account | None, moment: datetime, door: Door | str, actor: str = "") -> None:
        self.work = work
        self.review = work.review
        self._by = by
        self.actor = actor or (by.id if by else "machine")
        self.moment = moment
        self.now = stamp(moment)
        self.door = door

    @property
    def by(self) -> Account:
        """Whoever acts."""
        if self._by is None:
            raise NoSuchAccount("There is no such account.", "Sign in again.")
        return self._by

    def require(self, act: Act) -> None:
        """Raises `NotPermitted` where the roles of whoever acts do not permit it, as they are now."""
        require(self.by, act)

    def line(self, what: What, about: str, content: str = "", *changed: Changing | Kept, **facts: str) -> Entry:
        """Leaves a line in the ledger; `changed` is what is kept anew, or that it is not kept any more."""
        return record(
            self.work, what, about, actor=self.actor, when=self.now, door=self.door, content=content, rows=changed, **facts
        )  # fmt: skip

    def tell(self, account_id: str, words: str, path: str, *, once: str = "") -> None:
        """Tells somebody, at the desk and by mail; of what is told under the same `once` they hear a single time.

        Whoever acts is not told of what they do.
        """
        account = self.work.people.account(account_id) if account_id and account_id != self.actor else None
        if account is None or not account.active:
            return
        name = once or new_id()
        try:
            self.review.notify(Notification(id=name, account=account.id, words=words, path=path, made=self.now))
        except VersionConflict:
            return
        if account.email:
            self.work.outbox.put_letter(
                Letter(id=new_id(), to=account.email, subject=SUBJECT, text=TEXT, made=self.now, ready=self.now)
            )  # fmt: skip

    def task(self, kind: TaskKind, article: str, words: str, *, name: str = "", **more: object) -> bool:
        """Makes a task with its line; False where there is one under this name already."""
        task = Task(id=name or new_id(), kind=kind, article=article, words=words, made=self.now, **more)  # type: ignore[arg-type]
        try:
            self.review.add_task(task)
        except VersionConflict:
            return False
        self.line(What.TASK_MADE, article, "", task, task=task.id, kind=kind.value)
        return True

    # -- what is acted on

    def case(self, submission: Submission, *, seen: Seen | None = None) -> Case:
        """All that bears on a submission as it is now, with what is known of whoever acts."""
        from answerable.app.desk.cases import case_of

        return case_of(self.work.people, self.review, submission, by=self.by, seen=seen)

    def not_own(self, submission: Submission) -> None:
        """Raises `GuardFailed` where it is the own article of whoever acts: others say who reviews it, and as what."""
        if self.by.id in owners_of(self.case(submission)):
            raise refused("not_own", "It is your own article: somebody else has to do that.")

    def submission(self, submission_id: str) -> Submission:
        """The submission; raises `NoSuchArticle` where there is none."""
        found = self.review.submission(submission_id)
        if found is None:
            raise NoSuchArticle("There is no such submission.", "Look for it in the queue.")
        return found

    def assignment(self, assignment_id: str) -> Assignment:
        """The assignment; raises `NoSuchArticle` where there is none."""
        found = self.review.assignment(assignment_id)
        if found is None:
            raise NoSuchArticle("There is no such assignment.", "Look among what is assigned to you.")
        return found

    def article(self, address: str) -> Article:
        """The article; raises `NoSuchArticle` where there is none."""
        found = self.work.article(address)
        if found is None:
            raise NoSuchArticle("There is no article under this address.", "It may have been deleted.")
        return found


def path_of(submission: Submission) -> str:
    """The path of the page on which a submission is worked on."""
    return f"/desk/submissions/{submission.id}"


def title_of(submission: Submission) -> str:
    """What a submission is called."""
    return submission.latest.answer.title


def new_id() -> str:
    """A random id that says nothing."""
    return secrets.token_urlsafe(12)


def refused(guard: str, words: str, next_step: str = "") -> GuardFailed:
    """That one guard does not hold."""
    return GuardFailed(
        words, next_step or "Put right what is named, or ask the editor who handles it.", failed=((guard, (words,)),)
    )

"""`Room`: what every act at the desk has at hand, and what is read of it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from copy import copy
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from msgspec.structs import replace

from answerable.app.acts import Door

if TYPE_CHECKING:
    from answerable.app.desk.acting import Acting
    from answerable.app.desk.evidence import Evidence, Seen
    from answerable.app.desk.glance import Glance
    from answerable.app.desk_ports import Desk
    from answerable.people.model import Account
    from answerable.review.assigning import AssignmentStep
    from answerable.review.case import Case
    from answerable.review.model import Assignment, Submission
    from answerable.review.tasks import Notification, Task
    from answerable.settings import Settings


def _now() -> datetime:
    return datetime.now(UTC)


class Room:
    """The desk of a library as whoever acts finds it; see `EditorialDesk`."""

    def __init__(
        self,
        library: Path,
        settings: Settings,
        clock: Callable[[], datetime] = _now,
        desk: Desk | None = None,
        evidence: Evidence | None = None,
    ) -> None:
        from answerable.app import wiring
        from answerable.app.desk.evidence import Evidence

        self._asker = ""
        self.library = library
        self.settings = settings
        self._clock = clock
        self.desk: Desk = desk or wiring.desk_in(library, settings.database)
        self.evidence = evidence or Evidence(library)

    # -- acting

    @contextmanager
    def _acting(self, by: str, door: Door | str) -> Generator[Acting]:
        """One transaction in which somebody acts."""
        from answerable.app.desk.acting import Acting

        self._know_asker(by)
        with self.desk.work() as work:
            yield Acting(work, work.people.account(by) if by else None, self._clock(), door)

    def _know_asker(self, by: str) -> None:
        """Keeps, before anything is done or refused, that an account acts in the browser in which a visitor asked."""
        from answerable.people.asking import has_asked, seen_asking

        if not by or not self._asker:
            return
        with self.desk.view() as view:
            account = view.people.account(by)
        if account is None or has_asked(account, self._asker):
            return
        with self.desk.work() as work:
            if (held := work.people.account(by)) is not None:
                work.people.save_account(seen_asking(held, self._asker))

    def asking_as(self, asker: str) -> Self:
        """The same desk for whoever asks as a visitor under this hash.

        What they asked is their own from then on: by the account that acts, in whatever browser.
        """
        if not asker:
            return self
        known = copy(self)
        known._asker = asker
        return known

    def _step(
        self, assignment: str, what: AssignmentStep, by: str, door: Door | str, *, why: str = "", due: str = ""
    ) -> Assignment:
        from answerable.app.desk.assigning import step

        with self._acting(by, door) as act:
            return step(act, assignment, what, why=why, due=due)

    def _account(self, by: str) -> Account:
        from answerable.errors import NoSuchAccount

        with self.desk.view() as view:
            found = view.people.account(by)
        if found is None:
            raise NoSuchAccount("There is no such account.", "Sign in again.")
        return found

    def _notices(self, submission: str) -> Seen:
        """What the library says now of the sources of the latest revision."""
        found = self.submission(submission)
        return self.evidence.of(found.latest.answer, found.latest.content_hash, checked=False)

    def now(self) -> str:
        """This moment by the desk's clock, as it keeps times."""
        from answerable.jobs.model import stamp

        return stamp(self._clock())

    # -- reading

    def glance(self) -> Glance:
        """The desk at a glance: the queue by risk with the reasons for each place, what is late, and what review changes."""
        from answerable.app.desk.glance import glance

        reports, followed, now = self.desk.reports(), self.desk.followed_up(), self.now()
        with self.desk.view() as view:
            return glance(view, reports, now, followed)

    def submission(self, submission: str) -> Submission:
        """A submission with all its revisions; raises `NoSuchArticle` where there is none."""
        from answerable.errors import NoSuchArticle

        with self.desk.view() as view:
            found = view.review.submission(submission)
        if found is None:
            raise NoSuchArticle("There is no such submission.", "Look for it in the queue.")
        return found

    def case(self, submission: str, *, by: str = "", checked: bool = False) -> Case:
        """Everything that bears on a submission, as the guards see it; `checked` also runs every check again."""
        from answerable.app.desk.cases import case_of
        from answerable.people.asking import seen_asking

        found = self.submission(submission)
        seen = self.evidence.of(found.latest.answer, found.latest.content_hash, checked=checked)
        with self.desk.view() as view:
            account = view.people.account(by) if by else None
            known = seen_asking(account, self._asker) if account else None
            made = case_of(view.people, view.review, found, by=known, seen=seen)
        return replace(made, accounts={**made.accounts, known.id: known}) if known else made

    def tasks(self, *, article: str = "", every: bool = False) -> tuple[Task, ...]:
        """What is to be seen to."""
        with self.desk.view() as view:
            return view.review.tasks(article=article, every=every)

    def notifications(self, by: str, *, every: bool = False) -> tuple[Notification, ...]:
        """What somebody is told and has not read, or all of it."""
        with self.desk.view() as view:
            return view.review.notifications(by, every=every)

    def read(self, notifications: tuple[str, ...], *, by: str) -> int:
        """Marks what somebody was told as read."""
        from answerable.jobs.model import stamp

        with self.desk.work() as work:
            return work.review.read(by, notifications, stamp(self._clock()))

    def close(self) -> None:
        """Lets go of the files."""
        self.evidence.close()
        self.desk.close()

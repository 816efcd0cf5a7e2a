"""`EditorialDesk`: what authors, editors, reviewers and the chair do; each act is one transaction with its line in the ledger."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from copy import copy
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from answerable.app.acts import Door

if TYPE_CHECKING:
    from answerable.app.desk.acting import Acting
    from answerable.app.desk.commissioning import Commission
    from answerable.app.desk.deciding import Moved
    from answerable.app.desk.evidence import Evidence, Seen
    from answerable.app.desk.glance import Glance
    from answerable.app.desk.watching import Noticed
    from answerable.app.desk_ports import Desk
    from answerable.people.model import Account, DisclosedInterest, Role
    from answerable.publication.article import Article
    from answerable.publication.public_state import Change, PublicStep
    from answerable.review.assigning import AssignmentStep
    from answerable.review.case import Case, Given
    from answerable.review.certainty import Certainty, GradeReason, SetCertainty
    from answerable.review.comment import Anchor, Comment, CommentKind, Settlement, Severity
    from answerable.review.editing import Edited
    from answerable.review.edits import Edit
    from answerable.review.model import Assignment, Judged, Judgement, Recommendation, Recommended, Submission
    from answerable.review.tasks import Notification, Task
    from answerable.review.transitions import Step
    from answerable.settings import Settings


_log = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


class EditorialDesk:
    """The editorial desk of a library; may be used from many threads. Every method may raise a `Problem`.

    `by` is the id of the account that acts: its roles count as they are in that moment. `door` is how the act came in.
    """

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

    def asking_as(self, asker: str) -> EditorialDesk:
        """The same desk for whoever asks as a visitor under this hash.

        What they asked is their own from then on: by the account that acts, in whatever browser.
        """
        if not asker:
            return self
        known = copy(self)
        known._asker = asker
        return known

    # -- opening a submission

    def submit(self, address: str, *, by: str, specialty: str = "", door: Door | str = Door.WEB) -> Submission:
        """Sends an article to the editors; see `submitting.submit`."""
        from answerable.app.desk.submitting import submit

        with self._acting(by, door) as act:
            return submit(act, address, specialty)

    # -- who reviews

    def assign(
        self, submission: str, reviewer: str, role: Role, *, by: str, due: str = "", door: Door | str = Door.WEB
    ) -> Assignment:
        """Invites a reviewer; see `assigning.assign`."""
        from answerable.app.desk.assigning import assign

        with self._acting(by, door) as act:
            return assign(act, submission, reviewer, role, due)

    def accept(
        self,
        assignment: str,
        *,
        by: str,
        interests: tuple[DisclosedInterest, ...] | None = None,
        coauthors: tuple[str, ...] = (),
        door: Door | str = Door.WEB,
    ) -> Assignment:
        """Accepts an invitation, with interests disclosed for it; see `assigning.accept`."""
        from answerable.app.desk.assigning import accept

        with self._acting(by, door) as act:
            return accept(act, assignment, interests, coauthors)

    def decline(self, assignment: str, why: str = "", *, by: str, door: Door | str = Door.WEB) -> Assignment:
        """Declines an invitation."""
        from answerable.review.assigning import AssignmentStep

        return self._step(assignment, AssignmentStep.DECLINE, by, door, why=why)

    def recuse(self, assignment: str, why: str, *, by: str, door: Door | str = Door.WEB) -> Assignment:
        """Steps back from a place."""
        from answerable.review.assigning import AssignmentStep

        return self._step(assignment, AssignmentStep.RECUSE, by, door, why=why)

    def ask_again(self, assignment: str, *, by: str, due: str = "", door: Door | str = Door.WEB) -> Assignment:
        """Asks a reviewer who has recommended to look at the next revision."""
        from answerable.review.assigning import AssignmentStep

        return self._step(assignment, AssignmentStep.ASK_AGAIN, by, door, due=due)

    def extend(self, assignment: str, due: str, *, by: str, door: Door | str = Door.WEB) -> Assignment:
        """Gives a reviewer more time, until that ISO time."""
        from answerable.review.assigning import AssignmentStep

        return self._step(assignment, AssignmentStep.EXTEND, by, door, due=due)

    def _step(
        self, assignment: str, what: AssignmentStep, by: str, door: Door | str, *, why: str = "", due: str = ""
    ) -> Assignment:
        from answerable.app.desk.assigning import step

        with self._acting(by, door) as act:
            return step(act, assignment, what, why=why, due=due)

    def reassign(self, leaving: str, to: str, *, by: str, door: Door | str = Door.WEB) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Gives all that somebody has to do to somebody else, in one act; see `assigning.reassign`."""
        from answerable.app.desk.reassigning import reassign

        with self._acting(by, door) as act:
            return reassign(act, leaving, to)

    # -- what a reviewer says

    def judge(
        self,
        submission: str,
        claim: str,
        judged: Judged,
        *,
        by: str,
        content: str,
        comment: str = "",
        seconds: float | None = None,
        door: Door | str = Door.WEB,
    ) -> Judgement:
        """Keeps a judgement of a claim at once; see `judging.judge`."""
        from answerable.app.desk.judging import judge

        with self._acting(by, door) as act:
            return judge(act, submission, claim, judged, content=content, comment=comment, seconds=seconds)

    def confirm(
        self, submission: str, claims: Sequence[str] = (), *, by: str, content: str, door: Door | str = Door.WEB
    ) -> tuple[Judgement, ...]:
        """Confirms what one said of claims that stand unchanged, of some or of all; see `judging.confirm`."""
        from answerable.app.desk.judging import confirm

        seen = self._notices(submission)
        with self._acting(by, door) as act:
            return confirm(act, submission, claims, content=content, seen=seen)

    def undo(self, submission: str, claim: str, *, by: str, content: str, door: Door | str = Door.WEB) -> Judgement | None:
        """Takes one's last judgement of a claim back; returns the one that holds now."""
        from answerable.app.desk.judging import undo

        with self._acting(by, door) as act:
            return undo(act, submission, claim, content=content)

    def comment(
        self,
        submission: str,
        words: str,
        *,
        by: str,
        kind: CommentKind | None = None,
        severity: Severity | None = None,
        blocking: bool = False,
        anchor: Anchor | None = None,
        answers: str = "",
        door: Door | str = Door.WEB,
    ) -> Comment:
        """Says something of the latest revision; see `judging.comment`."""
        from answerable.app.desk.judging import comment
        from answerable.review.comment import CommentKind, Severity

        with self._acting(by, door) as act:
            return comment(
                act,
                submission,
                words,
                kind=kind or CommentKind.NOTE,
                severity=severity or Severity.MINOR,
                blocking=blocking,
                anchor=anchor,
                answers=answers,
            )

    def settle_comment(
        self, comment: str, words: str = "", *, by: str, version: int | None = None, door: Door | str = Door.WEB
    ) -> Comment:
        """Settles a comment."""
        from answerable.app.desk.judging import settle_comment

        with self._acting(by, door) as act:
            return settle_comment(act, comment, words, version=version)

    def settle(self, submission: str, on: str, words: str, *, by: str, content: str, door: Door | str = Door.WEB) -> Settlement:
        """An editor's words on what reviewers do not agree on; `on` is a claim's id or "checklist: " with the item."""
        from answerable.app.desk.judging import settle

        with self._acting(by, door) as act:
            return settle(act, submission, on, words, content=content)

    def rate(
        self,
        submission: str,
        outcome: str,
        claims: Sequence[str],
        certainty: Certainty,
        *,
        by: str,
        content: str,
        begins: Certainty,
        reasons: Sequence[GradeReason],
        words: str = "",
        door: Door | str = Door.WEB,
    ) -> SetCertainty:
        """Sets the certainty of an outcome, with a reason for each domain of GRADE; see `rating.rate`."""
        from answerable.app.desk.rating import rate

        seen = self._notices(submission)
        with self._acting(by, door) as act:
            return rate(
                act, submission, outcome, claims, certainty,
                begins=begins, reasons=reasons, content=content, seen=seen, words=words,
            )  # fmt: skip

    def withdraw_rating(
        self, submission: str, outcome: str, words: str, *, by: str, content: str, door: Door | str = Door.WEB
    ) -> SetCertainty:
        """Takes back what was set for an outcome; see `rating.withdraw`."""
        from answerable.app.desk.rating import withdraw

        seen = self._notices(submission)
        with self._acting(by, door) as act:
            return withdraw(act, submission, outcome, words, content=content, seen=seen)

    def _notices(self, submission: str) -> Seen:
        """What the library says now of the sources of the latest revision."""
        found = self.submission(submission)
        return self.evidence.of(found.latest.answer, found.latest.content_hash, checked=False)

    def answer_finding(self, submission: str, key: str, words: str, *, by: str, door: Door | str = Door.WEB) -> Submission:
        """Answers an open finding of the verification report."""
        from answerable.app.desk.judging import answer_finding

        with self._acting(by, door) as act:
            return answer_finding(act, submission, key, words)

    def recommend(
        self,
        submission: str,
        recommended: Recommended,
        *,
        by: str,
        content: str,
        words: str = "",
        checklist: tuple[tuple[str, str], ...] = (),
        door: Door | str = Door.WEB,
    ) -> Recommendation:
        """Gives a recommendation; see `judging.recommend`."""
        from answerable.app.desk.judging import recommend

        with self._acting(by, door) as act:
            return recommend(act, submission, recommended, content=content, words=words, checklist=checklist)

    # -- deciding

    def take(self, submission: str, step: Step, *, by: str, given: Given | None = None, door: Door | str = Door.WEB) -> Moved:
        """Takes a step of the table of transitions: starts the review, requests changes, makes ready, signs, rejects, withdraws.

        The library is asked before the transaction; what was changed in between raises `VersionConflict`.
        """
        from answerable.app.desk.deciding import take
        from answerable.review.case import Given
        from answerable.review.transitions import Step

        seen = self._seen(submission, step)
        with self._acting(by, door) as act:
            moved = take(act, submission, step, given or Given(), seen)
        if step is Step.APPROVE:
            self.seal()
        return moved

    def seal(self) -> None:
        """Seals the ledger after an approval; where it cannot be, the log says so and the approval stands."""
        from answerable.app.ledger import LedgerRoom
        from answerable.errors import Problem

        try:
            LedgerRoom(self.library, self.desk, self._clock).seal()
        except Problem as problem:
            _log.error("the ledger could not be sealed: %s", problem)

    def _seen(self, submission_id: str, step: Step) -> Seen | None:
        """What the library says now, as far as a step's guards look at it."""
        from answerable.app.desk.deciding import NEEDS_LIBRARY, looks_at_claims
        from answerable.review.transitions import row_of

        with self.desk.view() as view:
            found = view.review.submission(submission_id)
        row = row_of(step, found.state) if found else None
        if found is None or row is None or NEEDS_LIBRARY.isdisjoint(row.guards):
            return None
        return self.evidence.of(found.latest.answer, found.latest.content_hash, checked=looks_at_claims(step, found))

    # -- editing

    def edit(
        self, submission: str, edits: Sequence[Edit], *, by: str, content: str, why: str, door: Door | str = Door.WEB
    ) -> Submission:
        """Makes the next revision by structured edits, every changed claim verified before it is kept; see `editing`."""
        from answerable.app.desk.editing import edit
        from answerable.errors import VersionConflict
        from answerable.people.permissions import Act, require

        found = self.submission(submission)
        if found.latest.content_hash != content:
            raise VersionConflict("The article was changed in the meantime.", "Look at it again, and repeat your change.")
        account = self._account(by)
        require(account, Act.EDIT)
        made = self.preview(submission, edits, by=by)
        with self._acting(by, door) as act:
            return edit(act, submission, made, content=content, why=why)

    def preview(self, submission: str, edits: Sequence[Edit], *, by: str) -> Edited:
        """What edits would make of the latest revision, every changed claim checked; nothing is kept."""
        from answerable.app.desk.editing import proven

        day = self._clock().date().isoformat()
        return proven(self.evidence, self.submission(submission), edits, self._account(by), day)

    def _account(self, by: str) -> Account:
        from answerable.errors import NoSuchAccount

        with self.desk.view() as view:
            found = view.people.account(by)
        if found is None:
            raise NoSuchAccount("There is no such account.", "Sign in again.")
        return found

    # -- what readers see

    def show(
        self, article: str, step: PublicStep, *, by: str, brings: Change | None = None, door: Door | str = Door.WEB
    ) -> Article:
        """Takes a step of the table of public states: corrects, expresses or lifts concern, retracts, removes, archives."""
        from answerable.app.desk.publishing import show
        from answerable.publication.public_state import Change, PublicStep
        from answerable.review.freshness import touched_claims

        brings = brings or Change()
        held = self.desk.article(article)
        if step is PublicStep.LIFT_CONCERN and held is not None:
            answer = held.latest.answer
            notices = self.evidence.notices([one.record.id for one in answer.references])
            brings = replace(brings, touched=touched_claims(answer, notices))
        with self._acting(by, door) as act:
            return show(act, article, step, brings)

    def correct_major(self, article: str, words: str, *, by: str, door: Door | str = Door.WEB) -> Submission:
        """Opens a correction of an approved article, which stays up while the correction is reviewed."""
        from answerable.app.desk.publishing import correct_major

        with self._acting(by, door) as act:
            return correct_major(act, article, words)

    # -- commissioning

    def commission(self, questions: str, *, by: str, door: Door | str = Door.WEB) -> Commission:
        """Queues a list of questions, one a line or as CSV; drafts are made in the background."""
        from answerable.app.desk.commissioning import commission, sorted_out

        given = sorted_out(questions, self.settings.region)
        with self._acting(by, door) as act:
            return commission(act, given, self.desk.jobs_of)

    def commission_for(self, questions: str, editor: str) -> Commission:
        """The same by the operator, for the editor of that id or e-mail address, who handles the drafts."""
        from answerable.app.acts import OPERATOR
        from answerable.app.desk.acting import Acting
        from answerable.app.desk.commissioning import commission, sorted_out
        from answerable.errors import NoSuchAccount

        given = sorted_out(questions, self.settings.region)
        with self.desk.work() as work:
            held = work.people.account(editor) or work.people.account_at(editor)
            if held is None or not held.active:
                raise NoSuchAccount("There is no such account.", "See who there is with 'answerable people list'.")
            act = Acting(work, None, self._clock(), Door.COMMAND_LINE, OPERATOR)
            return commission(act, given, self.desk.jobs_of, held)

    def commissioned(self, batch: str) -> Commission:
        """How far a list of questions is."""
        from answerable.app.desk.commissioning import progress

        return progress(self.desk, batch)

    def cancel(self, batch: str, *, by: str, door: Door | str = Door.WEB) -> int:
        """Takes back what of a list has not been begun; returns how many."""
        from answerable.app.desk.commissioning import cancel, jobs_of

        with self._acting(by, door) as act:
            return cancel(act, jobs_of(self.desk, batch), batch)

    def retry(self, batch: str, *, by: str, door: Door | str = Door.WEB) -> int:
        """Begins anew what of a list failed; returns how many."""
        from answerable.app.desk.commissioning import jobs_of, retry

        with self._acting(by, door) as act:
            return retry(act, jobs_of(self.desk, batch), batch)

    # -- by the clock

    def look_at_evidence(self) -> tuple[Noticed, ...]:
        """Marks claims of whose sources something was said since, with a task for each article; see `watching`."""
        from answerable.app.desk.watching import look_at_evidence

        return look_at_evidence(self.desk, self.evidence, self._clock())

    def by_the_hour(self) -> None:
        """What nobody has to ask for: ends what is too late, reminds, looks at evidence and dates, seals once a day."""
        from answerable.app.desk.acting import Acting
        from answerable.app.desk.assigning import expire
        from answerable.app.desk.watching import look_at_dates
        from answerable.app.ledger import LedgerRoom

        with self.desk.work() as work:
            expire(Acting(work, None, self._clock(), Door.CLOCK))
        self.look_at_evidence()
        look_at_dates(self.desk, self._clock())
        LedgerRoom(self.library, self.desk, self._clock).seal_daily()

    def done(self, task: str, how: str, *, by: str, door: Door | str = Door.WEB) -> Task:
        """Says that a task is done, and how."""
        from answerable.app.acts import What
        from answerable.errors import UsageProblem
        from answerable.people.permissions import Act

        with self._acting(by, door) as act:
            act.require(Act.DECIDE)
            held = act.review.task(task)
            if held is None or held.done:
                raise UsageProblem("There is no such task to do.", "Load the page again.")
            saved = act.review.save_task(replace(held, done=act.now, by=act.by.id, how=how.strip()))
            act.line(What.TASK_DONE, held.article, "", saved, task=held.id)
            return saved

    def classify(self, submission: str, specialty: str, *, by: str, door: Door | str = Door.WEB) -> Submission:
        """Says of which specialty an article is; whose own it is does not, since a reviewer of it has to be found."""
        from answerable.app.acts import What
        from answerable.app.desk.acting import refused
        from answerable.app.desk.submitting import OPEN
        from answerable.people.permissions import Act

        with self._acting(by, door) as act:
            act.require(Act.ASSIGN)
            held = act.submission(submission)
            if held.state not in OPEN:
                raise refused("from_here", f"It is {held.state.value}: its specialty stays.")
            act.not_own(held)
            saved = act.review.save_submission(replace(held, specialty=specialty.strip()))
            act.line(What.CLASSIFIED, held.id, "", saved, was=held.specialty, specialty=saved.specialty)
            return saved

    # -- overview

    def glance(self) -> Glance:
        """The desk at a glance: the queue by risk with the reasons for each place, what is late, and what review changes."""
        from answerable.app.desk.glance import glance

        reports, followed, now = self.desk.reports(), self.desk.followed_up(), self.now()
        with self.desk.view() as view:
            return glance(view, reports, now, followed)

    # -- reading

    def now(self) -> str:
        """This moment by the desk's clock, as it keeps times."""
        from answerable.jobs.model import stamp

        return stamp(self._clock())

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

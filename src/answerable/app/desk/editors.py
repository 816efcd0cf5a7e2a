"""`EditorsDesk`: what authors, editors and the chair do: submit, assign, edit, decide, sign, correct, retract."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from answerable.app.acts import Door
from answerable.app.desk.room import Room

if TYPE_CHECKING:
    from answerable.app.desk.deciding import Moved
    from answerable.app.desk.evidence import Seen
    from answerable.people.model import Role
    from answerable.publication.article import Article
    from answerable.publication.public_state import Change, PublicStep
    from answerable.review.case import Given
    from answerable.review.comment import Settlement
    from answerable.review.editing import Edited
    from answerable.review.edits import Edit
    from answerable.review.model import Assignment, Submission
    from answerable.review.tasks import Task
    from answerable.review.transitions import Step


_log = logging.getLogger(__name__)


class EditorsDesk(Room):
    """What an editor does; each act is one transaction with its line in the ledger."""

    # -- a submission

    def submit(self, address: str, *, by: str, specialty: str = "", door: Door | str = Door.WEB) -> Submission:
        """Sends an article to the editors; see `submitting.submit`."""
        from answerable.app.desk.submitting import submit

        with self._acting(by, door) as act:
            return submit(act, address, specialty)

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
            act.line(What.CLASSIFIED, held.id, "", saved)
            return saved

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

    # -- who reviews

    def assign(
        self, submission: str, reviewer: str, role: Role, *, by: str, due: str = "", door: Door | str = Door.WEB
    ) -> Assignment:
        """Invites a reviewer; see `assigning.assign`."""
        from answerable.app.desk.assigning import assign

        with self._acting(by, door) as act:
            return assign(act, submission, reviewer, role, due)

    def ask_again(self, assignment: str, *, by: str, due: str = "", door: Door | str = Door.WEB) -> Assignment:
        """Asks a reviewer who has recommended to look at the next revision."""
        from answerable.review.assigning import AssignmentStep

        return self._step(assignment, AssignmentStep.ASK_AGAIN, by, door, due=due)

    def extend(self, assignment: str, due: str, *, by: str, door: Door | str = Door.WEB) -> Assignment:
        """Gives a reviewer more time, until that ISO time."""
        from answerable.review.assigning import AssignmentStep

        return self._step(assignment, AssignmentStep.EXTEND, by, door, due=due)

    def reassign(self, leaving: str, to: str, *, by: str, door: Door | str = Door.WEB) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Gives all that somebody has to do to somebody else, in one act; see `assigning.reassign`."""
        from answerable.app.desk.reassigning import reassign

        with self._acting(by, door) as act:
            return reassign(act, leaving, to)

    # -- deciding

    def settle(self, submission: str, on: str, words: str, *, by: str, content: str, door: Door | str = Door.WEB) -> Settlement:
        """An editor's words on what reviewers do not agree on; `on` is a claim's id or "checklist: " with the item."""
        from answerable.app.desk.judging import settle

        with self._acting(by, door) as act:
            return settle(act, submission, on, words, content=content)

    def answer_finding(self, submission: str, key: str, words: str, *, by: str, door: Door | str = Door.WEB) -> Submission:
        """Answers an open finding of the verification report."""
        from answerable.app.desk.judging import answer_finding

        with self._acting(by, door) as act:
            return answer_finding(act, submission, key, words)

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

    def seal(self) -> None:
        """Seals the ledger after an approval; where it cannot be, the log says so and the approval stands."""
        from answerable.app.ledger import LedgerRoom
        from answerable.errors import Problem

        try:
            LedgerRoom(self.library, self.desk, self._clock).seal()
        except Problem as problem:
            _log.error("the ledger could not be sealed: %s", problem)

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

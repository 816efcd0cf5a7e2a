"""`Office`: what is done in the background of the desk: lists of questions that are commissioned, and what goes by the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from answerable.app.acts import Door
from answerable.app.desk.room import Room

if TYPE_CHECKING:
    from answerable.app.desk.commissioning import Commission
    from answerable.app.desk.watching import Noticed


class Office(Room):
    """What the desk does while nobody waits; each act is one transaction with its line in the ledger."""

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

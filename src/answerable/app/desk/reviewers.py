"""`ReviewersDesk`: what reviewers do: answer an invitation, judge claims, comment, rate the evidence, recommend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from answerable.app.acts import Door
from answerable.app.desk.room import Room

if TYPE_CHECKING:
    from answerable.people.model import DisclosedInterest
    from answerable.review.certainty import Certainty, GradeReason, SetCertainty
    from answerable.review.comment import Anchor, Comment, CommentKind, Severity
    from answerable.review.model import Assignment, Judged, Judgement, Recommendation, Recommended


class ReviewersDesk(Room):
    """What a reviewer does; each act is one transaction with its line in the ledger."""

    # -- their place in a review

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

    # -- what they say

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

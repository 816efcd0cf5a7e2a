"""How far a reviewer is: what is judged, where to go on, and what was judged before and has not changed."""

from __future__ import annotations

from msgspec import Struct

from answerable.review.case import Case, content_of
from answerable.review.eligibility import judgements_of
from answerable.review.model import Judgement


class Progress(Struct, frozen=True, kw_only=True):
    """How far somebody is with the latest revision: `first` is the first claim that they have not judged, or empty."""

    judged: int
    claims: int
    first: str

    @property
    def done(self) -> bool:
        """Whether every claim is judged."""
        return self.judged == self.claims


def progress_of(case: Case, reviewer: str) -> Progress:
    """How far a reviewer is with the latest revision, in reading order."""
    claims = [claim.id for claim in case.submission.latest.answer.claims()]
    done = {one.claim for one in judgements_of(case, reviewer)}
    first = next((claim for claim in claims if claim not in done), "")
    return Progress(judged=sum(claim in done for claim in claims), claims=len(claims), first=first)


def carried(case: Case, reviewer: str) -> tuple[Judgement, ...]:
    """What somebody last said of claims that stand unchanged in the latest revision, and that they have not judged there.

    A claim's id is made of its words and its quotes, so that what bears the same id is the same claim. These are to be
    confirmed by the reviewer, in one act if they like: a judgement is on one content and is never carried over by itself.
    """
    content = content_of(case)
    standing = {claim.id for claim in case.submission.latest.answer.claims()} - {
        one.claim for one in judgements_of(case, reviewer)
    }
    before = sorted(
        (one for one in case.judgements if one.reviewer == reviewer and one.revision != content), key=lambda one: one.at
    )
    return tuple({one.claim: one for one in before if one.claim in standing}.values())

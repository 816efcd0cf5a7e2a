"""How far a reviewer is: what is judged, where to go on, and what was judged before and has not changed."""

from __future__ import annotations

from msgspec import Struct

from answerable.corpus.notices import Standing, standing
from answerable.review.case import Case, content_of
from answerable.review.eligibility import judgements_of
from answerable.review.model import Judgement


class Progress(Struct, frozen=True, kw_only=True):
    """How far somebody is with the latest revision.

    `first` is the first claim that they have not judged and that is not `carried`, else the first that is, or empty. `carried`
    counts the claims that only wait for what was said of them before to be confirmed.
    """

    judged: int
    claims: int
    first: str
    carried: int = 0

    @property
    def done(self) -> bool:
        """Whether every claim is judged."""
        return self.judged == self.claims


def progress_of(case: Case, reviewer: str) -> Progress:
    """How far a reviewer is with the latest revision, in reading order."""
    claims = [claim.id for claim in case.submission.latest.answer.claims()]
    done = {one.claim for one in judgements_of(case, reviewer)}
    offered = {one.claim for one in carried(case, reviewer)}
    left = [claim for claim in claims if claim not in done]
    first = next((claim for claim in left if claim not in offered), next(iter(left), ""))
    return Progress(judged=len(claims) - len(left), claims=len(claims), first=first, carried=len(offered))


def carried(case: Case, reviewer: str) -> tuple[Judgement, ...]:
    """What somebody last said of claims that stand unchanged in the latest revision, and that they have not judged there.

    A claim's id is made of its words and its quotes, so that what bears the same id is the same claim. One of whose sources
    something is said, or of whose sources nobody could ask, is judged anew. The others are to be confirmed by the reviewer,
    in one act if they like: a judgement is on one content and is never carried over by itself.
    """
    content = content_of(case)
    done = {one.claim for one in judgements_of(case, reviewer)}
    open_still = {
        claim.id
        for claim in case.submission.latest.answer.claims()
        if claim.id not in done and all(_stands(case, one.checked.span.record) for one in claim.citations)
    }
    before = sorted(
        (one for one in case.judgements if one.reviewer == reviewer and one.revision != content), key=lambda one: one.at
    )
    return tuple({one.claim: one for one in before if one.claim in open_still}.values())


def _stands(case: Case, record: str) -> bool:
    """Whether somebody could look, and nothing puts a source in doubt."""
    told = case.notices.get(record)
    return told is not None and standing(told) < Standing.CONCERN

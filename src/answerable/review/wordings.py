"""Wording against the certainty that was set: which claims read more surely, or less, than the evidence makes us."""

from __future__ import annotations

from msgspec import Struct

from answerable.review.case import Case, certainties_of
from answerable.review.certain_words import wording_against
from answerable.review.certainty import Certainty


class WordingPoint(Struct, frozen=True, kw_only=True):
    """A claim that is not worded as its outcome's certainty words it.

    `on` is what a settlement of it is on; `words` say what is wrong, `suggested` what it could say, or nothing.
    """

    on: str
    claim: str
    text: str
    outcome: str
    certainty: Certainty
    stronger: bool
    words: str
    suggested: str


def wording_points(case: Case) -> tuple[WordingPoint, ...]:
    """Every such claim of the latest revision, under each outcome that it bears on, in reading order."""
    found: list[WordingPoint] = []
    for claim in case.submission.latest.answer.claims():
        for one in certainties_of(case):
            wrong = wording_against(claim.text, one.certainty) if claim.id in one.claims else None
            if wrong is not None:
                found.append(
                    WordingPoint(
                        on=f"wording: {claim.id}",
                        claim=claim.id,
                        text=claim.text,
                        outcome=one.outcome,
                        certainty=one.certainty,
                        stronger=wrong.stronger,
                        words=f"“{claim.text}” ({one.outcome}): {wrong.words}",
                        suggested=wrong.suggested,
                    )
                )
    return tuple(found)


def too_sure(case: Case) -> tuple[WordingPoint, ...]:
    """Those that read more surely; these stand before an approval."""
    return tuple(one for one in wording_points(case) if one.stronger)
